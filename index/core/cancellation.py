"""Telling what is under way in another thread that nobody wants its answer any more."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Cancellation:
    """Given along with a question; `cancel` has what works on it give up, now and later."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._working: list[Callable[[], None]] = []
        self._cancelled = False

    def cancel(self) -> None:
        """Have it fail soon, with StoppedError. From whatever thread."""
        with self._guard:
            self._cancelled = True
            working = list(self._working)
        for give_up in working:
            give_up()

    @contextmanager
    def ending(self, give_up: Callable[[], None]) -> Iterator[None]:
        """Call `give_up` when it is cancelled while this lasts, or was before."""
        with self._guard:
            self._working.append(give_up)
            cancelled = self._cancelled
        if cancelled:
            give_up()
        try:
            yield
        finally:
            with self._guard:
                self._working.remove(give_up)
