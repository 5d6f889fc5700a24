"""Where the rows of a list stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate


@dataclass(frozen=True)
class RowLayout:
    """Rows one below the other, all of one height but for some.

    Rows and lines count from 0; heights are in lines, 1 at least. `others` are the heights of the
    rows that have another one, by row. What is asked for costs a search among those.
    """

    count: int = 0
    height: int = 1
    others: Mapping[int, int] = field(default_factory=dict)

    @cached_property
    def _rows(self) -> list[int]:
        """The rows of another height, in order."""
        return sorted(row for row in self.others if 0 <= row < self.count)

    @cached_property
    def _lower(self) -> list[int]:
        """By how many lines a row stands lower for the first n of those rows."""
        return list(accumulate((self.others[row] - self.height for row in self._rows), initial=0))

    @cached_property
    def _tops(self) -> list[int]:
        """The first line of each of those rows."""
        return [row * self.height + low for row, low in zip(self._rows, self._lower, strict=False)]

    @property
    def lines(self) -> int:
        """The lines of all rows."""
        return self.top(self.count)

    def height_of(self, row: int) -> int:
        return self.others.get(row, self.height)

    def top(self, row: int) -> int:
        """The first line of a row; of the one after the last, the first line below all."""
        return row * self.height + self._lower[bisect_left(self._rows, row)]

    def row_at(self, line: int) -> int:
        """The row that a line belongs to; below all rows, as if they went on."""
        at = bisect_right(self._tops, line) - 1
        if at < 0:
            return line // self.height
        row, below = self._rows[at], line - self._tops[at] - self.others[self._rows[at]]
        return row if below < 0 else row + 1 + below // self.height

    def looked_at(self, cursor: int, top: int, window: int) -> tuple[int, int]:
        """The row that must not move, and the line of the window on which it begins: that of the
        cursor, or the first one in sight when the cursor is out of it. The window shows `window`
        lines from line `top` on.
        """
        line = self.top(cursor) - top
        if -self.height_of(cursor) < line < window:
            return cursor, line
        row = self.row_at(top)
        return row, self.top(row) - top

    def page(self, row: int, pages: int, lines: int) -> int:
        """The row that stands `pages` windows of `lines` lines below a row; another one surely."""
        step = max(1, lines // self.height) * self.height
        to = self.row_at(max(0, self.top(row) + pages * step))
        return max(row + 1, to) if pages > 0 else min(row - 1, to)
