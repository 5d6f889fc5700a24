"""Articles of other archives, taken in: they keep their ids, their texts and their names."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Archive
from index.core.article import address_id
from index.core.publication import FormerFact
from index.core.reports import ImportReport
from index.core.shared_article import (
    SharedArticle,
    SharedName,
    SharedParagraph,
    SharedSource,
    SharedVersion,
)
from index.sharing.incoming import Incoming
from index.sharing.mirror import mirrored
from index.store import reading
from index.store.articles import mirrored_articles, whole_articles
from index.store.articles.mirrored_articles import MirroredArticle
from index.store.database import Database

_FIRST = "The ferry left Callow Bay at noon with Anna Berg on board."
_UNLIKE = "Nobody at the council would say what the report had cost."


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        yield archive


def _version(text: str, day: int = 1, **known) -> SharedVersion:
    names = (SharedName(39, 48, "person", "Anna Maria Berg", 0.9),) if text == _FIRST else ()
    return SharedVersion(
        hash=f"hash-of-{text}",
        title="The ferry",
        paragraphs=(SharedParagraph(text, names),),
        imported=f"2026-01-0{day}T10:00:00+00:00",
        **{"outlet": "Echo", "date": "2025-10-02", "names_by": "other-1", **known},
    )


def _take(archive: Archive, *articles: SharedArticle) -> tuple[int, int, int]:
    report = ImportReport()
    Incoming(archive._database, report).take(articles)
    assert report.skipped == []
    return report.new, report.changed, report.unchanged


def _held(archive: Archive) -> list[SharedArticle]:
    database = archive._database
    chosen = [one for some in whole_articles.numbers(database, 10) for one in some]
    return whole_articles.read(database, chosen)


def test_an_article_keeps_the_id_that_its_address_does_not_give(archive: Archive) -> None:
    article = SharedArticle.of("abcdefghijkl", [_version(_FIRST)])
    assert _take(archive, article) == (1, 0, 0)
    (held,) = _held(archive)
    assert held.id == "abcdefghijkl"
    assert held.current.paragraphs == article.current.paragraphs
    assert held.current.names_by == "other-1"
    assert _take(archive, article) == (0, 0, 1)


def test_texts_of_one_article_stay_one_however_unlike_they_are(archive: Archive) -> None:
    texts = [_version(_FIRST), _version(_UNLIKE, 2, date="2025-11-30")]
    assert _take(archive, SharedArticle.of("abcdefghijkl", texts)) == (1, 0, 0)
    assert _take(archive, SharedArticle.of("abcdefghijkl", texts)) == (0, 0, 1)
    (held,) = _held(archive)
    assert [one.paragraphs[0].text for one in held.versions] == [_FIRST, _UNLIKE]


def test_an_article_that_is_here_under_another_id_is_that_one(
    archive: Archive, tmp_path: Path
) -> None:
    url = "https://echo.example/ferry"
    news = tmp_path / "news.jsonl"
    news.write_text(json.dumps({"title": "The ferry", "text": _FIRST, "url": url}), "utf-8")
    archive.add([news])
    longer = _version(f"{_FIRST} It was late.", 2, url=url)
    assert _take(archive, SharedArticle.of("abcdefghijkl", [longer])) == (0, 1, 0)
    (held,) = _held(archive)
    assert held.id == address_id(url)
    assert len(held.versions) == 2


def test_where_others_met_it_is_known_here_too(archive: Archive) -> None:
    met = SharedSource("record-abcdefghijkl", "feed.xml", "https://echo.example/x", "Echo")
    odd = SharedSource("'; DROP TABLE article", "", "", "")
    article = SharedArticle.of("abcdefghijkl", [_version(_FIRST)], [met, odd])
    _take(archive, article)
    assert [one.sources for one in _held(archive)] == [(met,)]


def test_what_was_said_of_an_article_before_is_known_here_too(
    archive: Archive, tmp_path: Path
) -> None:
    """By whoever takes it in, by whoever reads it in the collection, and told on from there."""
    was = FormerFact("date", "2025-10-01", "2026-01-02T10:00:00+00:00")
    later = was._replace(until="2026-01-03T10:00:00+00:00")  # another archive got to know it then
    odd = (FormerFact("url", "x", "2026"), FormerFact("byline", "\x1b[2J", "2026"))
    wrong = (was._replace(value="never"), was._replace(until="never"))
    article = SharedArticle.of(
        "abcdefghijkl", [_version(_FIRST, former=(was, later, *odd, *wrong))]
    )
    assert _take(archive, article) == (1, 0, 0)
    assert _held(archive)[0].current.former == (was, later)
    assert archive.find("abcdefghijkl")[0].former_facts == (was,)
    # What is known already is taken again as nothing; what is new of a known text is taken.
    by = FormerFact("byline", "Jo Brandt", "2026-01-04T10:00:00+00:00")
    more = SharedArticle.of("abcdefghijkl", [_version(_FIRST, former=(was, by))])
    assert _take(archive, more) == (0, 0, 1)
    assert archive.find("abcdefghijkl")[0].former_facts == (was, by)
    with Archive.open(tmp_path / "reading.db", index_folder=tmp_path / "other") as reading_there:
        kept = mirrored(article)
        assert isinstance(kept, MirroredArticle)
        mirrored_articles.write(reading_there._database, [kept])
        assert reading_there.find("abcdefghijkl")[0].former_facts == (was,)


def test_what_was_named_by_several_is_named_anew(archive: Archive) -> None:
    versions = [_version(_FIRST), _version(f"{_FIRST} It was late.", 2, names_by="other-2")]
    _take(archive, SharedArticle.of("abcdefghijkl", versions))
    assert [one.names_by for one in _held(archive)[0].versions] == ["", ""]


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        ({"title": "\x1b[2JThe \u202eferry"}, ("The ferry", "Echo", "2025-10-02")),
        ({"outlet": "Echo\x07\u200b"}, ("The ferry", "Echo", "2025-10-02")),
        ({"date": "yesterday"}, ("The ferry", "Echo", "")),
    ],
)
def test_what_others_hold_is_clean_once_it_is_here(
    archive: Archive, change: dict[str, Any], kept: tuple[str, str, str]
) -> None:
    dirty = replace(_version(_FIRST), **change)
    _take(archive, SharedArticle.of("abcdefghijkl", [dirty]))
    current = _held(archive)[0].current
    assert (current.title, current.outlet, current.date) == kept


def test_an_id_that_is_none_is_left_out(archive: Archive) -> None:
    report = ImportReport()
    article = SharedArticle.of("../../etc", [_version(_FIRST)])
    assert Incoming(archive._database, report).take([article]) == 0
    assert [one.path for one in report.skipped] == ["../../etc"]
    assert _held(archive) == []


_WORDS = ("opened", "closed", "sold", "reopened")


def _text(number: int, day: int, captured: str = "") -> SharedVersion:
    text = f"The kelp works of Callow Bay {_WORDS[number]}, its owner Anna Berg said on Monday."
    return _version(text, day, captured=captured, names_by="")


def _read_whole(database: Database) -> SharedArticle:
    (article,) = whole_articles.read(database, [1])
    return article


def _came(database: Database, texts: list[tuple[int, int, str]]) -> None:
    """Have an archive meet texts of one article, each on its day."""
    for number, day, captured in texts:
        text = replace(_text(number, day), captured=captured)
        Incoming(database, ImportReport()).take([SharedArticle.of("abcdefghijkl", [text])])
        with database.transaction() as connection:
            connection.execute(
                "UPDATE version SET imported = ? WHERE number = (SELECT max(number) FROM version)",
                (text.imported,),
            )


_MET = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.integers(1, 4),
        st.sampled_from(["", "2025-11-01T10:00:00+00:00", "2025-12-01T10:00:00+00:00"]),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda one: one[0],
).map(lambda texts: sorted(texts, key=lambda one: one[1]))


def _words(article: SharedArticle) -> list[str]:
    return [one.paragraphs[0].text.split()[6].strip(",") for one in article.versions]


@given(every=st.lists(_MET, min_size=2, max_size=3))
def test_archives_that_know_the_same_texts_have_the_same_order_and_the_same_newest(
    every: list[list[tuple[int, int, str]]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whatever is there when the rest comes; and another time nothing is left to be done."""
    folder = tmp_path_factory.mktemp("met")
    databases = [Database(folder / f"{number}.db") for number in range(len(every) + 1)]
    try:
        for database, texts in zip(databases, every, strict=False):
            _came(database, texts)
        one, *others = map(_read_whole, databases[:-1])
        whole = one
        for other in others:
            whole = whole.joined(other)
        for database in databases:
            Incoming(database, ImportReport()).take([whole])
            assert _words(_read_whole(database)) == _words(whole)
            view = reading.article_view(database, 1)
            assert view is not None
            assert view.paragraphs[0].text == whole.current.paragraphs[0].text
            assert view.version == view.versions == len(whole.versions)
            again = ImportReport()
            assert Incoming(database, again).take([whole]) == 0
            assert (again.changed, again.unchanged) == (0, 1)
            assert database.check() == []
            # Nor does what is given back change anything for the others.
            assert _words(whole.joined(_read_whole(database))) == _words(whole)
            assert [one.coming for one in _read_whole(database).versions] == [
                one.coming._replace(place=place) for place, one in enumerate(whole.versions, 1)
            ]
    finally:
        for database in databases:
            database.close()


def test_an_order_that_was_wrong_is_mended_and_what_was_marked_stays_on_its_text(
    archive: Archive,
) -> None:
    texts = [_text(0, 1), _text(1, 2), _text(2, 3)]
    _take(archive, SharedArticle.of("abcdefghijkl", [texts[0]]))
    for one in (texts[2], texts[1]):
        _take(archive, SharedArticle.of("abcdefghijkl", [replace(one, imported=f"2026-09-0{9}")]))
    with archive._database.transaction() as connection:
        connection.execute("UPDATE version SET version = -version WHERE version > 1")
        connection.execute("UPDATE version SET version = 5 + version WHERE version < 0")
    archive.catch_up()
    (hit,) = archive.search("kelp").hits[:]
    archive.add_bookmark(hit.number)
    assert _take(archive, SharedArticle.of("abcdefghijkl", texts)) == (0, 1, 0)
    archive.catch_up()
    (hit,) = archive.search("kelp").hits[:]
    assert "sold" in hit.text
    (mark,) = archive.bookmarks()
    marked = archive.article(hit.article, mark.version).paragraphs[0].text
    assert mark.anchor.exact == marked
    assert archive.check() == []
