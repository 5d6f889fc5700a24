"""The line that says which words of the reader are chosen, to be a name or another one."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from tui import present
from tui.keys import WORDS, bindings
from tui.text import clean, fit, width


class WordBar(Widget, can_focus=True):
    """Hidden until it is wanted; then it has the keyboard, and keys that are not its own do
    nothing.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(WORDS),
        Binding("ctrl+c", "app.how_to_quit", show=False),
    ]
    DEFAULT_CSS = """
    WordBar { display: none; height: 1; background: $surface; padding: 0 2; }
    """

    class Asked(Message):
        """What a key wants of the chosen words: "step", "extend", "missed", "line" by so many, to
        "keep" them or to "leave".
        """

        def __init__(self, what: str, by: int) -> None:
            super().__init__()
            self.what, self.by = what, by

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._words = self._means = ""

    @property
    def is_modal(self) -> bool:
        return True

    def show(self, words: str, name: str = "") -> None:
        """Say which words are chosen, and whom they name, "" for nobody."""
        self._words, self._means = words, name
        self.refresh()

    def render(self) -> Content:
        label = "This name: " if self._means else "A name that was missed: "
        means = f" → {clean(self._means)}" if self._means not in ("", self._words) else ""
        room = self.content_size.width - width(label) - 2
        words = fit(clean(self._words), max(4, room))
        beside = fit(means, max(0, room - width(words)))
        return Content.assemble(
            (label, present.QUIET), (f"“{words}”", "bold"), (beside, present.QUIET)
        )

    def action_ask(self, what: str, by: int = 0) -> None:
        self.post_message(self.Asked(what, by))
