"""What is worked out when it is first asked for."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Once(Generic[T]):
    """A value that is worked out when it is first asked for, by one thread for all.

    What working it out raises is raised, and it is tried again the next time.
    """

    def __init__(self, work: Callable[[], T]) -> None:
        self._work: Callable[[], T] | None = work
        self._guard = threading.Lock()

    def __call__(self) -> T:
        with self._guard:
            if self._work is not None:
                self._value = self._work()
                self._work = None  # with all that it holds
            return self._value
