"""What is news to an open archive, and what an answer rests on."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from index import Archive, hide_edit, rename_edit


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    text = "Marta Ostrander met Alasdair Penhallow in London.\n\nOstrander said no."
    (tmp_path / "one.md").write_text(f"---\ntitle: One\ndate: 2025-10-01\n---\n{text}\n", "utf-8")
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        archive.add([tmp_path / "one.md"])
    return tmp_path


def _opened(folder: Path) -> Archive:
    return Archive.open(folder / "a.db", index_folder=folder / "index")


def _write(archive: Archive) -> None:
    """Everything a reader can change."""
    number = archive.search("").hits[0].number
    bookmark = archive.add_bookmark(number)
    archive.set_note(bookmark.number, "why")
    archive.set_tags(bookmark.number, ["trade"])
    archive.undo()
    archive.redo()
    archive.remove_bookmark(bookmark.number)
    archive.save_search("lee", "lee")
    archive.remember("lee")
    archive.entity_editor.apply([hide_edit(archive.entity_editor.entities("penhallow")[0])])
    archive.undo()


def test_what_one_writes_oneself_is_no_news(folder: Path) -> None:
    with _opened(folder) as archive:
        _write(archive)
        assert not archive.refresh()
        archive.add([folder / "one.md"])
        assert not archive.refresh()


def test_what_another_writes_is_news_once(folder: Path) -> None:
    with _opened(folder) as archive, _opened(folder) as other:
        number = archive.search("").hits[0].number
        for change in (
            lambda: other.add_bookmark(number),
            lambda: other.save_search("x", "y"),
            lambda: _write(other),
        ):
            archive.remember("mine before")
            change()
            archive.remember("mine after")
            assert archive.refresh()
            assert not archive.refresh()


def test_news_is_not_missed_between_own_commits_of_several_threads(folder: Path) -> None:
    with _opened(folder) as archive, _opened(folder) as other:
        stop = threading.Event()

        def busy() -> None:
            while not stop.is_set():
                archive.remember("mine")

        threads = [threading.Thread(target=busy) for _ in range(2)]
        for thread in threads:
            thread.start()
        seen = []
        for each in range(8):
            assert not archive.refresh()
            other.remember(f"theirs {each}")
            seen.append(archive.refresh())
        stop.set()
        for thread in threads:
            thread.join()
        assert all(seen)


@pytest.mark.parametrize(
    ("query", "depends"),
    [("london", False), ("", False), ("is:bookmarked", True), ("-has:note london", True),
     ("tag:x OR london", True), ("@mine", True)],
)  # fmt: skip
def test_an_answer_rests_on_bookmarks_only_where_it_asks_for_them(
    folder: Path, query: str, depends: bool
) -> None:
    with _opened(folder) as archive:
        archive.save_search("mine", "tag:x OR note:y")
        number = archive.search("").hits[0].number
        results = archive.search(query)
        assert archive.is_current(results)
        archive.add_bookmark(number)
        archive.remember("london")
        assert archive.is_current(results) != depends


def test_an_answer_rests_on_names_and_on_articles(folder: Path) -> None:
    with _opened(folder) as archive:
        for change in (
            lambda: archive.entity_editor.apply(
                [rename_edit(archive.entity_editor.entities("penhallow")[0], "Alasdair PENHALLOW")]
            ),
            archive.undo,
            lambda: (
                (folder / "two.md").write_text("---\ntitle: Two\n---\nNews.", "utf-8")
                and archive.add([folder / "two.md"])
            ),
        ):
            results = archive.search("london")
            assert archive.is_current(results)
            change()
            assert not archive.is_current(results)
