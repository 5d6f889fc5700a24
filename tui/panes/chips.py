"""The filters in force, as chips that are taken away with a key or a click."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tui.filters import label
from tui.keys import FILTERS, bindings
from tui.text import fit


class ChipsRow(Widget, can_focus=True):
    """A row of chips; hidden when there is none."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(FILTERS)]
    DEFAULT_CSS = """
    ChipsRow { height: 1; display: none; padding: 0 1; background: $background; }
    ChipsRow.-filled { display: block; }
    """

    filters: reactive[tuple[str, ...]] = reactive(())
    cursor: reactive[int] = reactive(0)

    class Removed(Message):
        """A filter was taken away."""

        def __init__(self, position: int) -> None:
            super().__init__()
            self.position = position

    def watch_filters(self, filters: tuple[str, ...]) -> None:
        self.set_class(bool(filters), "-filled")
        self.cursor = max(0, min(self.cursor, len(filters) - 1))
        self.can_focus = bool(filters)

    def render(self) -> Content:
        content = Content("")
        for at, text in enumerate(self._labels()):
            focused = self.has_focus and at == self.cursor
            style = "reverse" if focused else "on $panel"
            content = content + Content.assemble((f" {text} ", style), (" ", ""))
        return content

    def _labels(self) -> list[str]:
        room = max(8, (self.size.width or 80) // max(1, len(self.filters)) - 5)
        return [f"{fit(label(each), room)} ×" for each in self.filters]

    def action_move(self, step: int) -> None:
        if self.filters:
            self.cursor = (self.cursor + step) % len(self.filters)

    def action_remove(self) -> None:
        if self.filters:
            self.post_message(self.Removed(self.cursor))

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        start = 0
        for at, text in enumerate(self._labels()):
            end = start + Content(text).cell_length + 2
            if offset is not None and start <= offset.x < end:
                self.post_message(self.Removed(at))
                return
            start = end + 1
