"""Names that an archive hardly ever takes for anything but one thing: where one was taken for
another thing now and then, it was the same. A person's "Porthaven" is the town.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

from index.core.folding import fold
from index.core.values import EntityType
from index.entities.words import gazetteer as gz

# So many times as often a name stands for the one thing as for another.
_TIMES = 5
_PLACES = gz.CITY | gz.COUNTRY | gz.REGION


class Labelled(Protocol):
    """An entity as the recogniser found it."""

    @property
    def number(self) -> int: ...
    @property
    def type(self) -> EntityType: ...
    @property
    def name(self) -> str: ...


Entity = TypeVar("Entity", bound=Labelled)


def same_label(
    alike: Sequence[Entity], often: Mapping[int, int]
) -> Iterator[tuple[Entity, Entity]]:
    """Of entities of several types that are called the same: one, and the one that it is.

    What lists know may be two, a town and its club, and a surname is several people's; but nobody
    is called as organisations or places alone are, by whichever of their names.
    """
    known = gz.names_by_alias()
    groups: dict[str, list[Entity]] = defaultdict(list)
    for one in alike:
        if often[one.number]:
            name = fold(one.name)
            groups[known.get(name, name)].append(one)
    for group in groups.values():
        first = min(group, key=lambda one: (-often[one.number], one.type, fold(one.name)))
        if first.type == "person" and " " not in first.name:
            continue
        for one in group:
            is_seldom = often[one.number] * _TIMES <= often[first.number]
            # What is merged into is called as it was met first, and so not in capitals.
            is_louder = first.name.isupper() and one.name != first.name
            if one.type != first.type and is_seldom and not is_louder and _is_one(one, first):
                yield one, first


def _is_one(one: Labelled, first: Labelled) -> bool:
    """Whether the lists let two names that are written alike be one."""
    known = gz.known_bits(one.name) | gz.known_bits(first.name)
    alone = {"org": gz.ORG, "place": _PLACES, "person": 0}[first.type]
    return not known or (one.type == "person" and not known & ~alone)
