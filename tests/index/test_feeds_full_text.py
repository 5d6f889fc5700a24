"""The page behind a feed's summary, and the same article met in several places."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.archive import Archive
from index.core.reports import FeedOutcome
from index.ingest.feeds import http_client
from index.ingest.feeds.http_client import Limits
from index.ingest.feeds.politeness import Clock, Pace
from index.ingest.feeds.robots import Robots
from index.ingest.feeds.web_addresses import ascii_address, is_local
from index.ingest.readers import ReadOptions
from index.ingest.readers.import_rules import Rules
from tests.index.test_feeds_fetching import FEED, item, network, rss
from tests.index.web_server import Server

PARAGRAPHS = [
    f"Paragraph {word} tells at length what happened on the quay that night, who was there, and"
    " what the harbour authority said when it was asked about the crane and the money."
    for word in ("one", "two", "three", "four", "five", "six")
]
PAGE = (
    '<!doctype html><html lang="en"><head><title>A crane fell | Echo</title>'
    '<meta property="og:site_name" content="Echo"><meta name="author" content="Ana Ruiz">'
    "{head}</head><body><nav>Home About</nav><article><h1>A crane fell</h1>"
    + "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    + "</article></body></html>"
)


def entry(url: str, text: str = "A crane fell.", title: str = "A crane fell") -> str:
    return (
        f"<item><title>{title}</title><link>{url}</link><description>{text}</description>"
        "<pubDate>Thu, 02 Oct 2025 08:00:00 GMT</pubDate></item>"
    )


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "a.db") as opened:
        yield opened


def fetch(archive: Archive) -> list[FeedOutcome]:
    return archive.feeds.fetch(network=network()).outcomes


def texts(archive: Archive, number: int = 1) -> list[str]:
    return [paragraph.text for paragraph in archive.article(number).paragraphs]


def test_page_gives_the_text_and_the_feed_the_rest(archive: Archive, web_server: Server) -> None:
    page = web_server.serve("/story", PAGE.format(head=""), content_type="text/html")
    archive.feeds.add(web_server.serve("/feed", rss(entry(page))), full=True)
    assert fetch(archive)[0].new == 1
    view = archive.article(1)
    assert texts(archive) == PARAGRAPHS
    assert (view.title, view.byline, view.outlet, view.url) == (
        "A crane fell",
        "Ana Ruiz",
        "Porthaven Echo",
        page,
    )
    # The page of an item that the feed has not changed is not fetched again.
    (again,) = fetch(archive)
    assert (again.unchanged, web_server.asked.count("/story")) == (1, 1)
    assert web_server.asked[:3] == ["/feed", "/robots.txt", "/story"]


@pytest.mark.parametrize("status", ["404", "403"])
def test_summary_stays_when_the_page_gives_less(
    archive: Archive, web_server: Server, status: str
) -> None:
    page = web_server.serve("/story", "<html><p>Subscribe!</p></html>", status=status)
    thin = web_server.serve("/thin", "<!doctype html><html><body><p>Pay.</p></body></html>")
    feed = rss(entry(page, "The first summary says more."), entry(thin, "The second says more."))
    archive.feeds.add(web_server.serve("/feed", feed), full=True)
    (outcome,) = fetch(archive)
    assert (outcome.state, outcome.new) == ("fetched", 2)
    assert {*texts(archive, 1), *texts(archive, 2)} == {
        "The first summary says more.",
        "The second says more.",
    }


def test_page_that_failed_for_now_is_looked_up_next_time(
    archive: Archive, web_server: Server
) -> None:
    page = web_server.serve("/story", "", status="503")
    feed = web_server.serve("/feed", rss(entry(page)), etag='"v1"')
    archive.feeds.add(feed, full=True)
    (outcome,) = fetch(archive)
    assert (outcome.new, outcome.feed.etag) == (1, "")
    web_server.serve("/story", PAGE.format(head=""))
    (again,) = fetch(archive)
    assert (again.changed, texts(archive)) == (1, PARAGRAPHS)
    # And should it fail later, the summary never takes the place of the text.
    web_server.serve("/story", "", status="404")
    web_server.serve("/feed", rss(entry(page, "A crane fell, again.")))
    (last,) = fetch(archive)
    assert (last.unchanged, texts(archive)) == (1, PARAGRAPHS)


def test_page_of_what_a_rule_drops_is_not_fetched(archive: Archive, web_server: Server) -> None:
    page = web_server.serve("/story", PAGE.format(head=""))
    archive.feeds.add(web_server.serve("/feed", rss(entry(page))), full=True)
    options = ReadOptions(rules=Rules.of(drop=["title:crane"]))
    (outcome,) = archive.feeds.fetch(options=options, network=network()).outcomes
    assert (outcome.new, outcome.dropped) == (0, 1)
    assert "/story" not in web_server.asked


def test_robots_txt_is_heeded(archive: Archive, web_server: Server) -> None:
    web_server.serve("/robots.txt", "User-agent: nutgraf\nDisallow: /private\n")
    page = web_server.serve("/private/story", PAGE.format(head=""))
    archive.feeds.add(web_server.serve("/feed", rss(entry(page))), full=True)
    assert fetch(archive)[0].new == 1
    assert texts(archive) == ["A crane fell."]
    assert "/private/story" not in web_server.asked


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf.html", True),
        ("User-agent: *\nDisallow: /\nAllow: /news/", "/news/1", True),
        ("User-agent: *\n\nDisallow: /a", "/a", False),
        ("User-agent: nutgraf\nDisallow: /a\n\nUser-agent: nutgraf\nDisallow: /b", "/b", False),
        ("User-agent: *\nDisallow: /\n\nUser-agent: nutgraf\nDisallow: /b", "/a", True),
        ("User-agent: *\nDisallow: /ä", "/%C3%A4", False),
        ("User-agent: else\nDisallow: /", "/a", True),
        ("", "/a", True),
    ],
)
def test_robots_txt_is_read_as_rfc_9309_has_it(rules: str, path: str, allowed: bool) -> None:
    assert _robots(rules).allows(f"https://echo.example{path}", may_be_local=False) is allowed


@given(st.text(max_size=300), st.text(alphabet="/*$%?=.äab", max_size=20))
def test_no_robots_txt_stops_a_fetch(rules: str, path: str) -> None:
    for text in (rules, f"User-agent: *\nDisallow: {path}\nCrawl-delay: {rules}"):
        _robots(text).allows(f"https://echo.example/{path}", may_be_local=False)


@pytest.mark.parametrize("packed", [False, True])
def test_of_a_long_robots_txt_the_beginning_counts(
    archive: Archive, web_server: Server, packed: bool
) -> None:
    """500 KiB have to be read, and what goes beyond forbids nothing (RFC 9309, 2.5)."""
    first = "User-agent: *\nDisallow: /private\n"
    line = "Disallow: /elsewhere\n"
    # The limit falls behind the slash of a rule, which alone would forbid all.
    lines = (512 * 1024 - len(first) - len("Disallow: /")) // len(line)
    filled = first + line * lines
    filled += "#" * (512 * 1024 - len(filled) - len("\nDisallow: /")) + "\n"
    text = (filled + line + "Disallow: /story\n" + line * 20_000).encode()
    head = {"content_encoding": "gzip"} if packed else {}
    web_server.serve("/robots.txt", gzip.compress(text) if packed else text, **head)
    page = web_server.serve("/story", PAGE.format(head=""))
    other = web_server.serve("/private/story", PAGE.format(head=""))
    feed = rss(entry(page), entry(other, "Not for programs."))
    archive.feeds.add(web_server.serve("/feed", feed), full=True)
    usual = Limits()
    archive.feeds.fetch(network=network(packed=usual.packed, unpacked=usual.unpacked))
    assert "/story" in web_server.asked
    assert "/private/story" not in web_server.asked


def _robots(text: str) -> Robots:
    return Robots(lambda _url, _local: (200, text), Pace(Clock()), http_client.agent())


def test_robots_txt_that_cannot_be_had_forbids_all_until_it_can(
    archive: Archive, web_server: Server
) -> None:
    web_server.serve("/robots.txt", "", status="500")
    page = web_server.serve("/story", PAGE.format(head=""))
    archive.feeds.add(web_server.serve("/feed", rss(entry(page)), etag='"v1"'), full=True)
    (outcome,) = fetch(archive)
    assert (outcome.new, texts(archive)) == (1, ["A crane fell."])
    assert [one.reason for one in outcome.unpaged] == [
        "its robots.txt cannot be had (HTTP 500); tried again next time"
    ]
    assert "/story" not in web_server.asked
    web_server.serve("/robots.txt", "", status="404")
    assert (fetch(archive)[0].changed, texts(archive)) == (1, PARAGRAPHS)


@pytest.mark.parametrize(
    ("url", "local"),
    [
        ("http://127.0.0.1/x", True),
        ("http://localhost:631/", True),
        ("http://[::1]/", True),
        ("http://192.168.1.1/", True),
        ("http://169.254.169.254/latest", True),
        ("http://printer/", True),
        ("https://echo.example/", False),
        ("http://93.184.215.14/", False),
    ],
)
def test_addresses_of_this_machine_and_network_are_known(url: str, local: bool) -> None:
    assert is_local(url) is local


def test_one_article_in_two_feeds_has_two_sources(archive: Archive, web_server: Server) -> None:
    first = web_server.serve("/world", FEED)
    second = web_server.serve("/local", rss(item("one"), title="Porthaven Echo – Local"))
    tracked = FEED.replace("/one</link>", "/one?utm_source=rss#top</link>")
    third = web_server.serve("/tracked", tracked)
    for url in (first, second, third):
        archive.feeds.add(url)
    # In this order, whatever the hosts' threads do.
    for url in (first, second, third):
        archive.feeds.fetch([url], network=network())
    assert archive.stats().articles == 2
    view = archive.article(archive.search("crane").hits[0].article)
    assert view.versions == 1
    assert [source.origin for source in view.sources] == [first, second, third]
    assert [source.outlet for source in view.sources][1] == "Porthaven Echo – Local"
    before = view.sources
    fetch(archive)
    assert archive.article(view.number).sources == before


def test_equal_text_of_one_outlet_is_one_article_and_its_changes_are_versions(
    archive: Archive, web_server: Server
) -> None:
    def feed(path: str, slug: str, text: str) -> str:
        link = entry(f"https://echo.example/{slug}", text)
        return web_server.serve(path, rss(link))

    archive.feeds.add(feed("/a", "2025/10/crane", "A crane fell at noon, the port said."))
    fetch(archive)
    archive.feeds.add(feed("/b", "amp/crane-99", "A crane fell at noon, the port said."))
    fetch(archive)
    assert archive.stats().articles == 1
    assert len(archive.article(1).sources) == 2
    feed("/b", "amp/crane-99", "A crane fell at one, the port said, and two people were hurt.")
    fetch(archive)
    assert archive.stats().articles == 1
    assert archive.article(1).versions == 2


def test_equal_text_of_two_outlets_stays_two_articles(archive: Archive, web_server: Server) -> None:
    wire = "The authority suspended all payments, Meridian Wire reports from Porthaven."
    for host in ("echo", "strait"):
        link = entry(f"https://{host}.example/payments", wire)
        archive.feeds.add(web_server.serve(f"/{host}", rss(link, title=f"The {host}")))
    fetch(archive)
    assert archive.stats().articles == 2


def test_notice_that_comes_again_is_another_article(archive: Archive, web_server: Server) -> None:
    notice = entry("https://echo.example/1", "The market is closed today.", "Notice")
    later = notice.replace("example/1", "example/2").replace("02 Oct", "09 Oct")
    archive.feeds.add(web_server.serve("/feed", rss(notice, later)))
    assert fetch(archive)[0].new == 2


def test_summary_from_another_feed_is_no_version(archive: Archive, web_server: Server) -> None:
    full = " ".join(PARAGRAPHS)
    archive.feeds.add(web_server.serve("/full", rss(entry("https://echo.example/a", full))))
    fetch(archive)
    cut = full[: len(full) * 9 // 10]
    for number, summary in enumerate((cut + " […]", "In short: a crane fell.")):
        short = rss(entry("https://echo.example/a", summary))
        archive.feeds.add(web_server.serve(f"/short{number}", short))
    fetch(archive)
    view = archive.article(1)
    assert (view.versions, len(view.sources)) == (1, 3)
    # A corrected text is one, also one that lost its end.
    for number, changed in enumerate((full.replace("crane", "ladder"), full[:-80]), start=2):
        web_server.serve("/full", rss(entry("https://echo.example/a", changed)))
        fetch(archive)
        assert archive.article(1).versions == number


def test_wire_text_in_the_samples_stays_with_its_three_outlets(
    archive: Archive, seeds: Path
) -> None:
    archive.add([seeds])
    found = archive.search('title:"suspends payments to builder"', filters=["lead:authority"])
    assert len({hit.outlet for hit in found.hits[:]}) == 3


def test_hosts_in_any_script_are_asked_by_their_names() -> None:
    assert ascii_address("http://bücher.example:81/ä") == "http://xn--bcher-kva.example:81/ä"
    # Not fass.example, which is another's.
    assert ascii_address("http://faß.example/") == "http://xn--fa-hia.example/"
    assert ascii_address("http://１２７.0.0.1/") == "http://127.0.0.1/"
    assert ascii_address("http://☃.example/") == "http://xn--n3h.example/"
