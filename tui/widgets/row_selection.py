"""Which rows of a list are selected, one by one or as a range that follows the cursor."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property


@dataclass(frozen=True)
class RowSelection:
    """Selected rows, in the order in which they were; those of a range in that of the list. While a
    range is drawn, it goes from its `anchor` to the cursor, and `before` are the rows that were
    selected when it was begun.
    """

    order: tuple[int, ...] = ()
    anchor: int | None = None
    before: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.order) or self.anchor is not None

    @cached_property
    def rows(self) -> frozenset[int]:
        """The same in no order."""
        return frozenset(self.order)

    def toggled(self, row: int) -> RowSelection:
        """With a row that was not selected, or without one that was."""
        if row in self.rows:
            return replace(self, order=tuple(one for one in self.order if one != row))
        return replace(self, order=(*self.order, row))

    def begun(self, row: int) -> RowSelection:
        """With a range that begins at a row."""
        return RowSelection(_with(self.order, [row]), row, self.order)

    def ended(self) -> RowSelection:
        """The same rows, of which none follows the cursor any more."""
        return RowSelection(self.order)

    def reaching(self, row: int) -> RowSelection:
        """With a range that is drawn as far as a row."""
        if self.anchor is None:
            return self
        low, high = sorted((self.anchor, row))
        return replace(self, order=_with(self.before, range(low, high + 1)))

    def moved(self, moved: Callable[[int], int | None]) -> RowSelection:
        """The same rows where they stand now; `moved` gives None for one that is gone."""
        anchor = None if self.anchor is None else moved(self.anchor)
        return RowSelection(_moved(self.order, moved), anchor, _moved(self.before, moved))


def _with(before: tuple[int, ...], rows: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys((*before, *rows)))


def _moved(rows: Iterable[int], moved: Callable[[int], int | None]) -> tuple[int, ...]:
    return tuple(to for row in rows if (to := moved(row)) is not None)
