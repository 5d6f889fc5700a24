"""Asking a cluster that has more to do than it takes: later, and later still."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import TypeVar

from index.core.errors import StoppedError
from index.engines.opensearch.cluster_errors import Busy

T = TypeVar("T")

PATIENCE = 600.0
"""Seconds of waiting without anything done after which it is given up."""
_FIRST, _LONGEST = 0.25, 20.0


def pauses() -> Iterator[float]:
    """How long to wait each time, longer and longer, until that is `PATIENCE` in all."""
    pause, total = _FIRST, 0.0
    while total < PATIENCE:
        yield pause
        total += pause
        pause = min(_LONGEST, pause * 2)


def patiently(
    question: Callable[[], T],
    *,
    stop: Callable[[], bool] = lambda: False,
    wait: Callable[[float], None] = time.sleep,
) -> T:
    """The answer to a question that may be asked again. Raises Busy when it had none for long,
    StoppedError when `stop` says so.
    """
    waits = pauses()
    while True:
        if stop():
            raise StoppedError
        try:
            return question()
        except Busy:
            pause = next(waits, None)
            if pause is None:
                raise
        wait(pause)
