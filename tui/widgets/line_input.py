"""A line of text in which typing can be taken back."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.widgets import Input

from tui.keys import LINE, bindings

_STEPS = 200


class Typed:
    """What stood in a line before, once for each word that was typed, and for each other change."""

    def __init__(self) -> None:
        self._past: list[str] = []
        self._future: list[str] = []
        self._goes_on = -1
        """Behind which character the word goes on that is being typed; -1 where none is."""

    def changed(self, old: str, new: str) -> None:
        at = end_of_change(old, new)
        letter = len(new) == len(old) + 1 and new[: at - 1] + new[at:] == old
        of_word = letter and self._goes_on == at - 1 and not new[at - 1].isspace()
        self._goes_on = at if letter else -1
        self._future.clear()
        if not of_word:
            self._past.append(old)
            del self._past[:-_STEPS]

    def back(self, text: str) -> str | None:
        """What stood there before `text`; None where nothing did."""
        return self._step(self._past, self._future, text)

    def on(self, text: str) -> str | None:
        """What `text` was taken back from; None where it was not."""
        return self._step(self._future, self._past, text)

    def _step(self, source: list[str], other: list[str], text: str) -> str | None:
        self._goes_on = -1
        if not source:
            return None
        other.append(text)
        return source.pop()


class LineInput(Input):
    """A line whose undo is of what was typed in it, and of nothing else."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(LINE)]

    _typed: Typed | None = None
    _stepping = False

    def watch_value(self, old: str, new: str) -> None:
        """Remember what stood here before."""
        if old != new and not self._stepping:
            self._typed = self._typed or Typed()
            self._typed.changed(old, new)

    def forget_typing(self) -> None:
        """What stands here now is where typing begins."""
        self._typed = None

    def action_undo_typing(self) -> None:
        if self._typed is not None:
            self._step_to(self._typed.back(self.value))

    def action_redo_typing(self) -> None:
        if self._typed is not None:
            self._step_to(self._typed.on(self.value))

    def _step_to(self, text: str | None) -> None:
        if text is None:
            return
        at = end_of_change(self.value, text)
        self._stepping = True
        try:
            self.value = text
        finally:
            self._stepping = False
        self.cursor_position = at


def end_of_change(old: str, new: str) -> int:
    """The place in a text behind what is otherwise in it than in an older one."""
    shorter = min(len(old), len(new))
    begin = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    same = 0
    while same < shorter - begin and old[-1 - same] == new[-1 - same]:
        same += 1
    return len(new) - same
