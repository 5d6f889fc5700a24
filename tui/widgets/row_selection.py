"""Which rows of a list are selected, one by one or as a range that follows the cursor."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class RowSelection:
    """Selected rows. While a range is drawn, it goes from its `anchor` to the cursor, and `before`
    are the rows that were selected when it was begun.
    """

    rows: frozenset[int] = frozenset()
    anchor: int | None = None
    before: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.rows) or self.anchor is not None

    def toggled(self, row: int) -> RowSelection:
        """With a row that was not selected, or without one that was."""
        return replace(self, rows=self.rows ^ {row})

    def begun(self, row: int) -> RowSelection:
        """With a range that begins at a row."""
        return RowSelection(self.rows | {row}, row, self.rows)

    def ended(self) -> RowSelection:
        """The same rows, of which none follows the cursor any more."""
        return RowSelection(self.rows)

    def reaching(self, row: int) -> RowSelection:
        """With a range that is drawn as far as a row."""
        if self.anchor is None:
            return self
        low, high = sorted((self.anchor, row))
        return replace(self, rows=self.before | set(range(low, high + 1)))

    def moved(self, moved: Callable[[int], int | None]) -> RowSelection:
        """The same rows where they stand now; `moved` gives None for one that is gone."""
        anchor = None if self.anchor is None else moved(self.anchor)
        return RowSelection(_moved(self.rows, moved), anchor, _moved(self.before, moved))


def _moved(rows: Iterable[int], moved: Callable[[int], int | None]) -> frozenset[int]:
    return frozenset(to for row in rows if (to := moved(row)) is not None)
