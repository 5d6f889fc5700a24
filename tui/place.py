"""The rows of a search that took the place of another: nothing that is looked at moves.

When the same is searched for again, the new rows are shown as a difference to those before. What
was under the cursor or selected and is found no more keeps its row until the next search.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tui.ahead import ReadAhead

if TYPE_CHECKING:
    from index import Hit, Hits


@dataclass(frozen=True, slots=True)
class Gone:
    """A row that is found no more: where it stands now, its paragraph, and where to read it."""

    row: int
    number: int
    hits: Hits
    at: int


@dataclass(frozen=True)
class Rows:
    """The hits of a search, and among them rows that are found no more."""

    hits: Hits
    gone: tuple[Gone, ...] = ()
    """In the order of their rows."""

    @cached_property
    def numbers(self) -> Sequence[int]:
        """The paragraph of every row. Costs a sort of all hits when it is first asked for."""
        numbers = list(self.hits.numbers()) if len(self.hits) else []
        for each in self.gone:
            numbers.insert(each.row, each.number)
        return numbers

    def __len__(self) -> int:
        return len(self.hits) + len(self.gone)

    def read(self, start: int, stop: int) -> Sequence[Hit]:
        """The rows from one to another."""
        first, last = (bisect_left(self.gone, row, key=lambda g: g.row) for row in (start, stop))
        rows = list(self.hits[start - first : stop - last])
        for each in self.gone[first:last]:
            rows.insert(each.row - start, each.hits[each.at])
        return rows

    def numbers_of(self, rows: Iterable[int]) -> list[int]:
        """The paragraphs of some rows, in order."""
        return [self.numbers[row] for row in sorted(rows)]

    def at_hand(self) -> dict[int, Hit]:
        """The rows that were read ahead."""
        rows = {}
        for at, hit in (self.hits.known if isinstance(self.hits, ReadAhead) else {}).items():
            row = at
            for each in self.gone:
                if each.row > row:
                    break
                row += 1
            rows[row] = hit
        return rows

    def firsts(self) -> Sequence[int]:
        """For each row the first one of the same article; one found no more is by itself."""
        found = self.hits.firsts()
        if not self.gone:
            return found
        gone = {each.row for each in self.gone}
        left = [row for row in range(len(self)) if row not in gone]
        firsts = list(range(len(self)))
        for at, row in enumerate(left):
            firsts[row] = left[found[at]]
        return firsts

    def is_gone(self, number: int) -> bool:
        return any(each.number == number for each in self.gone)

    def _source(self, row: int) -> tuple[Hits, int]:
        """The search a row was found by, and its place there."""
        before = bisect_left(self.gone, row, key=lambda g: g.row)
        if before < len(self.gone) and self.gone[before].row == row:
            return self.gone[before].hits, self.gone[before].at
        return self.hits, row - before

    def renewed(self, hits: Hits, looked_at: Collection[int]) -> Rows:
        """The rows of the same search made again. Of those `looked_at` all are kept.

        One that is found no more stands below the row that it stood below.
        """
        found = list(hits.numbers()) if len(hits) else []
        known = set(found)
        lost = [row for row in sorted(looked_at) if self.numbers[row] not in known]
        if not lost:
            return Rows(hits)
        place = {number: row for row, number in enumerate(found)}
        gone = []
        for row in lost:
            above = row - 1
            while above >= 0 and self.numbers[above] not in known:
                above -= 1
            below = place[self.numbers[above]] + 1 if above >= 0 else 0
            gone.append((below, self.numbers[row], *self._source(row)))
        gone.sort(key=lambda each: each[0])
        return Rows(
            hits,
            tuple(
                Gone(below + earlier, number, source, at)
                for earlier, (below, number, source, at) in enumerate(gone)
            ),
        )
