"""A list whose rows are gone through and selected, with keys and with the mouse."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar, TypeVar

from textual import events
from textual.binding import BindingType

from tui import present
from tui.keys import LISTS, MOVING, bindings
from tui.widgets.row_selection import RowSelection
from tui.widgets.rows_view import RowsView

Row = TypeVar("Row")


class LineList(RowsView[Row]):
    """Rows with a cursor. Where one is higher than the window, going on scrolls in it first."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(LISTS), *bindings(MOVING)]

    selects: bool = True
    """Whether rows are selected, for what is done to several."""

    def move_to(self, row: int, step: int = 1) -> None:
        if self.count:
            self.cursor = self._nearest(row, step)

    def reveal_cursor(self) -> bool:
        """Bring the row under the cursor into sight; False where it was, or there is none."""
        line = self._layout.top(self.cursor) - self.scroll_offset.y
        if not self.count or -self._layout.height_of(self.cursor) < line < self.size.height:
            return False
        self._keep_visible()
        return True

    def _out_of_sight(self, way: int) -> int:
        """How many lines of a row that is higher than the window lie below it (1), or above."""
        window, layout = self.size.height, self._layout
        line, height = layout.top(self.cursor) - self.scroll_offset.y, layout.height_of(self.cursor)
        if height <= window or not -height < line < window:
            return 0
        below = line + height - self.gap_below(self.cursor) - window
        return max(0, below if way > 0 else -line)

    def centre(self, first: int, count: int) -> None:
        """If the row under the cursor is higher than the window, have some of its lines in the
        middle of that: `count` from the `first` one on.
        """
        top, height = self._layout.top(self.cursor), self._layout.height_of(self.cursor)
        window = self.size.height
        if height > window:
            line = first - max(0, window - count) // 2
            line = max(0, min(line, height - window))
            self.scroll_to(y=top + line, animate=False, force=True)

    def _scroll_within(self, way: int) -> bool:
        """Scroll on in a row that is higher than the window; False if that was its end."""
        step = min(self._out_of_sight(way), max(1, self.size.height // 2))
        if step:
            self.scroll_to(y=self.scroll_offset.y + way * step, animate=False)
        return step > 0

    def action_down(self) -> None:
        if not self._scroll_within(1):
            self.move_to(self.cursor + 1, 1)

    def action_up(self) -> None:
        if self._scroll_within(-1):
            return
        if self.cursor and self._nearest(self.cursor - 1, -1) < self.cursor:
            self.move_to(self.cursor - 1, -1)
        else:
            self.scroll_to(y=0, animate=False)

    def action_top(self) -> None:
        self.move_to(0)

    def action_bottom(self) -> None:
        self.move_to(self.count - 1, -1)

    def action_page(self, pages: int, share: float = 1.0) -> None:
        lines = int(self.size.height * share)
        self.move_to(self._layout.page(self.cursor, pages, lines), pages)

    def action_half_page(self, pages: int) -> None:
        self.action_page(pages, 0.5)

    def action_open(self) -> None:
        if self.selectable(self.cursor):
            self._tell(self.Opened)

    def action_back(self) -> None:
        self.post_message(self.Left())

    def select(self, rows: Iterable[int]) -> None:
        """Select some rows, and no others."""
        self._select(RowSelection(tuple(dict.fromkeys(rows))))

    @property
    def said_selected(self) -> str:
        """How many rows are selected, "" where none is."""
        return f"{present.number(len(self.selected))} selected" if self.selected else ""

    def say_selected(self) -> None:
        """Say it in the lower edge. A list that says other things there says it beside them."""
        self.border_subtitle = self.said_selected

    def clear_selection(self) -> bool:
        """Let go of all rows; False when none was selected."""
        had = bool(self._selection)
        if had:
            self._select(RowSelection())
        return had

    def action_select(self) -> None:
        if self.selects and self.selectable(self.cursor):
            self._select(self._selection.toggled(self.cursor))
            self.action_down()

    def action_range(self) -> None:
        if self._selection.anchor is not None:
            self._selection = self._selection.ended()
        elif self.selects and self.selectable(self.cursor):
            self._select(self._selection.begun(self.cursor))

    def action_select_all(self) -> None:
        if not self.selects:
            return
        every = [row for row in range(self.count) if self.selectable(row)]
        self.select(() if len(self.selected) == len(every) else every)

    # The mouse

    def _row_at(self, event: events.MouseEvent) -> int | None:
        if (offset := event.get_content_offset(self)) is None:
            return None
        row = self._layout.row_at(offset.y + self.scroll_offset.y)
        return row if self.selectable(row) else None

    def on_click(self, event: events.Click) -> None:
        if (row := self._row_at(event)) is None or self.text_selection is not None:
            return
        if event.ctrl:
            self.cursor = row
            self._select(self._selection.toggled(row))
        elif event.chain == 2:
            self.action_open()
        else:
            self.cursor = row

    def on_mouse_move(self, event: events.MouseMove) -> None:
        self.hover = self._row_at(event)

    def on_leave(self) -> None:
        self.hover = None
