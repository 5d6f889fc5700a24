"""Where a cluster is and what our indices in it are called: `https://host:9200/news`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from index.core.errors import NutgrafError
from index.core.late_patterns import late

PORT = 9200
_SCHEMES = {"https": "https", "http": "http", "opensearch": "https"}
# What OpenSearch takes as the name of an index, without what only a shell or an address would mind.
_NAME = late(r"[a-z0-9][a-z0-9._-]{0,99}")
_HOST = late(r"[\w-][\w.-]{0,252}|[0-9a-f:.]+(?:%\w+)?")
_HOW = "Write it like https://search.example:9200/news: host, port, and the name of the collection."


@dataclass(frozen=True, slots=True)
class Host:
    """One node. `path` is what stands before all paths, behind a proxy; else ""."""

    name: str
    port: int
    path: str = ""

    @property
    def is_here(self) -> bool:
        """Whether it is this machine, so that nobody listens on the way."""
        try:
            return ip_address(self.name).is_loopback
        except ValueError:
            return self.name == "localhost" or self.name.endswith(".localhost")


@dataclass(frozen=True, slots=True)
class ClusterAddress:
    """Nodes of one cluster, and the name that those of its indices begin with which are meant."""

    hosts: tuple[Host, ...]
    name: str
    encrypted: bool = True

    @classmethod
    def parse(cls, text: str) -> ClusterAddress:
        """An address as a person writes it: `https://`, `http://` or `opensearch://` (which is
        https), hosts with commas between them. Raises NutgrafError.
        """
        scheme, mark, rest = text.strip().partition("://")
        if scheme.lower() not in _SCHEMES or not mark:
            raise NutgrafError(f"“{_shown(text)}” is not the address of a cluster.", _HOW)
        places, _, path = rest.partition("/")
        if "@" in rest:  # a password may have a slash in it
            raise NutgrafError(
                "An address holds no name and password: it would stand in listings and histories.",
                "Put them into NUTGRAF_OPENSEARCH_USER and NUTGRAF_OPENSEARCH_PASSWORD, or into "
                "~/.netrc.",
            )
        before, _, name = path.rstrip("/").rpartition("/")
        if not _NAME.fullmatch(name):
            said = f"“{_shown(name)}” cannot be one" if name else "it names none"
            raise NutgrafError(f"The address ends with the name of a collection; {said}.", _HOW)
        hosts = tuple(_host(place, before) for place in places.split(","))
        return cls(hosts, name, _SCHEMES[scheme.lower()] == "https")

    @property
    def is_here(self) -> bool:
        """Whether all of it is on this machine."""
        return all(host.is_here for host in self.hosts)

    def __str__(self) -> str:
        scheme = "https" if self.encrypted else "http"
        places = ",".join(
            f"[{host.name}]:{host.port}" if ":" in host.name else f"{host.name}:{host.port}"
            for host in self.hosts
        )
        path = f"/{self.hosts[0].path}" if self.hosts[0].path else ""
        return f"{scheme}://{places}{path}/{self.name}"


def _host(place: str, path: str) -> Host:
    try:
        parts: SplitResult = urlsplit(f"//{place}")
        name, port = parts.hostname, parts.port
    except ValueError as problem:
        raise NutgrafError(f"“{_shown(place)}” is no host: {problem}.", _HOW) from None
    if not name or not _HOST.fullmatch(name) or parts.query or parts.fragment:
        raise NutgrafError(f"“{_shown(place)}” is no host.", _HOW)
    return Host(name, PORT if port is None else port, path)


def _shown(text: str) -> str:
    """What was written, without what may be a password in it."""
    return re.sub(r"[^/]*@", "", text)[:200]


def address_problem(address: str) -> str:
    """What is wrong with the address of a collection, without what may be a password; "" if it is
    one.
    """
    try:
        ClusterAddress.parse(address)
    except NutgrafError as problem:
        return str(problem)
    return ""
