"""What feeds change later: the newest state counts, an older one never takes its place."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.archive import Archive
from index.core.article import Article
from index.core.reports import FeedOutcome
from index.store import reading
from index.store.articles import versions
from index.store.articles.intake import Arrival, Intake
from index.store.database import Database
from tests.effort import runs
from tests.index.test_feeds_fetching import network
from tests.index.web_server import Server

FEED = "https://echo.example/feed"
BODY = tuple(
    f"The council {what} on Friday, and the harbour authority {did} before the vote."
    for what, did in (
        ("raised the fees", "had warned of it"),
        ("closed two schools", "lent its halls"),
        ("heard the fishermen", "kept silent for an hour"),
    )
)
WRONG, RIGHT = (*BODY, "Seventeen were hurt."), (*BODY, "CORRECTED: seven were hurt.")
DAY = "2026-11-20T08:00:00+00:00"


def said(text: Sequence[str], **more: Any) -> Article:
    """What a feed says now of the article."""
    about: dict[str, Any] = {
        "title": "Council votes",
        "outlet": "Echo",
        "date": DAY,
        "date_from": "feed: published",
        "url": "https://echo.example/1",
        "source_id": "1",
        "origin": FEED,
        "text_from": "feed",
        "said_now": True,
    }
    return Article(paragraphs=tuple(text), **(about | more))


def at(hour: int) -> str:
    return f"2026-11-20T{hour:02}:00:00+00:00"


def take(database: Database, *given: Article) -> list[str]:
    """What became of articles that one fetch brought."""
    intake = Intake(database)
    judged = intake.deduplicate(given)
    intake.write([Arrival(one) for one in judged if one.changes_archive])
    return [one.outcome for one in judged]


def current(database: Database) -> tuple[str, ...]:
    view = reading.article_view(database, 1)
    assert view is not None
    return tuple(paragraph.text for paragraph in view.paragraphs)


def every(database: Database) -> list[tuple[str, ...]]:
    """The texts of the article in order."""
    return [tuple(one.paragraphs) for one in versions.texts(database, 1)]


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    opened = Database(tmp_path / "a.db")
    yield opened
    opened.close()


@pytest.mark.parametrize("together", [True, False])
@pytest.mark.parametrize("origin", [FEED, "https://echo.example/section/feed"])
@pytest.mark.parametrize("how", ["updated", "updated alone", "published", "own ids"])
def test_an_older_state_stands_before_the_newer_one(
    database: Database, origin: str, how: str, *, together: bool
) -> None:
    newer, older = said(RIGHT, updated=at(12)), said(WRONG, origin=origin)
    if how == "updated alone":
        newer, older = (
            replace(one, date=one.updated or DAY, updated="", date_from="feed: updated")
            for one in (newer, older)
        )
    elif how != "updated":
        newer, older = replace(newer, date=at(12), updated=""), replace(older, date=DAY)
    if how == "own ids":
        newer, older = replace(newer, source_id="v2"), replace(older, source_id="v1")
    for each in [(newer, older)] if together else [(newer,), (older,)]:
        take(database, *each)
    assert every(database) == [WRONG, RIGHT]
    assert take(database, newer, older) == ["unchanged", "unchanged"]
    assert current(database) == RIGHT
    assert database.check() == []


def test_a_feed_takes_back_what_it_changed(database: Database) -> None:
    outcomes = [take(database, said(text))[0] for text in (RIGHT, WRONG, RIGHT, RIGHT)]
    assert outcomes == ["new", "changed", "changed", "unchanged"]
    assert every(database) == [WRONG, RIGHT]
    # Another feed that says the former text all the time changes nothing.
    elsewhere = said(WRONG, origin="https://echo.example/section/feed")
    assert take(database, elsewhere) == ["unchanged"]
    assert current(database) == RIGHT


def test_two_texts_of_one_fetch_without_a_word_on_which_is_newer_settle(database: Database) -> None:
    fetch = said(RIGHT, source_id="v2"), said(WRONG, source_id="v1")
    take(database, *fetch)
    assert current(database) == RIGHT
    assert take(database, *fetch) == ["unchanged", "unchanged"]


def test_copies_that_are_read_again_bring_nothing_back(database: Database) -> None:
    given = [replace(said(text), said_now=False) for text in (RIGHT, WRONG, RIGHT)]
    assert [take(database, one)[0] for one in given] == ["new", "changed", "unchanged"]
    assert current(database) == WRONG


_STATES = st.lists(st.tuples(st.integers(0, 3), st.integers(8, 12)), min_size=1, max_size=6)


@settings(max_examples=runs(60, 1000), deadline=None)
@given(_STATES, st.booleans())
def test_the_newest_state_is_shown_after_any_order_of_fetches(
    states: list[tuple[int, int]], dated: bool
) -> None:
    """States that say when they were changed come in any order; of others the last one counts."""
    texts = [(*BODY, f"{count} were hurt, the hospital said.") for count in range(4)]
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Path(folder) / "a.db")
        for text, hour in states:
            take(database, said(texts[text], updated=at(hour) if dated and hour > 8 else ""))
        last = [text for text, hour in states if not dated or hour == max(h for _, h in states)][-1]
        assert current(database) == texts[last]
        # Nothing that the feed said is lost, nor kept twice.
        assert sorted(every(database)) == sorted({texts[text] for text, _ in states})
        assert database.check() == []
        database.close()


RETRACTED = ("This article has been retracted because its claims could not be verified.",)


@pytest.mark.parametrize("text_from", ["feed", "page"])
def test_a_retraction_is_kept_though_it_is_short(database: Database, text_from: Any) -> None:
    take(database, replace(said(WRONG), text_from=text_from))
    assert take(database, said(RETRACTED, date=at(20))) == ["changed"]
    assert (current(database), every(database)[0]) == (RETRACTED, WRONG)
    view = reading.article_view(database, 1)
    assert view is not None
    assert (view.date, view.publication.updated) == (DAY, at(20))
    assert take(database, said(RETRACTED, date=at(20))) == ["unchanged"]


def test_a_headline_arrives_that_comes_with_less_text(database: Database) -> None:
    take(database, said(WRONG, title="LIVE: election night"))
    teaser = said(("Who won where.",), title="Election night: as it happened")
    assert take(database, teaser) == ["changed"]
    view = reading.article_view(database, 1)
    assert view is not None
    assert (view.title, current(database)) == ("Election night: as it happened", WRONG)
    assert take(database, teaser) == ["unchanged"]
    # Of another feed it is the headline of a teaser, and one that is cut off is none.
    other = replace(teaser, title="Who won", origin="https://echo.example/short")
    assert take(database, other, replace(teaser, title="Election …")) == ["unchanged"] * 2


def test_a_feed_that_turns_to_teasers_takes_no_text_away(database: Database) -> None:
    take(database, said(WRONG))
    assert take(database, said(("What the council did on Friday, in short.",))) == ["unchanged"]
    assert current(database) == WRONG


def test_what_a_feed_puts_right_arrives_with_the_same_text(database: Database) -> None:
    take(database, said(RIGHT, byline="Jane Roe", tags=("news", "late")))
    right = said(
        RIGHT,
        byline="Joe Bloggs",
        date="2026-11-15T08:00:00+00:00",
        tags=("news", "council"),
        url="https://echo.example/moved/1",
    )
    assert take(database, right) == ["changed"]
    right = replace(right, outlet="The Echo")
    assert take(database, right) == ["changed"]
    assert take(database, right) == ["unchanged"]
    view = reading.article_view(database, 1)
    assert view is not None
    about = view.publication
    assert (about.byline, about.date, about.outlet) == ("Joe Bloggs", right.date, "The Echo")
    assert (about.url, view.tags) == ("https://echo.example/moved/1", ("news", "council"))
    # The old address keeps leading to it, a later day and what tracks are nothing put right.
    old = said(WRONG, source_id="", origin="https://other.example/feed", outlet="The Echo")
    assert take(database, old) == ["changed"]
    take(database, replace(right, date=at(12), url="https://echo.example/moved/1?from=rss"))
    view = reading.article_view(database, 1)
    assert view is not None
    assert view.date == right.date


def test_a_day_that_moves_with_each_change_is_that_of_the_change(database: Database) -> None:
    first = said(WRONG, date_from="feed: updated")
    take(database, first)
    take(database, replace(said(RIGHT, date_from="feed: updated"), date=at(22)))
    view = reading.article_view(database, 1)
    assert view is not None
    assert (view.date, view.publication.updated) == (DAY, at(22))


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>{outlet}</title>{entries}</feed>"""
ENTRY = """<entry><title>Council votes</title><id>urn:1</id><link href="https://echo.example/1"/>
<updated>2026-11-20T{hour:02}:00:00Z</updated><author><name>{byline}</name></author>
<category term="{tag}"/><content type="html">{text}</content></entry>"""


def entry(text: Sequence[str], hour: int, byline: str = "Jane Roe", tag: str = "news") -> str:
    html = "".join(f"&lt;p&gt;{one}&lt;/p&gt;" for one in text)
    return ENTRY.format(hour=hour, byline=byline, tag=tag, text=html)


def serve(server: Server, *entries: str, path: str = "/feed") -> str:
    return server.serve(path, ATOM.format(outlet="Echo", entries="".join(entries)))


def fetch(archive: Archive) -> FeedOutcome:
    (outcome,) = archive.feeds.fetch(network=network()).outcomes
    return outcome


def test_fetches_bring_back_what_a_stale_cache_took_away(
    tmp_path: Path, web_server: Server
) -> None:
    with Archive.open(tmp_path / "a.db") as archive:
        archive.feeds.add(serve(web_server, entry(RIGHT, 8)))
        changed = []
        for text in (RIGHT, WRONG, RIGHT, RIGHT):
            serve(web_server, entry(text, 8))
            changed.append(fetch(archive).changed)
        assert changed == [0, 1, 1, 0]
        hits = archive.search("CORRECTED").hits
        mark = archive.add_bookmark(hits.numbers()[0])
        assert archive.search("seventeen").paragraphs == 0
        # What was marked is followed through all of it.
        for text in (WRONG, RIGHT):
            serve(web_server, entry(text, 8))
            fetch(archive)
        assert archive.search("is:bookmarked").paragraphs == 1
        (kept,) = archive.bookmarks()
        assert (kept.number, kept.text) == (mark.number, RIGHT[-1])
        # Both orders of entries in one file, in which the newer one says so.
        for entries in ((entry(RIGHT, 12), entry(WRONG, 8)), (entry(WRONG, 8), entry(RIGHT, 12))):
            serve(web_server, *entries)
            fetch(archive)
            assert archive.search("CORRECTED").paragraphs == 1


def test_byline_and_tags_that_a_feed_puts_right_are_found(
    tmp_path: Path, web_server: Server
) -> None:
    with Archive.open(tmp_path / "a.db") as archive:
        archive.feeds.add(serve(web_server, entry(RIGHT, 8)))
        fetch(archive)
        serve(web_server, entry(RIGHT, 8, "Joe Bloggs", "council"))
        assert fetch(archive).changed == 1
        assert archive.search("by:bloggs tag:council").articles == 1
        assert archive.search("tag:news").articles == 0
        saved = tmp_path / "saved.xml"
        text = ATOM.format(
            outlet="Daily", entries=entry(BODY, 8).replace("echo.example", "day.example")
        )
        for byline in ("Jane Roe", "Mara Quill"):
            saved.write_text(text.replace("Jane Roe", byline))
            archive.add([saved])
        assert archive.search("by:quill").articles == 1
