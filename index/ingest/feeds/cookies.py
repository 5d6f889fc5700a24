"""Cookies of one request: servers lead in a circle whoever does not bring back what they gave."""

from __future__ import annotations

from collections.abc import Mapping
from email.message import Message
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from http.cookiejar import CookieJar


class Cookies:
    """What servers have given on the way of one request, and forgotten with it. Which of it goes to
    whom is the standard library's to tell (RFC 6265 has the rules).
    """

    def __init__(self) -> None:
        self._jar: CookieJar | None = None

    def take(self, url: str, given: list[str]) -> bool:
        """Take what the server of an address gave; whether it was anything new."""
        if not given:
            return False
        # Loaded here: few servers give any.
        from http.cookiejar import CookieJar  # noqa: PLC0415
        from urllib.request import Request  # noqa: PLC0415

        before = self._known()
        self._jar = CookieJar() if self._jar is None else self._jar
        self._jar.extract_cookies(cast("Any", _Heard(given)), Request(url))  # noqa: S310  (asked)
        return self._known() != before

    def header(self, url: str) -> Mapping[str, str]:
        """What goes back to the server of an address."""
        if self._jar is None:
            return {}
        from urllib.request import Request  # noqa: PLC0415

        request = Request(url)  # noqa: S310  (nothing is asked by it)
        self._jar.add_cookie_header(request)
        sent = request.get_header("Cookie")
        return {"Cookie": sent} if sent else {}

    def _known(self) -> set[tuple[str, str, str, str | None]]:
        return {(one.domain, one.path, one.name, one.value) for one in self._jar or ()}


class _Heard:
    """An answer as the library's jar looks at one."""

    def __init__(self, given: list[str]) -> None:
        self._headers = Message()
        for line in given:
            self._headers["Set-Cookie"] = line

    def info(self) -> Message:
        return self._headers
