"""What was seen, and what is new."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from index import Archive, NotFound
from index.ingest.importer import Importer
from index.ingest.readers.base import ReadOptions
from index.ingest.readers.discovery import find
from tests.conftest import Once
from tests.standing_news import article, file


def _made(folder: Path) -> None:
    with Archive.open(folder / "a.db", index_folder=folder / "index") as archive:
        archive.add([file(folder / "first.jsonl", [article(1), article(2)])])


@pytest.fixture
def archive(once: Once, tmp_path: Path) -> Iterator[Archive]:
    folder = once(_made, tmp_path)
    with Archive.open(folder / "a.db", index_folder=folder / "index") as opened:
        yield opened


def test_new_is_what_the_last_import_brought(archive: Archive, tmp_path: Path) -> None:
    assert archive.search("is:new").paragraphs == 20
    assert not archive.search("is:new").query.repairs
    archive.add([file(tmp_path / "second.jsonl", [article(2), article(3)])])
    assert archive.search("is:new").paragraphs == 10
    # An import that brings nothing leaves what is new as it is.
    archive.add([file(tmp_path / "third.jsonl", [article(3)])])
    assert archive.search("is:new").paragraphs == 10
    assert archive.search("-is:new").paragraphs == 20


def test_of_a_changed_article_only_what_was_not_there_is_new(
    archive: Archive, tmp_path: Path
) -> None:
    said = article(2).paragraphs
    changed = replace(article(2), paragraphs=(*said[:9], "The ferry sailed after all on Monday."))
    archive.add([file(tmp_path / "changed.jsonl", [changed])])
    assert [hit.text for hit in archive.search("is:new").hits[:9]] == [changed.paragraphs[-1]]


def test_what_was_seen_stays_so_where_it_is_left_as_it_was(
    archive: Archive, tmp_path: Path
) -> None:
    assert archive.search("is:seen").paragraphs == 0
    numbers = archive.search("").hits.numbers()
    shown = [hit for hit in archive.search("").hits[:20] if hit.article == 2]
    archive.see([hit.number for hit in shown[-2:]])
    archive.see([shown[-1].number])
    assert archive.seen() == {hit.number for hit in shown[-2:]}
    assert archive.search("is:seen").paragraphs == 2
    assert archive.search("-is:seen").paragraphs == len(numbers) - 2
    gone, left = shown[-2], shown[-1]
    kept = tuple(text for text in article(2).paragraphs if text != gone.text)
    changed = replace(article(2), paragraphs=(*kept, "The ferry sailed after all on Monday."))
    if left.article == 2:
        archive.add([file(tmp_path / "changed.jsonl", [changed])])
        assert [hit.text for hit in archive.search("is:seen").hits[:9]] == [left.text]
    assert archive.check() == []


def test_a_saved_search_has_news_until_it_is_looked_at(archive: Archive, tmp_path: Path) -> None:
    word = article(3).paragraphs[0].split()[4]
    archive.save_search("ferry", f"{word} OR {article(1).paragraphs[0].split()[4]}")
    first = archive.news_of("ferry")
    assert first
    archive.look_at_saved("ferry")
    assert archive.news_of("ferry") == []
    archive.add([file(tmp_path / "more.jsonl", [article(3)])])
    news = archive.news_of("ferry")
    assert news
    assert not set(news) & set(first)
    with pytest.raises(NotFound):
        archive.news_of("nonesuch")


def test_what_comes_while_the_news_is_read_is_new_the_next_time(
    archive: Archive, tmp_path: Path
) -> None:
    archive.save_search("all", "outlet:porthaven")
    archive.look_at_saved("all", archive.reached)
    assert archive.news_of("all") == []
    archive.add([file(tmp_path / "third.jsonl", [article(3)])])
    reached = archive.reached
    told = archive.news_of("all")
    archive.add([file(tmp_path / "fourth.jsonl", [article(4)])])
    archive.look_at_saved("all", reached)
    news = archive.news_of("all")
    assert len(told) == len(news) == 10
    assert not set(told) & set(news)
    # Who has looked further is not led back.
    archive.look_at_saved("all")
    archive.nothing_new("all", reached)
    assert archive.news_of("all") == []


def test_what_cannot_be_found_yet_is_not_looked_at(archive: Archive, tmp_path: Path) -> None:
    archive.save_search("all", "outlet:porthaven")
    archive.look_at_saved("all")
    said = article(2).paragraphs
    changed = replace(article(2), paragraphs=(*said[:9], "The ferry sailed after all on Monday."))
    for at, come in enumerate([article(3), changed]):
        # Another process stores what it has read, and has it found later.
        page = file(tmp_path / f"{at}.jsonl", [come])
        importer = Importer(archive._database, ReadOptions(), index_pending=lambda: None)
        importer.take(find([page], ReadOptions()))
    reached = archive.reached
    assert archive.news_of("all") == []
    archive.look_at_saved("all", reached)
    assert archive.catch_up() > 0
    assert len(archive.news_of("all")) == 11


def test_new_beside_a_saved_search_is_what_came_since_that_was_looked_at(
    archive: Archive, tmp_path: Path
) -> None:
    archive.save_search("all", "outlet:porthaven")
    archive.look_at_saved("all")
    assert archive.looked_at_saved() == {"all"}
    found = archive.search("@all is:new")
    assert found.paragraphs == 0
    archive.add([file(tmp_path / "second.jsonl", [article(3)])])
    archive.add([file(tmp_path / "third.jsonl", [article(4)])])
    found = archive.search("@all is:new")
    assert found.paragraphs == 20
    assert archive.search("@all", filters=["is:new"]).paragraphs == 20
    assert archive.search("outlet:porthaven is:new").paragraphs == 10
    assert archive.is_current(found)
    archive.look_at_saved("all")
    assert not archive.is_current(found)
    assert archive.search("@all is:new").paragraphs == 0
    # What a saved search itself means by it stays what it is.
    archive.save_search("fresh", "is:new")
    assert archive.search("@fresh").paragraphs == 10
