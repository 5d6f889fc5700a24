"""In a narrow window: which pane is shown, and which others there are."""

from __future__ import annotations

from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from tui import present

_TABS = (("results", " 1 Results "), ("reader", " 2 Reader "), ("entities", " 3 Entities "))


class PaneTabs(Widget):
    """The names of the panes, the one that is shown reversed."""

    DEFAULT_CSS = """
    PaneTabs { height: 1; display: none; background: $surface; }
    """

    pane: reactive[str] = reactive("results")

    class Picked(Message):
        """A tab was clicked."""

        def __init__(self, pane: str) -> None:
            super().__init__()
            self.pane = pane

    def render(self) -> Content:
        return Content.assemble(
            *(
                (words, "bold reverse" if name == self.pane else present.QUIET)
                for name, words in _TABS
            )
        )

    def on_click(self, event: events.Click) -> None:
        start = 0
        for name, words in _TABS:
            if start <= event.x < start + len(words):
                self.post_message(self.Picked(name))
            start += len(words)
