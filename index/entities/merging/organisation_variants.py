"""Organisations that an archive knows by a longer and a shorter name: with and without the legal
form, a department by what it is for, a university by what it is called.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from index.core.folding import fold
from index.entities.classifying.generic_names import GENERIC
from index.entities.completing.newspapers import PRESS
from index.entities.merging.person_variants import Person
from index.entities.words import gazetteer as gz
from index.entities.words.gazetteer import known_bits
from index.entities.words.legal_forms import FORMS

# "Fox News Channel" is mostly called Fox News.
# "Treasury" is short for the Treasury Department, "Quinnipiac" for Quinnipiac University.
_KEPT = frozenset({"department", "university"})
# "Koch Network" is no longer name of "Koch".
_OF_SEVERAL = frozenset({"channel", "network"})
ENDINGS = FORMS | _OF_SEVERAL | _KEPT
CAUCUS = "caucus"
"""What goes by less than its name where its chamber is left out: "House Freedom Caucus"."""

_CHAMBERS = frozenset({"house", "senate"})
# Of the longer names with which it may be called, so many mentions are of the one that it is.
_NEARLY_ALL = 0.9
# A longer name is rare that stands so many times as seldom.
_SELDOM = 10
# A short name that stands so many times as often as the longer one means something else.
_TIMES = 4
_PEOPLE = gz.GIVEN | gz.SURNAME
_PLACES = gz.COUNTRY | gz.REGION | gz.CITY | gz.DEMONYM | gz.PLACE_CUE


@cache
def _named_otherwise() -> frozenset[str]:
    """Organisations that lists know by several names, folded."""
    return frozenset(name for kind, name in gz.several_names() if kind == "org")


def core(key: str) -> str:
    """The folded name of an organisation without what is left out of it."""
    first, _, last = key.rpartition(" ")
    if last in ENDINGS and first:
        return first
    chamber, _, rest = key.partition(" ")
    return rest if last == CAUCUS and chamber in _CHAMBERS and " " in rest else key


def forms(short: str) -> Iterator[str]:
    """The folded names that an organisation may have of which the shortest is given."""
    yield short
    for ending in ENDINGS:
        yield f"{short} {ending}"
    if short.endswith(f" {CAUCUS}"):
        for chamber in _CHAMBERS:
            yield f"{chamber} {short}"


def same_organisations(
    organisations: Sequence[Person], often: Mapping[int, int]
) -> Iterator[tuple[Person, Person]]:
    """Of some organisations those that are one without saying: a name, and the one it goes by."""
    groups: dict[str, list[Person]] = defaultdict(list)
    for one in organisations:
        if often[one.number]:
            groups[core(fold(one.name))].append(one)
    for short, group in groups.items():
        plain = [one for one in group if fold(one.name) == short]
        if len(plain) == 1 and len(group) > 1:
            longer = [one for one in group if one is not plain[0]]
            for one, by in _joined(plain[0], longer, often):
                # What is merged into is no longer called as texts mostly call it: HP, GM, USDA.
                few = often[one.number] * _SELDOM < often[by.number]
                if not (few and fold(by.name) in _named_otherwise()):
                    yield one, by


def _joined(
    plain: Person, longer: Sequence[Person], often: Mapping[int, int]
) -> Iterator[tuple[Person, Person]]:
    first = min(longer, key=lambda one: (-often[one.number], fold(one.name)))
    if often[first.number] < _NEARLY_ALL * sum(often[one.number] for one in longer):
        return
    last = plain.name.split()[-1]
    bits, ending = known_bits(plain.name), fold(first.name).rpartition(" ")[2]
    if plain.name in GENERIC or bits & _PLACES or (ending in _OF_SEVERAL and last == plain.name):
        return
    if ending in _KEPT:
        if often[plain.number] <= _TIMES * often[first.number] and not bits & _PEOPLE:
            yield plain, first
    elif last not in PRESS:
        # The New York Times Company is not the newspaper.
        yield first, plain
