"""Where one came from by a key that leads away: from a list to a paragraph, from a paragraph to all
that names somebody. Escape leads back there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class _Step:
    """One is where the step led to as long as `is_there`; `back` leads to where it began."""

    is_there: Callable[[], bool]
    back: Callable[[], object]


class WayBack:
    """The steps that were taken one after the other, the newest last."""

    def __init__(self) -> None:
        self._steps: list[_Step] = []

    def add(self, is_there: Callable[[], bool], back: Callable[[], object]) -> None:
        """A step was taken."""
        self._steps.append(_Step(is_there, back))

    def forget(self) -> None:
        """What is looked at was come to in another way."""
        self._steps.clear()

    def go(self) -> bool:
        """Go back by one step; False where one is no longer where a step led to."""
        if not self._steps or not self._steps[-1].is_there():
            return False
        self._steps.pop().back()
        return True
