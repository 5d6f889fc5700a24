"""How long an answer is waited for."""

from __future__ import annotations

import threading
import time

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
