"""Reads the rows of a list in a lane when they come into sight: no key waits for the archive."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from tui.widgets.row_source import RowSource

if TYPE_CHECKING:
    from tui.lane import Lane, Owner
    from tui.session import Session

Row = TypeVar("Row")


class _Wanted(NamedTuple):
    """Rows that are to be read."""

    source: RowSource[Any]
    rows: tuple[int, ...]


class RowReader(Generic[Row]):
    """The rows of a list, and the lane in which those that are not at hand are read.

    `came` is told which rows are there by now, `failed` why some are not.
    """

    def __init__(
        self,
        owner: Owner,
        came: Callable[[Iterable[int]], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self.source: RowSource[Row] = RowSource()
        self._owner, self._came, self._failed = owner, came, failed
        self._session: Session | None = None
        self._lane: Lane[_Wanted, dict[int, Row]] | None = None
        self._asked: _Wanted | None = None

    def open(self, session: Session) -> None:
        """Read in a lane of a session from now on."""
        self._session = session
        self._lane = session.lane(self._owner, _read, self._answered, self._refused)

    def close(self) -> None:
        if self._session is not None and self._lane is not None:
            self._session.let_go(self._lane)

    def want(self, first: int, page: int, cursor: int) -> None:
        """Have read what is in sight, `page` rows from the `first` one, or about to be, and the row
        under the cursor. The newest wish counts; what is under way already is not asked for again.
        """
        if self._lane is None or not self.source.lazy:
            return
        half = page // 2
        missing = self.source.missing({*range(first - half, first + page + half), cursor})
        if self._asked is not None and self._asked.source is self.source:
            missing = [row for row in missing if row not in self._asked.rows]
        if missing:
            rows = self.source.missing({*range(first - page, first + 2 * page), cursor})
            self._asked = _Wanted(self.source, tuple(rows))
            self._lane.submit(self._asked)

    async def read(self, row: int) -> Row | None:
        """A row that is not there yet, or never is. Raises what reading does."""
        source = self.source
        if self._session is None or not source.missing([row]):
            return None
        return (await self._session.read(source.read, [row])).get(row)

    def _answered(self, wanted: _Wanted, rows: dict[int, Row]) -> None:
        if wanted.source is self.source:
            self._asked = None
            self.source.put(rows)
            self._came(rows)

    def _refused(self, wanted: _Wanted, error: Exception) -> None:
        # Asked for again as soon as something moves: what was in the way may be over.
        if wanted.source is self.source:
            self._asked = None
            self._failed(error)


def _read(wanted: _Wanted) -> dict[int, Any]:
    return wanted.source.read(wanted.rows)
