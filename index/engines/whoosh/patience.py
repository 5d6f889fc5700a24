"""How long an answer is waited for."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from index.core.errors import StoppedError
from index.engines.contract import Partial


class Patience:
    """Ends when `stop` is set, when somebody cancels, or at a moment of `time.monotonic`."""

    def __init__(self, stop: threading.Event, deadline: float | None = None) -> None:
        self._stop = stop
        self._deadline = deadline
        self._cancelled = False

    def cancel(self) -> None:
        self._cancelled = True

    def go_on(self) -> None:
        """Called now and then by what takes long. Raises StoppedError when nobody wants it any
        more, Partial when it takes longer than it may.
        """
        if self._cancelled or self._stop.is_set():
            raise StoppedError
        if self._deadline is not None and time.monotonic() > self._deadline:
            raise Partial("The search took longer than it may.", "Ask for something narrower.")


def tireless() -> None:
    """Gives nothing up."""


class _Mine(threading.local):
    """What the search that this thread works on asks of what takes long."""

    go_on: Callable[[], None] = staticmethod(tireless)


_mine = _Mine()


@contextmanager
def asking(go_on: Callable[[], None]) -> Iterator[None]:
    """Have what takes long ask `go_on` now and then, in this thread, while this lasts."""
    before, _mine.go_on = _mine.go_on, go_on
    try:
        yield
    finally:
        _mine.go_on = before


def go_on() -> None:
    """Called now and then by what takes long; raises what ends the search it is done for.

    What a search leaves behind is read on by others, in whatever thread: it asks for whom it is
    read, and not for whom it was made.
    """
    _mine.go_on()
