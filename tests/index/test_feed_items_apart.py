"""Which items of a feed are one article: what is told apart by ids, links and days stays apart."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.core.article import Article
from index.core.reports import Feed
from index.ingest.readers.feed_formats.feed_items import article_of
from index.ingest.readers.feed_formats.feed_parser import parse_feed
from index.store import reading
from index.store.articles.intake import Arrival, Intake
from index.store.database import Database
from tests.effort import runs

SITE = "https://show.example"
FEED = Feed(number=1, url=f"{SITE}/feed", title="The Show")
BOILERPLATE = (
    "Subscribe wherever you get podcasts, and leave a review if you like what you hear.",
    "Support the show with a monthly gift, which pays for microphones and for travel.",
    "The show is produced by Ana Ruiz and mixed by Ben Okri; its music is by the harbour band.",
)
TOPICS = (
    "We talk with the mayor about the budget.",
    "How the ferry came to be late for a year.",
    "A fisherman on the price of cod.",
    "The school that moved to a boat.",
)


@dataclass(frozen=True, kw_only=True)
class Said:
    """An item as its feed says it."""

    title: str
    text: Sequence[str] = ()
    link: str = ""
    guid: str = ""
    day: int = 1


def articles(items: Sequence[Said], feed: Feed = FEED) -> list[Article]:
    """The articles of a feed with some items."""
    xml = "".join(
        f"<item><title>{escape(one.title)}</title>"
        + (f"<link>{SITE}{one.link}</link>" if one.link else "")
        + (f'<guid isPermaLink="false">{one.guid}</guid>' if one.guid else "")
        + f"<pubDate>{one.day:02} Oct 2025 08:00:00 GMT</pubDate><description>"
        + escape("".join(f"<p>{text}</p>" for text in one.text))
        + "</description></item>"
        for one in items
    )
    text = f'<rss version="2.0"><channel><title>{feed.title}</title>{xml}</channel></rss>'
    parsed = parse_feed(text.encode(), feed.url)
    found = [article_of(item, feed, parsed) for item in parsed.items]
    assert all(isinstance(one, Article) for one in found)
    return [one for one in found if isinstance(one, Article)]


def take(database: Database, given: Sequence[Article]) -> list[str]:
    """What became of articles that came together."""
    intake = Intake(database)
    judged = intake.deduplicate(given)
    intake.write([Arrival(one) for one in judged if one.changes_archive])
    return [one.outcome for one in judged]


def shown(database: Database) -> set[tuple[str, ...]]:
    """The texts that the archive shows."""
    numbers = [row[0] for row in database.all("SELECT number FROM article")]
    views = [view for each in numbers if (view := reading.article_view(database, each))]
    return {tuple(p.text for p in view.paragraphs) for view in views}


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "a.db")
    yield opened
    opened.close()


@pytest.mark.parametrize("link", ["/show", "/", ""])
@pytest.mark.parametrize("has_ids", [True, False])
@pytest.mark.parametrize("apart", [0, 7])
@pytest.mark.parametrize("one_by_one", [True, False])
@pytest.mark.parametrize("shared", [1, 3])
def test_episodes_that_share_link_and_boilerplate_are_articles(
    database: Database, link: str, apart: int, shared: int, *, has_ids: bool, one_by_one: bool
) -> None:
    items = [
        Said(
            title=f"Episode {number}: {topic}",
            text=(topic, *BOILERPLATE[:shared]),
            link=link,
            guid=f"ep{number}" if has_ids else "",
            day=1 + apart * number,
        )
        for number, topic in enumerate(TOPICS)
    ]
    if one_by_one:
        for count in range(1, 5):
            # The newest first, as feeds have them.
            take(database, articles(items[:count][::-1]))
    assert set(take(database, articles(items))) == {"unchanged" if one_by_one else "new"}
    assert shown(database) == {tuple(one.text) for one in items}
    assert set(take(database, articles(items))) == {"unchanged"}


_LOG = [
    f"{what} was reported in {where} on Friday evening, and the {who} asks whoever saw it to call."
    for what, where, who in (
        ("A burglary of a jeweller", "Mill Street", "police station of the old town"),
        ("Smoke without fire", "the ferry terminal", "brigade"),
        ("A stray goat, white and stubborn,", "the cemetery", "parish clerk"),
        ("One loud explosion", "quarry number nine", "mining inspectorate"),
        ("The theft of eleven bicycles", "front of the stadium", "fans' club"),
    )
]


@pytest.mark.parametrize("link", ["/", "/log"])
def test_notices_under_one_headline_of_one_day_are_articles(database: Database, link: str) -> None:
    texts = [
        (one, "More in the print edition.")[: 1 + number % 2] for number, one in enumerate(_LOG)
    ]
    items = [Said(title="Police log", text=text, link=link) for text in texts]
    assert take(database, articles(items)) == ["new"] * 5
    assert shown(database) == set(texts)
    assert take(database, articles(items)) == ["unchanged"] * 5
    # What is added to one is a version of that one.
    changed = [*items[:4], replace(items[4], text=(_LOG[4], "Ten were found again.", "No more."))]
    assert take(database, articles(changed)).count("changed") == 1
    assert len(shown(database)) == 5


@pytest.mark.parametrize("text", [(), ("Here is what you need to know to start your day.",)])
@pytest.mark.parametrize("has_ids", [True, False])
def test_a_column_under_one_headline_is_an_article_a_day(
    database: Database, text: Sequence[str], *, has_ids: bool
) -> None:
    items = [
        Said(title="Morning briefing", text=text, link=f"/d/{day}", guid=f"mb{day}", day=day)
        for day in range(1, 5)
    ]
    if not has_ids:
        items = [replace(one, guid="") for one in items]
    assert take(database, articles(items)) == ["new"] * 4
    assert take(database, articles(items)) == ["unchanged"] * 4


def test_pages_of_days_that_were_taken_for_one_article_are_parted(database: Database) -> None:
    """An older archive has one article of all days, which only said the same teaser."""
    said = Said(title="Morning briefing", text=("What to know.",), link="/d/1", guid="mb1")
    (first,) = articles([said])
    days = [replace(first, url=f"{SITE}/d/{n}", source_id=f"mb{n}") for n in range(1, 5)]
    assert take(database, days) == ["new", *["unchanged"] * 3]
    pages = [
        replace(
            one, text_from="page", paragraphs=(" ".join(f"told{n}about{m}" for m in range(50)),)
        )
        for n, one in enumerate(days)
    ]
    take(database, pages)
    assert shown(database) == {one.paragraphs for one in pages}
    assert set(take(database, pages)) == {"unchanged"}


def test_a_feed_that_is_called_otherwise_has_the_same_articles(database: Database) -> None:
    items = [
        Said(title=f"Report {n}", text=(f"{_LOG[n][:80]} …",), link=f"/{n}", guid=f"g{n}")
        for n in range(3)
    ]
    assert take(database, articles(items)) == ["new"] * 3
    renamed = replace(FEED, title="The Other Show", named=True)
    pages = [
        replace(one, text_from="page", paragraphs=(_LOG[n], *_LOG[3:]))
        for n, one in enumerate(articles(items, renamed))
    ]
    assert take(database, pages) == ["changed"] * 3
    assert take(database, articles(items, renamed)) == ["unchanged"] * 3
    assert database.one("SELECT count(*) FROM article")[0] == 3


def test_an_id_that_is_the_link_and_a_count_is_no_other_item(database: Database) -> None:
    """Some sites count the changes of an article behind its address, and give that as its id."""
    first = Said(title="Storm nears", text=_LOG[:3], link="/storm", guid=f"{SITE}/storm#0")
    assert take(database, articles([first])) == ["new"]
    later = replace(first, title="Storm is here", guid=f"{SITE}/storm#1", day=2)
    assert take(database, articles([replace(later, text=_LOG[:4])])) == ["changed"]


@settings(max_examples=runs(40, 400), deadline=None)
@given(st.data())
def test_items_with_ids_links_or_texts_of_their_own_never_become_one(data) -> None:
    """Whatever else they share, in whatever order and portions they come."""
    own = data.draw(st.sampled_from(("guid and title", "guid, link and day", "text")))
    items = []
    for number in range(4):
        text: tuple[str, ...] = (TOPICS[number], *BOILERPLATE)
        if own == "guid, link and day":
            text = BOILERPLATE[:1]
        elif own == "text":
            text = (_LOG[number],)
        items.append(
            Said(
                title=f"Part {number}" if own == "guid and title" else "Part",
                text=text,
                link=f"/{number}" if own == "guid, link and day" else "/all",
                guid=f"g{number}" if own != "text" else "",
                day=1 + number if own == "guid, link and day" else 1,
            )
        )
    order = data.draw(st.permutations(items))
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Path(folder) / "a.db")
        if own == "text":
            take(database, articles(order))
        else:
            for count in range(1, 5):
                take(database, articles(order[:count]))
        assert database.one("SELECT count(*) FROM article")[0] == 4
        assert set(take(database, articles(order))) == {"unchanged"}
        database.close()
