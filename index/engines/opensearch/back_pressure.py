"""Asking a cluster again that has more to do than it takes, or has just lost a node: later, and
later still.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import TypeVar

from index.core.errors import StoppedError
from index.engines.contract import Unavailable
from index.engines.opensearch.cluster_errors import Busy

T = TypeVar("T")

PATIENCE = 600.0
"""Seconds of waiting without anything done after which it is given up."""
AWAY = 120.0
"""The same where it does not answer at all, as long as others take the place of a node take."""
_FIRST, _LONGEST, _WORTH_A_WORD = 0.25, 20.0, 2.0


def pauses(patience: float = PATIENCE) -> Iterator[float]:
    """How long to wait each time, longer and longer, until that is all of one's patience."""
    pause, total = _FIRST, 0.0
    while total < patience:
        yield pause
        total += pause
        pause = min(_LONGEST, pause * 2)


class Waiting:
    """How long to wait for a cluster, and how long that was already. `away`: one that does not
    answer is waited for too.
    """

    def __init__(self, *, away: bool = False) -> None:
        self._away = away
        self.begin()

    def begin(self) -> None:
        """It has answered: patience is what it was at first."""
        self._busy, self._gone = pauses(), pauses(AWAY if self._away else 0)

    def pause(self, problem: Unavailable) -> float:
        """How long to wait now. Raises the problem when it was waited for long enough."""
        pause = next(self._busy if isinstance(problem, Busy) else self._gone, None)
        if pause is None:
            raise problem
        return pause


def telling(wait: Callable[[float], None], tell: Callable[[], None]) -> Callable[[float], None]:
    """A way of waiting that tells, once, that one does, when it is not over in a moment."""
    told = False

    def waiting(seconds: float) -> None:
        nonlocal told
        if seconds >= _WORTH_A_WORD and not told:
            told = True
            tell()
        wait(seconds)

    return waiting


def patiently(
    question: Callable[[], T],
    *,
    stop: Callable[[], bool] = lambda: False,
    wait: Callable[[float], None] = time.sleep,
    away: bool = False,
) -> T:
    """The answer to a question that may be asked again; `away` as in `Waiting`.

    Raises Busy or Unavailable when it had none for long, StoppedError when `stop` says so.
    """
    waiting = Waiting(away=away)
    while True:
        if stop():
            raise StoppedError
        try:
            return question()
        except Unavailable as problem:
            pause = waiting.pause(problem)
        wait(pause)
