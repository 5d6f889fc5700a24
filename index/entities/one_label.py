"""Names that an archive hardly ever takes for anything but one thing: where one was taken for
another thing now and then, it was the same. A person's "Porthaven" is the town.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

from index.core.folding import fold
from index.core.values import EntityType
from index.entities.gazetteer import known_bits

# So many times as often a name stands for the one thing as for another.
_TIMES = 5


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

    What lists know may be two, a town and its club, and a surname is several people's.
    """
    groups: dict[str, list[Entity]] = defaultdict(list)
    for one in alike:
        if often[one.number] and not known_bits(one.name):
            groups[fold(one.name)].append(one)
    for group in groups.values():
        first = max(group, key=lambda one: (often[one.number], -one.number))
        surname = first.type == "person" and " " not in first.name
        # What is merged into is called as it was met first, and so not in capitals.
        if surname or first.name.isupper():
            continue
        for one in group:
            if one is not first and often[one.number] * _TIMES <= often[first.number]:
                yield one, first
