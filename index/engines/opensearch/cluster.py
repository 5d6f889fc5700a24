"""Asking a cluster: one place for its client, its certificates and what goes wrong."""

from __future__ import annotations

import base64
import json
import logging
import os
import ssl
import warnings
from collections.abc import Iterable, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from index.core.errors import NutgrafError
from index.engines.opensearch.cluster_address import ClusterAddress
from index.engines.opensearch.cluster_errors import in_words, no_cluster
from index.engines.opensearch.logins import AUTHORITY, login_for

if TYPE_CHECKING:
    from opensearchpy import OpenSearch

PATIENCE = 60.0
"""Seconds that an answer may take, where nothing else is said."""


class Cluster:
    """A cluster that can be asked, by any number of threads. Nothing is sent before it is.

    All it raises is NutgrafError: Unavailable when it cannot be asked now, `Refused` and others
    when it will not do what is asked.
    """

    def __init__(
        self, address: ClusterAddress, *, authority: str = "", patience: float = PATIENCE
    ) -> None:
        """`authority` is a file of certificates, by default what NUTGRAF_OPENSEARCH_CA names, else
        those that the system trusts; `patience` how many seconds an answer may take. Raises
        NutgrafError.
        """
        self.address, self._patience = address, patience
        authority = authority or os.environ.get(AUTHORITY, "")
        self._client = _client(address, login_for(address), authority)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of its connections."""
        self._client.close()

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        params: Mapping[str, Any] | None = None,
        missing: bool = False,
        timeout: float | None = None,
        mark: str = "",
    ) -> Any:
        """What it answers, from JSON.

        A body of text is sent as it is (`lines`). `missing`: what is not there is answered too, as
        it is, instead of being an error. `mark` is what the request is known by over there while it
        lasts. Raises Unavailable, Refused, Conflict, NotThere.
        """
        options = {**(params or {}), **({"ignore": 404} if missing else {})}
        try:
            told = self._client.transport.perform_request(
                method,
                path,
                params={**options, "request_timeout": timeout or self._patience},
                body=body,
                headers={"X-Opaque-Id": mark} if mark else None,
            )
        except Exception as error:  # noqa: BLE001  (put into words, or raised again)
            raise in_words(error, str(self.address)) from None
        if not _makes_sense(path, told):
            raise no_cluster(str(self.address))
        return told


_TELLING = {"_search": "_shards", "_msearch": "responses", "_bulk": "items"}
"""What is in any answer to a request, by the end of its path."""


def _makes_sense(path: str, told: Any) -> bool:
    """Whether an answer is one of a cluster's, and not of what stands in its place."""
    if isinstance(told, bool):
        return True
    known = _TELLING.get(path.rpartition("/")[2])
    return isinstance(told, dict) and (known is None or known in told or "error" in told)


def as_lines(values: Iterable[Any]) -> str:
    """Values as lines of JSON, as OpenSearch takes them."""
    return "".join(
        f"{json.dumps(value, ensure_ascii=False, separators=(',', ':'))}\n" for value in values
    )


def _client(address: ClusterAddress, login: tuple[str, str] | None, authority: str) -> OpenSearch:
    try:
        # Takes 0.2 s to load, and few have a cluster.
        from opensearchpy import OpenSearch  # noqa: PLC0415
        from opensearchpy.exceptions import OpenSearchWarning  # noqa: PLC0415
    except ImportError:
        raise NutgrafError(
            "A cluster is asked by the package opensearch-py, which is not installed.",
            "Install it with: pip install 'nutgraf[opensearch]'",
        ) from None
    # What the client logs and warns of has addresses in it and goes to the terminal otherwise.
    logging.getLogger("opensearch").addHandler(logging.NullHandler())
    warnings.filterwarnings("ignore", category=OpenSearchWarning)
    hosts = [
        {"host": host.name, "port": host.port, "url_prefix": host.path} for host in address.hosts
    ]
    return OpenSearch(
        hosts,
        headers=_authorization(login),
        http_compress=not address.is_here,
        use_ssl=address.encrypted,
        ssl_context=_trust(authority) if address.encrypted else None,
        max_retries=2,
        # These may pass; what is full for now (429) is for whoever writes to slow down for.
        retry_on_status=(502, 503, 504),
        pool_maxsize=8,
    )


def _authorization(login: tuple[str, str] | None) -> dict[str, str]:
    """The header that gives name and password (RFC 7617). The client's own way knows no letters
    outside of Latin-1.
    """
    if login is None:
        return {}
    pair = base64.b64encode(":".join(login).encode("utf-8", "surrogateescape"))
    return {"authorization": f"Basic {pair.decode('ascii')}"}


def _trust(authority: str) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=authority or None)
    except OSError as problem:
        # What OpenSSL says of a file that is something else is for programmers.
        unread = "" if isinstance(problem, ssl.SSLError) else f": {problem.strerror}"
        raise NutgrafError(
            f"{authority} is no file of certificates{unread}.", "It is one in PEM format."
        ) from None
