"""What a site's robots.txt allows programs to fetch (RFC 9309)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from index.core.errors import InputError
from index.ingest.feeds.http_client import BUSY, WebError
from index.ingest.feeds.politeness import Pace

if TYPE_CHECKING:
    from protego import Protego


class Robots:
    """What sites allow programs to fetch, each asked once.

    `fetch` gives status and text of a robots.txt, which may be on this machine or network if that
    is said, or raises InputError.
    """

    def __init__(
        self, fetch: Callable[[str, bool], tuple[int, str]], pace: Pace, agent: str
    ) -> None:
        self._fetch = fetch
        self._pace = pace
        self._agent = agent
        self._rules: dict[tuple[str, bool], Protego | WebError] = {}
        self._guard = threading.Lock()

    def allows(self, url: str, *, may_be_local: bool) -> bool:
        """Whether a page may be fetched. A robots.txt that is not there forbids nothing.

        One that cannot be had forbids all: then WebError is raised, which says whether that may be
        otherwise later.
        """
        parts = urlsplit(url)
        place = f"{parts.scheme}://{parts.netloc}", may_be_local
        with self._guard:
            rules = self._rules.get(place)
        if rules is None:
            rules = self._read(*place)
            if not isinstance(rules, WebError) and parts.hostname:
                self._pace.slow_down(parts.hostname, float(rules.crawl_delay(self._agent) or 0))
            with self._guard:
                self._rules[place] = rules
        if isinstance(rules, WebError):
            raise WebError(rules.message, again=rules.again)
        allowed: bool = rules.can_fetch(url, self._agent)
        return allowed

    def _read(self, place: str, may_be_local: bool) -> Protego | WebError:
        # Loaded here: it takes 24 ms and only pages are asked for by robots.txt.
        from protego import Protego  # noqa: PLC0415

        try:
            status, text = self._fetch(f"{place}/robots.txt", may_be_local)
        except InputError as error:
            again = isinstance(error, WebError) and error.again
            return WebError(f"its robots.txt cannot be had: {error.message}", again=again)
        is_busy = status >= 500 or status in BUSY
        if is_busy or (status < 400 and status != 200):
            return WebError(f"its robots.txt cannot be had (HTTP {status})", again=is_busy)
        return Protego.parse(text if status == 200 else "")
