"""How the lines of a row look: their contents, what is behind them, and the gutter before them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from textual.cache import LRUCache
from textual.content import Content
from textual.strip import Strip
from textual.widget import Widget

from tui.widgets.strips import strip_of

Row = TypeVar("Row")

GUTTER = 2
"""Cells at the left of every line: a bar for the cursor, a mark for what is selected."""

_KEPT = 512  # rows


class RowState(NamedTuple):
    """What else than its value decides how a row looks. `cursor`: the cursor is on it and counts,
    `focused`: the list has the focus, `hover`: the mouse is over it. `height` is in lines, and the
    last `gap` of them are blank.
    """

    cursor: bool
    focused: bool
    selected: bool
    hover: bool
    height: int
    gap: int

    @property
    def part(self) -> str:
        """The component class whose style lies behind the row, "" for none."""
        names = ("cursor", self.cursor), ("selected", self.selected), ("hover", self.hover)
        return next((f"line-list--{name}" for name, true in names if true), "")


class RowPainter(Generic[Row]):
    """Rows as strips; those that look as they did are painted once."""

    def __init__(
        self,
        widget: Widget,
        paint: Callable[[Row, int], Sequence[Content]],
        paint_unread: Callable[[int], Sequence[Content]],
    ) -> None:
        """`paint` gives the lines of a row for so many cells, `paint_unread` those of one that is
        not there yet. Styles are those of the widget.
        """
        self._widget, self._paint, self._paint_unread = widget, paint, paint_unread
        self._known: LRUCache[tuple[object, ...], tuple[Row | None, list[Strip]]] = LRUCache(_KEPT)

    def forget(self) -> None:
        """Rows of the same value and state may look otherwise now."""
        self._known.clear()

    def strips(self, row: int, item: Row | None, cells: int, state: RowState) -> list[Strip]:
        """The lines of a row in `cells` cells, the gutter among them."""
        key = (row, cells, state)
        known = self._known.get(key)
        if known is not None and known[0] is item:
            return known[1]
        strips = self._made(item, cells, state)
        self._known[key] = item, strips
        return strips

    def _made(self, item: Row | None, cells: int, state: RowState) -> list[Strip]:
        widget, room = self._widget, max(1, cells - GUTTER)
        plain = widget.visual_style
        behind = widget.get_visual_style(state.part) if state.part else plain
        lines = self._paint_unread(room) if item is None else self._paint(item, room)
        filled = _with_gutter(lines, state.height - state.gap, state)
        blank = Strip.blank(cells, plain.rich_style)
        return [strip_of(line, cells, behind, widget) for line in filled] + [blank] * state.gap


def _with_gutter(lines: Sequence[Content], height: int, state: RowState) -> Iterator[Content]:
    """As many lines as are filled, each with what stands before it."""
    bar = (" ", "$faint")
    if state.cursor:
        bar = ("▌", "bold $primary") if state.focused else ("▏", "$faint")
    for number in range(height):
        mark = ("✓", "bold $mark") if state.selected and number == 0 else (" ", "")
        yield Content.assemble(bar, mark, lines[number] if number < len(lines) else Content(""))
