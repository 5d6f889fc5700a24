"""Fetching over http and https, as a careful guest: limits on all that an answer can do."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any, NamedTuple

from index.core.credentials import login_of, without_login
from index.core.errors import InputError, StoppedError
from index.ingest.feeds.address_guard import (
    LocalAddressError,
    Resolve,
    Visit,
    is_local_name,
    is_public,
    resolved,
    visiting,
)
from index.ingest.feeds.content_encoding import CUT_OFF, Unpacker
from index.ingest.feeds.cookies import Cookies
from index.ingest.feeds.list_entry import is_web_address
from index.ingest.feeds.politeness import Clock, Pace
from index.ingest.feeds.web_addresses import (
    ascii_address,
    host_of,
    is_local,
    is_same_server,
    joined,
)

MEBIBYTE = 1 << 20
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
# The server may answer otherwise in a while.
BUSY = frozenset({408, 429, 500, 502, 503, 504})
_MOST_REDIRECTS = 10
# What a server may ask to wait is rarely more than a day, and a slip of it is not to cost months.
_LONGEST_WAIT = 7 * 86_400.0
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

    `url` is where it came from after redirects, `is_local` whether that is this machine or its own
    network; `moved_to` the new address, as far as all redirects on the
    way to it said that they are permanent; `retry_after` the seconds the server asks to wait, a
    week at most; `cookies` what it gave to be brought back. `is_cut` says that the body ended
    before its end, as far as the server told its length.
    """

    status: int
    url: str
    headers: Mapping[str, str]
    body: bytes = field(repr=False)
    moved_to: str = ""
    retry_after: float = 0.0
    is_local: bool = False
    is_cut: bool = False
    cookies: tuple[str, ...] = ()

    @property
    def charset(self) -> str:
        """The encoding that the server names, "" where it names none."""
        match = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", self.headers.get("content-type", ""))
        return match[1] if match else ""


class _Room(NamedTuple):
    """How many bytes of a body are taken, unpacked, and whether the beginning of it is enough."""

    limit: int
    beginning: bool


class Web:
    """Asks servers. Safe to use from several threads; a host is asked by one at a time."""

    def __init__(
        self,
        clock: Clock,
        pace: Pace,
        limits: Limits | None = None,
        resolve: Resolve = resolved,
    ) -> None:
        self._clock = clock
        self._pace = pace
        self._limits = limits or Limits()
        self._resolve = resolve
        self._guard = threading.Lock()
        self._pools: dict[str, Any] = {}

    def get(
        self,
        url: str,
        headers: Mapping[str, str],
        *,
        limit: int = 0,
        may_be_local: bool,
        partly: bool = False,
        beginning: bool = False,
    ) -> Answer:
        """The answer to GET, whatever its status, after redirects and, while the server is busy,
        after further tries. `limit` bounds the bytes unpacked more narrowly. Where `partly`, what
        came of a body that was cut off is answered as well: some servers tell a wrong length. Where
        the `beginning` is enough, a longer body is answered up to the limit and read no further.

        `may_be_local` says whether the user named the address, so that it may be on this machine or
        its own network. A redirect leads there only from there. A name and password in the address
        are for its own server, wherever that leads on it, and nobody else is told of them.

        Raises WebError when nothing comes back, or too much, or not what can be read, and
        LocalAddressError when it leads where it must not.
        """
        # A host is asked once a second at most: a connection kept open would only go stale.
        usual = {"Accept-Encoding": "gzip, deflate", "Connection": "close"}
        asked = {"User-Agent": agent(), **usual, **headers}
        room = _Room(min(limit or self._limits.unpacked, self._limits.unpacked), beginning)
        for tried in range(1, self._limits.tries + 1):
            is_last = tried == self._limits.tries
            wait, busy = float(4 ** (tried - 1)), url
            try:
                answer = self._follow(url, asked, room, may_be_local=may_be_local, partly=partly)
            except WebError as error:
                if is_last or not error.again:
                    raise
            else:
                # It may be another one than was asked, to which that led.
                wait, busy = max(wait, answer.retry_after), answer.url
                if answer.status not in BUSY or is_last or wait > self._limits.patience:
                    return answer
            self._pace.hold(host_of(busy), wait)
        raise AssertionError  # pragma: no cover

    def _follow(
        self,
        url: str,
        headers: Mapping[str, str],
        room: _Room,
        *,
        may_be_local: bool,
        partly: bool,
    ) -> Answer:
        seen: list[str] = []
        cookies = Cookies()
        moved_to, is_permanent = "", True
        left = self._limits.total
        url, login = without_login(url), login_of(url)
        own = url
        if not is_web_address(url) or not host_of(url):
            raise WebError("no web address")
        with ExitStack() as turn:
            while True:
                if not seen or host_of(seen[-1]) != host_of(url):
                    turn.close()
                    turn.enter_context(self._pace.turn(host_of(url)))
                seen.append(url)
                began = time.monotonic()
                named = {**headers, **login} if is_same_server(own, url) else headers
                named = {**named, **cookies.header(url)}
                answer = self._ask(url, named, room, left, may_be_local=may_be_local)
                left -= time.monotonic() - began
                if answer.is_cut and not partly:
                    raise WebError(CUT_OFF, again=True)
                if answer.status not in _REDIRECTS or not answer.headers.get("location"):
                    return replace(answer, moved_to=moved_to)
                target = without_login(joined(url, answer.headers["location"]))
                may_be_local = may_be_local and answer.is_local
                is_known = cookies.take(url, list(answer.cookies))
                _check_redirect(seen, target, may_be_local=may_be_local, may_return=is_known)
                is_permanent = is_permanent and answer.status in _PERMANENT
                moved_to = target if is_permanent else moved_to
                url = target

    def _ask(
        self, url: str, headers: Mapping[str, str], room: _Room, left: float, *, may_be_local: bool
    ) -> Answer:
        """One request and all of its answer, within the seconds that are left."""
        # Loaded here: it takes 70 ms and only fetching needs it.
        from index.ingest.feeds.connections import HTTPError, Watch, explain  # noqa: PLC0415

        ends = self._clock.ticks() + left
        visit = Visit(may_be_local)
        visiting.set(visit)
        with Watch(visit, left):
            try:
                answer = self._answer(url, headers, room, ends, visit)
            except (HTTPError, OSError, ValueError) as error:
                if visit.is_over:
                    raise self._too_slow() from error
                message, again = explain(error, host_of(url))
                raise WebError(message, again=again) from error
            except InputError as error:
                # What was cut off in the end may look like an answer that is damaged.
                if visit.is_over:
                    raise self._too_slow() from error
                raise
        if visit.is_over:
            raise self._too_slow()
        return answer

    def _answer(
        self, url: str, headers: Mapping[str, str], room: _Room, ends: float, visit: Visit
    ) -> Answer:
        from index.ingest.feeds.connections import Timeout  # noqa: PLC0415  (see _ask)

        response: Any = None
        try:
            response = self._pool(url, visit).request(
                "GET",
                ascii_address(url),
                headers=headers,
                preload_content=False,
                decode_content=False,
                redirect=False,
                retries=False,
                timeout=Timeout(
                    connect=min(self._limits.connect, max(0.01, ends - self._clock.ticks())),
                    read=self._limits.silence,
                ),
            )
            names = {name.lower(): value for name, value in response.headers.items()}
            has_body = response.status == 200
            body, is_cut = self._body(response, names, room, ends) if has_body else (b"", False)
            wait = self._retry_after(names.get("retry-after", ""))
            return Answer(
                status=response.status,
                url=url,
                headers=names,
                body=body,
                retry_after=wait,
                is_local=visit.was_local,
                is_cut=is_cut,
                cookies=tuple(response.headers.getlist("set-cookie")),
            )
        finally:
            if response is not None:
                # A connection is not kept: an answer may have been left half read.
                response.close()

    def _too_slow(self) -> WebError:
        return WebError(f"slower than {self._limits.total:g} s")

    def _body(
        self, response: Any, names: Mapping[str, str], room: _Room, ends: float
    ) -> tuple[bytes, bool]:
        """What came, and whether it was cut off. Raises what the network does where nothing came,
        and InputError.
        """
        from index.ingest.feeds.connections import HTTPError, explain  # noqa: PLC0415  (see _ask)

        unpacker = Unpacker(names.get("content-encoding", ""), room.limit, beginning=room.beginning)
        is_cut = False
        try:
            for part in self._parts(response, ends):
                unpacker.feed(part)
                if unpacker.is_full:
                    break
        except HTTPError as error:
            if not unpacker.size or explain(error, "")[0] != CUT_OFF:
                raise
            is_cut = True
        return unpacker.content(), is_cut

    def _parts(self, response: Any, ends: float) -> Iterator[bytes]:
        size = 0
        while part := response.read1(_PART):
            size += len(part)
            if size > self._limits.packed:
                raise WebError(f"larger than {self._limits.packed / MEBIBYTE:g} MiB")
            if self._clock.stopped():
                raise StoppedError
            if self._clock.ticks() > ends:
                raise self._too_slow()
            yield part

    def _retry_after(self, text: str) -> float:
        """Seconds from a Retry-After header, which has seconds or a date."""
        if text.strip().isdecimal():
            return min(float(text.strip()[:9]), _LONGEST_WAIT)
        try:
            moment = parsedate_to_datetime(text)
        except (TypeError, ValueError, IndexError, OverflowError):
            return 0.0
        if moment.tzinfo is None:
            return 0.0
        return min(max(0.0, (moment - self._clock.now()).total_seconds()), _LONGEST_WAIT)

    def _pool(self, url: str, visit: Visit) -> Any:
        """What makes connections to an address: direct, or through a proxy."""
        from index.ingest.feeds.connections import manager, proxy_for  # noqa: PLC0415

        proxy = proxy_for(url)
        if proxy:
            self._judge(host_of(ascii_address(url)), visit)
        with self._guard:
            if proxy not in self._pools:
                self._pools[proxy] = manager(proxy, self._resolve)
            return self._pools[proxy]

    def _judge(self, host: str, visit: Visit) -> None:
        """What a proxy would connect to, as far as it is known here. Raises LocalAddressError."""
        visit.was_local = is_local_name(host)
        if not visit.may_be_local and visit.was_local:
            raise LocalAddressError(host)
        # Behind a proxy names of the world may not be known, and then they are not local.
        with suppress(OSError, UnicodeError):
            places = self._resolve(host, 80)
            visit.was_local = not all(is_public(str(place[0])) for _, place in places)
            visit.admit(places, host)


@cache
def agent() -> str:
    """What the program calls itself to servers."""
    try:
        return f"Nutgraf/{version('nutgraf')} (personal news archive)"
    except PackageNotFoundError:
        return "Nutgraf (personal news archive)"


def _check_redirect(seen: list[str], target: str, *, may_be_local: bool, may_return: bool) -> None:
    """Raises WebError where a redirect leads nowhere. It `may_return` with what it gave."""
    if not is_web_address(target) or not host_of(target):
        raise WebError(f"leads to {target[:100]}, which is no web address")
    if is_local(target) and not may_be_local:
        raise LocalAddressError(target)
    if target in seen and not may_return:
        raise WebError("leads in a circle")
    if len(seen) > _MOST_REDIRECTS:
        raise WebError(f"leads on more than {_MOST_REDIRECTS} times")
