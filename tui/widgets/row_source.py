"""Where the rows of a list come from: memory, or the archive as far as they were read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

from textual.cache import LRUCache

Row = TypeVar("Row")

_PAGE = 64
_KEPT = 1024


class RowSource(Generic[Row]):
    """Rows by their place, read with a callable for a slice.

    Without `at_hand`, rows are in memory and read whenever they are asked for. With it, those are
    there from the beginning, and others once they were `read`, in a thread, and `put`; until then
    what stood in their place `before` stands for them.
    """

    def __init__(
        self,
        count: int = 0,
        fetch: Callable[[int, int], Sequence[Row]] = lambda _start, _stop: (),
        at_hand: Mapping[int, Row] | None = None,
        before: Mapping[int, Row] | None = None,
    ) -> None:
        self.count, self._fetch = count, fetch
        self.lazy = at_hand is not None
        self._before = before or {}
        self._rows: LRUCache[int, Row] = LRUCache(_KEPT)
        self.put(at_hand or {})

    def renewed(self) -> RowSource[Row]:
        """The same rows, none of which was read."""
        return RowSource(self.count, self._fetch, {} if self.lazy else None)

    def get(self, row: int) -> Row | None:
        """A row; None where there is none, or not yet."""
        if not 0 <= row < self.count:
            return None
        if row not in self._rows:
            if self.lazy:
                return self._before.get(row)
            start = row - row % _PAGE
            self.put(dict(enumerate(self._fetch(start, min(start + _PAGE, self.count)), start)))
        return self._rows.get(row)

    def is_there(self, row: int) -> bool:
        """Whether a row can be read without waiting."""
        return not self.lazy or self.get(row) is not None

    def missing(self, rows: Iterable[int]) -> list[int]:
        """Those of some rows that are still to be read, in order."""
        if not self.lazy:
            return []
        return [row for row in sorted(rows) if 0 <= row < self.count and row not in self._rows]

    def read(self, rows: Sequence[int]) -> dict[int, Row]:
        """Read some rows, given in order; called in a thread. Raises what the archive raises."""
        return {
            start + at: row
            for start, stop in _runs(rows)
            for at, row in enumerate(self._fetch(start, stop))
        }

    def put(self, rows: Mapping[int, Row]) -> None:
        """Take rows that were read."""
        for at, row in rows.items():
            self._rows[at] = row

    def moved(self, moved: Callable[[int], int | None]) -> dict[int, Row]:
        """The rows that are here, at the places where they stand now."""
        here = {**self._before, **{at: self._rows[at] for at in list(self._rows.keys())}}
        return {to: row for at, row in here.items() if (to := moved(at)) is not None}


def _runs(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """From where to where rows follow each other."""
    start = last = -1
    for row in rows:
        if row != last + 1 or start < 0:
            if start >= 0:
                yield start, last + 1
            start = row
        last = row
    if start >= 0:
        yield start, last + 1
