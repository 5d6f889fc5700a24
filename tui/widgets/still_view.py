"""A scrolled view whose contents grow and shrink without a new layout of the screen."""

from __future__ import annotations

from textual.geometry import Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView


class StillView(ScrollView):
    """Its own size does not hang on its contents: only its scrollbars follow them.

    The framework's view asks for a layout of all widgets whenever what it shows has another size,
    which is at every step through the results.
    """

    virtual_size = reactive(Size(0, 0), layout=False)

    def watch_virtual_size(self, size: Size) -> None:
        if self.container_size:
            self._scroll_update(size)
