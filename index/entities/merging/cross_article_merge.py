"""What an archive can settle by itself: names of one entity that no single article brings together.

An acronym whose expansion stands in other articles is that organisation, and a person with and
without a middle name is one, as long as the archive knows of one only; so is one by a nickname
(`person_variants.py`). A surname that an article
uses without ever saying whose it is means the one person who has nearly all of that surname. What
is settled is an edit like those of the reader, who can take it back; when an archive comes to know
of a second expansion, another initial or a namesake, it is settled no longer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations

from index.core.entity_edits import Edit, merge_edit
from index.core.folding import fold
from index.core.priority import way
from index.core.values import EntityType
from index.entities.completing.titles import name_gender
from index.entities.merging.generations import with_generations, without_generation
from index.entities.merging.offices import contradict
from index.entities.merging.one_label import same_label
from index.entities.merging.organisation_variants import same_organisations
from index.entities.merging.person_variants import Evidence, same_people, variant_groups
from index.entities.resolving.acronyms import is_acronym, spelled_by
from index.entities.resolving.addressed_people import address, may_be
from index.entities.resolving.person_names import GENERATIONS
from index.entities.words import gazetteer as gz
from index.entities.words.gazetteer import known_bits
from index.entities.words.legal_forms import is_certain
from index.entities.words.lexicon import capital_share

# An acronym that stands alone so many times as often as with its expansion means something else.
_TIMES = 4
# Of the mentions of all expansions of an acronym, so many are of the one that it stands for.
_NEARLY_ALL = 0.9

# Of the mentions of all who have a name, so many are of the one whom the bare surname means.
_MOST = 0.8
# What an organisation of one word is that is nobody's surname.
_NO_SURNAME = gz.ORG | gz.ORG_CUE | gz.TITLE | gz.ROLE | gz.COUNTRY | gz.REGION
# A surname taken for an organisation so much more seldom than the person is named is that person.
_SELDOM = 5

# A surname with a capital less often than that is a word as well.
_A_NAME = 0.6
# … or an office: "Justice" is the department, "Judge" whoever sits.
_OFFICES = gz.TITLE | gz.ROLE | gz.ORG_CUE

# Who is named in one article alone is not known well enough to have a surname in another.
FEW_ARTICLES = 2
# Who is named in full in so many is known so well that most articles need no more than the surname.
MANY_ARTICLES = 20

Counts = Callable[[Sequence[int]], Mapping[int, int]]
"""How often the recogniser found entities, by their numbers."""
Articles = Callable[[Sequence[int]], int]
"""In how many articles it found any of some entities, counted up to MANY_ARTICLES."""


@dataclass(frozen=True, slots=True)
class Found:
    """An entity as the recogniser finds it."""

    number: int
    type: EntityType
    name: str


@dataclass(frozen=True, slots=True)
class Names:
    """The names that are looked at.

    `organisations` are those that may be one with and without a legal form or the like, all of a
    name; `people` are those of the entities who are called by several words, all of a surname;
    `short_forms` gives for a word of an organisation's aliases the entities that have it,
    `surnames` for a name of one word the people whose longer names begin or end with it; `alike`
    are all of a name that entities of several types have.
    """

    entities: Sequence[Found]
    organisations: Sequence[Found]
    people: Sequence[Found]
    short_forms: Mapping[str, Sequence[int]]
    surnames: Mapping[str, Sequence[int]]
    alike: Sequence[Found] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """What is asked of the archive about entities, by their numbers."""

    counts: Counts
    articles: Articles
    people: Evidence


def settled(names: Names, facts: Facts) -> list[Edit]:
    """The merges that go without saying."""
    entities = names.entities
    acronyms = list(_acronyms(entities, names.short_forms))
    groups = list(variant_groups(names.people))
    families = list(with_generations(names.people))
    alone = list(_alone(entities, names.surnames))
    wanted = {one.number for bare, full in (*acronyms, *alone) for one in (bare, *full)}
    wanted |= {one.number for one in (*names.organisations, *names.alike)}
    wanted |= {one.number for group in (*groups, *families) for _, one in group}
    often = facts.counts(sorted(wanted))
    merged = {
        source.number: target
        for group in groups
        for source, target in same_people(group, often, facts.people)
    }
    for family in families:
        goes_by = partial(_goes_by, merged=merged)
        pairs = list(without_generation(family, often, goes_by, facts.people.together))
        merged |= {source.number: target for source, target in pairs}
    known = {one.number: one for one in entities}
    found = [merge_edit(known[source], target) for source, target in merged.items()]
    people = set()
    for bare, full in alone:
        if sum(often[one.number] for one in full) > often[bare.number]:
            people.add(bare.number)
        who = _meant(bare, full, often, merged, facts.articles)
        if _are_several(who, merged, facts.people):
            continue
        if who:
            found.append(merge_edit(bare, _goes_by(who[0], merged)))
            people.add(bare.number)
    # "Trump" is not short for Trump University.
    organisations = [one for one in names.organisations if one.number not in people]
    joined = _joined(organisations, acronyms, often, known)
    found += [merge_edit(known[one], _goes_by(known[one], joined)) for one in joined]
    merged |= joined
    done = merged.keys() | people
    for one, by in same_label(names.alike, often):
        if one.number not in done:
            found.append(merge_edit(one, _goes_by(by, merged)))
    return found


def _joined(
    organisations: Sequence[Found],
    acronyms: Sequence[tuple[Found, Sequence[Found]]],
    often: Mapping[int, int],
    known: Mapping[int, Found],
) -> dict[int, Found]:
    """By what another organisation goes, with or without its legal form, and an acronym."""
    joined = {one.number: by for one, by in same_organisations(organisations, often)}
    formal = {number for pair in joined.items() for number in _with_form(*pair, known)}
    for bare, full in acronyms:
        if bare.number in formal and not any(is_certain(one.name.split()[-1]) for one in full):
            # NEC, which is NEC Corp, is no National Executive Committee.
            continue
        first = _stands_for(full, often, joined)
        if first and 0 < often[bare.number] <= _TIMES * often[first.number]:
            joined[bare.number] = first
    return joined


def _with_form(one: int, by: Found, known: Mapping[int, Found]) -> Iterator[int]:
    """Of two organisations that are one, those that the other has as a firm's name."""
    if is_certain(known[one].name.split()[-1]):
        yield by.number
    if is_certain(by.name.split()[-1]):
        yield one


def _stands_for(
    full: Sequence[Found], often: Mapping[int, int], joined: Mapping[int, Found]
) -> Found | None:
    """The most frequent name of the organisation that an acronym stands for, if one has nearly all
    mentions of those that it may stand for.
    """
    times: dict[int, int] = defaultdict(int)
    for one in full:
        times[_goes_by(one, joined).number] += often[one.number]
    first = max(full, key=lambda one: (often[one.number], -one.number))
    most = times[_goes_by(first, joined).number]
    return first if most >= _NEARLY_ALL * sum(times.values()) else None


def _alone(
    entities: Sequence[Found], surnames: Mapping[str, Sequence[int]]
) -> Iterator[tuple[Found, list[Found]]]:
    """What goes by one word, or by a title and one word, with all people who have the word as
    their first or last name; and by a surname of several words, with all who have that.
    """
    known = {one.number: one for one in entities}
    for one in entities:
        if called := address(one.name) if one.type == "person" else None:
            yield one, [known[number] for number in surnames.get(fold(called[1]), ())]
        if one.type == "place" or fold(one.name) not in surnames:
            continue
        if one.name.count(" ") != fold(one.name).count(" "):
            # "' Duke" is no name.
            continue
        # The U.N. is no relative of Kim Jong Un, nor Justice of Jim Justice.
        if one.type == "person" and known_bits(one.name) & _OFFICES:
            continue
        if one.type == "person" or not (is_acronym(one.name) or known_bits(one.name) & _NO_SURNAME):
            yield one, [known[number] for number in surnames[fold(one.name)]]


def _goes_by(one: Found, merged: Mapping[int, Found]) -> Found:
    """The entity that one is merged into at last."""
    while one.number in merged:
        one = merged[one.number]
    return one


def _meant(
    bare: Found,
    full: Sequence[Found],
    often: Mapping[int, int],
    merged: Mapping[int, Found],
    articles: Articles,
) -> list[Found]:
    """The names, the most frequent first, of the person whom a surname alone means, if one has most
    of the mentions and is known; of those whom its title fits, where it does not fit that one.
    """
    gender, surname = address(bare.name) or ("", bare.name)
    options = [full]
    if gender:
        options.append([one for one in full if may_be(gender, one.name)])
    for some in options:
        who = _whose(surname, some, often, merged) if often[bare.number] else []
        fits = not gender or (who and all(may_be(gender, one.name) for one in who))
        # Whom all the others leave is meant only if the given name tells so.
        told = some is full or any(name_gender(one.name.split()[0]) == gender for one in who)
        if who and fits and told:
            known = _is_known(bare, who, often, articles([one.number for one in who]))
            return who if known else []
    return []


def _are_several(who: Sequence[Found], merged: Mapping[int, Found], people: Evidence) -> bool:
    """Whether texts say of names of one first and last name what cannot be said of one person."""
    heads = {head.number: head for head in (_goes_by(one, merged) for one in who)}
    if len(heads) < 2:
        return False
    said = [people.told([number]) for number in heads]
    return any(contradict(one, other, alike=True) for one, other in combinations(said, 2))


def _whose(
    surname: str, full: Sequence[Found], often: Mapping[int, int], merged: Mapping[int, Found]
) -> list[Found]:
    """The names, the most frequent first, of the person whom a bare surname means, if one has most
    of the mentions of all who have it.

    Those who have it as a given name count against that: "Paul" may be any of them.
    """
    people: dict[tuple[str, ...], list[Found]] = defaultdict(list)
    for one in full:
        words = fold(_goes_by(one, merged).name).split()
        # With and without middle names one is the same, and the son is not the father.
        people[words[0], *(words[-2:] if words[-1] in GENERATIONS else words[-1:])].append(one)
    times = {who: sum(often[one.number] for one in names) for who, names in people.items()}
    who = max(times, key=lambda one: (times[one], one), default=())
    if fold(surname).split()[-1] not in who[1:] or times[who] < _MOST * sum(times.values()):
        return []
    return sorted(people[who], key=lambda one: (-often[one.number], one.number))


def _is_known(bare: Found, who: Sequence[Found], often: Mapping[int, int], articles: int) -> bool:
    """Whether somebody is named in full often enough to be meant by the surname; by one that is an
    ordinary word (Wise, Winner), only who is known to everybody and hardly called so alone.
    """
    times = sum(often[one.number] for one in who)
    is_word = not address(bare.name) and 0 <= capital_share(bare.name.lower()) < _A_NAME
    if bare.type != "person":
        return articles >= FEW_ARTICLES and often[bare.number] <= times / _SELDOM
    if articles >= MANY_ARTICLES:
        return not is_word or often[bare.number] * _SELDOM <= times
    if is_word:
        return False
    return articles >= FEW_ARTICLES and often[bare.number] <= times * _TIMES


def _acronyms(
    entities: Sequence[Found], short_forms: Mapping[str, Sequence[int]]
) -> Iterator[tuple[Found, list[Found]]]:
    """Acronyms that stand alone in some article, with what they stand for in others."""
    known = {one.number: one for one in entities if one.type == "org"}
    for bare in way.politely(known.values(), 8):
        if not is_acronym(bare.name):
            continue
        # What a list knows an acronym to stand for it stands for, whatever else it may spell.
        listed = gz.load().canonical.get(("org", bare.name.replace(".", "").casefold()))
        full = [
            known[number]
            for number in short_forms.get(fold(bare.name), ())
            if number in known
            and spelled_by(bare.name, known[number].name)
            and listed in {None, bare.name, known[number].name}
        ]
        if full:
            yield bare, full
