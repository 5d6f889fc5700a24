"""The line that says which words of the reader are chosen to be a name."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from tui import present
from tui.keys import WORDS, bindings
from tui.text import clean, fit


class WordBar(Widget, can_focus=True):
    """Hidden until it is wanted; then it has the keyboard, and keys that are not its own do
    nothing.
    """

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(WORDS)]
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
        self._words = ""

    @property
    def is_modal(self) -> bool:
        return True

    def show(self, words: str) -> None:
        """Say which words are chosen."""
        self._words = words
        self.refresh()

    def render(self) -> Content:
        label = "A name that was missed: "
        room = self.content_size.width - len(label) - 2
        return Content.assemble(
            (label, present.QUIET), (f"“{fit(clean(self._words), max(4, room))}”", "bold")
        )

    def action_ask(self, what: str, by: int = 0) -> None:
        self.post_message(self.Asked(what, by))
