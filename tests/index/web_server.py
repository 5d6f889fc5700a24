"""A real HTTP server on loopback that misbehaves as it is told, and a clock that never waits."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from index.core.errors import StoppedError
from index.ingest.feeds.politeness import Clock

Handler = Callable[["Request"], None]


class FastClock(Clock):
    """Sleeping takes no time but is counted; time passes by sleeping alone."""

    def __init__(self) -> None:
        super().__init__()
        self.slept: list[float] = []
        self._moment = 0.0
        self._guard = threading.Lock()

    def now(self) -> datetime:
        return datetime(2025, 10, 5, 12, tzinfo=UTC) + timedelta(seconds=self._moment)

    def ticks(self) -> float:
        return self._moment

    def sleep(self, seconds: float) -> None:
        if self.stopped():
            raise StoppedError
        with self._guard:
            self.slept.append(seconds)
            self._moment += seconds


class Request(BaseHTTPRequestHandler):
    """One request; handlers answer with `send`, or do worse by themselves."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        self.server.headers_of[self.path] = dict(self.headers.items())
        handler = self.server.pages.get(self.path.partition("?")[0])
        self.close_connection = True
        if handler is None:
            self.send(b"nothing here", status=404)
        else:
            handler(self)

    def send(self, body: bytes, status: int = 200, **headers: str) -> None:
        named = {name.replace("_", "-").title(): value for name, value in headers.items()}
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | named).items():
            if value:
                self.send_header(name, value)
        self.send_header("Connection", "close")
        self.end_headers()
        if status != 304:
            self.wfile.write(body)

    def reset(self) -> None:
        """End the connection with a reset instead of a goodbye."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def log_message(self, *_: object) -> None:
        pass

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except (OSError, ValueError):
            self.close_connection = True

    def finish(self) -> None:
        with suppress(OSError, ValueError):
            super().finish()


class Server(ThreadingHTTPServer):
    """`pages` answer by path; `asked` are the paths that were asked for, in order."""

    daemon_threads = True
    request_queue_size = 64

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Request)
        self.pages: dict[str, Handler] = {}
        self.asked: list[str] = []
        self.headers_of: dict[str, dict[str, str]] = {}
        self.ended = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def serve(self, path: str, body: bytes | str, **headers: str) -> str:
        """Answer a path with a body; its address."""
        content = body.encode() if isinstance(body, str) else body
        status = int(headers.pop("status", "200"))
        self.pages[path] = lambda request: request.send(content, status, **headers)
        return self.url + path

    def behave(self, path: str, handler: Handler) -> str:
        self.pages[path] = handler
        return self.url + path

    def handle_error(self, *_: object) -> None:
        pass


@contextmanager
def running() -> Iterator[Server]:
    server = Server()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.ended.set()
        server.shutdown()
        server.server_close()
        thread.join()
