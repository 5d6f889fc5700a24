"""Articles of other archives, taken in: they keep their ids, their texts and their names."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from index import Archive
from index.core.article import address_id
from index.core.reports import ImportReport
from index.core.shared_article import (
    SharedArticle,
    SharedName,
    SharedParagraph,
    SharedSource,
    SharedVersion,
)
from index.sharing.incoming import Incoming
from index.store import whole_articles

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
