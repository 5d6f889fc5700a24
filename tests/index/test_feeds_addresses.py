"""Where feeds and redirects lead nobody, however it is written; passwords that nobody is told."""

from __future__ import annotations

import ipaddress
import json
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.archive import Archive
from index.core.credentials import without_login
from index.core.errors import InputError
from index.ingest.feeds import connections, http_client
from index.ingest.feeds.address_guard import LocalAddressError, Visit, is_public, visiting
from index.ingest.feeds.fetch_feeds import Network
from index.ingest.feeds.http_client import Limits
from index.ingest.feeds.politeness import Clock
from index.ingest.feeds.web_addresses import is_same_server
from tests.index.test_feeds_fetching import FEED, rss
from tests.index.test_feeds_full_text import PAGE, entry
from tests.index.web_server import FastClock, Request, Server

V4 = (
    "127.0.0.1", "127.1.2.3", "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "172.16.0.1",
    "172.31.255.254", "192.168.0.1", "192.168.255.1", "169.254.169.254", "100.64.0.1",
    "100.127.255.255", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1",
    "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
)  # fmt: skip
V6 = (
    "::", "::1", "fc00::1", "fd12:3456::1", "fe80::1", "fec0::1", "ff02::1", "2001:db8::1",
    "100::1", "fe80::1%1",
)  # fmt: skip
PUBLIC = ("93.184.215.14", "8.8.8.8", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::808:808")


def carriers(address: str) -> Iterator[str]:
    """An address of IPv4 within those of IPv6 that lead to it."""
    packed = ipaddress.IPv4Address(address).packed
    high, low = packed[:2].hex(), packed[2:].hex()
    yield f"::ffff:{address}"
    yield f"::ffff:0:{address}"
    yield f"::{address}"
    yield f"64:ff9b::{address}"
    yield f"64:ff9b:1::{address}"
    yield f"2002:{high}:{low}::1"
    turned = bytes(255 - byte for byte in packed)
    yield f"2001:0:4136:e378:8000:63bf:{turned[:2].hex()}:{turned[2:].hex()}"


def spellings(address: str) -> Iterator[str]:
    """Ways to write an address of IPv4 that the C library, or a browser, reads as it."""
    a, b, c, d = ipaddress.IPv4Address(address).packed
    whole = int(ipaddress.IPv4Address(address))
    yield from (address, str(whole), hex(whole), f"0{whole:o}", f"{address}.")
    yield f"{a}.{(b << 16) | (c << 8) | d}"
    yield f"{a}.{b}.{(c << 8) | d}"
    yield f"0{a:o}.0{b:o}.0{c:o}.0{d:o}"
    yield f"{a:#x}.{b:#x}.{c:#x}.{d:#x}"
    yield f"{a:#x}.{b}.0{c:o}.{d}"
    yield "".join(chr(0xFF10 + int(one)) if one.isdigit() else one for one in address)
    yield address.replace(".", "\u3002")
    yield f"user:word@{address}"


WRITTEN = tuple(dict.fromkeys(s for one in (V4[0], V4[4], V4[8], V4[10]) for s in spellings(one)))
NAMES = ("localhost", "LOCALHOST.", "a.localhost", "printer", "nas.local", "x.internal")
ODD = (
    "http://127.0.0.1:P\\@example.com/", "http://127.0.0.1\\@example.com/",
    "http://example.com\\@127.0.0.1/", "http://example.com:80@127.0.0.1/",
    "http://[::ffff:127.0.0.1]/", "http://[::1]/", "http://[0:0:0:0:0:0:0:1]/", "http://[fe80::1]/",
    "http://[64:ff9b::7f00:1]/", "http://127.0.0.1#@example.com/", "http://127.0.0.1?@example.com/",
    "http://\u24db\u24de\u24d2\u24d0\u24db\u24d7\u24de\u24e2\u24e3/", "http:///127.0.0.1/",
    "//127.0.0.1/", "http:127.0.0.1/",
)  # fmt: skip
RESOLVED = tuple(dict.fromkeys((*V4, *V6, *(c for one in V4[:18] for c in carriers(one)))))
ADDRESSES = (
    *(f"http://{written}/" for written in (*WRITTEN, *NAMES)),
    *ODD,
    *(f"http://site{number}.example/" for number in range(len(RESOLVED))),
    "http://both.example/",
)
assert len(ADDRESSES) > 200


class World:
    """Names resolve as told, numbers to themselves; whoever is let through to a socket is noted."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.asked: list[str] = []

    def __call__(self, host: str, port: int) -> list[tuple[int, tuple[Any, ...]]]:
        self.asked.append(host)
        if host.startswith("site") and host.endswith(".example"):
            return self._places(RESOLVED[int(host.removeprefix("site").partition(".")[0])])
        if host == "both.example":
            return [*self._places(PUBLIC[0]), *self._places("127.0.0.1")]

        try:
            written = socket.inet_ntoa(socket.inet_aton(host.rstrip(".")))
        except OSError:
            written = host.strip("[]") if ":" in host else "127.0.0.1"
        return self._places(written)

    def _places(self, address: str) -> list[tuple[int, tuple[Any, ...]]]:

        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        return [(family, (address, self.server.server_address[1]))]


@pytest.fixture
def asking(web_server: Server) -> http_client.Web:
    return Network(FastClock(), Limits(connect=30, silence=30, tries=1), 0, World(web_server)).web


@pytest.mark.parametrize("url", ADDRESSES, ids=ascii)
def test_no_local_address_is_reached_however_it_is_written(
    asking: http_client.Web, web_server: Server, url: str
) -> None:
    with pytest.raises(InputError):
        asking.get(url, {}, may_be_local=False)
    assert web_server.asked == []


@pytest.mark.parametrize("address", RESOLVED)
def test_numbers_of_this_machine_and_network_are_not_of_the_world(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_numbers_of_the_world_are(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses())
def test_every_number_is_judged(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    assert is_public(str(address)) in (True, False)
    if not address.is_global:
        assert not is_public(str(address))


def test_a_name_that_leads_elsewhere_once_it_was_looked_at_is_not_followed(
    web_server: Server,
) -> None:
    """The peer is looked at as well: here the system lies about where it connects to."""
    answers = iter((PUBLIC[0], "127.0.0.1"))
    seen: list[str] = []

    def rebinding(_host: str, _port: int) -> list[tuple[int, tuple[Any, ...]]]:
        seen.append(next(answers))
        return [(2, (seen[-1], web_server.server_address[1]))]

    asked = Network(FastClock(), Limits(connect=0.05, tries=1), 0, rebinding).web
    with pytest.raises(InputError):
        asked.get("http://rebinding.example/", {}, may_be_local=False)
    assert seen == [PUBLIC[0]]
    assert web_server.asked == []


def test_the_peer_is_looked_at_after_all_else(
    web_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.ingest.feeds.address_guard.Visit.admit", lambda *_: None)
    asked = Network(FastClock(), Limits(tries=1), 0, World(web_server)).web
    with pytest.raises(LocalAddressError):
        asked.get("http://site0.example/", {}, may_be_local=False)
    assert web_server.asked == []


def test_what_the_user_named_may_be_local_and_lead_to_its_like(web_server: Server) -> None:
    asked = Network(FastClock(), Limits(tries=1), 0, World(web_server)).web
    web_server.serve("/there", b"here")
    web_server.serve("/", b"", status="302", location=f"{web_server.url}/there")
    answer = asked.get("http://site0.example/", {}, may_be_local=True)
    assert (answer.body, answer.is_local) == (b"here", True)


def test_items_of_the_world_lead_to_no_page_of_this_machine(
    tmp_path: Path, web_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = web_server.serve("/story", PAGE.format(head=""))
    feed = web_server.serve("/feed", rss(entry(page)))
    with Archive.open(tmp_path / "a.db") as archive:
        archive.feeds.add(feed, full=True)
        monkeypatch.setattr("index.ingest.feeds.address_guard.Visit.arrived", lambda *_: None)
        network = Network(FastClock(), Limits(tries=1), 0)
        assert archive.feeds.fetch(network=network).outcomes[0].new == 1
    assert web_server.asked == ["/feed"]


def test_a_proxy_is_asked_for_the_world_and_for_nothing_local(
    web_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", web_server.url)
    monkeypatch.setenv("no_proxy", "")
    world = World(web_server)

    def resolve(host: str, port: int) -> list[tuple[int, tuple[Any, ...]]]:
        if host == "unknown.example":
            raise socket.gaierror(-2, "Name or service not known")
        return world(host, port)

    asked = Network(FastClock(), Limits(tries=1), 0, resolve).web
    web_server.serve("http://unknown.example/x", b"from the world")
    answer = asked.get("http://unknown.example/x", {}, may_be_local=False)
    assert (answer.body, answer.is_local) == (b"from the world", False)
    for url in ("http://site0.example/", "http://127.1/", "http://printer/", "http://nas.local/"):
        with pytest.raises(LocalAddressError):
            asked.get(url, {}, may_be_local=False)
    assert web_server.asked == ["http://unknown.example/x"]


SECRET = "hush-word"


def everything(archive: Archive) -> str:
    """All that the archive file holds, as text."""
    database = archive._database
    tables = [row[0] for row in database.all("SELECT name FROM sqlite_master WHERE type='table'")]
    return repr([database.all(f'SELECT * FROM "{table}"') for table in tables])


def test_a_password_in_an_address_is_for_its_host_and_nobody_else(
    tmp_path: Path, web_server: Server
) -> None:
    told: list[str] = []
    page = PAGE.format(head='<link rel="canonical" href="https://ana:hush-word@e.example/c">')

    def asks(request: Request) -> None:
        told.append(request.headers.get("Authorization", ""))
        request.send(b"", 301, location=web_server.url.replace("//", "//b:hush-word@") + "/page")

    web_server.behave("/asks", asks)
    web_server.serve("/page", page)
    address = web_server.url.replace("//", f"//ana:{SECRET}@")
    record = {"url": f"https://x:{SECRET}@e.example/1", "title": "T", "text": "A text."}
    news = tmp_path / "n.jsonl"
    news.write_text(json.dumps(record) + "\n", "utf-8")
    with Archive.open(tmp_path / "a.db") as archive:
        limits = Limits(tries=1)
        report = archive.add(
            [f"{address}/asks", f"{address}/none", news], network=Network(FastClock(), limits, 0)
        )
        assert report.new == 2
        assert SECRET not in everything(archive)
        assert SECRET not in repr(report)
    assert told == ["Basic YW5hOmh1c2gtd29yZA=="]
    # What a redirect names is nobody's; on the same server the one that was given goes on.
    assert web_server.headers_of["/page"]["Authorization"] == told[0]


@pytest.mark.parametrize(
    ("target", "is_told"),
    [
        ("https://e.example/b", True),
        ("https://E.example:443/", True),
        ("https://e.example:8443/b", False),
        ("https://e.example:99999/b", False),
        ("http://e.example/b", False),
        ("https://www.e.example/b", False),
        ("https://e.example.evil.example/b", False),
    ],
)
def test_a_password_goes_on_to_the_same_server_alone(target: str, is_told: bool) -> None:
    assert is_same_server("https://e.example/a", target) is is_told


def test_a_password_goes_on_from_a_plain_line_to_a_safe_one_of_the_same_server() -> None:
    assert is_same_server("http://e.example/a", "https://e.example/a")
    assert not is_same_server("http://e.example:8080/a", "https://e.example/a")


def test_passwords_that_older_versions_kept_are_shown_to_nobody(tmp_path: Path) -> None:
    news = tmp_path / "n.jsonl"
    news.write_text('{"url": "https://e.example/1", "title": "T", "text": "A text."}\n', "utf-8")
    with Archive.open(tmp_path / "a.db") as archive:
        archive.add([news])
        archive.feeds.add("https://e.example/feed")
        mark = archive.add_bookmark(archive.search("text").hits[0].number)
        with archive._database.transaction() as connection:
            for table, columns in (("version", "url origin"), ("source", "url origin")):
                for column in columns.split():
                    connection.execute(f"UPDATE {table} SET {column} = 'https://a:{SECRET}@e.e/'")
            connection.execute(f"UPDATE feed SET url = 'https://a:{SECRET}@e.e/f'")
        hit = archive.search("text").hits[0]
        shown = (hit, archive.article(hit.article), archive.bookmarks(), archive.feeds.all())
        assert SECRET not in repr(shown)
        assert SECRET not in repr(archive.selection([hit.number]))
        assert SECRET not in archive.feeds.export_list()
        assert mark.number


@given(st.sampled_from(("http://", "https://", "HTTP://")), st.text("ab:@\\.%", max_size=8))
def test_nothing_before_the_host_is_left_of_an_address(scheme: str, login: str) -> None:
    address = f"{scheme}{login}@e.example/a@b?c=@d"
    assert without_login(address) == f"{scheme}e.example/a@b?c=@d"


def _written(data: bytes, forever: bytes) -> Callable[[Request], None]:
    """Sends some bytes, then others for ever, a little at a time."""

    def handler(request: Request) -> None:
        request.wfile.write(data)
        while forever and not request.server.ended.wait(0.01):
            request.wfile.write(forever)
        if not forever:
            request.server.ended.wait(5)

    return handler


OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
BODY = f"{len(FEED.encode()):x}\r\n".encode() + FEED.encode() + b"\r\n"
MISBEHAVING = {
    "says nothing": (b"", b""),
    "drips a status": (b"", b"H"),
    "drips a status line": (b"HTTP/1.1 200 ", b"O"),
    "continues for ever": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "drips a header name": (OK, b"X"),
    "drips a header value": (OK + b"X-Long: ", b"x"),
    "sends headers for ever": (OK, b"X-More: 1\r\n"),
    "folds a header for ever": (OK + b"X-Long: 1\r\n", b" x\r\n"),
    "stops after the status": (OK, b""),
    "stops in a header": (OK + b"Content-Le", b""),
    "stops before the body": (OK + b"Content-Length: 10\r\n\r\n", b""),
    "stops in the body": (OK + b"Content-Length: 10\r\n\r\n<rss", b""),
    "drips a body": (OK + b"Content-Length: 1000000\r\n\r\n", b" "),
    "drips a body without end": (OK + b"\r\n", b" "),
    "drips a chunk size": (CHUNKED, b"0"),
    "drips a chunk extension": (CHUNKED + b"5;", b"x"),
    "drips chunks": (CHUNKED, b"1\r\n \r\n"),
    "drips a chunk": (CHUNKED + b"ffff\r\n", b" "),
    "stops in a chunk size": (CHUNKED + b"f", b""),
    "stops after a chunk": (CHUNKED + BODY, b""),
    "stops before the end of a chunk": (CHUNKED + BODY[:-2], b""),
    "stops before the trailers": (CHUNKED + BODY + b"0\r\n", b""),
    "drips a trailer": (CHUNKED + BODY + b"0\r\nX: ", b"x"),
    "sends trailers for ever": (CHUNKED + BODY + b"0\r\n", b"X: 1\r\n"),
    "drips an error": (b"HTTP/1.1 500 No\r\nX: ", b"x"),
    "drips a redirect": (b"HTTP/1.1 302 Found\r\nLocation: http://", b"x"),
    "drips packed data": (OK + b"Content-Encoding: gzip\r\n\r\n\x1f\x8b\x08\x08" + b"\0" * 6, b"x"),
    "packs chunks": (CHUNKED[:-2] + b"Content-Encoding: gzip\r\n\r\n", b"1\r\n\x1f\r\n"),
    "switches protocols": (b"HTTP/1.1 101 Switching Protocols\r\n\r\n", b"\0"),
    "sends line ends": (b"", b"\r\n"),
    "sends zeros": (b"", b"\0"),
}
assert len(MISBEHAVING) >= 30


@pytest.mark.parametrize("kind", MISBEHAVING)
def test_every_fetch_ends_within_its_limit(web_server: Server, kind: str) -> None:
    url = web_server.behave("/feed", _written(*MISBEHAVING[kind]))
    limits = Limits(connect=1, silence=60, total=0.1, tries=1)
    ended = threading.Event()
    outcome: list[object] = []

    def fetch() -> None:
        try:
            outcome.append(Network(Clock(), limits, 0).web.get(url, {}, may_be_local=True))
        except InputError as error:
            outcome.append(error)
        ended.set()

    threading.Thread(target=fetch, daemon=True).start()
    assert ended.wait(20)
    assert outcome


@pytest.mark.parametrize(("is_over", "tried"), [(False, 3), (True, 1)])
def test_other_places_of_a_host_are_tried_while_there_is_time_and_let_go_of(
    monkeypatch: pytest.MonkeyPatch, is_over: bool, tried: int
) -> None:
    """Each place is connected to, and found to lead nowhere once it is."""
    lines: list[socket.socket | None] = []

    def refused(visit: Visit, _connection: socket.socket, _host: str) -> None:
        lines.append(visit.line)
        raise ConnectionResetError

    monkeypatch.setattr(Visit, "arrived", refused)
    if is_over:
        hold = Visit.hold

        def late(visit: Visit, connection: socket.socket) -> None:
            lines.append(visit.line)
            visit.is_over = True
            hold(visit, connection)

        monkeypatch.setattr(Visit, "hold", late)
    with socket.create_server(("127.0.0.1", 0)) as server:
        places = [(socket.AF_INET, server.getsockname())] * 3
        visit = Visit(may_be_local=True)
        visiting.set(visit)
        with pytest.raises(connections.HTTPError):
            connections.manager("", lambda _host, _port: places).urlopen(
                "GET", "http://echo.example/", retries=False
            )
    assert len(lines) == tried
    last, visit.line = visit.line, None
    assert last is not None
    last.close()
    assert all(one is None or one.fileno() < 0 for one in lines)
