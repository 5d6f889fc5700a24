"""What a list of rows tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.message import Message

if TYPE_CHECKING:
    from tui.widgets.rows_view import RowsView


class OfRow(Message):
    """Something happened to a row. Nobody handles this one, but those that inherit from it."""

    def __init__(self, control: RowsView[Any], row: int) -> None:
        super().__init__()
        self.list, self.row = control, row

    @property
    def control(self) -> RowsView[Any]:
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
