"""A server on loopback that answers as OpenSearch does where a real one cannot be had on a desk:
over TLS, behind the security plugin, with more to do than it takes.

What it answers was taken down from OpenSearch 2.19; `test_cluster.py` holds what both can say to
the same words.
"""

from __future__ import annotations

import json
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

TLS = Path(__file__).parents[1] / "data" / "tls"

Answer = tuple[int, Any]
Answering = Callable[[str, str, str], Answer]
"""Status and body of the answer to method, path and body."""


def error(status: int, kind: str, reason: str) -> Answer:
    """An error as OpenSearch words it."""
    said = {"type": kind, "reason": reason}
    return status, {"error": {"root_cause": [said], **said}, "status": status}


UNKNOWN = (401, "Unauthorized")
FORBIDDEN = error(
    403,
    "security_exception",
    "no permissions for [indices:data/write/bulk] and User [name=ann, backend_roles=[]]",
)
BUSY = error(
    429,
    "rejected_execution_exception",
    "rejected execution of coordinating operation [coordinating_and_primary_bytes=0]",
)
TOO_LARGE = (413, "")
BREAKER = error(429, "circuit_breaking_exception", "[parent] Data too large, data for [<http>]")


class StandIn(ThreadingHTTPServer):
    """The server; `asked` is what it was asked, `headers` what came with that."""

    daemon_threads = True

    def __init__(self, answering: Answering) -> None:
        self.answering = answering
        self.asked: list[tuple[str, str]] = []
        self.headers: list[dict[str, str]] = []
        self.encrypted = False
        super().__init__(("127.0.0.1", 0), _Request)

    @property
    def address(self) -> str:
        scheme = "https" if self.encrypted else "http"
        return f"{scheme}://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, *_: object) -> None:
        """A client that does not trust it breaks off; that is what is tested."""


class _Request(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: StandIn

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        self.server.asked.append((self.command, self.path))
        self.server.headers.append(dict(self.headers.items()))
        status, told = self.server.answering(self.command, self.path.partition("?")[0], body)
        kind = "text/plain" if isinstance(told, str) else "application/json"
        data = told.encode() if isinstance(told, str) else json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=UTF-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        pass


for _method in ("GET", "HEAD", "POST", "PUT", "DELETE"):
    setattr(_Request, f"do_{_method}", _Request._answer)


@contextmanager
def standing_in(answering: Answering, certificate: str = "") -> Iterator[StandIn]:
    """One that answers so; with the name of a certificate of `tests/data/tls`, over TLS."""
    with StandIn(answering) as server:
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(TLS / certificate)
            server.socket = context.wrap_socket(server.socket, server_side=True)
            server.encrypted = True
        serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        serving.start()
        try:
            yield server
        finally:
            server.shutdown()
            serving.join()
