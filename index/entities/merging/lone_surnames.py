"""Whom a surname means that articles use without ever saying whose it is: the one person who has
nearly all of that surname in the archive.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations

from index.core.folding import fold
from index.entities.completing.titles import name_gender
from index.entities.merging.found_entity import Found, goes_by
from index.entities.merging.offices import contradict
from index.entities.merging.person_variants import Evidence
from index.entities.resolving.acronyms import is_acronym
from index.entities.resolving.addressed_people import address, may_be
from index.entities.resolving.person_names import GENERATIONS
from index.entities.words import gazetteer as gz
from index.entities.words.gazetteer import known_bits
from index.entities.words.lexicon import capital_share

# A surname that stands alone so many times as often as with the rest of the name is another's.
_TIMES = 4
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

Articles = Callable[[Sequence[int]], int]
"""In how many articles the recogniser found any of some entities, counted up to MANY_ARTICLES."""


def lone_surnames(
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


def meant(
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


def are_several(who: Sequence[Found], merged: Mapping[int, Found], people: Evidence) -> bool:
    """Whether texts say of names of one first and last name what cannot be said of one person."""
    heads = {head.number: head for head in (goes_by(one, merged) for one in who)}
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
        words = fold(goes_by(one, merged).name).split()
        # With and without middle names one is the same, and the son is not the father.
        people[words[0], *(words[-2:] if words[-1] in GENERATIONS else words[-1:])].append(one)
    times = {who: sum(often[one.number] for one in names) for who, names in people.items()}
    who = max(times, key=lambda one: (times[one], one), default=())
    if fold(surname).split()[-1] not in who[1:] or times[who] < _MOST * sum(times.values()):
        return []
    return sorted(people[who], key=lambda one: (-often[one.number], fold(one.name)))


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
