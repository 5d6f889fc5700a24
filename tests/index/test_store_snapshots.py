"""What is read together is of one moment, and one archive under several names has one writer."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from index import Edit, merge_edit, rename_edit
from index.archive import Archive
from index.core.errors import ArchiveBusy, ArchiveError
from index.store import catching_up
from index.store.database import Database
from index.store.file.lock import writer_lock
from tests.faults import inject

NAMES = ("Marta Ostrander", "Piet Halloran")


def imported(archive: Archive, folder: Path, articles: int = 6) -> None:
    """Articles that name one of two people each, in turn."""
    news = folder / "news"
    news.mkdir(exist_ok=True)
    for number in range(articles):
        who = NAMES[number % 2]
        text = f"News {number}\n\n{who} left the harbour.\n\nNobody saw {who} leave.\n"
        (news / f"{number}.txt").write_text(text, "utf-8")
    archive.add([news])


def merging(archive: Archive) -> Edit:
    known = {one.name: one for one in archive.entity_editor.entities()}
    return merge_edit(known[NAMES[1]], known[NAMES[0]])


@pytest.mark.parametrize("how", ["catch_up", "reindex"])
def test_names_merged_while_another_process_indexes_reach_the_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    with Archive.open(tmp_path / "a.db") as archive, Archive.open(tmp_path / "a.db") as editor:
        imported(archive, tmp_path)
        edit = merging(archive)
        with (
            closing(Database(tmp_path / "a.db")) as outside,
            outside.transaction() as connection,
        ):  # all is to be indexed again
            connection.execute("UPDATE article SET revision = revision + 1")
            connection.execute("INSERT INTO revision SELECT max(number) + 1, at, 6 FROM revision")
        documents = catching_up.documents_since
        merged: list[bool] = []

        def slow(*given: object) -> object:
            for one in documents(*given):  # type: ignore[arg-type]
                yield one
                if not merged:
                    merged.append(True)
                    editor.entity_editor.apply([edit])

        monkeypatch.setattr(catching_up, "documents_since", slow)
        getattr(archive, how)()
        monkeypatch.undo()
        assert merged
        archive.catch_up()
        assert archive.search("person:ostrander").paragraphs == 12
        assert archive.search("person:halloran").paragraphs == 12


def test_a_snapshot_sees_nothing_of_what_others_commit(tmp_path: Path) -> None:
    one, other = Database(tmp_path / "a.db"), Database(tmp_path / "a.db")
    count = "SELECT count(*) FROM saved_search"
    with one.snapshot():
        assert one.one(count) == (0,)
        with other.transaction() as connection:
            connection.execute("INSERT INTO saved_search VALUES ('a', 'b', 'c')")
        with one.snapshot():
            assert one.one(count) == (0,)
        assert one.one(count) == (0,)
    assert one.one(count) == (1,)
    one.close()
    other.close()


def by_symbolic_link(path: Path) -> Path:
    link = path.with_name("link.db")
    link.symlink_to(path.name)
    return link


def by_a_folder_linked(path: Path) -> Path:
    folder = path.parent.with_name("linked")
    folder.symlink_to(path.parent)
    return folder / path.name


def by_relative_path(path: Path) -> Path:
    return Path(os.path.relpath(path))


@pytest.mark.parametrize("named", [by_symbolic_link, by_a_folder_linked, by_relative_path])
def test_one_archive_under_two_names_has_one_writer_and_one_index(
    tmp_path: Path, named: Callable[[Path], Path]
) -> None:
    folder = tmp_path / "real"
    folder.mkdir()
    with Archive.open(folder / "a.db") as archive:
        imported(archive, tmp_path)
        other_name = named(folder / "a.db")
        with Archive.open(other_name) as other:
            assert other.index_folder == archive.index_folder
            with writer_lock(archive.path):
                assert other.writer == os.getpid()
                with pytest.raises(ArchiveBusy):
                    other.add([tmp_path / "news"])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("DELETE FROM mention WHERE paragraph = 1", "in the index and not in the archive"),
        ("UPDATE mention SET entity = 2 WHERE paragraph = 2", "in the archive and not in the"),
        ("DELETE FROM paragraph WHERE number = 4", "in the index are not in the archive"),
    ],
)
def test_what_store_and_index_hold_is_compared_and_mended(
    tmp_path: Path, change: str, said: str
) -> None:
    with Archive.open(tmp_path / "a.db") as archive:
        imported(archive, tmp_path)
        assert archive.check() == []
        with closing(Database(archive.path)) as outside, outside.transaction() as connection:
            connection.execute(change)
        assert any(said in problem for problem in archive.check())
        archive.reindex()
        assert archive.check() == []


def test_what_an_older_snapshot_saw_is_not_taken_for_what_stands_now(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.db") as archive, Archive.open(tmp_path / "a.db") as other:
        imported(archive, tmp_path)
        (known,) = archive.entity_editor.entities(NAMES[0])
        number = archive.search("harbour").hits.numbers()[0]
        with archive._database.snapshot():
            archive._database.one("SELECT count(*) FROM entity")  # it begins here
            other.entity_editor.apply([rename_edit(known, "Marta Oster")])
            other.add_bookmarks([number])
            assert NAMES[0] in archive._corpus.labels()[1]
            assert archive.bookmarked() == frozenset()
        assert "Marta Oster" in archive._corpus.labels()[1]
        assert archive.bookmarked() == {number}
        assert [mark.paragraph for mark in archive.bookmarks()] == [number]


@pytest.mark.parametrize("fails_at", [1, 2])
def test_a_question_that_failed_does_not_hold_its_moment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    faults = inject(monkeypatch)
    with Archive.open(tmp_path / "a.db") as archive, Archive.open(tmp_path / "a.db") as other:
        imported(archive, tmp_path)
        (number, *_) = archive.search("harbour").hits.numbers()
        # Held on to, as a future or a message hold on to what was raised.
        with faults.armed(fails_at), pytest.raises(ArchiveError) as held:
            archive._database.all("SELECT text FROM paragraph")
        other.add_bookmarks([number])
        assert [mark.paragraph for mark in archive.bookmarks()] == [number]
        assert held.value


def test_rows_that_are_let_go_of_after_the_archive_fail_nobody(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        imported(archive, tmp_path)
        rows = archive._database.rows("SELECT number FROM paragraph ORDER BY number")
        assert next(rows)[0] == 1
    rows.close()
    assert list(rows) == []
