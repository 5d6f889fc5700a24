"""A list that is filtered while one types."""

from __future__ import annotations

from typing import TypeVar

from textual import events
from textual.content import Content

from tui.text import clean
from tui.widgets.line_list import LineList

Row = TypeVar("Row")


class FilteredList(LineList[Row]):
    """A list with a filter. A subclass fills itself anew in `needle_changed`.

    After `action_filter` characters go into the filter: Enter keeps it, Escape drops it, the arrows
    move the cursor meanwhile.
    """

    needle = ""
    typing = False

    def needle_changed(self) -> None:
        """Show what the filter leaves."""
        raise NotImplementedError

    def set_needle(self, needle: str) -> None:
        """Show only what contains `needle`."""
        if needle != self.needle:
            self.needle = needle
            self.needle_changed()
        self.show_needle()

    def show_needle(self) -> None:
        """The filter in the frame, with a cursor while it is typed, and if it leaves nothing."""
        shown = f"filter: {clean(self.needle)}" if self.needle or self.typing else ""
        nothing = " · none" if self.needle and not self.count else ""
        self.border_subtitle = Content(shown + "▏" * self.typing + nothing)

    def action_filter(self) -> None:
        """Begin a filter; one that there was is gone."""
        self.typing = True
        self.set_needle("")

    def _stop(self) -> None:
        self.typing = False
        self.show_needle()

    def on_key(self, event: events.Key) -> None:
        if not self.typing:
            return
        moves = {"down": self.action_down, "up": self.action_up}
        if event.key in moves:
            moves[event.key]()
        elif event.key in {"enter", "tab"}:
            self._stop()
        elif event.key == "escape":
            self.typing = False
            self.set_needle("")
        elif event.key in {"backspace", "ctrl+h", "ctrl+z"}:
            self.set_needle(self.needle[:-1])
        elif event.key == "ctrl+u":
            self.set_needle("")
        elif event.is_printable and event.character:
            self.set_needle(self.needle + event.character)
        else:
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        if self.typing:
            self.set_needle(self.needle + " ".join(event.text.split()))
            event.stop()

    def on_blur(self) -> None:
        super().on_blur()
        if self.typing:
            self._stop()
