"""Hits of which those that are copies of others stand behind them: one row for all."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import overload

from index.core.hits import Hit
from index.core.kept import kept
from index.search.result_set import ResultSet

_AHEAD = 64


class FoldedHits:
    """The hits but those that are `behind` others, in their order.

    What is looked at first is read without putting all of them in order.
    """

    def __init__(self, hits: ResultSet, behind: Collection[int]) -> None:
        """`behind` are numbers of paragraphs, all of which are hits."""
        self._hits, self._behind = hits, behind
        self._known: tuple[list[int], int] = ([], 0)
        """Where the first of those that are left stand among all, and how many of all were looked
        at for that: in one, since several threads may read on.
        """

    def __len__(self) -> int:
        return len(self._hits) - len(self._behind)

    @overload
    def __getitem__(self, position: int) -> Hit: ...
    @overload
    def __getitem__(self, position: slice) -> Sequence[Hit]: ...
    def __getitem__(self, position: int | slice) -> Hit | Sequence[Hit]:
        wanted = range(len(self))[position]
        if isinstance(wanted, int):
            return self._hits[self._up_to(wanted + 1)[wanted]]
        if not wanted:
            return []
        places = self._up_to(max(wanted) + 1)
        return self._hits.at([places[at] for at in wanted])

    def numbers(self) -> Sequence[int]:
        return [number for number in self._hits.numbers() if number not in self._behind]

    def unmarked(self) -> FoldedHits:
        return FoldedHits(self._hits.unmarked(), self._behind)

    @kept
    def _firsts(self) -> Sequence[int]:
        every = self._hits.firsts()
        known: dict[int, int] = {}
        places = self._up_to(len(self))
        return [known.setdefault(every[place], at) for at, place in enumerate(places)]

    def firsts(self) -> Sequence[int]:
        return self._firsts

    def _up_to(self, count: int) -> Sequence[int]:
        """The places of so many of them, or more."""
        places, looked_at = self._known
        while len(places) < count:
            more = max(_AHEAD, count - len(places), looked_at)
            numbers = self._hits.some_numbers(looked_at, more)
            left = [at for at, one in enumerate(numbers, looked_at) if one not in self._behind]
            places, looked_at = [*places, *left], looked_at + len(numbers)
            # Another thread may have come further meanwhile; both are right.
            if looked_at > self._known[1]:
                self._known = places, looked_at
        return places
