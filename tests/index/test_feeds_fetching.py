"""Feeds from a real server that misbehaves in every way servers do."""

from __future__ import annotations

import gzip
import socket
import ssl
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from index.archive import Archive
from index.core.article import paragraph_hash
from index.core.errors import ArchiveBusy, ArchiveError
from index.core.reports import FeedOutcome
from index.ingest.feeds import connections, fetch_feeds
from index.ingest.feeds.fetch_feeds import Network
from index.ingest.feeds.http_client import Limits, Web
from index.ingest.feeds.politeness import Clock, Pace
from index.ingest.readers import ReadOptions
from index.ingest.readers.import_rules import Rules
from index.store.articles import bulk_insert
from index.store.file.lock import writer_lock
from tests.index.web_server import FastClock, Request, Server, running

ITEM = """<item><title>{title}</title><link>https://echo.example/{slug}</link>
<guid>{slug}</guid><pubDate>Thu, 02 Oct 2025 08:00:00 GMT</pubDate>
<description>&lt;p&gt;{text}&lt;/p&gt;&lt;p&gt;Nobody was hurt.&lt;/p&gt;</description></item>"""


def rss(*items: str, title: str = "Porthaven Echo") -> str:
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>'
        f"<language>en-gb</language>{''.join(items)}</channel></rss>"
    )


def item(slug: str, text: str = "A crane fell at the harbour.", title: str = "") -> str:
    return ITEM.format(slug=slug, text=text, title=title or f"About {slug}")


_PACKED = {"content_encoding": "gzip"}
FEED = rss(item("one"), item("two", "The pilots of the harbour strike."))


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "a.db") as opened:
        yield opened


def network(clock: FastClock | None = None, **limits: float) -> Network:
    usual: dict[str, Any] = {
        # No answer of this process to itself takes so long, however busy the machine is.
        "connect": 30.0,
        "silence": 30.0,
        "total": 60.0,
        "packed": 200_000,
        "unpacked": 400_000,
    }
    return Network(clock or FastClock(), replace(Limits(), **(usual | limits)), pause=1.0)


def fetch(archive: Archive, *names: str, **limits: float) -> list[FeedOutcome]:
    return archive.feeds.fetch(names, network=network(None, **limits)).outcomes


def fetch_one(archive: Archive, url: str, **limits: float) -> FeedOutcome:
    archive.feeds.add(url)
    (outcome,) = fetch(archive, url, **limits)
    return outcome


def test_items_become_articles_and_nothing_is_new_twice(
    archive: Archive, web_server: Server
) -> None:
    outcome = fetch_one(archive, web_server.serve("/feed", FEED))
    assert (outcome.state, outcome.new, outcome.message) == ("fetched", 2, "")
    assert outcome.feed.title == "Porthaven Echo"
    view = archive.article(archive.search("crane").hits[0].article)
    assert (view.title, view.outlet, view.date) == (
        "About one",
        "Porthaven Echo",
        "2025-10-02T08:00:00+00:00",
    )
    assert (view.url, view.language) == ("https://echo.example/one", "en")
    assert [p.text for p in view.paragraphs] == ["A crane fell at the harbour.", "Nobody was hurt."]
    (again,) = fetch(archive)
    assert (again.new, again.changed, again.unchanged) == (0, 0, 2)


def test_server_is_asked_only_for_what_changed(archive: Archive, web_server: Server) -> None:
    def conditional(request: Request) -> None:
        if request.headers.get("If-None-Match") == '"v1"':
            request.send(b"", 304)
        else:
            request.send(FEED.encode(), etag='"v1"', last_modified="Thu, 02 Oct 2025 08:00:00 GMT")

    url = web_server.behave("/feed", conditional)
    assert fetch_one(archive, url).new == 2
    (again,) = fetch(archive)
    assert (again.state, again.feed.status) == ("same", 304)
    sent = web_server.headers_of["/feed"]
    assert sent["If-Modified-Since"] == "Thu, 02 Oct 2025 08:00:00 GMT"
    assert sent["User-Agent"].startswith("Nutgraf")


def _slow(request: Request) -> None:
    request.server.ended.wait(5)


def _resetting(request: Request) -> None:
    request.reset()


def _endless(request: Request) -> None:
    request.send(b"", content_length="")
    while not request.server.ended.is_set():
        request.wfile.write(b"<!-- more -->" * 1000)


def _no_http(request: Request) -> None:
    request.wfile.write(b"SSH-2.0-OpenSSH_9.6\r\n")


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        (_slow, "silent"),
        (_resetting, "connection broke"),
        (_endless, "larger than"),
        (_no_http, "no HTTP"),
        (lambda r: r.send(b""), "empty"),
        (lambda r: r.send(b"x" * 300_000), "larger than"),
        (lambda r: r.send(gzip.compress(b" " * 5_000_000), content_encoding="gzip"), "larger than"),
        (
            lambda r: r.send(gzip.compress(FEED.encode(), mtime=0)[:-30], content_encoding="gzip"),
            "early",
        ),
        (lambda r: r.send(b"\x1f\x8bgarbage", content_encoding="gzip"), "damaged"),
        (lambda r: r.send(FEED.encode(), content_encoding="br"), "not asked for"),
        (lambda r: r.send(b"", 404), "not found (HTTP 404)"),
        (lambda r: r.send(b"", 403), "forbidden"),
        (lambda r: r.send(b"", 500), "HTTP 500"),
        (lambda r: r.send(b"", 302, location="file:///etc/passwd"), "no web address"),
        (lambda r: r.send(b"", 302, location="http://["), "no web address"),
        (lambda r: r.send(b"", 301, location=r.path), "circle"),
        (lambda r: r.send(b"<html><body>Log in</body></html>"), "a web page"),
        (lambda r: r.send(b'{"error": 1}'), "other JSON"),
        (lambda r: r.send(b'{"version": "https://jsonfeed.org/version/1.1", "items": ['), "early"),
        (lambda r: r.send(b"\x89PNG\r\n\x1a\n"), "something else"),
    ],
)
def test_failure_is_told_and_stops_no_other_feed(
    archive: Archive, web_server: Server, behaviour: Callable[[Request], None], reason: str
) -> None:
    archive.feeds.add(web_server.behave("/bad", behaviour))
    archive.feeds.add(web_server.serve("/good", FEED))
    limits = {"silence": 1.0} if behaviour is _slow else {}
    bad, good = sorted(fetch(archive, tries=1, **limits), key=lambda outcome: outcome.feed.number)
    assert bad.state == "failed"
    assert reason in bad.message
    assert bad.new == 0
    assert archive.feeds.find("/bad").error == bad.message
    assert (good.state, good.new) == ("fetched", 2)
    assert archive.stats().articles == 2


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(FEED.encode(), mtime=0), {"content_encoding": "gzip"}),
        (zlib.compress(FEED.encode()), {"content_encoding": "deflate"}),
        (zlib.compress(FEED.encode(), wbits=-15), {"content_encoding": "deflate"}),
        (FEED.encode(), {"content_type": "text/html; charset=latin-1"}),
        (FEED.encode("utf-16"), {"content_type": "application/octet-stream"}),
        (b"\xef\xbb\xbf\n" + FEED.encode(), {}),
        (FEED.encode(), {"content_length": ""}),
        # Packed in two parts, packed and not said, said and not packed, and packings that are none.
        (gzip.compress(FEED[:300].encode()) + gzip.compress(FEED[300:].encode()), _PACKED),
        (gzip.compress(FEED.encode()) + b"\0\0\0", _PACKED),
        (gzip.compress(FEED.encode()), {}),
        (FEED.encode(), _PACKED),
        (FEED.encode(), {"content_encoding": "none"}),
        (FEED.encode(), {"content_encoding": "UTF-8"}),
    ],
)
def test_feed_is_read_however_it_is_wrapped(
    archive: Archive, web_server: Server, body: bytes, headers: dict[str, str]
) -> None:
    assert fetch_one(archive, web_server.serve("/feed", body, **headers)).new == 2


def _dripping_head(request: Request) -> None:
    request.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
    while not request.server.ended.wait(0.02):
        request.wfile.write(b"x")


def _dripping_body(request: Request) -> None:
    request.send(b"", content_length="")
    while not request.server.ended.wait(0.02):
        request.wfile.write(b" ")


@pytest.mark.parametrize("behaviour", [_dripping_head, _dripping_body])
def test_a_server_that_drips_is_given_up(
    archive: Archive, web_server: Server, behaviour: Callable[[Request], None]
) -> None:
    archive.feeds.add(web_server.behave("/feed", behaviour))
    limits = Limits(total=0.3, tries=1)
    (outcome,) = archive.feeds.fetch(network=Network(Clock(), limits, pause=0)).outcomes
    assert outcome.state == "failed"
    assert "slower than 0.3 s" in outcome.message


def test_busy_server_is_asked_again_later(archive: Archive, web_server: Server) -> None:
    answers = iter([(500, ""), (503, "7"), (200, "")])

    def recovering(request: Request) -> None:
        status, wait = next(answers)
        request.send(FEED.encode() if status == 200 else b"", status, retry_after=wait)

    archive.feeds.add(web_server.behave("/feed", recovering))
    clock = FastClock()
    (outcome,) = archive.feeds.fetch(network=network(clock)).outcomes
    assert (outcome.state, outcome.new) == ("fetched", 2)
    assert clock.slept[:2] == [1.0, 7.0]


def test_a_wait_that_is_too_long_is_left_to_the_next_fetch(
    archive: Archive, web_server: Server
) -> None:
    url = web_server.serve("/feed", b"", status="429", retry_after="3600")
    outcome = fetch_one(archive, url)
    assert (outcome.state, outcome.feed.next_allowed) == ("failed", "2025-10-05T13:00:00+00:00")
    assert web_server.asked == ["/feed"]
    (again,) = fetch(archive)
    assert (again.state, web_server.asked) == ("waiting", ["/feed"])
    assert "13:00" in again.message


def test_what_is_said_of_a_feed_names_no_option_of_other_commands(
    archive: Archive, web_server: Server
) -> None:
    gate = (
        "<html><body><article><h1>Subscribe to continue reading</h1><p>To continue reading this"
        " article, subscribe now. Already a subscriber? Log in.</p></article></body></html>"
    )
    page = web_server.serve("/p", gate.encode(), content_type="text/html")
    told = f"<title>Crane</title><link>{page}</link><description>A crane fell.</description>"
    feed = rss(f"<item>{told}</item>")
    archive.feeds.add(web_server.serve("/feed", feed.encode()), full=True)
    (outcome,) = fetch(archive)
    (unpaged,) = outcome.unpaged
    assert "stands in the article's place" in unpaged.reason
    assert "--" not in unpaged.reason


@pytest.mark.parametrize("wait", ["-1e9", "soon", ""])
def test_a_server_that_gives_no_time_is_not_said_to_have_asked_for_one(
    archive: Archive, web_server: Server, wait: str
) -> None:
    fetch_one(archive, web_server.serve("/feed", b"", status="429", retry_after=wait))
    (again,) = fetch(archive)
    assert again.state == "waiting"
    assert "as the server asked" not in again.message


def test_permanent_move_changes_the_address_and_a_passing_one_does_not(
    archive: Archive, web_server: Server
) -> None:
    new = web_server.serve("/new", FEED)
    old = web_server.serve("/old", b"", status="301", location=new)
    passing = web_server.serve("/passing", b"", status="302", location="/new")
    archive.feeds.add(old)
    (outcome,) = fetch(archive)
    assert outcome.feed.url == new
    assert [feed.url for feed in archive.feeds.all()] == [new]
    assert fetch_one(archive, passing).feed.url == passing
    # What was followed, and moves to what is followed as well, is told and stays.
    web_server.serve("/passing", b"", status="301", location=new)
    (moved,) = fetch(archive, passing)
    assert "followed already" in moved.message
    assert len(archive.feeds.all()) == 2


def test_feed_that_is_gone_is_not_asked_again_unless_named(
    archive: Archive, web_server: Server
) -> None:
    url = web_server.serve("/feed", b"", status="410")
    assert fetch_one(archive, url).state == "gone"
    (again,) = fetch(archive)
    assert (again.state, web_server.asked) == ("waiting", ["/feed"])
    web_server.serve("/feed", FEED)
    (named,) = fetch(archive, url)
    assert (named.state, named.new, named.feed.gone) == ("fetched", 2, False)


def test_an_item_that_is_only_a_link_is_told_with_what_gets_its_page(
    archive: Archive, web_server: Server
) -> None:
    page = web_server.serve("/quay", "<html></html>")
    item = f"<item><title>The quay is shut</title><link>{page}</link></item>"
    url = web_server.serve("/feed", f"<rss><channel><title>Echo</title>{item}</channel></rss>")
    told = [remark.text for remark in fetch_one(archive, url).remarks]
    assert told == [f"a link without text; nutgraf feeds add --full {url} gets the pages"]


def test_page_that_names_its_feed_leads_to_it(archive: Archive, web_server: Server) -> None:
    feed = web_server.serve("/rss.xml", FEED)
    link = '<link href="/rss.xml" type="application/rss+xml" rel="alternate">'
    page = web_server.serve("/", f"<!doctype html><html><head>{link}</head></html>")
    outcome = fetch_one(archive, page)
    assert (outcome.new, outcome.feed.url) == (2, feed)
    # The page again, with more that is wanted of its feed.
    archive.feeds.add(page, title="Harbour", tags=["port"], full=True)
    again = next(one for one in fetch(archive) if "followed already" in one.message)
    assert again.feed.url == feed
    (only,) = archive.feeds.all()
    assert (only.url, only.title, only.tags, only.full) == (feed, "Harbour", ("port",), True)
    assert [one.url for one in archive.feeds.all()] == [feed]


def test_a_page_in_the_place_of_a_feed_changes_no_address(
    archive: Archive, web_server: Server
) -> None:
    web_server.serve("/all.xml", FEED)
    url = web_server.serve("/sport.xml", rss(item("three"), title="Sport"))
    assert fetch_one(archive, url).new == 1
    link = '<link href="/all.xml" type="application/rss+xml" rel="alternate">'
    web_server.serve("/sport.xml", f"<!doctype html><html><head>{link}</head></html>")
    (outcome,) = fetch(archive)
    assert (outcome.state, outcome.feed.url) == ("failed", url)
    assert "/all.xml" in outcome.message


def test_a_feed_that_a_page_names_and_that_is_not_there_is_named(
    archive: Archive, web_server: Server
) -> None:
    link = '<link href="/gone.xml" type="application/rss+xml" rel="alternate">'
    page = web_server.serve("/", f"<!doctype html><html><head>{link}</head></html>")
    outcome = fetch_one(archive, page)
    assert outcome.state == "failed"
    assert "web page" in outcome.message
    assert "/gone.xml: not found" in outcome.message


def test_a_server_that_says_nothing_is_new_unasked_has_failed(
    archive: Archive, web_server: Server
) -> None:
    outcome = fetch_one(archive, web_server.serve("/feed", "", status="304"))
    assert (outcome.state, "HTTP 304" in outcome.message) == ("failed", True)


def test_addresses_in_redirects_may_be_written_in_utf_8(
    archive: Archive, web_server: Server
) -> None:
    web_server.serve("/n%C3%A9w", FEED)
    url = web_server.behave(
        "/feed", lambda r: r.send(b"", 302, location="/néw".encode().decode("latin-1"))
    )
    assert fetch_one(archive, url).new == 2


def test_what_was_cut_off_waits_for_the_next_time(archive: Archive, web_server: Server) -> None:
    cut = FEED[: FEED.index("The pilots") + 12]
    url = web_server.serve("/feed", cut, content_length="", etag='"v1"')
    outcome = fetch_one(archive, url)
    assert (outcome.new, outcome.feed.etag) == (1, "")
    assert "cut off" in outcome.message
    assert archive.search("pilots").paragraphs == 0
    web_server.serve("/feed", FEED)
    (again,) = fetch(archive)
    assert (again.new, again.unchanged) == (1, 1)


def _chunked_and_cut(request: Request, body: bytes) -> None:
    request.send(b"", content_length="", transfer_encoding="chunked")
    request.wfile.write(b"%x\r\n%s\r\n400\r\n" % (len(body), body))


def _lying(request: Request, body: bytes) -> None:
    request.send(body, content_length="99999")


@pytest.mark.parametrize("sent", [_lying, _chunked_and_cut])
def test_of_an_answer_that_broke_off_what_came_is_read(
    archive: Archive, web_server: Server, sent: Callable[[Request, bytes], None]
) -> None:
    cut = FEED[: FEED.index("The pilots") + 12].encode()
    url = web_server.behave("/feed", lambda request: sent(request, cut))
    outcome = fetch_one(archive, url)
    assert (outcome.state, outcome.new, "cut off" in outcome.message) == ("fetched", 1, True)
    # Where the server told a wrong length nothing is lacking.
    web_server.behave("/feed", lambda request: sent(request, FEED.encode()))
    (again,) = fetch(archive)
    assert (again.new, again.unchanged, again.message) == (1, 1, "")


def test_a_page_that_broke_off_is_no_article(archive: Archive, web_server: Server) -> None:
    web_server.behave("/p", lambda r: _lying(r, b"<p>The quay was shut on Monday morning.</p>"))
    item = f"<item><title>Quay</title><link>{web_server.url}/p</link></item>"
    url = web_server.serve("/feed", f"<rss version='2.0'><channel>{item}</channel></rss>")
    archive.feeds.add(url, full=True)
    (outcome,) = fetch(archive)
    assert "cut off" in " ".join(one.reason for one in outcome.unpaged)


@pytest.mark.parametrize("path", ["/feed", "/other"])
def test_cookies_are_brought_back_on_the_way_of_one_request(
    archive: Archive, web_server: Server, path: str
) -> None:
    def asks(request: Request) -> None:
        if "seen=1" in request.headers.get("Cookie", ""):
            request.send(FEED.encode())
        else:
            request.send(b"", 302, location=path, set_cookie="seen=1; Path=/")

    web_server.behave("/other", asks)
    url = web_server.behave("/feed", asks)
    assert fetch_one(archive, url).new == 2
    fetch(archive)
    # Nothing of it is kept: the next time begins anew.
    assert web_server.asked.count(path) >= 2


def test_cookies_go_to_no_other_server(archive: Archive, web_server: Server) -> None:
    with running() as other:
        other.serve("/feed", FEED)
        url = web_server.behave(
            "/feed", lambda r: r.send(b"", 302, location=f"{other.url}/feed", set_cookie="a=1")
        )
        assert fetch_one(archive, url.replace("127.0.0.1", "localhost")).new == 2
        assert "Cookie" not in other.headers_of["/feed"]


@pytest.mark.parametrize("wait", ["999999999", "Thu, 01 Jan 2099 00:00:00 GMT"])
def test_a_server_asks_to_be_left_alone_for_a_week_at_most(
    archive: Archive, web_server: Server, wait: str
) -> None:
    outcome = fetch_one(archive, web_server.serve("/feed", b"", status="429", retry_after=wait))
    assert outcome.feed.next_allowed[:10] == "2025-10-12"


def test_of_the_feeds_that_a_page_names_comments_come_last(
    archive: Archive, web_server: Server
) -> None:
    kind = 'rel="alternate" type="application/rss+xml"'
    comments = f'<link {kind} title="Blog &raquo; Comments Feed" href="comments/feed">'
    page = f'<html><head><base href="/sub/">{comments}{{}}</head><body>Blog</body></html>'
    web_server.serve("/sub/comments/feed", FEED)
    web_server.serve("/sub/feed", FEED)
    own = f'<link {kind} title="Blog &raquo; Feed" href="feed">'
    both = fetch_one(archive, web_server.serve("/blog/", page.format(own)))
    assert both.feed.url == f"{web_server.url}/sub/feed"
    alone = web_server.serve("/only/", page.format(""))
    archive.feeds.add(alone)
    assert f"{web_server.url}/sub/comments/feed" in {one.feed.url for one in fetch(archive)}


def test_hosts_are_asked_one_request_at_a_time_with_a_pause(
    archive: Archive, web_server: Server
) -> None:
    happened: list[str] = []

    class Pausing(FastClock):
        def sleep(self, seconds: float) -> None:
            happened.append("pause")
            super().sleep(seconds)

    def noted(request: Request) -> None:
        happened.append("request")
        request.send(FEED.encode())

    for number in range(4):
        archive.feeds.add(web_server.behave(f"/{number}", noted))
    clock = Pausing()
    archive.feeds.fetch(network=network(clock))
    # A pause begins when the answer before it is there, however late the server's thread ends.
    assert happened == ["request", *["pause", "request"] * 3]
    assert clock.slept == [1.0, 1.0, 1.0]


def test_stop_keeps_what_is_stored_and_says_so(archive: Archive, web_server: Server) -> None:
    archive.feeds.add(web_server.serve("/1", FEED))
    archive.feeds.add(web_server.behave("/2", _slow))
    done: list[FeedOutcome] = []
    report = archive.feeds.fetch(tell=done.append, stop=lambda: bool(done), network=network())
    assert report.interrupted
    assert [outcome.new for outcome in done] == [2]
    assert archive.search("pilots").paragraphs == 1
    assert archive.check() == []


def test_full_disk_stores_no_half_and_the_next_fetch_brings_it(
    archive: Archive, web_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = web_server.serve("/feed", FEED, etag='"v1"')
    archive.feeds.add(url)
    calls = iter(range(100))

    def full(text: str) -> int:
        if next(calls) == 2:
            raise ArchiveError("The disk is full.")
        return paragraph_hash(text)

    monkeypatch.setattr(bulk_insert, "paragraph_hash", full)
    with pytest.raises(ArchiveError, match="full"):
        fetch(archive)
    monkeypatch.setattr(bulk_insert, "paragraph_hash", paragraph_hash)
    assert archive.stats().articles == 0
    assert archive.feeds.find(url).etag == ""
    (again,) = fetch(archive)
    assert again.new == 2


def test_another_writer_is_waited_for_and_not_for_ever(
    archive: Archive, web_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetch_feeds, "_PATIENCE", 5.0)  # by a clock that does not really wait
    archive.feeds.add(web_server.serve("/feed", FEED))
    with writer_lock(archive.path), pytest.raises(ArchiveBusy):
        fetch(archive)
    assert archive.stats().articles == 0
    assert fetch(archive)[0].new == 2


def test_host_that_is_not_there_is_told(archive: Archive) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    outcome = fetch_one(archive, f"http://127.0.0.1:{port}/feed")
    assert (outcome.state, outcome.message) == ("failed", "127.0.0.1 cannot be reached")


def test_a_busy_host_to_which_another_leads_is_the_one_that_is_left_alone(
    web_server: Server,
) -> None:
    clock, asked = FastClock(), dict[str, list[float]]()
    port = web_server.url.rpartition(":")[2]

    def told(status: int, **headers: str) -> Callable[[Request], None]:
        def answer(request: Request) -> None:
            asked.setdefault(request.path, []).append(clock.ticks())
            request.send(b"", status, **headers)

        return answer

    web_server.behave("/feed", told(302, location=f"http://busy.example:{port}/there"))
    web_server.behave("/there", told(503, retry_after="9"))
    web = Web(
        clock,
        Pace(clock, 0),
        Limits(connect=30.0, tries=2),
        lambda _host, port: [(socket.AF_INET, ("127.0.0.1", port))],
    )
    answer = web.get(f"http://echo.example:{port}/feed", {}, may_be_local=True)
    assert answer.status == 503
    assert asked == {"/feed": [0.0, 0.0], "/there": [0.0, 9.0]}


def test_rules_drop_and_keep_at_the_door(archive: Archive, web_server: Server) -> None:
    feed = rss(item("one"), item("two", "Sponsored pilots."), item("three", "Sponsored strike."))
    archive.feeds.add(web_server.serve("/feed", feed))
    options = ReadOptions(rules=Rules.of(drop=["sponsored"], keep=["text:strike"]))
    report = archive.feeds.fetch(options=options, network=network())
    assert (report.outcomes[0].new, report.outcomes[0].dropped) == (2, 1)
    assert report.dropped == {"sponsored": 1}


def test_certificates_are_loaded_once_and_only_for_https(monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = []

    def trust() -> ssl.SSLContext:
        loaded.append(ssl.create_default_context())
        return loaded[-1]

    monkeypatch.setattr(connections, "_trust", trust)
    for proxy in ("", "http://proxy.example"):
        loaded.clear()
        made = connections.manager(proxy, lambda host, port: [])
        made.connection_from_url("http://plain.example/")
        assert not loaded
        for host in ("one", "two"):
            secure: Any = made.connection_from_url(f"https://{host}.example/")._new_conn()
            assert secure.ssl_context is loaded[0]
        assert len(loaded) == 1
        assert loaded[0].verify_mode == ssl.CERT_REQUIRED
        assert loaded[0].check_hostname
