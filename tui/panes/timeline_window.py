"""Which bars of a timeline are seen, and which of them are brushed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index import Bar

_WIDEST = 12  # dots of a bar


@dataclass(frozen=True, slots=True)
class Brush:
    """What is brushed: days, or what has no place among the bars ("undated", "vague")."""

    first: date | None = None
    last: date | None = None
    special: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """Which bars are seen in so many cells: from bar `start` on, each `dots` dots wide; a cell has
    two.
    """

    start: int
    count: int
    dots: int
    cells: int

    @classmethod
    def of(cls, bars: int, cells: int, brushed: tuple[int, int] | None) -> Window:
        """All bars where there is room; else those around what is brushed, or the last ones."""
        room = max(1, cells * 2)
        if bars <= room:
            return cls(0, bars, max(1, min(_WIDEST, room // max(1, bars))), cells)
        at = bars - 1 if brushed is None else (brushed[0] + brushed[1]) // 2
        return cls(max(0, min(at - room // 2, bars - room)), room, 1, cells)

    def cell(self, bar: int) -> int:
        """The cell in which a bar begins, counted from the left."""
        return (bar - self.start) * self.dots // 2

    def bar_at(self, cell: int) -> int:
        """The bar at a cell, the nearest one beside them."""
        at = self.start + (cell * 2 + 1) // self.dots
        return max(self.start, min(at, self.start + self.count - 1))

    @property
    def used(self) -> int:
        """How many cells the bars take."""
        return min(self.cells, -(-self.count * self.dots // 2))

    def per_cell(self, counts: Sequence[int]) -> list[int]:
        """The count of each cell, where a line of single characters stands for the bars."""
        seen = counts[self.start : self.start + self.count]
        values = [0] * self.used
        for at, count in enumerate(seen):
            first, last = at * self.dots // 2, max(0, ((at + 1) * self.dots - 1) // 2)
            for cell in range(first, min(last, self.used - 1) + 1):
                values[cell] = max(values[cell], count) if self.dots > 1 else values[cell] + count
        return values


def places(bars: Sequence[Bar], brush: Brush | None) -> tuple[int, int] | None:
    """The first and the last bar that a brush touches."""
    if brush is None or brush.first is None or brush.last is None:
        return None
    first = bisect_left(bars, brush.first, key=lambda bar: bar.last)
    last = bisect_right(bars, brush.last, key=lambda bar: bar.first) - 1
    return (first, last) if first <= last else None
