"""What an archive can settle by itself: names of one entity that no single article brings together.

An acronym whose expansion stands in other articles is that organisation, and a person with and
without a middle name is one, as long as the archive knows of one only; so is one by a nickname
(`person_variants.py`). A surname that an article uses without ever saying whose it is means the one
person who has nearly all of that surname (`lone_surnames.py`). What is settled is an edit like
those of the reader, who can take it back; when an archive comes to know of a second expansion,
another initial or a namesake, it is settled no longer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from index.core.entity_edits import Edit, merge_edit
from index.core.folding import fold
from index.core.priority import way
from index.entities.merging.found_entity import Found, goes_by
from index.entities.merging.generations import with_generations, without_generation
from index.entities.merging.lone_surnames import (
    Articles,
    are_several,
    lone_surnames,
    meant,
)
from index.entities.merging.one_label import same_label
from index.entities.merging.organisation_variants import same_organisations
from index.entities.merging.person_variants import Evidence, same_people, variant_groups
from index.entities.resolving.acronyms import is_acronym, spelled_by
from index.entities.words import gazetteer as gz
from index.entities.words.legal_forms import is_certain

# An acronym that stands alone so many times as often as with its expansion means something else.
_TIMES = 4
# Of the mentions of all expansions of an acronym, so many are of the one that it stands for.
_NEARLY_ALL = 0.9

Counts = Callable[[Sequence[int]], Mapping[int, int]]
"""How often the recogniser found entities, by their numbers."""


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
    alone = list(lone_surnames(entities, names.surnames))
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
        called = partial(goes_by, merged=merged)
        pairs = list(without_generation(family, often, called, facts.people.together))
        merged |= {source.number: target for source, target in pairs}
    known = {one.number: one for one in entities}
    found = [merge_edit(known[source], target) for source, target in merged.items()]
    people = set()
    for bare, full in alone:
        if sum(often[one.number] for one in full) > often[bare.number]:
            people.add(bare.number)
        who = meant(bare, full, often, merged, facts.articles)
        if are_several(who, merged, facts.people):
            continue
        if who:
            found.append(merge_edit(bare, goes_by(who[0], merged)))
            people.add(bare.number)
    # "Trump" is not short for Trump University.
    organisations = [one for one in names.organisations if one.number not in people]
    joined = _joined(organisations, acronyms, often, known)
    found += [merge_edit(known[one], goes_by(known[one], joined)) for one in joined]
    merged |= joined
    done = merged.keys() | people
    for one, by in same_label(names.alike, often):
        if one.number not in done:
            found.append(merge_edit(one, goes_by(by, merged)))
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
        times[goes_by(one, joined).number] += often[one.number]
    first = min(full, key=lambda one: (-often[one.number], fold(one.name)))
    most = times[goes_by(first, joined).number]
    return first if most >= _NEARLY_ALL * sum(times.values()) else None


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
