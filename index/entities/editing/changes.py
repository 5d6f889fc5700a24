"""Paragraphs that a change of names would change, shown before it is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import overload

from index.core.hits import Hit
from index.core.values import EntityType
from index.store.database import Database
from index.store.names import entity_names
from index.store.rows import read_rows

Meant = tuple[EntityType, str] | None
Places = dict[int, list[tuple[int, int, Meant]]]
"""Start and end of names in paragraphs, by number, and whom each would mean."""


@dataclass(frozen=True, slots=True)
class Change:
    """A paragraph that edits would change: `hit.spans` are the names concerned.

    `after` says for each of them whom it would mean then: type and name, None for nobody.
    """

    hit: Hit
    after: tuple[Meant, ...]


class Changes(Sequence[Change]):
    """The paragraphs of current texts that edits would change; read when they are looked at."""

    def __init__(self, database: Database, places: Places) -> None:
        self._database = database
        self._places = places
        self._numbers = list(places)

    @classmethod
    def newest_first(cls, database: Database, places: Places) -> Changes:
        """Those of some paragraphs that stand in current texts."""
        current = entity_names.current(database, list(places))
        return cls(database, {number: places[number] for number in sorted(current, reverse=True)})

    def __len__(self) -> int:
        return len(self._numbers)

    @property
    def mentions(self) -> int:
        """How many names would mean another entity."""
        return sum(map(len, self._places.values()))

    @overload
    def __getitem__(self, position: int) -> Change: ...
    @overload
    def __getitem__(self, position: slice) -> Sequence[Change]: ...
    def __getitem__(self, position: int | slice) -> Change | Sequence[Change]:
        if isinstance(position, slice):
            return self._read(self._chosen(position))
        at = range(len(self))[position]
        return self._read(self._chosen(slice(at, at + 1)))[0]

    def _chosen(self, some: slice) -> list[int]:
        """The paragraphs in some places."""
        return self._numbers[some]

    def _read(self, numbers: list[int]) -> list[Change]:
        found = []
        for hit in read_rows(self._database, numbers):
            places = sorted(self._places[hit.number], key=itemgetter(0))
            spans = tuple((start, end) for start, end, _ in places)
            found.append(Change(hit.with_spans(spans), tuple(after for _, _, after in places)))
        return found
