"""What can be seen: a key marks and removes nothing that cannot."""

from __future__ import annotations

from typing import Protocol

from textual.widget import Widget

from tui.screens.trouble import NotOnViewError


class Rows(Protocol):
    """A list with a cursor."""

    @property
    def selected(self) -> frozenset[int]:
        """The rows that are selected."""

    def reveal_cursor(self) -> bool:
        """Bring the row under the cursor into sight; False where it was."""


def is_on_view(widget: Widget) -> bool:
    """Whether nothing hides a widget."""
    nodes = widget.ancestors_with_self
    return all(node.display for node in nodes if isinstance(node, Widget))


def check_row(rows: Rows) -> None:
    """Raise NotOnViewError where a key would act on the row under the cursor and that was scrolled
    out of sight, which brings it back. What is selected is said elsewhere and may be anywhere.
    """
    if not rows.selected and rows.reveal_cursor():
        raise NotOnViewError("The row of the cursor was out of sight: here it is.")
