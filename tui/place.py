"""The rows of a search that took the place of another: nothing that is looked at moves.

When the same is searched for again, the new rows are shown as a difference to those before. What
was under the cursor or selected and is found no more keeps its row until the next search.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index import Hit, Hits
    from tui.ahead import ReadAhead


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

    hits: ReadAhead
    gone: tuple[Gone, ...] = ()
    """In the order of their rows."""

    def prepare(self) -> None:
        """Put all hits in order, so that rows can be compared with others; for threads."""
        len(self.hits.places)

    def number(self, row: int) -> int:
        """The paragraph of a row."""
        hits, at = self._source(row)
        return hits.numbers()[at]

    def row_of(self, number: int) -> int | None:
        """The row of a paragraph, None where it has none."""
        if number in self._gone:
            return self._gone[number]
        return self._row(at) if (at := self.hits.places.get(number)) is not None else None

    def _row(self, at: int) -> int:
        """The row of a hit."""
        return at + bisect_right(self._before, at)

    @cached_property
    def _gone(self) -> dict[int, int]:
        """The rows of the paragraphs that are found no more."""
        return {each.number: each.row for each in self.gone}

    @cached_property
    def _before(self) -> list[int]:
        """How many hits stand above each of them."""
        return [each.row - at for at, each in enumerate(self.gone)]

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
        """The paragraphs of some rows."""
        return [self.number(row) for row in rows]

    def at_hand(self) -> dict[int, Hit]:
        """The rows that were read ahead."""
        return {self._row(at): hit for at, hit in self.hits.known.items()}

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
        return number in self._gone

    def _source(self, row: int) -> tuple[Hits, int]:
        """The search a row was found by, and its place there."""
        before = bisect_left(self.gone, row, key=lambda g: g.row)
        if before < len(self.gone) and self.gone[before].row == row:
            return self.gone[before].hits, self.gone[before].at
        return self.hits, row - before

    def renewed(self, hits: ReadAhead, looked_at: Collection[int]) -> Rows:
        """The rows of the same search made again. Of those `looked_at` all are kept.

        One that is found no more stands below the row that it stood below. Both must be prepared.
        """
        places = hits.places
        lost = [row for row in sorted(looked_at) if self.number(row) not in places]
        gone: list[tuple[int, int, Hits, int]] = []
        below = looked = 0  # those above `looked` were looked through for one that is found still
        for row in lost:
            found = (places.get(self.number(above)) for above in range(row - 1, looked - 1, -1))
            below = next((at + 1 for at in found if at is not None), below)
            gone.append((below, self.number(row), *self._source(row)))
            looked = row
        gone.sort(key=lambda each: each[0])
        return Rows(
            hits,
            tuple(
                Gone(below + earlier, number, source, at)
                for earlier, (below, number, source, at) in enumerate(gone)
            ),
        )
