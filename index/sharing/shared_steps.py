"""What was told to all who use a collection, to be undone and done again in its turn among the
reader's own steps.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple


class Step(NamedTuple):
    """Edits that were told, or taken back, and the last of the reader's own steps before."""

    label: str
    ids: tuple[str, ...]
    taken_back: bool
    behind: int


class SharedSteps:
    """The steps of one session. `last` says which of the reader's own steps was the last that was
    done and not undone; `tell` takes edits back, or (`again`) makes them again.
    """

    def __init__(
        self, last: Callable[[], int], tell: Callable[[Sequence[str], bool], None]
    ) -> None:
        self._last, self._tell = last, tell
        self._done: list[Step] = []
        self._undone: list[Step] = []

    def did(self, label: str, ids: Sequence[str], *, taken_back: bool = False) -> None:
        """Edits were told, or taken back."""
        self._done.append(Step(label, tuple(ids), taken_back, self._last()))
        self._undone.clear()

    def leads(self, *, again: bool = False) -> bool:
        """Whether it is the turn of a step of these, to be undone or (`again`) done again."""
        out = self._undone if again else self._done
        return bool(out) and out[-1].behind == self._last()

    def undo(self) -> str | None:
        """Take the last step back, where none of the reader's own came after it; what it was."""
        return self._move(self._done, self._undone, undone=True)

    def redo(self) -> str | None:
        """Do again what was undone, where it is its turn."""
        return self._move(self._undone, self._done, undone=False)

    def _move(self, out: list[Step], to: list[Step], *, undone: bool) -> str | None:
        if not self.leads(again=not undone):
            return None
        step = out[-1]
        self._tell(step.ids, step.taken_back == undone)
        to.append(out.pop())
        return step.label
