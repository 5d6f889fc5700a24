"""Fetching over http and https, as a careful guest: limits on all that an answer can do."""

from __future__ import annotations

import ipaddress
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any
from urllib.parse import urljoin, urlsplit

from index.errors import InputError, StoppedError
from index.feeds.politeness import Clock, Pace
from index.feeds.subscription import is_web_address
from index.feeds.unpacking import Unpacker

MEBIBYTE = 1 << 20
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
# The server may answer otherwise in a while.
BUSY = frozenset({408, 429, 500, 502, 503, 504})
_MOST_REDIRECTS = 10
_PART = 1 << 16


class WebError(InputError):
    """Nothing usable came back. `again` tells that a later try may succeed."""

    def __init__(self, message: str, *, again: bool = False) -> None:
        super().__init__(message)
        self.again = again


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds of a request: seconds to connect, without a byte, and in all; bytes packed and
    unpacked; tries, and the longest that a server may ask to wait before the next.
    """

    connect: float = 10.0
    silence: float = 20.0
    total: float = 120.0
    packed: int = 16 * MEBIBYTE
    unpacked: int = 64 * MEBIBYTE
    tries: int = 3
    patience: float = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered. `headers` have names in small letters.

    `url` is where it came from after redirects; `moved_to` the new address when every redirect on
    the way said that it is permanent; `retry_after` the seconds the server asks to wait.
    """

    status: int
    url: str
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    moved_to: str = ""
    retry_after: float = 0.0

    @property
    def charset(self) -> str:
        match = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", self.headers.get("content-type", ""))
        return match[1] if match else ""


class Web:
    """Asks servers. Safe to use from several threads; a host is asked by one at a time."""

    def __init__(self, clock: Clock, pace: Pace, limits: Limits | None = None) -> None:
        self._clock = clock
        self._pace = pace
        self._limits = limits or Limits()
        self._guard = threading.Lock()
        self._pools: dict[str, Any] = {}

    def get(self, url: str, headers: Mapping[str, str], *, limit: int = 0) -> Answer:
        """The answer to GET, whatever its status, after redirects and, while the server is busy,
        after further tries. `limit` bounds the bytes unpacked more narrowly.

        Raises WebError when nothing comes back, or too much, or not what can be read.
        """
        # A host is asked once a second at most: a connection kept open would only go stale.
        usual = {"Accept-Encoding": "gzip, deflate", "Connection": "close"}
        asked = {"User-Agent": agent(), **usual, **headers}
        unpacked = min(limit or self._limits.unpacked, self._limits.unpacked)
        for tried in range(1, self._limits.tries + 1):
            is_last = tried == self._limits.tries
            wait = float(4 ** (tried - 1))
            try:
                answer = self._follow(url, asked, unpacked)
            except WebError as error:
                if is_last or not error.again:
                    raise
            else:
                wait = max(wait, answer.retry_after)
                if answer.status not in BUSY or is_last or wait > self._limits.patience:
                    return answer
            self._pace.hold(host_of(url), wait)
        raise AssertionError  # pragma: no cover

    def _follow(self, url: str, headers: Mapping[str, str], limit: int) -> Answer:
        seen: list[str] = []
        moved_to, is_permanent = "", True
        with ExitStack() as turn:
            while True:
                if not seen or host_of(seen[-1]) != host_of(url):
                    turn.close()
                    turn.enter_context(self._pace.turn(host_of(url)))
                seen.append(url)
                answer = self._ask(url, headers, limit)
                if answer.status not in _REDIRECTS or not answer.headers.get("location"):
                    return replace(answer, moved_to=moved_to)
                target = _joined(url, answer.headers["location"])
                _check_redirect(seen, target)
                is_permanent = is_permanent and answer.status in _PERMANENT
                moved_to = target if is_permanent else moved_to
                url = target

    def _ask(self, url: str, headers: Mapping[str, str], limit: int) -> Answer:
        """One request and all of its answer."""
        # Loaded here: it takes 70 ms and only fetching needs it.
        from index.feeds.connections import HTTPError, Timeout, explain  # noqa: PLC0415

        ends = self._clock.ticks() + self._limits.total
        response: Any = None
        try:
            response = self._pool(url).request(
                "GET",
                _ascii(url),
                headers=headers,
                preload_content=False,
                decode_content=False,
                redirect=False,
                retries=False,
                timeout=Timeout(connect=self._limits.connect, read=self._limits.silence),
            )
            names = {name.lower(): value for name, value in response.headers.items()}
            has_body = response.status == 200
            body = self._body(response, names, limit, ends) if has_body else b""
            wait = self._retry_after(names.get("retry-after", ""))
            return Answer(
                status=response.status, url=url, headers=names, body=body, retry_after=wait
            )
        except (HTTPError, OSError, ValueError) as error:
            message, again = explain(error, host_of(url))
            raise WebError(message, again=again) from error
        finally:
            if response is not None:
                # A connection is not kept: an answer may have been left half read.
                response.close()

    def _body(self, response: Any, names: Mapping[str, str], limit: int, ends: float) -> bytes:
        unpacker = Unpacker(names.get("content-encoding", ""), limit)
        for part in self._parts(response, ends):
            unpacker.feed(part)
        return unpacker.content()

    def _parts(self, response: Any, ends: float) -> Iterator[bytes]:
        size = 0
        while part := response.read1(_PART):
            size += len(part)
            if size > self._limits.packed:
                raise WebError(f"larger than {self._limits.packed / MEBIBYTE:g} MiB")
            if self._clock.stopped():
                raise StoppedError
            if self._clock.ticks() > ends:
                raise WebError(f"slower than {self._limits.total:g} s")
            yield part

    def _retry_after(self, text: str) -> float:
        """Seconds from a Retry-After header, which has seconds or a date."""
        if text.strip().isdecimal():
            return float(min(int(text.strip()[:9]), 10**7))
        try:
            moment = parsedate_to_datetime(text)
        except (TypeError, ValueError, IndexError, OverflowError):
            return 0.0
        if moment.tzinfo is None:
            return 0.0
        return min(max(0.0, (moment - self._clock.now()).total_seconds()), 1e7)

    def _pool(self, url: str) -> Any:
        """What makes connections to an address: direct, or through a proxy."""
        from index.feeds.connections import manager, proxy_for  # noqa: PLC0415

        proxy = proxy_for(url)
        with self._guard:
            if proxy not in self._pools:
                self._pools[proxy] = manager(proxy, self._limits.total)
            return self._pools[proxy]


@cache
def agent() -> str:
    """What the program calls itself to servers."""
    try:
        return f"Nutgraf/{version('nutgraf')} (personal news archive)"
    except PackageNotFoundError:
        return "Nutgraf (personal news archive)"


def host_of(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _ascii(url: str) -> str:
    """The address with its host as the name system knows it; urllib3 does the rest."""
    host = host_of(url)
    if host.isascii():
        return url
    parts = urlsplit(url)
    port = f":{parts.port}" if parts.port else ""
    return parts._replace(netloc=host.encode("idna").decode("ascii") + port).geturl()


def is_local(url: str) -> bool:
    """Whether an address names this machine or its own network, where strangers lead nobody."""
    host = host_of(url)
    if host == "localhost" or host.endswith((".localhost", ".local", ".internal")):
        return True
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        return "." not in host


def _joined(url: str, location: str) -> str:
    try:
        return urljoin(url, location.strip()).partition("#")[0]
    except ValueError:
        return location.strip()


def _check_redirect(seen: list[str], target: str) -> None:
    if not is_web_address(target) or not host_of(target):
        raise WebError(f"leads to {target[:100]}, which is no web address")
    if is_local(target) and not is_local(seen[0]):
        raise WebError(f"leads to {target[:100]}, which is on this machine or network")
    if target in seen:
        raise WebError("leads in a circle")
    if len(seen) > _MOST_REDIRECTS:
        raise WebError(f"leads on more than {_MOST_REDIRECTS} times")
