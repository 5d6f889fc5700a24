"""A question with a few answers to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from textual import on
from textual.content import Content
from textual.widget import Widget

from tui import present
from tui.screens.dialogs import Dialog
from tui.text import clean, pad, width
from tui.widgets.line_list import LineList

Option = tuple[str, str, str]
"""What is answered, how it is called, and a figure beside it."""


class OptionRows(LineList[Option]):
    def __init__(self) -> None:
        super().__init__(1)

    def paint(self, item: Option, cells: int) -> Sequence[Content]:
        _, words, figure = item
        room = cells - width(figure) - 1
        return [Content.assemble(pad(clean(words), room), (f" {figure}", present.QUIET))]


class Choose(Dialog[str]):
    """A list in a box. Enter answers the row under the cursor, Escape nothing."""

    DEFAULT_CSS = """
    Choose OptionRows { background: $surface; height: auto; max-height: 16; }
    """

    below = "Enter choose · {close} cancel"

    def __init__(self, heading: str, options: Sequence[Option]) -> None:
        super().__init__()
        self.heading, self._options = heading, options

    def fields(self) -> Iterable[Widget]:
        yield OptionRows()

    def on_mount(self) -> None:
        rows = self.query_one(OptionRows)
        rows.styles.height = max(1, min(16, len(self._options)))
        rows.show_rows(len(self._options), lambda a, b: self._options[a:b])
        rows.focus()

    @on(LineList.Opened)
    def _opened(self) -> None:
        row = self.query_one(OptionRows).current()
        if row is not None:
            self.answer(row[0])

    @on(LineList.Left)
    def _left(self) -> None:
        self.action_close()
