"""One request at a time to a host, with a pause after each, and what robots.txt allows."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from index.core.errors import NutgrafError, StoppedError

if TYPE_CHECKING:
    from protego import Protego

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


class Robots:
    """What hosts allow programs to fetch, asked once a host.

    `fetch` gives status and text of a robots.txt, which may be on this machine or network if that
    is said, or raises NutgrafError.
    """

    def __init__(
        self, fetch: Callable[[str, bool], tuple[int, str]], pace: Pace, agent: str
    ) -> None:
        self._fetch = fetch
        self._pace = pace
        self._agent = agent
        self._rules: dict[tuple[str, bool], Protego] = {}
        self._guard = threading.Lock()

    def allows(self, url: str, *, may_be_local: bool) -> bool:
        """Whether a page may be fetched. One that is not there forbids nothing (RFC 9309); one
        that cannot be had forbids all.
        """
        parts = urlsplit(url)
        place = f"{parts.scheme}://{parts.netloc}", may_be_local
        with self._guard:
            rules = self._rules.get(place)
        if rules is None:
            rules = self._read(*place)
            pause = rules.crawl_delay(self._agent)
            if pause and parts.hostname:
                self._pace.slow_down(parts.hostname, float(pause))
            with self._guard:
                self._rules[place] = rules
        allowed: bool = rules.can_fetch(url, self._agent)
        return allowed

    def _read(self, place: str, may_be_local: bool) -> Protego:
        # Loaded here: it takes 24 ms and only pages are asked for by robots.txt.
        from protego import Protego  # noqa: PLC0415

        try:
            status, text = self._fetch(f"{place}/robots.txt", may_be_local)
        except NutgrafError:
            status, text = 503, ""
        if 400 <= status < 500 and status != 429:
            text = ""
        elif status != 200:
            text = "User-agent: *\nDisallow: /"
        return Protego.parse(text)
