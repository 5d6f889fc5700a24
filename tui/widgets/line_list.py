"""A list that paints only what is on the screen: a hundred thousand rows cost what fifty do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Generic, NamedTuple, TypeGuard, TypeVar

from textual import events
from textual.binding import BindingType
from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.selection import Selection
from textual.strip import Strip

from tui import present
from tui.keys import LISTS, MOVING, bindings
from tui.widgets.row_reader import RowReader
from tui.widgets.row_source import RowSource
from tui.widgets.selecting import pieces, selecting
from tui.widgets.still_view import StillView
from tui.widgets.strips import strip_of

if TYPE_CHECKING:
    from tui.session import Session

Row = TypeVar("Row")

_GUTTER = 2


class _State(NamedTuple):
    """What else than its value decides how a row looks."""

    cursor: bool
    focused: bool
    selected: bool
    hover: bool


class LineList(StillView, Generic[Row], can_focus=True):
    """Rows of one height, read in pages from a callable for a slice.

    A subclass says with `paint` how a row looks. A row for which `selectable` is false is passed
    over by the cursor. Rows that come from the archive are read in a lane (`read_in`) when they
    come into sight: until they are there, something stands in their place, and who came to such a
    row or opened it is told when it is there.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(LISTS), *bindings(MOVING)]
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "line-list--cursor",
        "line-list--selected",
        "line-list--hover",
    }
    DEFAULT_CSS = """
    LineList {
        background: $background;
        scrollbar-size-vertical: 1;
        scrollbar-size-horizontal: 0;
        overflow-x: hidden;
        scrollbar-gutter: stable;
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

    class OfRow(Message):
        """Something happened to a row. Nobody handles this one, but those that inherit from it."""

        def __init__(self, control: LineList[Any], row: int) -> None:
            super().__init__()
            self.list, self.row = control, row

        @property
        def control(self) -> LineList[Any]:
            return self.list

    class Highlighted(OfRow):
        """The cursor came to a row, and the row is there."""

    class Opened(OfRow):
        """A row was opened with Enter or a double click."""

    class Left(Message):
        """The user wants back to the pane before."""

    class Failed(Message):
        """Rows could not be read."""

        def __init__(self, error: Exception) -> None:
            super().__init__()
            self.error = error

    class SelectionChanged(Message):
        """Rows were selected or let go."""

    def __init__(self, row_height: int = 1, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.row_height = row_height
        self.count = 0
        self.selected: set[int] = set()
        self._anchor: int | None = None
        self._before: frozenset[int] = frozenset()
        self._reading: RowReader[Row] = RowReader(self, self._came, self._failed)
        self._untold: list[type[LineList.OfRow]] = []
        """What is to be told of the row under the cursor once it is there."""
        self._strips: LRUCache[tuple[object, ...], tuple[Row | None, Sequence[Strip]]] = LRUCache(
            512
        )

    def paint(self, item: Row, cells: int) -> Sequence[Content]:
        raise NotImplementedError

    def paint_unread(self, cells: int) -> Sequence[Content]:
        """What stands in the place of a row that is not there yet."""
        del cells
        return [Content.styled("…", present.QUIET)]

    def selectable(self, row: int) -> bool:
        return 0 <= row < self.count

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
    ) -> None:
        """Show other rows. The cursor goes to `cursor` or the nearest row that takes it.

        With `at_hand`, all others than those are read in the lane.
        """
        if self.text_selection is not None:  # its lines say something else now
            self.screen.clear_selection()
        self.count, self._reading.source = count, RowSource(count, fetch, at_hand)
        self.selected.clear()
        self._anchor = None
        self.hover = None
        self.repaint()
        self._resize_virtual()
        self.scroll_to(y=0, animate=False, force=True)
        self.set_reactive(LineList.cursor, self._nearest(cursor, 1))
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
    ) -> None:
        """Show rows that are mostly those shown already: what is looked at stays where it is.

        `moved` says where a row stands now, None when it is gone. Nobody is told of a move of the
        cursor, which stays on its row.
        """
        fixed, line = self._looked_at()
        cursor, anchor = moved(self.cursor), self._anchor
        self._anchor = None if anchor is None else moved(anchor)
        self._before = frozenset(filter(_is_row, map(moved, self._before)))
        self.selected = set(filter(_is_row, map(moved, self.selected)))
        while fixed > 0 and moved(fixed) is None:
            fixed -= 1
        top = (moved(fixed) or 0) * self.row_height - line
        before = self._reading.source.moved(moved) if at_hand is not None else None
        self.count, self._reading.source = count, RowSource(count, fetch, at_hand, before)
        self.hover = None
        self.repaint()
        self._resize_virtual()
        self.set_reactive(
            LineList.cursor, self._nearest(self.cursor if cursor is None else cursor, 1)
        )
        self.scroll_to(y=top, animate=False, force=True)
        self._want()

    def _looked_at(self) -> tuple[int, int]:
        """The row that must not move, and the line of the window on which it begins: that of the
        cursor, or the first one in sight when the cursor is out of it.
        """
        top = self.scroll_offset.y
        line = self.cursor * self.row_height - top
        if -self.row_height < line < self.size.height:
            return self.cursor, line
        row = top // self.row_height
        return row, row * self.row_height - top

    def repaint(self) -> None:
        """Paint the rows again; the cursor stays."""
        self._strips.clear()
        self.refresh()

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
        first, page = self.scroll_offset.y // self.row_height, self.size.height // self.row_height
        self._reading.want(first, page + 1, self.cursor)

    def _came(self, rows: Iterable[int]) -> None:
        """Rows are there by now."""
        top = self.scroll_offset.y
        for y in (row * self.row_height for row in rows):
            if top - self.row_height < y < top + self.size.height:
                self.refresh_lines(y, self.row_height)
        if self._untold and self.current() is not None:
            for what in self._untold:
                self.post_message(what(self, self.cursor))
            self._untold.clear()
        self._want()

    def _failed(self, error: Exception) -> None:
        self.post_message(self.Failed(error))

    def _tell(self, what: type[OfRow]) -> None:
        """Tell of the row under the cursor, as soon as it is there."""
        if self._reading.source.is_there(self.cursor):
            self.post_message(what(self, self.cursor))
        else:
            self._untold.append(what)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._want()

    def set_row_height(self, lines: int) -> None:
        self.row_height = lines
        self.repaint()
        self._resize_virtual()
        self.scroll_to(y=self.cursor * lines, animate=False, force=True)

    # Painting

    def render_line(self, y: int) -> Strip:
        cells = self.scrollable_content_region.width
        row, line = divmod(y + self.scroll_offset.y, self.row_height)
        if row >= self.count or cells <= 0:
            return Strip.blank(cells, self.visual_style.rich_style)
        state = _State(row == self.cursor, self.has_focus, row in self.selected, row == self.hover)
        item = self.item(row)
        key = (row, cells, state)
        known, strips = self._strips.get(key, (None, []))
        if known is not item or not strips:
            strips = self._row_strips(row, item, cells, state)
            self._strips[key] = item, strips
        return selecting(strips[line], self, y + self.scroll_offset.y)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The text of the lines that are selected, without what stands in the margin."""
        lines = []
        for y, start, end in pieces(selection, self):
            text = self.render_line(y - self.scroll_offset.y).text
            lines.append(text[max(start, _GUTTER) : end if end >= 0 else None].rstrip())
        return "\n".join(lines).strip("\n"), "\n"

    def text_select_all(self) -> None:
        """A double click opens a row."""

    def _row_strips(self, row: int, item: Row | None, cells: int, state: _State) -> list[Strip]:
        at_cursor = state.cursor and self.selectable(row)
        part = (
            "cursor"
            if at_cursor
            else "selected"
            if state.selected
            else "hover"
            if state.hover
            else ""
        )
        base = self.get_visual_style(f"line-list--{part}") if part else self.visual_style
        room = max(1, cells - _GUTTER)
        lines = list(self.paint_unread(room) if item is None else self.paint(item, room))
        lines += [Content("")] * (self.row_height - len(lines))
        bar = (
            ("▌", "bold $primary")
            if at_cursor and state.focused
            else ("▏" if at_cursor else " ", "$faint")
        )
        strips = []
        filled = self.row_height - self.gap
        for number, content in enumerate(lines[:filled]):
            mark = ("✓", "bold $mark") if state.selected and number == 0 else (" ", "")
            line = Content.assemble(bar, mark, content)
            strips.append(strip_of(line, cells, base, self))
        return strips + [Strip.blank(cells, self.visual_style.rich_style)] * self.gap

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._strips.clear()

    def on_resize(self) -> None:
        self._strips.clear()
        self._resize_virtual()
        self._keep_visible()
        self._want()

    def _resize_virtual(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, self.count * self.row_height)

    # The cursor

    def watch_cursor(self, old: int, new: int) -> None:
        if old == new:
            return
        if self._anchor is not None:
            low, high = sorted((self._anchor, new))
            self._select(self._before | set(range(low, high + 1)))
        for row in (old, new):
            self.refresh_lines(row * self.row_height, self.row_height)
        self._keep_visible()
        self._untold.clear()
        self._tell(self.Highlighted)
        self._want()

    def watch_hover(self, old: int | None, new: int | None) -> None:
        for row in (old, new):
            if row is not None:
                self.refresh_lines(row * self.row_height, self.row_height)

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def _keep_visible(self) -> None:
        if not self.size.height:
            return
        region = Region(0, self.cursor * self.row_height, 1, self.row_height)
        self.scroll_to_region(region, animate=False, force=True, x_axis=False)

    def _nearest(self, row: int, step: int) -> int:
        """The first row from `row` on in the direction of `step`, or the other way, that counts."""
        row = max(0, min(row, self.count - 1))
        for direction in (step, -step):
            at = row
            while 0 <= at < self.count:
                if self.selectable(at):
                    return at
                at += direction
        return row

    def move_to(self, row: int, step: int = 1) -> None:
        if self.count:
            self.cursor = self._nearest(row, step)

    def action_down(self) -> None:
        self.move_to(self.cursor + 1, 1)

    def action_up(self) -> None:
        if self.cursor and self._nearest(self.cursor - 1, -1) < self.cursor:
            self.move_to(self.cursor - 1, -1)
        else:
            self.scroll_to(y=0, animate=False)

    def action_top(self) -> None:
        self.move_to(0)

    def action_bottom(self) -> None:
        self.move_to(self.count - 1, -1)

    def action_page(self, pages: int, share: float = 1.0) -> None:
        rows = max(1, int(self.size.height * share) // self.row_height)
        self.move_to(self.cursor + pages * rows, pages)

    def action_half_page(self, pages: int) -> None:
        self.action_page(pages, 0.5)

    def action_open(self) -> None:
        if self.selectable(self.cursor):
            self._tell(self.Opened)

    def action_back(self) -> None:
        self.post_message(self.Left())

    # Selection

    def _select(self, rows: Iterable[int]) -> None:
        self.selected = set(rows)
        self.refresh()
        self.post_message(self.SelectionChanged())

    def select(self, rows: Iterable[int]) -> None:
        """Select some rows, and no others."""
        self._anchor = None
        self._select(rows)

    def clear_selection(self) -> bool:
        """Let go of all rows; False when none was selected."""
        if not self.selected and self._anchor is None:
            return False
        self._anchor = None
        self._select(set())
        return True

    def action_select(self) -> None:
        if self.selectable(self.cursor):
            self._select(self.selected ^ {self.cursor})
            self.action_down()

    def action_range(self) -> None:
        if self._anchor is not None:
            self._anchor = None
        elif self.selectable(self.cursor):
            self._before, self._anchor = frozenset(self.selected), self.cursor
            self._select(self.selected | {self.cursor})

    def action_select_all(self) -> None:
        self._anchor = None
        every = {row for row in range(self.count) if self.selectable(row)}
        self._select(set() if self.selected == every else every)

    # The mouse

    def _row_at(self, event: events.MouseEvent) -> int | None:
        if (offset := event.get_content_offset(self)) is None:
            return None
        row = (offset.y + self.scroll_offset.y) // self.row_height
        return row if self.selectable(row) else None

    def on_click(self, event: events.Click) -> None:
        if (row := self._row_at(event)) is None or self.text_selection is not None:
            return
        if event.ctrl:
            self.cursor = row
            self._select(self.selected ^ {row})
        elif event.chain == 2:
            self.action_open()
        else:
            self.cursor = row

    def on_mouse_move(self, event: events.MouseMove) -> None:
        self.hover = self._row_at(event)

    def on_leave(self) -> None:
        self.hover = None


def _is_row(row: int | None) -> TypeGuard[int]:
    return row is not None
