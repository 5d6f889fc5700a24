"""People whom some write with a generation and others without: "Joseph R. Biden Jr." is Joe Biden,
"Donald Trump Jr." is not Donald Trump.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic

from index.core.priority import way
from index.entities.merging.name_parts import NameParts, middles_agree, name_parts
from index.entities.merging.person_variants import Person, Together
from index.entities.words.nicknames import same_given

# One of the two is named so often at least.
_WELL_KNOWN = 20
# Of all mentions of people of the surname, so many are of the two: of a family of whom many are
# known, the generation tells who is meant (Robert F. Kennedy Jr.).
_MOST = 0.8
# Articles that name both of them, as two, are one in so many of those with the generation at most;
# an article may name one person in two ways.
_SELDOM = 5
_FEW = 10


@dataclass(slots=True)
class _Cluster(Generic[Person]):
    """Somebody by all names that are known to be of one, without or with the same generation."""

    head: Person
    parts: list[tuple[NameParts, Person]] = field(default_factory=list)

    @property
    def generation(self) -> str:
        return self.parts[0][0].generation

    def count(self, often: Mapping[int, int]) -> int:
        """How often it is named."""
        return sum(often[one.number] for _, one in self.parts)

    def numbers(self, givens: set[str]) -> list[int]:
        """The entities whose given name is one of some."""
        return [one.number for parts, one in self.parts if parts.given in givens]


def with_generations(people: Sequence[Person]) -> Iterator[list[tuple[NameParts, Person]]]:
    """The people of each surname that somebody bears who has a generation and a middle name: those
    are formal names, as some newspapers write them of everybody.
    """
    families: dict[str, list[tuple[NameParts, Person]]] = defaultdict(list)
    for one in way.politely(people):
        if parts := name_parts(one.name):
            families[parts.surname].append((parts, one))
    for family in families.values():
        if len(family) > 1 and any(parts.generation and parts.middle for parts, _ in family):
            yield family


def without_generation(
    family: Sequence[tuple[NameParts, Person]],
    often: Mapping[int, int],
    goes_by: Callable[[Person], Person],
    together: Together,
) -> Iterator[tuple[Person, Person]]:
    """Of the people of a surname those with a generation who are the one without: a name, and the
    one that its person goes by. Nothing may contradict: no other generation, no second person whom
    the name fits, nobody else who is known by the surname, no articles that tell the two apart.
    """
    total = sum(often[one.number] for _, one in family)
    clusters: dict[int, _Cluster[Person]] = {}
    for parts, one in family:
        if often[one.number]:
            head = goes_by(one)
            clusters.setdefault(head.number, _Cluster(head)).parts.append((parts, one))
    for own in clusters.values():
        if not own.generation or not any(parts.middle for parts, _ in own.parts):
            continue
        others = [one for one in clusters.values() if one is not own and _may_be(own, one)]
        if len(others) != 1 or others[0].generation:
            continue
        pair = sorted((one.count(often), place) for place, one in enumerate((own, others[0])))
        (few, less), (many, more) = pair
        known = many >= _WELL_KNOWN and few + many >= _MOST * total
        if known and not _told_apart(own, others[0], together):
            both = (own.head, others[0].head)
            yield both[less], both[more]


def _may_be(own: _Cluster[Person], other: _Cluster[Person]) -> bool:
    """Whether two may be one by given and middle names."""
    return all(
        same_given(one.given, two.given) and middles_agree(one.middle, two.middle)
        for one, _ in own.parts
        for two, _ in other.parts
    )


def _told_apart(own: _Cluster[Person], other: _Cluster[Person], together: Together) -> bool:
    """Whether articles name father and son. Both have one given name then, written alike."""
    alike = {parts.given for parts, _ in own.parts} & {parts.given for parts, _ in other.parts}
    if not alike:
        return False
    articles, both = together(own.numbers(alike), other.numbers(alike))
    return both * _SELDOM > articles if articles >= _FEW else both > 0
