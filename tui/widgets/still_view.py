"""A scrolled view whose contents grow and shrink without a new layout of the screen."""

from __future__ import annotations

from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from tui.widgets.still_scrollbar import StillScrollBar


class StillView(ScrollView):
    """Its own size does not hang on its contents: only its scrollbar follows them.

    The framework's view asks for a layout of all widgets whenever what it shows has another size,
    which is at every step through the results, and whenever a scrollbar comes or goes: here it is
    always there, and blank where all can be seen.
    """

    DEFAULT_CSS = """
    StillView {
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
        scrollbar-size-horizontal: 0;
    }
    """

    virtual_size = reactive(Size(0, 0), layout=False)

    painting = False
    """Whether lines are asked for to be painted."""

    @property
    def cells(self) -> int:
        """How wide a line is."""
        # Every line asks for it, several times, and the framework works it out anew from styles.
        return self._cells if self.painting else self.scrollable_content_region.width

    def watch_virtual_size(self, size: Size) -> None:
        if self.container_size:
            self._scroll_update(size)

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = StillScrollBar()
            self._vertical_scrollbar.display = False  # until it is known how high it is
            self.app._start_widget(self, self._vertical_scrollbar)
        return self._vertical_scrollbar

    def _scroll_update(self, virtual_size: Size) -> None:
        """The framework's, but for a scrollbar that is drawn anew where it looks the same."""
        self._refresh_scrollbars()
        bar = self.vertical_scrollbar
        bar.window_virtual_size = virtual_size.height
        bar.window_size = self.container_size.height
        self.scroll_x = self.validate_scroll_x(self.scroll_x)
        self.scroll_y = self.validate_scroll_y(self.scroll_y)

    def render_lines(self, crop: Region) -> list[Strip]:
        self._cells, self.painting = self.cells, True
        try:
            return super().render_lines(crop)
        finally:
            self.painting = False
