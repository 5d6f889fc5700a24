"""Connections as urllib3 makes them, with a bound on the time until an answer begins.

Importing this takes 70 ms; only what fetches does.
"""

from __future__ import annotations

import re
import socket
import ssl
import threading
from contextlib import suppress
from http.client import IncompleteRead
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3
from urllib3 import exceptions as kinds
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

HTTPError = kinds.HTTPError
Timeout = urllib3.Timeout


def proxy_for(url: str) -> str:
    """The proxy that the environment names for an address, "" for none."""
    parts = urlsplit(url)
    proxy = getproxies().get(parts.scheme, "")
    return "" if proxy and proxy_bypass(parts.hostname or "") else proxy


def manager(proxy: str, head_seconds: float) -> urllib3.PoolManager:
    """What makes connections, direct or through a proxy.

    The head of an answer may take `head_seconds`: a server that sends it a byte at a time would
    otherwise never be too slow.
    """
    settings: dict[str, Any] = {"ssl_context": _trust(), "num_pools": 16}
    made = urllib3.ProxyManager(proxy, **settings) if proxy else urllib3.PoolManager(**settings)

    class Plain(_Bounded, HTTPConnection):
        seconds = head_seconds

    class Secure(_Bounded, HTTPSConnection):
        seconds = head_seconds

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

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
        return "the answer was cut off", True
    if isinstance(error, kinds.ProtocolError):
        return "the connection broke, or no HTTP came back", True
    return f"cannot be fetched ({_tail(error)})", False


class _Bounded:
    """A connection that is ended when the head of an answer takes too long."""

    seconds: float
    sock: Any
    _is_late = False

    def getresponse(self) -> Any:
        timer = threading.Timer(self.seconds, self._end)
        timer.daemon = True
        timer.start()
        try:
            response = super().getresponse()  # type: ignore[misc]
        finally:
            timer.cancel()
        # The head that was cut off would be taken for a whole one.
        if self._is_late:
            response.close()
            raise kinds.TimeoutError
        return response

    def _end(self) -> None:
        self._is_late = True
        with suppress(OSError, AttributeError):
            self.sock.shutdown(socket.SHUT_RDWR)


def _trust() -> ssl.SSLContext:
    """The system's certificates; those of certifi where the system has none."""
    context = ssl.create_default_context()
    if not context.cert_store_stats()["x509_ca"]:
        import certifi  # noqa: PLC0415  (hardly ever wanted)

        context.load_verify_locations(certifi.where())
    return context


def _tail(error: BaseException) -> str:
    return re.sub(r"\s+", " ", str(error))[-120:] or type(error).__name__
