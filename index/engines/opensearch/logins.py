"""Name and password for a cluster: from the environment or netrc, for its hosts alone."""

from __future__ import annotations

import getpass
import os
from netrc import NetrcParseError, netrc
from pathlib import Path

from index.core.errors import NutgrafError
from index.engines.opensearch.cluster_address import ClusterAddress

USER = "NUTGRAF_OPENSEARCH_USER"
PASSWORD = "NUTGRAF_OPENSEARCH_PASSWORD"  # noqa: S105  (the name of a variable)
AUTHORITY = "NUTGRAF_OPENSEARCH_CA"
"""The file of certificates that sign those of the cluster, where the system does not know them."""


def login_for(address: ClusterAddress) -> tuple[str, str] | None:
    """Name and password for a cluster, None where there are none.

    The environment counts before netrc (`$NETRC`, else `~/.netrc`), where the first host is looked
    up. Raises NutgrafError when netrc cannot be read, and rather than have anything sent in the
    clear to another machine.
    """
    login = _from_environment() or _from_netrc(address.hosts[0].name)
    if login and not (address.encrypted or address.is_here):
        raise NutgrafError(
            f"Name and password are not sent to {address} without encryption.",
            "Write https:// instead of http://.",
        )
    return login


def person_at(address: ClusterAddress) -> str:
    """In whose name something is told to a cluster: the one that logs in there, else the one at
    this machine; "" where none is known.
    """
    if login := login_for(address):
        return login[0]
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


def _from_environment() -> tuple[str, str] | None:
    user = os.environ.get(USER, "")
    return (user, os.environ.get(PASSWORD, "")) if user else None


def _from_netrc(host: str) -> tuple[str, str] | None:
    path = Path(os.environ.get("NETRC") or Path.home() / ".netrc")
    try:
        found = netrc(str(path)).authenticators(host) if path.is_file() else None
    except NetrcParseError as problem:
        # The problem may quote the line that cannot be read, and a password with it.
        raise NutgrafError(
            f"{path} cannot be read as netrc, at line {problem.lineno or '?'}.",
            "It has lines such as: machine HOST login NAME password WORD",
        ) from None
    except (OSError, UnicodeDecodeError):
        raise NutgrafError(f"{path} cannot be read.") from None
    return (found[0], found[2] or "") if found and found[0] else None
