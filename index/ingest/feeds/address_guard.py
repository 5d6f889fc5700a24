"""Which network addresses belong to this machine or its own network, and which to the world.

Names and numbers are written in many ways that lead to one place. What counts is the place: the
numbers that a name resolves to before, and the peer once a connection stands.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from index.core.errors import InputError

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], Sequence[tuple[int, tuple[Any, ...]]]]
"""From host and port to families and socket addresses. Raises OSError."""

_LOCAL_NAMES = ("localhost",)
_LOCAL_ENDS = (".localhost", ".local", ".internal", ".home.arpa")
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
"""What hosts of IPv4 are called in a network that has only IPv6 (RFC 6052)."""


class LocalAddressError(InputError):
    """An address of this machine or network, where one of the world was wanted."""

    def __init__(self, host: str) -> None:
        super().__init__(f"leads to {host[:100]}, which is on this machine or network")


def is_public(text: str) -> bool:
    """Whether a numeric address, as the system writes it, is one of the world."""
    try:
        address: IPAddress = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        if address in _TRANSLATED:
            return is_public(str(ipaddress.IPv4Address(address.packed[-4:])))
        inner = address.ipv4_mapped or address.sixtofour
        if address.is_site_local or (inner is not None and not is_public(str(inner))):
            return False
    return address.is_global and not (
        address.is_multicast or address.is_reserved or address.is_unspecified
    )


def is_local_name(host: str) -> bool:
    """Whether a host is local by how it is written, wherever that would lead."""
    name = host.rstrip(".").lower()
    if name in _LOCAL_NAMES or name.endswith(_LOCAL_ENDS):
        return True
    try:
        return not is_public(socket.inet_ntoa(socket.inet_aton(name)))
    except (OSError, UnicodeError):
        pass
    return not is_public(name) if ":" in name else "." not in name


def resolved(host: str, port: int) -> Sequence[tuple[int, tuple[Any, ...]]]:
    """Where a host is, as the system knows it. Raises OSError."""
    found = socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM)
    return [(family, place) for family, _, _, _, place in found]


@dataclass(slots=True)
class Visit:
    """One request: whether it may end on this machine or network, whether it did, and whether its
    time is over.

    `line` is a second handle on the connection, by which it is ended when time is over.
    """

    may_be_local: bool
    was_local: bool = False
    is_over: bool = False
    line: socket.socket | None = field(default=None, repr=False)

    def admit(self, places: Sequence[tuple[int, tuple[Any, ...]]], host: str) -> None:
        """Raises LocalAddressError when any of the places is not to be visited."""
        if not self.may_be_local and not all(is_public(str(place[0])) for _, place in places):
            raise LocalAddressError(host)

    def hold(self, connection: socket.socket) -> None:
        """Keep a handle on a connection, in place of that on one which led nowhere. Raises
        TimeoutError when time was over before it stood.
        """
        before, self.line = self.line, connection.dup()
        if before is not None:
            before.close()
        if self.is_over:
            raise TimeoutError

    def arrived(self, connection: socket.socket, host: str) -> None:
        """Look at who answers in the end. Raises LocalAddressError."""
        self.was_local = not is_public(str(connection.getpeername()[0]))
        if self.was_local and not self.may_be_local:
            raise LocalAddressError(host)


visiting: ContextVar[Visit] = ContextVar("visiting")
"""The request that this thread is making."""
