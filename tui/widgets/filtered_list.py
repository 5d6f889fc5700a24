"""A list that is filtered while one types."""

from __future__ import annotations

from typing import TypeVar

from textual import events
from textual.content import Content

from tui.text import clean
from tui.widgets.filter_line import FilterLine
from tui.widgets.line_input import Typed
from tui.widgets.line_list import LineList

Row = TypeVar("Row")

_OF_THE_PROGRAM = frozenset({"f1", "ctrl+c", "ctrl+l", "ctrl+p", "ctrl+q"})
"""Keys that mean the same wherever one is."""


class FilteredList(LineList[Row]):
    """A list with a filter. A subclass fills itself anew in `needle_changed`.

    After `action_filter` keys go into the filter, and none to what they do elsewhere: Enter keeps
    it, Escape drops it, the arrows up and down move the cursor meanwhile.
    """

    needle = ""
    typing = False
    _at = 0
    """Where in the filter is written."""
    _typed = Typed()

    def needle_changed(self) -> None:
        """Show what the filter leaves."""
        raise NotImplementedError

    def set_needle(self, needle: str) -> None:
        """Show only what contains `needle`."""
        self._at = len(needle)
        if needle != self.needle:
            self.needle = needle
            self.needle_changed()
        self.show_needle()

    def forget_needle(self) -> None:
        """Let go of the filter, where other rows are on their way."""
        self.needle = ""
        self.show_needle()

    def show_needle(self) -> None:
        """The filter in the frame, with a cursor while it is typed, and if it leaves nothing."""
        before, behind = clean(self.needle[: self._at]), clean(self.needle[self._at :])
        shown = f"filter: {before}{'▏' * self.typing}{behind}"
        nothing = " · none" if self.needle and not self.count else ""
        filtered = shown + nothing if self.needle or self.typing else ""
        self.border_subtitle = Content(" · ".join(filter(None, (self.said_selected, filtered))))

    def say_selected(self) -> None:
        self.show_needle()

    def action_filter(self) -> None:
        """Begin a filter; one that there was is gone."""
        self.typing, self._typed = True, Typed()
        self.set_needle("")

    def _stop(self) -> None:
        self.typing = False
        self.show_needle()

    def on_key(self, event: events.Key) -> None:
        if not self.typing or event.key in _OF_THE_PROGRAM:
            return
        moves = {"down": self.action_down, "up": self.action_up}
        if event.key in moves:
            moves[event.key]()
        elif event.key in {"enter", "tab"}:
            self._stop()
        elif event.key == "escape":
            self.typing = False
            self.set_needle("")
        else:
            self._write(event)
        event.stop()
        event.prevent_default()

    def _write(self, event: events.Key) -> None:
        line = FilterLine(self.needle, self._at)
        if event.key == "ctrl+z":
            self._step_to(self._typed.back(self.needle))
        elif event.key == "ctrl+y":
            self._step_to(self._typed.on(self.needle))
        elif event.is_printable and event.character:
            self._take(line.written(event.character))
        else:
            self._take(line.keyed(event.key))

    def _take(self, line: FilterLine) -> None:
        if line.text != self.needle:
            self._typed.changed(self.needle, line.text)
        self.set_needle(line.text)
        self._at = line.at
        self.show_needle()

    def _step_to(self, needle: str | None) -> None:
        if needle is not None:
            self.set_needle(needle)

    def on_paste(self, event: events.Paste) -> None:
        if self.typing:
            line = FilterLine(self.needle, self._at)
            self._take(line.written(" ".join(event.text.split())))
            event.stop()

    def on_blur(self) -> None:
        super().on_blur()
        if self.typing:
            self._stop()
