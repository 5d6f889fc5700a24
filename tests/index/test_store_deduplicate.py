"""Whatever comes in, however often and from wherever: it settles, and nothing is lost."""

from __future__ import annotations

import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index.compare.published_states import published
from index.core.article import Article, TextFrom
from index.core.publication import GUESSED
from index.store import reading
from index.store.articles import versions
from index.store.articles.intake import Arrival, Intake
from index.store.articles.met_articles import REMEMBERED
from index.store.articles.origins import is_lone_file
from index.store.database import Database
from tests.effort import runs

_TEXTS = (
    ("A crane fell at the harbour on Thursday, and nobody was hurt.", "The port was closed."),
    ("A crane fell at the harbour on Thursday …",),
    ("A crane fell.",),
    ("A ladder fell at the harbour on Thursday, and nobody was hurt.", "The port was closed."),
)
_LONG = ("Quay seven was closed on Monday after cracks were found.", "Repairs last until March.")
_URLS = (
    "",
    "https://echo.example/1",
    "http://www.echo.example/1?utm_source=x",
    "https://m.echo.example/2",
)
_ARTICLES = st.builds(
    Article,
    title=st.sampled_from(("A crane fell", "Notice")),
    paragraphs=st.sampled_from(_TEXTS),
    outlet=st.sampled_from(("", "Echo", "Strait Daily")),
    date=st.sampled_from(("", "2025-10-02", "2025-10-20")),
    url=st.sampled_from((*_URLS, "https://strait.example/1")),
    text_from=st.sampled_from(("file", "summary", "feed", "page", "doubtful")),
    origin=st.sampled_from(
        ("news.jsonl", "https://echo.example/rss", "https://strait.example/rss")
    ),
    other_urls=st.sampled_from(((), ("https://echo.example/short",))),
)


def _take(database: Database, articles: list[Article], size: int) -> list[str]:
    """The outcomes, with the articles written in batches of a size."""
    intake = Intake(database)
    outcomes: list[str] = []
    for start in range(0, len(articles), size):
        judged = intake.deduplicate(articles[start : start + size])
        outcomes += [one.outcome for one in judged]
        batch = [one for one in judged if one.changes_archive]
        intake.write([Arrival(one) for one in batch])
    return outcomes


def _crane(text: int, **known: Any) -> Article:
    """A state of a file, or what is told of it elsewhere."""
    about = {"title": "A crane fell", "text_from": "file", "origin": "news.jsonl", **known}
    return Article(paragraphs=_TEXTS[text], **about)


_SHORT = {"other_urls": ("https://echo.example/short",)}
_SUMMARY = {"text_from": "summary", **_SHORT}
_ELSEWHERE = {"date": "2025-10-20", "url": "https://echo.example/1"}


@settings(max_examples=60)
@given(st.lists(_ARTICLES, min_size=1, max_size=6), st.integers(1, 6))
# What is a summary of a text before the newest one, or has its headline, is of that article.
@example([_crane(0), _crane(0, **_SHORT), _crane(2, **_SUMMARY), _crane(3)], 1)
@example(
    [
        _crane(0),
        _crane(3, **_SHORT),
        _crane(2, **_SUMMARY, **_ELSEWHERE),
        _crane(3, title="Notice", date="2025-10-02"),
    ],
    2,
)
def test_what_is_read_again_settles(articles: list[Article], size: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Path(folder) / "a.db")
        first = _take(database, articles, size)
        # A text that others took the place of may come back once; then nothing moves any more.
        _take(database, articles, size)
        assert set(_take(database, articles, 3)) == {"unchanged"}
        numbers = [row[0] for row in database.all("SELECT number FROM article")]
        assert len(numbers) == first.count("new")
        views = [reading.article_view(database, number) for number in numbers]
        origins = {source.origin for view in views if view for source in view.sources}
        # Files of one outlet are not listed; where something was fetched from always is.
        fetched = {one.origin for one in articles if one.text_from in ("feed", "page")}
        assert fetched <= origins <= {article.origin for article in articles}
        assert database.check() == []
        database.close()


def _kept(article: Article) -> Article:
    """The article from a place that tells nothing, where it would be all of a file."""
    return replace(article, origin="-") if is_lone_file(article) else article


_ANY = st.builds(
    Article,
    title=st.sampled_from(("A crane fell", "a Crane  fell", "Notice", "")),
    paragraphs=st.sampled_from((*_TEXTS, _LONG, _LONG * 5, ("The port was closed.",))),
    outlet=st.sampled_from(("", "Echo", "echo", "echo.example", "Strait Daily")),
    byline=st.sampled_from(("", "Ann Lee")),
    date=st.sampled_from(("", "2025-10", "2025-10-02", "2025-10-02T10:00:00", "2025-10-20")),
    date_from=st.sampled_from(("", GUESSED)),
    url=st.sampled_from((*_URLS, "https://echo.example/1#a", "https://echo.example/")),
    tags=st.sampled_from(((), ("a",), ("b", "c"))),
    source_id=st.sampled_from(("", "", "r1", "r2")),
    text_from=st.sampled_from(get_args(TextFrom)),
    captured=st.sampled_from(("", "2025-10-01", "2025-10-05T00:00:00")),
    held_by=st.sampled_from(("", "Nexis", "Factiva")),
    kept_in=st.sampled_from(("", "Pocket", "Wallabag")),
    # Of rows in places of one table it counts what else stands in the batch.
    origin=st.sampled_from(("https://echo.example/rss", "https://strait.example/rss", "-", "")),
    other_urls=st.sampled_from(((), ("https://echo.example/short",))),
).map(_kept)
_RECORD = {"outlet": "Echo", "source_id": "r1"}
_CAPTURED = {"url": _URLS[1], "text_from": "page"}


def _stored(database: Database) -> list[list[Any]]:
    return [
        database.all(f"SELECT {columns} ORDER BY 1, 2, 3")
        for columns in (
            "number, id, current FROM article",
            f"article, version, text_hash, {', '.join(REMEMBERED)} FROM version",
            "article, teller, tags FROM told_tags",
            "version, ordinal, text FROM paragraph",
        )
    ]


@settings(max_examples=runs(40, 1_500), deadline=None)
@given(st.lists(st.one_of(_ARTICLES.map(_kept), _ANY), min_size=1, max_size=6))
# A record that has its address or its day later on.
@example([_crane(0, **_RECORD), _crane(0, url=_URLS[1], **_RECORD)])
@example([_crane(0, title="", **_RECORD), _crane(0, title="", date="2025-10-02", **_RECORD)])
# What was captured before the newest text is not that.
@example(
    [
        _crane(0, captured="2025-10-05", **_CAPTURED),
        _crane(2, captured="2025-10-01", **_CAPTURED),
        _crane(1, url=_URLS[1], text_from="doubtful"),
    ]
)
# Which of two articles that one short address leads to.
@example(
    [
        Article(title="", paragraphs=_LONG, url="https://strait.example/1"),
        _crane(0, title="", origin="-", **_SHORT),
        Article(
            title="",
            paragraphs=_LONG,
            url="https://strait.example/1",
            other_urls=_SHORT["other_urls"],
        ),
        Article(title="Notice", paragraphs=_LONG, other_urls=_SHORT["other_urls"]),
    ]
)
def test_batches_make_no_difference(articles: list[Article]) -> None:
    found = []
    for size in (1, 2, 6):
        with tempfile.TemporaryDirectory() as folder:
            database = Database(Path(folder) / "a.db")
            found.append((_take(database, articles, size), _stored(database)))
            database.close()
    assert found[0] == found[1] == found[2]


@pytest.mark.parametrize("size", [1, 2])
def test_an_outlet_gives_way_to_another_name_and_not_to_none(tmp_path: Path, size: int) -> None:
    known = Article(title="Quay", paragraphs=_LONG, url=_URLS[1], outlet="echo.example")
    with closing(Database(tmp_path / "a.db")) as database:
        _take(database, [known, replace(known, outlet="", text_from="summary")], size)
        assert database.all("SELECT outlet FROM version") == [("echo.example",)]
        _take(database, [replace(known, outlet="Echo")], size)
        assert database.all("SELECT outlet FROM version") == [("Echo",)]


_NOTICE = tuple(f"You need to sign in to go on, {word}." for word in ("please", "again", "here"))


@pytest.mark.parametrize("notice", [_NOTICE[:1], _NOTICE * 5])
@pytest.mark.parametrize("is_first", [True, False])
def test_what_seems_a_notice_never_takes_the_place_of_a_text(
    tmp_path: Path, notice: tuple[str, ...], *, is_first: bool
) -> None:
    wall = Article(title="Sign in", paragraphs=notice, url=_URLS[1], text_from="doubtful")
    news = Article(title="Quay", paragraphs=_LONG * 5, url=_URLS[1], text_from="page")
    with closing(Database(tmp_path / "a.db")) as database:
        outcomes = _take(database, [wall, news] if is_first else [news, wall], 1)
        view = reading.article_view(database, 1)
        texts = versions.texts(database, 1)
    assert outcomes == ["new", "changed" if is_first else "unchanged"]
    assert view is not None
    assert view.publication.title == "Quay"
    # Nor is the text that comes in its place a change that the outlet made.
    assert len(published(texts)) == 1


@pytest.mark.parametrize("kinds", [("file", "summary"), ("summary", "file"), ("page", "summary")])
def test_a_summary_never_takes_the_place_of_a_text(tmp_path: Path, kinds: tuple[Any, Any]) -> None:
    texts = {"summary": ("The quay is closed.",), "file": _LONG, "page": _LONG}
    articles = [
        Article(title="Quay", paragraphs=texts[kind], url=_URLS[1], text_from=kind)
        for kind in kinds
    ]
    with closing(Database(tmp_path / "a.db")) as database:
        outcomes = _take(database, articles, 1)
    assert outcomes == ["new", "changed" if kinds[0] == "summary" else "unchanged"]
