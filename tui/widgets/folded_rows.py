"""Rows in groups: each below a heading, folded away or open."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Group:
    """A row that is a heading, and how many of the rows below it belong to it."""

    heading: int
    size: int


@dataclass(frozen=True)
class Folds:
    """Rows of which some are folded away.

    `count` are all rows, headings among them; `groups` are in order and do not overlap; `folded`
    are the headings of those that are closed. A row has its number among all rows, and, if it is
    shown, a place among those that are shown.
    """

    count: int = 0
    groups: tuple[Group, ...] = ()
    folded: frozenset[int] = frozenset()

    @cached_property
    def _closed(self) -> list[Group]:
        return [group for group in self.groups if group.heading in self.folded]

    @cached_property
    def _hidden(self) -> list[int]:
        """How many rows the first n closed groups hide."""
        return list(accumulate((group.size for group in self._closed), initial=0))

    @cached_property
    def _headings(self) -> list[int]:
        """The rows of the closed groups' headings."""
        return [group.heading for group in self._closed]

    @cached_property
    def _places(self) -> list[int]:
        """Their places."""
        return [row - hid for row, hid in zip(self._headings, self._hidden, strict=False)]

    @cached_property
    def _by_heading(self) -> dict[int, Group]:
        return {group.heading: group for group in self.groups}

    @property
    def shown(self) -> int:
        """How many rows are shown."""
        return self.count - self._hidden[-1]

    def row(self, place: int) -> int:
        """The row at a place."""
        return place + self._hidden[bisect_left(self._places, place)]

    def place(self, row: int) -> int | None:
        """Where a row is shown; None when it is folded away."""
        before = bisect_left(self._headings, row)
        if before and row <= self._headings[before - 1] + self._closed[before - 1].size:
            return None
        return row - self._hidden[before]

    def heading(self, place: int) -> Group | None:
        """The group whose heading stands at a place."""
        return self._by_heading.get(self.row(place)) if 0 <= place < self.shown else None

    def headings(self) -> Iterator[int]:
        """The places of all headings."""
        for group in self.groups:
            place = self.place(group.heading)
            assert place is not None, "groups overlap"
            yield place

    def toggled(self, group: Group) -> Folds:
        """With a group opened that was closed, or closed that was open."""
        return replace(self, folded=self.folded ^ {group.heading})

    def runs(self, start: int, stop: int) -> Iterator[range]:
        """The rows at some places, as far as they follow each other."""
        while start < stop:
            at = bisect_right(self._places, start - 1)
            end = min(self._places[at] + 1, stop) if at < len(self._places) else stop
            yield range(self.row(start), self.row(start) + end - start)
            start = end
