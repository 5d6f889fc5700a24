"""One request at a time to a host, with a pause after each."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from index.core.errors import StoppedError

# Seconds between two requests to a host, and the longest that its robots.txt may ask for instead.
PAUSE = 1.0
_LONGEST_PAUSE = 30.0
# How often a wish to stop is looked at, in seconds.
_TICK = 0.2


class Clock:
    """Time as fetching sees it. `stop`, or what `asked` says, ends every wait."""

    def __init__(self, asked: Callable[[], bool] | None = None) -> None:
        self.stop = threading.Event()
        self._asked = asked or (lambda: False)

    def now(self) -> datetime:
        """The time, in UTC."""
        return datetime.now(UTC)

    def ticks(self) -> float:
        """Seconds, to measure with."""
        return time.monotonic()

    def stopped(self) -> bool:
        """Whether the fetch is to be given up."""
        return self.stop.is_set() or self._asked()

    def sleep(self, seconds: float) -> None:
        """Raises StoppedError when a stop is asked for meanwhile."""
        ends = self.ticks() + seconds
        while not self.stopped():
            left = ends - self.ticks()
            if left <= 0:
                return
            self.stop.wait(min(left, _TICK))
        raise StoppedError


@dataclass(slots=True)
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    next_at: float = 0.0
    pause: float = PAUSE


class Pace:
    """Who may ask which host, and when. Shared by all threads of a fetch."""

    def __init__(self, clock: Clock, pause: float = PAUSE) -> None:
        self._clock = clock
        self._pause = pause
        self._hosts: dict[str, _Host] = {}
        self._guard = threading.Lock()

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait until nobody else asks the host and its pause is over; then it is the caller's."""
        state = self._host(host)
        with state.lock:
            wait = state.next_at - self._clock.ticks()
            if wait > 0:
                self._clock.sleep(wait)
            try:
                yield
            finally:
                # A longer hold that was asked for meanwhile stands.
                state.next_at = max(state.next_at, self._clock.ticks() + state.pause)

    def hold(self, host: str, seconds: float) -> None:
        """Let nobody ask the host for some seconds."""
        state = self._host(host)
        state.next_at = max(state.next_at, self._clock.ticks() + seconds)

    def slow_down(self, host: str, pause: float) -> None:
        """Pause longer after each request to the host, as it asked, within reason."""
        state = self._host(host)
        state.pause = max(state.pause, min(pause, _LONGEST_PAUSE))

    def _host(self, host: str) -> _Host:
        with self._guard:
            return self._hosts.setdefault(host, _Host(pause=self._pause))
