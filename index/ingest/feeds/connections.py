"""Connections as urllib3 makes them, to addresses that were looked at, with a bound on their time.

Importing this takes 70 ms; only what fetches does.
"""

from __future__ import annotations

import re
import socket
import ssl
import threading
from contextlib import suppress
from functools import cache
from http.client import IncompleteRead
from typing import Any, Self
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3
from urllib3 import exceptions as kinds
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from index.ingest.feeds.address_guard import Resolve, Visit, visiting
from index.ingest.feeds.content_encoding import CUT_OFF

HTTPError = kinds.HTTPError
Timeout = urllib3.Timeout

_MOST_PLACES = 6
"""Addresses of one host that are tried."""


def proxy_for(url: str) -> str:
    """The proxy that the environment names for an address, "" for none."""
    parts = urlsplit(url)
    proxy = getproxies().get(parts.scheme, "")
    return "" if proxy and proxy_bypass(parts.hostname or "") else proxy


def manager(proxy: str, resolver: Resolve) -> urllib3.PoolManager:
    """What makes connections, direct or through a proxy, which is the user's own choice."""
    made = urllib3.ProxyManager(proxy, 16) if proxy else urllib3.PoolManager(16)
    trust = cache(_trust)  # 30 ms, which http alone does not take

    class Plain(_Guarded, HTTPConnection):
        resolve = staticmethod(resolver)
        is_proxied = bool(proxy)

    class Secure(_Guarded, HTTPSConnection):
        resolve = staticmethod(resolver)
        is_proxied = bool(proxy)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

        def __init__(self, *place: Any, **settings: Any) -> None:
            super().__init__(*place, ssl_context=trust(), **settings)

    made.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}
    return made


def explain(error: BaseException, host: str) -> tuple[str, bool]:
    """A network error in words, and whether a later try may succeed."""
    if isinstance(error, kinds.NameResolutionError):
        return f"there is no host {host}, or no network", False
    if isinstance(error, kinds.NewConnectionError):
        return f"{host} cannot be reached", False
    if isinstance(error, kinds.ConnectTimeoutError):
        return f"{host} cannot be reached (no answer)", False
    if isinstance(error, kinds.TimeoutError):
        return "the server fell silent", True
    if isinstance(error, kinds.SSLError):
        return f"the connection to {host} cannot be trusted ({_tail(error)})", False
    if any(isinstance(part, IncompleteRead) for part in (error, *error.args)):
        return CUT_OFF, True
    if isinstance(error, kinds.ProtocolError):
        return "the connection broke, or no HTTP came back", True
    return f"cannot be fetched ({_tail(error)})", False


class _Guarded:
    """A connection to an address that was looked at before, and whose peer is looked at after.

    Names are asked once: what was looked at is what is connected to.
    """

    resolve: Resolve
    is_proxied: bool
    port: int
    timeout: Any
    socket_options: Any
    _dns_host: str

    def _new_conn(self) -> socket.socket:
        visit = visiting.get()
        try:
            places = type(self).resolve(self._dns_host, self.port)
        except (OSError, UnicodeError) as error:
            raise kinds.NameResolutionError(self._dns_host, self, _gai(error)) from error  # type: ignore[arg-type]
        if not self.is_proxied:
            visit.admit(places, self._dns_host)
        last: OSError = OSError("no address")
        for family, place in places[:_MOST_PLACES]:
            connection = socket.socket(family, socket.SOCK_STREAM)
            try:
                connection.settimeout(Timeout.resolve_default_timeout(self.timeout))
                for option in self.socket_options or ():
                    connection.setsockopt(*option)
                connection.connect(place)
                visit.hold(connection)
                if not self.is_proxied:
                    visit.arrived(connection, self._dns_host)
            except OSError as error:
                connection.close()
                last = error
                if visit.is_over:
                    break
            except BaseException:
                connection.close()
                raise
            else:
                return connection
        if isinstance(last, TimeoutError):
            raise kinds.ConnectTimeoutError(self, "no answer") from last
        raise kinds.NewConnectionError(self, str(last)) from last  # type: ignore[arg-type]


def _gai(error: Exception) -> socket.gaierror:
    return error if isinstance(error, socket.gaierror) else socket.gaierror(str(error))


class Watch:
    """Ends the connection of a visit when its seconds are over, whatever the server sends."""

    def __init__(self, visit: Visit, seconds: float) -> None:
        self._visit = visit
        self._timer = threading.Timer(max(0.0, seconds), self._end)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        line, self._visit.line = self._visit.line, None
        if line is not None:
            line.close()

    def _end(self) -> None:
        self._visit.is_over = True
        line = self._visit.line
        if line is not None:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)


def _trust() -> ssl.SSLContext:
    """The system's certificates; those of certifi where the system has none."""
    context = ssl.create_default_context()
    if not context.cert_store_stats()["x509_ca"]:
        import certifi  # noqa: PLC0415  (hardly ever wanted)

        context.load_verify_locations(certifi.where())
    return context


def _tail(error: BaseException) -> str:
    return re.sub(r"\s+", " ", str(error))[-120:] or type(error).__name__
