"""Web addresses as they are asked: hosts, whether these are local, where redirects lead."""

from __future__ import annotations

from contextlib import suppress
from urllib.parse import urljoin, urlsplit

from index.ingest.feeds.address_guard import is_local_name


def host_of(url: str) -> str:
    """The host of an address, "" where it cannot be read."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def ascii_address(url: str) -> str:
    """The address with its host as the name system knows it; urllib3 does the rest."""
    host = host_of(url)
    if host.isascii():
        return url
    parts = urlsplit(url)
    port = f":{parts.port}" if parts.port else ""
    return parts._replace(netloc=_name_of(host) + port).geturl()


def _name_of(host: str) -> str:
    """A host in the letters of the name system, by the rules that browsers go by (UTS 46).

    Raises UnicodeError for what cannot be the name of a host.
    """
    # Loaded here: it takes 13 ms, for hosts with letters beyond ASCII alone.
    import idna  # noqa: PLC0415

    try:
        name: str = idna.encode(host, uts46=True).decode("ascii")
    except idna.IDNAError:
        # Signs and emoji are letters of hosts by the older rules only (IDNA 2003), and are visited.
        name = host.encode("idna").decode("ascii")
    return name


def is_local(url: str) -> bool:
    """Whether an address is written as one of this machine or its own network.

    One that is not may lead there all the same; that is known when it is asked.
    """
    try:
        return is_local_name(host_of(ascii_address(url)))
    except (ValueError, UnicodeError):
        return True


def joined(url: str, location: str) -> str:
    """Where a page leads that names a location, an address or a part of one, in a header."""
    # Headers are read as letters of a byte each; what stands there is UTF-8 more often.
    with suppress(UnicodeError):
        location = location.encode("latin-1").decode("utf-8")
    try:
        return urljoin(url, location.strip()).partition("#")[0]
    except ValueError:
        return location.strip()


def is_same_server(url: str, other: str) -> bool:
    """Whether another address is on the server of one, over a line that is no less safe."""
    here, there = _server(url), _server(other)
    safer = ("https", here[1], 443) if (here[0], here[2]) == ("http", 80) else here
    return there in (here, safer)


def _server(url: str) -> tuple[str, str, int]:
    """The scheme, the host and the port of an address; -1 where that is none."""
    parts = urlsplit(url)
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        port = -1
    return parts.scheme, parts.hostname or "", port
