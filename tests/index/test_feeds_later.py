"""Pages that are none of an item's, pages that come late, feeds that are called otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from index.archive import Archive
from index.core.addresses import without_tracking
from index.core.article import Article
from index.core.reports import FeedOutcome
from index.store.articles.intake import Arrival, Intake
from index.store.database import Database
from tests.index.test_feeds_fetching import network, rss
from tests.index.test_feeds_full_text import PAGE, PARAGRAPHS, entry
from tests.index.web_server import Request, Server

TEASER = "The harbour authority closed the quay on Sunday as a crane had fallen into the basin."
NEWS = (
    "Bakers of the old town want longer opening hours for the Christmas market this winter.",
    "Heavy rain is expected from Tuesday on, with gusts of wind along all of the northern coast.",
    "Three candidates remain in the race for mayor after Friday’s long and heated debate on rents.",
)


def page(title: str, *paragraphs: str, head: str = "") -> str:
    text = "".join(f"<p>{one}</p>" for one in paragraphs)
    return (
        f'<!doctype html><html lang="en"><head><title>{title}</title>{head}</head><body><article>'
        f"<h1>{title}</h1>{text}</article></body></html>"
    )


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "a.db") as opened:
        yield opened


def fetch(archive: Archive) -> FeedOutcome:
    (outcome,) = archive.feeds.fetch(network=network()).outcomes
    return outcome


def texts(archive: Archive, number: int = 1) -> list[str]:
    return [paragraph.text for paragraph in archive.article(number).paragraphs]


def leading_to(place: str) -> Callable[[Request], None]:
    def answer(request: Request) -> None:
        request.send(b"", 302, location=place)

    return answer


@pytest.mark.parametrize("place", ["/", "/section/news", ""])
def test_a_page_that_is_another_one_leaves_the_feeds_text(
    archive: Archive, web_server: Server, place: str
) -> None:
    other = page("News of the day", *NEWS)
    link = web_server.serve("/story", other)
    if place:
        web_server.serve(place, other)
        link = web_server.behave("/story", leading_to(place))
    archive.feeds.add(web_server.serve("/feed", rss(entry(link, TEASER))), full=True)
    outcome = fetch(archive)
    assert (outcome.new, texts(archive), archive.article(1).url) == (1, [TEASER], link)
    (why,) = outcome.unpaged
    said = "leads to the front page" if place == "/" else "is about something else"
    assert said in why.reason
    # It is what the page is, and not asked for again.
    assert fetch(archive).unchanged == 1
    assert web_server.asked.count("/story") == 1


@pytest.mark.parametrize(
    ("title", "teaser"),
    [("A crane fell", TEASER), ("Quay closed", PARAGRAPHS[0][:90]), ("Read this", "")],
)
def test_a_page_that_has_the_headline_or_the_words_is_taken(
    archive: Archive, web_server: Server, title: str, teaser: str
) -> None:
    link = web_server.serve("/story", PAGE.format(head=""))
    archive.feeds.add(web_server.serve("/feed", rss(entry(link, teaser, title))), full=True)
    assert fetch(archive).unpaged == []
    assert texts(archive) == PARAGRAPHS


def test_an_address_that_pages_of_several_articles_name_is_none_of_theirs(
    archive: Archive, web_server: Server
) -> None:
    items, links = [], []
    for number in range(7):
        # The first and the last are not looked up at once.
        place = "section/politics" if number in (0, 1, 6) else f"own/{number}"
        head = f'<link rel="canonical" href="{web_server.url}/{place}">'
        words = [f"Story {number} is told here, as part {part} of it says." for part in range(4)]
        links.append(
            web_server.serve(f"/p/{number}", page(f"Story number {number}", *words, head=head))
        )
        items.append(entry(links[-1], "", f"Story number {number}"))
    archive.feeds.add(web_server.serve("/feed", rss(*items)), full=True)
    outcome = fetch(archive)
    assert (outcome.new, outcome.changed) == (7, 0)
    found = {view.title: view.url for n in range(1, 8) if (view := archive.article(n))}
    for number in (0, 1, 6):
        assert found[f"Story number {number}"] == links[number]
    assert found["Story number 3"] == f"{web_server.url}/own/3"


def test_a_page_that_comes_late_is_taken_though_the_item_has_left_the_feed(
    archive: Archive, web_server: Server
) -> None:
    link = web_server.serve("/story", "", status="503")
    archive.feeds.add(web_server.serve("/feed", rss(entry(link, TEASER)), etag='"v1"'), full=True)
    assert [one.path for one in fetch(archive).unpaged] == [link]
    web_server.serve("/other", page("Bakers want more", *NEWS))
    other = entry(f"{web_server.url}/other", NEWS[0], "Bakers want more")
    web_server.serve("/feed", rss(other), etag='"v2"')
    # Still not there, which is said again; what there is of it stays.
    outcome = fetch(archive)
    assert (outcome.new, outcome.changed, outcome.feed.etag) == (1, 0, "")
    assert len(outcome.unpaged) == 1
    web_server.serve("/story", PAGE.format(head=""))
    assert fetch(archive).changed == 1
    assert texts(archive) == PARAGRAPHS
    asked = web_server.asked.count("/story")
    assert fetch(archive).changed == 0
    assert web_server.asked.count("/story") == asked


def test_title_and_tags_of_a_followed_feed_reach_its_articles(
    archive: Archive, web_server: Server
) -> None:
    url = web_server.serve("/feed", rss(entry("https://echo.example/1", TEASER), title="News"))
    archive.feeds.add(url)
    fetch(archive)
    # The feed has the items no more.
    web_server.serve("/feed", rss(entry("https://echo.example/2", NEWS[0], "Bakers"), title="News"))
    archive.feeds.add(url, title="The Echo", tags=["late"])
    assert archive.search('outlet:"The Echo" tag:late').articles == 1
    assert fetch(archive).new == 1
    assert archive.search('outlet:"The Echo" tag:late').articles == 2
    web_server.serve("/feed", rss(entry("https://echo.example/1", TEASER), title="News"))
    assert (fetch(archive).unchanged, archive.stats().articles) == (1, 2)


_HERALD = Article(
    title="Payments suspended",
    paragraphs=(TEASER,),
    outlet="Hill Herald",
    date="2025-10-02T08:00:00+00:00",
    url="https://host.example/herald/1",
    source_id="h1",
    origin="https://host.example/herald/feed",
    text_from="feed",
)


@pytest.mark.parametrize(
    ("other", "count"),
    [
        # Two papers of one host, two sources of one feed, two sites whose feeds are both called so.
        ({"outlet": "Valley Tribune"}, 2),
        ({"outlet": "Valley Tribune", "origin": _HERALD.origin}, 2),
        ({"outlet": "Top Stories", "url": "https://valley.example/1"}, 2),
        # A section of a paper, and its feed on another host.
        ({"outlet": "Hill Herald – Sport"}, 1),
        ({"outlet": "World news"}, 1),
        ({"outlet": "Hill Herald", "url": "https://feeds.example/1"}, 1),
    ],
)
def test_equal_text_of_two_papers_is_two_articles(
    tmp_path: Path, other: dict[str, str], count: int
) -> None:
    first = _HERALD
    if other["outlet"] == "Top Stories":
        first = replace(first, outlet="Top Stories")
    there = {"url": "https://host.example/tribune/1", "origin": "https://host.example/t", **other}
    second = replace(first, source_id="t1", **there)  # type: ignore[arg-type]
    database = Database(tmp_path / "a.db")
    for _ in range(2):
        for one in (first, second):
            intake = Intake(database)
            judged = intake.deduplicate([one])
            intake.write([Arrival(each) for each in judged if each.changes_archive])
    assert database.one("SELECT count(*) FROM article")[0] == count
    database.close()


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("https://e.example/a?utm_source=rss&fbclid=x#top", "https://e.example/a#top"),
        ("https://e.example/a?b=2&UTM_medium=x&a=%20", "https://e.example/a?b=2&a=%20"),
        ("https://e.example/a?", "https://e.example/a?"),
        ("https://e.example/a#b?utm_source=x", "https://e.example/a#b?utm_source=x"),
        ("", ""),
    ],
)
def test_what_only_tracks_is_taken_off_an_address(url: str, plain: str) -> None:
    assert without_tracking(url) == plain


def test_what_is_said_of_a_page_reaches_the_articles_of_the_feed_it_leads_to(
    archive: Archive, web_server: Server
) -> None:
    url = web_server.serve("/feed", rss(entry("https://echo.example/1", TEASER)))
    archive.feeds.add(url)
    fetch(archive)
    named = f'<link rel="alternate" type="application/rss+xml" href="{url}">'
    archive.feeds.add(web_server.serve("/blog", page("Blog", head=named)), title="Log", tags=["b"])
    archive.feeds.fetch(network=network())
    assert len(archive.feeds.all()) == 1
    assert archive.search("outlet:Log tag:b").articles == 1
