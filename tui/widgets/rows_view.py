"""Rows of which only those on the screen are painted: a hundred thousand cost what fifty do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, ClassVar, Generic, TypeAlias, TypeVar

from textual.content import Content
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.selection import Selection
from textual.strip import Strip

from tui import present
from tui.widgets import row_messages as messages
from tui.widgets.row_layout import RowLayout
from tui.widgets.row_painting import GUTTER, RowPainter, RowState
from tui.widgets.row_reader import RowReader
from tui.widgets.row_selection import RowSelection
from tui.widgets.row_source import RowSource
from tui.widgets.selecting import selecting, text_of
from tui.widgets.still_view import StillView

if TYPE_CHECKING:
    from tui.session import Session

Row = TypeVar("Row")

_SCREENFUL = 16  # rows, as long as it is not known how many there is room for


class RowsView(StillView, Generic[Row], can_focus=True):
    """Rows, read in pages from a callable for a slice; what keys do with them, `LineList` knows.

    They are all of one height, but for those that are said to have another. A subclass says with
    `paint` how a row looks. A row for which `selectable` is false is passed
    over by the cursor. Rows that come from the archive are read in a lane (`read_in`) when they
    come into sight: until they are there, something stands in their place, and who came to such a
    row or opened it is told when it is there.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "line-list--cursor",
        "line-list--selected",
        "line-list--hover",
    }
    DEFAULT_CSS = """
    RowsView {
        background: $background;
        border-subtitle-color: $quiet;
        min-width: 4;
        & > .line-list--cursor { background: $row-blurred; }
        & > .line-list--selected { background: $row-selected; }
        & > .line-list--hover { background: $row-blurred; }
        &:focus > .line-list--cursor { background: $row; }
    }
    """

    gap = 0
    """How many of a row's lines, the last ones, only keep it apart from the next."""

    cursor: reactive[int] = reactive(0)
    """The row the cursor is on; 0 when there is none."""
    hover: reactive[int | None] = reactive(None)

    OfRow: TypeAlias = messages.OfRow
    Highlighted: TypeAlias = messages.Highlighted
    Opened: TypeAlias = messages.Opened
    Left: TypeAlias = messages.Left
    Failed: TypeAlias = messages.Failed
    SelectionChanged: TypeAlias = messages.SelectionChanged

    def __init__(self, row_height: int = 1, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._layout = RowLayout(height=row_height)
        self._selection = RowSelection()
        self._reading: RowReader[Row] = RowReader(self, self._came, self._failed)
        self._untold: list[type[messages.OfRow]] = []
        """What is to be told of the row under the cursor once it is there."""
        self._painter: RowPainter[Row] = RowPainter(self, self.paint, self.paint_unread)

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self._layout.count

    @property
    def row_height(self) -> int:
        """Lines of a row, where nothing else is said of it."""
        return self._layout.height

    @property
    def selected(self) -> frozenset[int]:
        """The rows that are selected."""
        return self._selection.rows

    @property
    def chosen_rows(self) -> tuple[int, ...]:
        """The same in the order in which they were selected."""
        return self._selection.order

    def paint(self, item: Row, cells: int) -> Sequence[Content]:
        """The lines of a row, each at most `cells` wide; what is missing is blank."""
        raise NotImplementedError

    def paint_unread(self, cells: int) -> Sequence[Content]:
        """What stands in the place of a row that is not there yet."""
        del cells
        return [Content.styled("…", present.QUIET)]

    def selectable(self, row: int) -> bool:
        return 0 <= row < self.count

    def gap_below(self, row: int) -> int:
        """How many lines of a row are its gap."""
        del row
        return self.gap

    # Rows

    def read_in(self, session: Session) -> None:
        """Read rows that are not at hand in a lane of a session."""
        self._reading.open(session)

    def on_unmount(self) -> None:
        self._reading.close()

    def show_rows(
        self,
        count: int,
        fetch: Callable[[int, int], Sequence[Row]],
        cursor: int = 0,
        at_hand: Mapping[int, Row] | None = None,
        *,
        height: int | None = None,
        heights: Mapping[int, int] | None = None,
    ) -> None:
        """Show other rows. The cursor goes to `cursor` or the nearest row that takes it.

        With `at_hand`, all others than those are read in the lane. `height` is that of a row, as
        before if nothing is said; `heights` are those of rows that have another one.
        """
        if self.text_selection is not None:  # its lines say something else now
            self.screen.clear_selection()
        self._layout = RowLayout(count, height or self.row_height, heights or {})
        self._reading.source = RowSource(count, fetch, at_hand)
        self._selection = RowSelection()
        self.hover = None
        self.repaint()
        self._resize_virtual()
        self.scroll_to(y=0, animate=False, force=True)
        self.set_reactive(RowsView.cursor, self._nearest(cursor, 1))
        self._keep_visible()
        self._untold.clear()
        if self.selectable(self.cursor):
            self._tell(self.Highlighted)
        self._want()

    def renew_rows(
        self,
        count: int,
        fetch: Callable[[int, int], Sequence[Row]],
        moved: Callable[[int], int | None],
        at_hand: Mapping[int, Row] | None = None,
        *,
        heights: Mapping[int, int] | None = None,
    ) -> None:
        """Show rows that are mostly those shown already: what is looked at stays where it is.

        `moved` says where a row stands now, None when it is gone. Nobody is told of a move of the
        cursor, which stays on its row.
        """
        fixed, line = self._layout.looked_at(self.cursor, self.scroll_offset.y, self.size.height)
        cursor, self._selection = moved(self.cursor), self._selection.moved(moved)
        while fixed > 0 and moved(fixed) is None:
            fixed -= 1
        before = self._reading.source.moved(moved) if at_hand is not None else None
        self._layout = RowLayout(count, self.row_height, heights or {})
        self._reading.source = RowSource(count, fetch, at_hand, before)
        top = self._layout.top(moved(fixed) or 0) - line
        self.hover = None
        self.repaint()
        self._resize_virtual()
        self.set_reactive(
            RowsView.cursor, self._nearest(self.cursor if cursor is None else cursor, 1)
        )
        self.scroll_to(y=top, animate=False, force=True)
        self._want()

    def rows_at_hand(self, moved: Callable[[int], int | None]) -> dict[int, Row] | None:
        """The rows that were read, where they stand now; None when they need no reading."""
        source = self._reading.source
        return source.moved(moved) if source.lazy else None

    def repaint(self) -> None:
        """Paint the rows again; the cursor stays."""
        self._painter.forget()
        self.refresh()

    def show_again(self) -> None:
        """Read and paint again rows that are in memory, where some are others by now."""
        self._reading.source = self._reading.source.renewed()
        self.repaint()

    def item(self, row: int) -> Row | None:
        """A row's value; None past the end, and as long as it is not there."""
        return self._reading.source.get(row)

    def current(self) -> Row | None:
        return self.item(self.cursor) if self.selectable(self.cursor) else None

    async def arrived(self) -> Row | None:
        """The row under the cursor, waited for if it is not there yet. Raises what reading does."""
        item = self.current()
        return await self._reading.read(self.cursor) if item is None else item

    def _want(self) -> None:
        """Have the rows read that are in sight or about to be, and the one under the cursor."""
        first, last = self._in_sight()
        self._reading.want(first, last - first + 1, self.cursor)

    @property
    def screenful(self) -> int:
        """How many rows can be seen, and as many again: a page further on there is no waiting."""
        return 2 * (self.size.height // self.row_height + 1) if self.size.height else _SCREENFUL

    def _in_sight(self) -> tuple[int, int]:
        """The first and the last row of which something is on the screen."""
        top = self.scroll_offset.y
        return self._layout.row_at(top), self._layout.row_at(top + self.size.height)

    def _came(self, rows: Iterable[int]) -> None:
        """Rows are there by now."""
        first, last = self._in_sight()
        for row in rows:
            if first <= row <= last:
                self._refresh_row(row)
        if self._untold and self.current() is not None:
            for what in self._untold:
                self.post_message(what(self, self.cursor))
            self._untold.clear()
        self._want()

    def _failed(self, error: Exception) -> None:
        self.post_message(self.Failed(error))

    def _tell(self, what: type[messages.OfRow]) -> None:
        """Tell of the row under the cursor, as soon as it is there."""
        if self._reading.source.is_there(self.cursor):
            self.post_message(what(self, self.cursor))
        else:
            self._untold.append(what)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._want()

    def set_heights(self, height: int, heights: Mapping[int, int]) -> None:
        """Show the same rows with other numbers of lines, as in `show_rows`; what is looked at
        stays where it is, if there is room for it.
        """
        fixed, line = self._layout.looked_at(self.cursor, self.scroll_offset.y, self.size.height)
        self._layout = replace(self._layout, height=height, others=heights)
        self.repaint()
        self._resize_virtual()
        self.scroll_to(y=self._layout.top(fixed) - line, animate=False, force=True)
        if fixed == self.cursor:
            self._keep_visible()
        self._want()

    # Painting

    def render_line(self, y: int) -> Strip:
        cells = self.cells
        y += self.scroll_offset.y
        row = self._layout.row_at(y)
        if row >= self.count or cells <= 0:
            return Strip.blank(cells, self.visual_style.rich_style)
        state = RowState(
            cursor=row == self.cursor and self.selectable(row),
            focused=self.has_focus,
            selected=row in self.selected,
            hover=row == self.hover,
            height=self._layout.height_of(row),
            gap=self.gap_below(row),
        )
        strips = self._painter.strips(row, self.item(row), cells, state)
        return selecting(strips[y - self._layout.top(row)], self, y)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The text of the lines that are selected, without what stands in the margin."""
        return text_of(selection, self, GUTTER), "\n"

    def text_select_all(self) -> None:
        """A double click opens a row."""

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._painter.forget()

    def on_resize(self) -> None:
        self._painter.forget()
        self._resize_virtual()
        self._keep_visible()
        self._want()

    def _resize_virtual(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, self._layout.lines)

    # The cursor

    def watch_cursor(self, old: int, new: int) -> None:
        if old == new:
            return
        if self._selection.anchor is not None:
            self._select(self._selection.reaching(new))
        self._refresh_row(old)
        self._refresh_row(new)
        self._keep_visible()
        self._untold.clear()
        self._tell(self.Highlighted)
        self._want()

    def watch_hover(self, old: int | None, new: int | None) -> None:
        for row in (old, new):
            if row is not None:
                self._refresh_row(row)

    def _refresh_row(self, row: int) -> None:
        self.refresh_lines(self._layout.top(row), self._layout.height_of(row))

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def _keep_visible(self) -> None:
        if not self.size.height:
            return
        top, height = self._layout.top(self.cursor), self._layout.height_of(self.cursor)
        region = Region(0, top, 1, height)
        self.scroll_to_region(region, animate=False, force=True, x_axis=False)

    def _nearest(self, row: int, step: int) -> int:
        """The first row from `row` on in the direction of `step`, or the other way, that counts."""
        row = max(0, min(row, self.count - 1))
        onward, back = range(row, self.count), range(row, -1, -1)
        ways = chain(onward, back) if step > 0 else chain(back, onward)
        return next(filter(self.selectable, ways), row)

    # Selection

    def _select(self, selection: RowSelection) -> None:
        self._selection = selection
        self.refresh()
        self.post_message(self.SelectionChanged())
