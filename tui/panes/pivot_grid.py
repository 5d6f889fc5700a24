"""A table of counts with a cell under the cursor; heads of rows and columns stay in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from tui import present
from tui.keys import PIVOT, bindings
from tui.pivot_text import APART, TOTAL, called
from tui.text import clean, pad, width

if TYPE_CHECKING:
    from index import PivotItem, PivotTable

_CELL = 10
_LABEL = (12, 30)  # cells for the names of rows, at least and at most
_CURSOR = "bold reverse"


class PivotGrid(Widget, can_focus=True):
    """The first row and the first column are sums. The cursor counts from there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        each for each in bindings(PIVOT) if each.action.startswith(("move", "end", "open"))
    ]
    DEFAULT_CSS = """
    PivotGrid {
        height: 1fr; background: $background; border: round $border;
        border-title-color: $background; border-title-background: $border;
        border-title-style: bold; border-subtitle-color: $quiet;
    }
    """

    class Opened(Message):
        """The paragraphs of the cell under the cursor are wanted."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.table: PivotTable | None = None
        self.row = self.column = 0
        self._top = self._left = 0
        self._most = 1

    def show(self, table: PivotTable) -> None:
        self.table = table
        self._most = max((count for counts in table.counts for count in counts), default=1) or 1
        self.row = self.column = self._top = self._left = 0
        self.refresh()

    # What is under the cursor; 0 is the sum

    @property
    def clauses(self) -> tuple[str, ...]:
        """What finds the paragraphs of the cell under the cursor."""
        if (table := self.table) is None:
            return ()
        row = [table.rows[self.row - 1].clause] if self.row else []
        column = [table.columns[self.column - 1].clause] if self.column else []
        return tuple(dict.fromkeys([*row, *column]))

    def count(self, row: int, column: int) -> int:
        """What a cell counts."""
        table = self.table
        assert table is not None
        if row and column:
            return table.counts[row - 1][column - 1]
        if row:
            return table.rows[row - 1].count
        return table.columns[column - 1].count if column else table.total

    # Painting

    @property
    def _label(self) -> int:
        """Cells for the names of rows."""
        table = self.table
        names = [called(item, table.row_axis) for item in table.rows] if table else []
        most = min(_LABEL[1], max(_LABEL[0], self.content_size.width // 3))
        return min(most, max([_LABEL[0], *(width(clean(name)) for name in names)]))

    def _room(self) -> tuple[int, int]:
        """How many rows and columns of counts are seen."""
        size = self.content_size
        return max(1, size.height - 1), max(1, (size.width - self._label) // _CELL)

    def _scroll(self) -> None:
        rows, columns = self._room()
        self._top = min(max(self._top, self.row - rows + 1), self.row)
        self._left = min(max(self._left, self.column - columns + 1), self.column)

    def render(self) -> Content:
        if (table := self.table) is None:
            return Content.styled("Counting …", present.QUIET)
        self._scroll()
        rows, columns = self._room()
        across = range(self._left, min(self._left + columns, len(table.columns) + 1))
        lines = [self._head(table, across)]
        lines += [
            self._line(table, row, across)
            for row in range(self._top, min(self._top + rows, len(table.rows) + 1))
        ]
        return Content("\n").join(lines)

    def _head(self, table: PivotTable, across: range) -> Content:
        cells: list[tuple[str, str]] = [
            (pad(self._hidden(table, across), self._label), present.QUIET)
        ]
        for column in across:
            said = _said(table.columns[column - 1], table.column_axis) if column else TOTAL
            cut = pad(said, _CELL - 1).rstrip()
            style = "bold" if column == self.column else present.QUIET
            cells.append((" " * (_CELL - width(cut)) + cut, style))
        return Content.assemble(*cells)

    def _hidden(self, table: PivotTable, across: range) -> str:
        """How many columns and rows lie beyond the edges, where the keys lead."""
        rows, _ = self._room()
        left, right = across.start, len(table.columns) + 1 - across.stop
        below = len(table.rows) + 1 - self._top - rows
        told = [
            f"← {present.number(left)}" if left else "",
            f"{present.number(right)} →" if right else "",
            f"↑ {present.number(self._top)}" if self._top else "",
            f"{present.number(below)} ↓" if below > 0 else "",
        ]
        said = " ".join(filter(None, told))
        return said if width(said) <= self._label else " ".join(filter(None, told[:2]))

    def _line(self, table: PivotTable, row: int, across: range) -> Content:
        said = _said(table.rows[row - 1], table.row_axis, " ") if row else TOTAL
        style = "bold" if row == self.row else present.QUIET if not row else ""
        cells: list[tuple[str, str]] = [(pad(said, self._label), style)]
        for column in across:
            count = self.count(row, column)
            text = (present.number(count) if count else "·").rjust(_CELL - 1)
            cells += [(" ", ""), (text, self._style(row, column, count))]
        return Content.assemble(*cells)

    def _style(self, row: int, column: int, count: int) -> str:
        if (row, column) == (self.row, self.column):
            return _CURSOR if self.has_focus else "reverse"
        if not (row and column) or not count:
            return present.QUIET
        if count * 2 > self._most:
            return "bold $hit"
        return "bold" if count * 5 > self._most else ""

    # Moving

    def action_move(self, down: int, right: int) -> None:
        if self.table is not None:
            self.row = max(0, min(self.row + down, len(self.table.rows)))
            self.column = max(0, min(self.column + right, len(self.table.columns)))
            self.refresh()

    def action_end(self, which: int) -> None:
        """To the first row, or the last one."""
        if self.table is not None:
            self.row = len(self.table.rows) if which else 0
            self.refresh()

    def action_open(self) -> None:
        if self.table is not None and self.count(self.row, self.column):
            self.post_message(self.Opened())

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if self.table is None or offset is None or offset.y < 1 or offset.x < self._label:
            return
        row = self._top + offset.y - 1
        column = self._left + (offset.x - self._label) // _CELL
        if row <= len(self.table.rows) and column <= len(self.table.columns):
            again = (row, column) == (self.row, self.column)
            self.row, self.column = row, column
            self.refresh()
            if again or event.chain == 2:
                self.action_open()


def _said(item: PivotItem, axis: str, between: str = "") -> str:
    """How a row or a column is called on the screen; `between` the sign of a gap and its name."""
    name = called(item, axis)
    said = present.day(name) if axis in ("month", "year") and name[0].isdigit() else clean(name)
    return f"{APART}{between}{said}" if item.apart else said
