"""Searches go first, then what somebody waits for: what is slower in other threads gives way.

Threads of one process share the interpreter's lock. Whatever runs beside a search takes it away for
some milliseconds each time the search lets go of it, which is whenever NumPy or SQLite are at work:
a search that is short alone gets several times as long. So a slow question is asked `behind()`, and
gives way at each statement it puts to SQLite and in its loops: it waits while a search is at it.
What nobody waits for, an import or a stage, is done in the `background()`, and gives way to both.

Nothing waits for long. Where searches never stop, it goes on after `_PATIENCE` for as long as
`_SLICE`, and then waits again: it takes longer, and always ends.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import islice
from typing import Literal, TypeVar

T = TypeVar("T")

Role = Literal["", "first", "behind", "background", "holding"]
_BEFORE: dict[Role, tuple[Role, ...]] = {"behind": ("first",), "background": ("first", "behind")}
"""Who goes before whom."""

_PATIENCE = 0.05
_SLICE = 0.002
"""Seconds."""
_EVERY = 64


class _Mine(threading.local):
    """What a thread does just now, and until when (on the monotonic clock) it need not wait."""

    role: Role = ""
    until = 0.0


class RightOfWay:
    """Who goes first. May be used by any number of threads."""

    def __init__(self, patience: float = _PATIENCE, slice_: float = _SLICE) -> None:
        self._patience = patience
        self._slice = slice_
        self._over = threading.Condition()
        self._at_it: dict[Role, int] = {"first": 0, "behind": 0, "background": 0}
        self._mine = _Mine()

    def first(self) -> AbstractContextManager[None]:
        """What this thread asks inside goes first, unless it is part of a slow question."""
        return self._as("first")

    def behind(self) -> AbstractContextManager[None]:
        """What this thread asks inside gives way to what goes first, unless it is part of that."""
        return self._as("behind")

    def background(self) -> AbstractContextManager[None]:
        """What this thread does inside gives way to all questions, unless it is part of one."""
        return self._as("background")

    @contextmanager
    def _as(self, role: Role) -> Iterator[None]:
        if self._mine.role:
            yield
            return
        self._mine.role = role
        with self._over:
            self._at_it[role] += 1
        try:
            yield
        finally:
            self._mine.role = ""
            with self._over:
                self._at_it[role] -= 1
                if not self._at_it[role]:
                    self._over.notify_all()

    @contextmanager
    def holding(self) -> Iterator[None]:
        """Inside, this thread holds what others wait for, and gives way to nobody."""
        role, self._mine.role = self._mine.role, self._mine.role and "holding"
        try:
            yield
        finally:
            self._mine.role = role

    def give_way(self) -> None:
        """Wait, for a moment at most, while anybody goes before this thread. Costs nothing
        elsewhere.
        """
        before = _BEFORE.get(self._mine.role)
        if not before or not self._busy(before) or time.monotonic() < self._mine.until:
            return
        with self._over:
            over = self._over.wait_for(lambda: not self._busy(before), self._patience)
        if not over:
            self._mine.until = time.monotonic() + self._slice

    def _busy(self, roles: Iterable[Role]) -> bool:
        return any(self._at_it[role] for role in roles)

    def politely(self, items: Iterable[T], every: int = _EVERY) -> Iterator[T]:
        """The items, giving way before each so many: as many as take a small part of `_SLICE`."""
        left = iter(items)
        while some := tuple(islice(left, every)):
            self.give_way()
            yield from some


way = RightOfWay()
"""That of this process: it is one interpreter's lock that all its archives share."""
