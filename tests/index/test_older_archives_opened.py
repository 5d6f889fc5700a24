"""An archive that an older version wrote is kept before it is changed, read where it cannot be
written, and not written by a program that does not know its schema.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from index import Archive, ArchiveMoved, ArchiveOutdated, ArchiveReadOnly, backup_older, hide_edit
from index.store import schema
from index.store.file import older_files, opened_file, wal
from index.store.file.thread_connections import Connections
from index.store.tables import article_tables
from tests.index.test_store_migrations import older

VERSIONS = range(1, schema.VERSION)


def opened(path: Path) -> Archive:
    return Archive.open(path, index_folder=path.parent / "index")


def held(path: Path) -> list[str]:
    """All that a file holds, with what its journal adds."""
    with closing(sqlite3.connect(path)) as file:
        version = file.execute("PRAGMA user_version").fetchone()[0]
        return [f"PRAGMA user_version = {version}", *file.iterdump()]


def bookmarked_in_journal(folder: Path) -> Path:
    """An archive of an older version whose program died: its last bookmark lies beside it."""
    alive, path = folder / "alive.db", folder / "old.db"
    older(alive, schema.VERSION - 1)
    with closing(sqlite3.connect(alive)) as file:
        file.executescript("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;")
        file.execute(
            "INSERT INTO bookmark (article, version, exact, prefix, suffix, ordinal, hash, note,"
            " created) VALUES (1, 1, 'Marta Ostrander left.', '', '', 1, 7, 'in the journal',"
            " '2025-01-01T00:00:00+00:00')"
        )
        file.execute(wal.LEAVE_MARK)
        file.commit()
        shutil.copy(alive, path)
        shutil.copy(f"{alive}-wal", f"{path}-wal")
    alive.unlink()
    return path


@pytest.mark.parametrize("version", VERSIONS)
def test_an_archive_is_kept_as_it_was_and_that_is_said_once(tmp_path: Path, version: int) -> None:
    path, kept = tmp_path / "old.db", tmp_path / f"old.before-update-{version}.db"
    older(path, version)
    before = held(path)
    with opened(path) as archive:
        assert f"written by an older Nutgraf (schema {version})" in archive.notice
        # Those that may hold passwords leave none behind.
        assert (str(kept) in archive.notice) is (version >= schema.CLEARED)
    assert kept.exists() is (version >= schema.CLEARED)
    if kept.exists():
        assert held(kept) == before
        assert kept.stat().st_mode & 0o077 == 0
    with opened(path) as archive:
        assert "older Nutgraf" not in archive.notice
    assert len(list(tmp_path.glob("*.db"))) == 1 + kept.exists()


@pytest.mark.parametrize("version", VERSIONS)
def test_one_that_cannot_be_written_is_read_and_stays_as_it_is(
    tmp_path: Path, version: int
) -> None:
    path = tmp_path / "old.db"
    older(path, version)
    # SQLite would damage a file with two names, so that it is only read.
    os.link(path, tmp_path / "other name")
    before = path.read_bytes()
    with opened(path) as archive:
        archive.catch_up()
        assert "cannot be brought up to date" in archive.notice
        assert archive.search('person:"Marta Ostrander"').paragraphs == 1
        with pytest.raises(ArchiveReadOnly):
            archive.save_search("mine", "x")
        archive.backup(tmp_path / "copy.db")
    assert path.read_bytes() == before
    assert sorted(one.name for one in tmp_path.glob("old*")) == ["old.db"]
    with opened(tmp_path / "copy.db") as archive:
        assert archive.notice == ""
        assert archive.article(1).title == "A title"


def test_the_newest_changes_beside_an_old_file_are_read_and_copied(tmp_path: Path) -> None:
    path = bookmarked_in_journal(tmp_path)
    os.link(path, tmp_path / "other name")
    with opened(path) as archive:
        assert [one.note for one in archive.bookmarks()] == ["in the journal"]
        archive.backup(tmp_path / "copy.db")
    with opened(tmp_path / "copy.db") as archive:
        assert [one.note for one in archive.bookmarks()] == ["in the journal"]


class _ShutOut(Connections):
    """As where the folder cannot be written, which root is never told."""

    def __init__(self, path: Path, options: str) -> None:
        if options == "mode=ro":
            problem = sqlite3.OperationalError("unable to open database file")
            problem.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
            raise problem
        super().__init__(path, options)


@pytest.mark.parametrize("size", [0, older_files._LARGEST_COPY])
def test_what_lies_in_a_journal_that_cannot_be_used_there_is_read_in_a_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    """As on a disk that cannot be written, where nothing is to be put beside a file."""
    monkeypatch.setattr(older_files, "_LARGEST_COPY", size)
    path = bookmarked_in_journal(tmp_path)
    os.link(path, tmp_path / "other name")
    monkeypatch.setattr(opened_file, "Connections", _ShutOut)
    if size:
        with opened(path) as archive:
            assert "cannot be read together with its newest changes" in archive.notice
            assert [one.note for one in archive.bookmarks()] == ["in the journal"]
    else:
        with pytest.raises(ArchiveOutdated, match=r"old\.db-wal"):
            opened(path)
    backup_older(path, tmp_path / "copy.db", overwrite=False)
    with opened(tmp_path / "copy.db") as archive:
        assert [one.note for one in archive.bookmarks()] == ["in the journal"]


def test_one_that_is_too_large_to_be_read_in_a_copy_can_be_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(older_files, "_LARGEST_COPY", 0)
    path = bookmarked_in_journal(tmp_path)
    os.link(path, tmp_path / "other name")
    with pytest.raises(ArchiveOutdated, match=r"nutgraf --archive .*old\.db backup FILE"):
        opened(path)
    backup_older(path, tmp_path / "copy.db", overwrite=False)
    with opened(tmp_path / "copy.db") as archive:
        assert [one.note for one in archive.bookmarks()] == ["in the journal"]


@pytest.mark.parametrize("version", [2, 3, 4])
def test_an_early_shape_of_sources_is_taken_over(tmp_path: Path, version: int) -> None:
    """The migration that made the table was changed within an hour after it was first used."""
    path = tmp_path / "old.db"
    older(path, version)
    with closing(sqlite3.connect(path)) as file:
        file.executescript(
            f"DROP TABLE source; {article_tables.EARLY_SOURCE}"
            "CREATE INDEX source_by_id ON source (id);"
            "INSERT INTO source VALUES (1, 'bbbb', 'there', 'https://e.example/2', 'Echo', '2025');"
        )
    with opened(path) as archive:
        archive.catch_up()
        assert archive.search("ostrander").paragraphs == 1
        assert "https://e.example/2" in {one.url for one in archive.article(1).sources}
        assert archive.check() == []
    with closing(sqlite3.connect(path)) as file:
        file.execute("UPDATE source SET id = 'cccc'")
        file.execute(
            "INSERT INTO source VALUES (1, 'bbbb', 'there', 'https://e.example/2', 'Echo', '2025')"
        )


def test_a_table_of_any_other_shape_is_told_as_before(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    older(path, 3)
    with closing(sqlite3.connect(path)) as file:
        file.executescript("DROP TABLE source; CREATE TABLE source (article INTEGER);")
    with pytest.raises(Exception, match="another shape"):
        opened(path)


def _edit(archive: Archive) -> object:
    (marta,) = archive.entity_editor.entities()
    return archive.entity_editor.apply([hide_edit(marta)])


WRITES: dict[str, Callable[[Archive, Path], object]] = {
    "import": lambda archive, file: archive.add([file]),
    "save a search": lambda archive, _: archive.save_search("mine", "x"),
    "edit a name": lambda archive, _: _edit(archive),
    "subscribe": lambda archive, _: archive.feeds.add("https://e.example/rss"),
    "dossier": lambda archive, _: archive.dossiers.make("mine"),
    "remove": lambda archive, _: archive.removals.remove([1]),
    "derive": lambda archive, _: archive.enrichment().run(),
    "undo": lambda archive, _: archive.undo(),
}


@pytest.mark.parametrize("version", [schema.VERSION - 1, schema.VERSION + 1])
@pytest.mark.parametrize("write", WRITES)
def test_nothing_is_written_into_another_schema(tmp_path: Path, write: str, version: int) -> None:
    path, file = tmp_path / "a.db", tmp_path / "new.txt"
    older(path, schema.VERSION)
    file.write_text("A title\n\nA paragraph that is new.")
    with opened(path) as archive:
        archive.catch_up()
        archive.save_search("before", "x")
        with closing(sqlite3.connect(path)) as other:
            other.execute("ALTER TABLE bookmark ADD COLUMN future TEXT")
            other.execute(f"PRAGMA user_version = {version}")
        before = held(path)
        with pytest.raises(ArchiveMoved, match=f"to schema {version} while it was open"):
            WRITES[write](archive, file)
        assert held(path) == before
        # Whoever only looks now and then is told as well.
        with pytest.raises(ArchiveMoved):
            archive.refresh()
        archive.catch_up()
    assert held(path) == before
