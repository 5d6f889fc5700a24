"""What was found, in a table of any two of names, outlets, sections, months and years."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content

from tui import keys, present, shell
from tui.keys import bindings
from tui.panes.pivot_grid import PivotGrid
from tui.pivot_text import AXIS_WORDS, left_out, markdown, records
from tui.screens.nutgraf_screen import NutgrafScreen
from tui.text import clean
from tui.typing import BY_KEY
from tui.widgets.key_line import KeyLine

if TYPE_CHECKING:
    from index import Axis, PivotTable, Results
    from tui.view import View


class PivotScreen(NutgrafScreen["tuple[str, ...] | None"]):
    """A table. Answers the clauses of the cell whose paragraphs are wanted."""

    BINDINGS: ClassVar[list[BindingType]] = [
        each for each in bindings(keys.PIVOT) if not each.action.startswith(("move", "end", "open"))
    ]

    def __init__(self, results: Results, view: View, axes: tuple[Axis, Axis]) -> None:
        super().__init__()
        self._results, self._view = results, view
        self.grid = PivotGrid(id="pivot")
        self.axes = axes
        """What is in the rows and in the columns."""

    def compose(self) -> ComposeResult:
        with Vertical():
            yield self.grid
        yield KeyLine(self.nutgraf.keymap, id="keys")

    def on_mount(self) -> None:
        self.query_one(KeyLine).place = keys.PIVOT
        self.grid.border_title = "counting …"
        self.grid.focus()
        self._load()

    @work(exit_on_error=False, group=BY_KEY)
    async def _load(self) -> None:
        session = self.nutgraf.session
        axes = self.axes
        table = await session.read(session.archive.pivot, self._results, *axes)
        if axes == self.axes:  # which may be others by now
            self.grid.show(table)
            self._say(table)

    def _say(self, table: PivotTable) -> None:
        rows, columns = AXIS_WORDS[table.row_axis], AXIS_WORDS[table.column_axis]
        query = f" · {clean(self._view.query)}" if self._view.query else ""
        self.grid.border_title = Content(f"{rows} by {columns}{query}".capitalize())
        more = left_out(table, present.number)
        self.grid.border_subtitle = f"left out: {more}" if more else ""

    def command(self) -> str:
        """What gives the same in a shell."""
        rows, columns = self.axes
        return shell.command(
            "pivot", "--rows", rows, "--columns", columns, query=self._view.query
        )  # fmt: skip

    def action_axis(self, which: int, step: int) -> None:
        """Something else in the rows (0) or in the columns (1); never the same in both."""
        from index import AXES  # noqa: PLC0415  (not before it is wanted)

        axes = list(self.axes)
        at = AXES.index(axes[which])
        while axes[which] == self.axes[which] or axes[0] == axes[1]:
            at = (at + step) % len(AXES)
            axes[which] = AXES[at]
        self.axes = (axes[0], axes[1])
        self._load()

    def action_turn(self) -> None:
        """Rows as columns, and columns as rows."""
        self.axes = self.axes[::-1]
        self._load()

    def action_copy(self, form: str) -> None:
        from index import table_cell  # noqa: PLC0415  (only needed here)

        if (table := self.grid.table) is None:
            return
        if form == "Markdown":
            text = markdown(table)
        else:
            rows = ([table_cell(each) for each in row] for row in records(table))
            text = "".join(f"{','.join(map(_quoted, row))}\n" for row in rows)
        self.to_clipboard(text)
        more = left_out(table, present.number)
        words = f"The table, as {form}, sent to the terminal's clipboard"
        self.say(f"{words}, without {more}." if more else f"{words}.")

    @on(PivotGrid.Opened)
    def _opened(self) -> None:
        self.dismiss(self.grid.clauses)

    def action_close(self) -> None:
        self.dismiss(None)


def _quoted(value: object) -> str:
    """A field of CSV (RFC 4180)."""
    text = str(value)
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if set(text) & set(',"\n\r') else text
