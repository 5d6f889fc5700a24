"""The line in which one writes what to look for in the article that is read."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.message import Message

from tui.keys import FIND, bindings
from tui.widgets.line_input import LineInput


class FindBar(LineInput):
    """Hidden until it is wanted."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(FIND)]
    DEFAULT_CSS = """
    FindBar { display: none; background: $surface; padding: 0 2; }
    """

    class Asked(Message):
        """What is wanted: to "keep" what was found, to "leave" it, the "next" or "previous" one."""

        def __init__(self, what: str) -> None:
            super().__init__()
            self.what = what

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(
            placeholder="Find in this article", compact=True, select_on_focus=True, id=id
        )

    def action_ask(self, what: str) -> None:
        self.post_message(self.Asked(what))
