"""Lines of text that are scrolled, and nothing else: no row is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.binding import BindingType
from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.selection import Selection
from textual.strip import Strip

from tui.keys import MOVING, bindings
from tui.widgets.selecting import selecting, text_of
from tui.widgets.still_view import StillView
from tui.widgets.strips import strip_of


class LineView(StillView, can_focus=True):
    """A subclass says with `lay_out` which lines there are for a width; it is asked again when the
    width is another one, and at `show_anew`.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(MOVING)]
    DEFAULT_CSS = """
    LineView { background: $background; min-width: 4; }
    """
    uncopied = 0
    """Characters at the beginning of each line that are not copied."""

    class Left(Message):
        """The way back is wanted."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._lines: Sequence[Content] = ()
        self._laid_out = 0
        self._strips: LRUCache[int, Strip] = LRUCache(512)

    def lay_out(self, cells: int) -> Sequence[Content]:
        """The lines, each at most `cells` wide."""
        raise NotImplementedError

    def show_anew(self, *, top: int | None = None) -> None:
        """Lay the lines out again, from line `top` on if one is named."""
        if self.text_selection is not None:  # its lines say something else now
            self.screen.clear_selection()
        self._laid_out = self.cells
        self._lines = self.lay_out(max(8, self.cells))
        self._strips.clear()
        self.virtual_size = Size(self.cells, len(self._lines))
        if top is not None:
            self.scroll_to(y=top, animate=False, force=True)
        self.refresh()

    def on_resize(self) -> None:
        if self.cells != self._laid_out:
            self.show_anew()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        cells = self.cells
        y += self.scroll_offset.y
        if y >= len(self._lines) or cells <= 0:
            return Strip.blank(cells, self.visual_style.rich_style)
        if (strip := self._strips.get(y)) is None:
            strip = strip_of(self._lines[y], cells, self.visual_style, self)
            self._strips[y] = strip
        return selecting(strip, self, y)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The text of the lines that are selected."""
        return text_of(selection, self, self.uncopied), "\n"

    def scroll_lines(self, lines: int) -> None:
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False, force=True)

    def action_down(self) -> None:
        self.scroll_lines(1)

    def action_up(self) -> None:
        self.scroll_lines(-1)

    def action_page(self, pages: int) -> None:
        self.scroll_lines(pages * max(1, self.size.height - 1))

    def action_half_page(self, pages: int) -> None:
        self.scroll_lines(pages * max(1, self.size.height // 2))

    def action_top(self) -> None:
        self.scroll_to(y=0, animate=False, force=True)

    def action_bottom(self) -> None:
        self.scroll_to(y=self.max_scroll_y, animate=False, force=True)

    def action_back(self) -> None:
        self.post_message(self.Left())
