"""How long an answer is waited for."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

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


class Politeness:
    """Called now and then by what takes long; calls what it was given, until it comes to an end.

    What a search leaves behind may hold on to this for long, and by it to nothing of the search.
    """

    __slots__ = ("_go_on",)

    def __init__(self, go_on: Callable[[], None]) -> None:
        self._go_on = go_on

    def __call__(self) -> None:
        self._go_on()

    def end(self) -> None:
        """From now on nothing is given up any more."""
        self._go_on = tireless
