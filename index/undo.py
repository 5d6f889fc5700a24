"""Undo and redo for what a reader does in one sitting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """Something done, in words, and how to take it back and do it again."""

    label: str
    back: Callable[[], None]
    again: Callable[[], None]


class UndoStack:
    """Steps in the order they were made. A new step forgets those that were undone."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []

    def did(self, label: str, *, back: Callable[[], None], again: Callable[[], None]) -> None:
        self._done.append(Step(label, back, again))
        self._undone.clear()

    def undo(self) -> str | None:
        """Take back the last step and say what it was; None when there is none."""
        return _move(self._done, self._undone, lambda step: step.back())

    def redo(self) -> str | None:
        """Do the last undone step again and say what it was; None when there is none."""
        return _move(self._undone, self._done, lambda step: step.again())


def _move(source: list[Step], target: list[Step], act: Callable[[Step], None]) -> str | None:
    if not source:
        return None
    act(source[-1])
    step = source.pop()
    target.append(step)
    return step.label
