"""Searches go first: slow questions in other threads give way to them.

Threads of one process share the interpreter's lock. Whatever runs beside a search takes it away for
some milliseconds each time the search lets go of it, which is whenever NumPy or SQLite are at work:
a search that is short alone gets several times as long. So a slow question is asked `behind()`, and
gives way at each statement it puts to SQLite and in its loops: it waits while a search is at it.

Nothing waits for long. Where searches never stop, it goes on after `_PATIENCE` for as long as
`_SLICE`, and then waits again: it takes longer, and always ends.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Literal, TypeVar

T = TypeVar("T")

_PATIENCE = 0.05
_SLICE = 0.002
"""Seconds."""
_EVERY = 64


class _Mine(threading.local):
    """What a thread does just now, and until when (on the monotonic clock) it need not wait."""

    role: Literal["", "first", "behind", "holding"] = ""
    until = 0.0


class RightOfWay:
    """Who goes first. May be used by any number of threads."""

    def __init__(self, patience: float = _PATIENCE, slice_: float = _SLICE) -> None:
        self._patience = patience
        self._slice = slice_
        self._over = threading.Condition()
        self._first = 0
        self._mine = _Mine()

    @contextmanager
    def first(self) -> Iterator[None]:
        """What this thread asks inside goes first, unless it is part of a slow question."""
        if self._mine.role:
            yield
            return
        self._mine.role = "first"
        with self._over:
            self._first += 1
        try:
            yield
        finally:
            self._mine.role = ""
            with self._over:
                self._first -= 1
                if not self._first:
                    self._over.notify_all()

    @contextmanager
    def behind(self) -> Iterator[None]:
        """What this thread asks inside gives way, unless it is part of what goes first."""
        if self._mine.role:
            yield
            return
        self._mine.role = "behind"
        try:
            yield
        finally:
            self._mine.role = ""

    @contextmanager
    def holding(self) -> Iterator[None]:
        """Inside, this thread holds what others wait for, and gives way to nobody."""
        role, self._mine.role = self._mine.role, self._mine.role and "holding"
        try:
            yield
        finally:
            self._mine.role = role

    def give_way(self) -> None:
        """Wait, for a moment at most, while anybody goes first. Costs nothing elsewhere."""
        if not self._first or self._mine.role != "behind" or time.monotonic() < self._mine.until:
            return
        with self._over:
            over = self._over.wait_for(lambda: not self._first, self._patience)
        if not over:
            self._mine.until = time.monotonic() + self._slice

    def politely(self, items: Iterable[T], every: int = _EVERY) -> Iterator[T]:
        """The items, giving way before each so many: as many as take a small part of `_SLICE`."""
        left = iter(items)
        while some := tuple(islice(left, every)):
            self.give_way()
            yield from some


way = RightOfWay()
"""That of this process: it is one interpreter's lock that all its archives share."""
