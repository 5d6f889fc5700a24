"""What a list of rows tells."""

from __future__ import annotations

from textual.message import Message
from textual.widget import Widget


class OfRow(Message):
    """Something happened to a row of a list. Nobody handles this one, but those that inherit from
    it.
    """

    def __init__(self, control: Widget, row: int) -> None:
        super().__init__()
        self.list, self.row = control, row

    @property
    def control(self) -> Widget:
        return self.list


class Highlighted(OfRow):
    """The cursor came to a row, and the row is there."""


class Opened(OfRow):
    """A row was opened with Enter or a double click."""


class Left(Message):
    """The user wants back to the pane before."""


class Failed(Message):
    """Rows could not be read."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error


class SelectionChanged(Message):
    """Rows were selected or let go."""
