"""Backups, restoring, and archives that others copy, move or replace."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from index import restore
from index.archive import Archive
from index.core.errors import ArchiveBusy, ArchiveError, ArchiveMoved, ArchiveReadOnly, NutgrafError
from index.store.file import opening, sound_copies, wal
from tests.effort import runs

_DIES = """
import os, signal, sys
from pathlib import Path
from index.archive import Archive

archive = Archive.open(Path(sys.argv[1]))
for name in sys.argv[2:]:
    archive.save_search(name, "x")
os.kill(os.getpid(), signal.SIGKILL)
"""


def dies_after(path: Path, *names: str) -> None:
    """A program that saves searches and is killed, so that they lie in the journal."""
    ended = subprocess.run(
        [sys.executable, "-c", _DIES, path, *names], capture_output=True, check=False
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    assert wal.beside(path, "-wal").stat().st_size


def made(path: Path, *names: str) -> Path:
    with Archive.open(path) as archive:
        for name in names:
            archive.save_search(name, "x")
    return path


def saved(path: Path) -> set[str]:
    with Archive.open(path, create=False) as archive:
        assert archive.check() == []
        return set(archive.saved())


def copied_by_backup(path: Path, to: Path) -> Path:
    with Archive.open(path) as archive:
        archive.backup(to)
    return to


def copied_as_a_file(path: Path, to: Path) -> Path:
    return Path(shutil.copy(path, to))


@pytest.mark.parametrize("copied", [copied_by_backup, copied_as_a_file])
def test_a_copy_put_over_an_archive_whose_program_died_is_noticed(
    tmp_path: Path, copied: Callable[[Path, Path], Path]
) -> None:
    path = made(tmp_path / "a.db", "first")
    copy = copied(path, tmp_path / "copy.db")
    made(path, "second")
    dies_after(path, "third")
    shutil.copy(copy, path)
    before = path.read_bytes()
    with pytest.raises(ArchiveError, match="last changes lie in") as noticed:
        Archive.open(path)
    assert "nutgraf restore" in noticed.value.hint
    assert path.read_bytes() == before
    (tmp_path / "a.db-wal").rename(tmp_path / "a.db-wal.old")
    assert saved(path) == {"first"}


def test_another_archive_put_beside_a_journal_is_noticed(tmp_path: Path) -> None:
    path, other = made(tmp_path / "a.db", "first"), made(tmp_path / "b.db", "other")
    dies_after(path, "second")
    shutil.copy(other, path)
    with pytest.raises(ArchiveError, match="last changes lie in"):
        Archive.open(path)


_ROLLED_BACK = """
import os, signal, sqlite3, sys
from index.store.file import opening, sound_copies, wal

connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA journal_mode = DELETE")
connection.execute("PRAGMA cache_size = 2")
connection.execute("BEGIN")
if sys.argv[2] == "marked":
    connection.execute(wal.LEAVE_MARK)
for number in range(300):
    connection.execute("INSERT INTO saved_search VALUES (?, ?, '')", (number, "y" * 4000))
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("mark", ["marked", "not yet marked"])
def test_a_rollback_journal_is_played_back_into_its_own_file_only(
    tmp_path: Path, mark: str
) -> None:
    path, other = made(tmp_path / "a.db", "first"), made(tmp_path / "b.db", "other", "another")
    subprocess.run([sys.executable, "-c", _ROLLED_BACK, path, mark], check=False)
    left = wal.beside(path, "-journal")
    assert left.stat().st_size
    shutil.copy(left, wal.beside(other, "-journal"))
    before = other.read_bytes()
    if mark == "marked":  # else nothing tells it from one of the file's own
        with pytest.raises(ArchiveError, match="last changes lie in") as noticed:
            Archive.open(other)
        assert "-journal" in noticed.value.hint
        assert other.read_bytes() == before
        wal.beside(other, "-journal").unlink()
        assert saved(other) == {"other", "another"}
    assert saved(path) == {"first"}  # its own
    assert not left.exists()


def test_a_journal_that_is_the_files_own_is_read(tmp_path: Path) -> None:
    path = made(tmp_path / "a.db")
    for number in range(runs(4, 30)):
        dies_after(path, f"{number}", f"{number} again")
        if number % 3 == 0:  # written back in part or as a whole, and begun anew
            with closing(sqlite3.connect(path)) as connection, connection:
                connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
                shutil.copy(path, tmp_path / "b.db")
                shutil.copy(wal.beside(path, "-wal"), tmp_path / "b.db-wal")
            assert len(saved(tmp_path / "b.db")) == 2 * (number + 1)
    assert len(saved(path)) == 2 * runs(4, 30)


def test_a_backup_over_a_file_with_journals_beside_it(tmp_path: Path) -> None:
    path, target = made(tmp_path / "a.db", "mine"), made(tmp_path / "b.db", "other")
    dies_after(target, "more")
    with Archive.open(path) as archive:
        for name in (target, tmp_path / "c.db"):
            if name != target:
                (tmp_path / "c.db-wal").write_bytes(b"x")
            with pytest.raises(NutgrafError):
                archive.backup(name)
            archive.backup(name, overwrite=True)
            assert saved(name) == {"mine"}
            assert stat.S_IMODE(name.stat().st_mode) == 0o600
            assert not [one for one in tmp_path.iterdir() if one.name.startswith(f"{name.name}-")]


def test_a_backup_replaces_nothing_that_is_open(tmp_path: Path) -> None:
    path, target = made(tmp_path / "a.db", "mine"), made(tmp_path / "b.db", "other")
    with Archive.open(path) as archive, Archive.open(target), pytest.raises(ArchiveBusy):
        archive.backup(target, overwrite=True)
    assert saved(target) == {"other"}


def test_of_two_backups_at_once_the_last_counts_and_the_other_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, target = made(tmp_path / "a.db", "mine"), tmp_path / "b.db"
    other, verify = made(tmp_path / "c.db", "other", "another"), sound_copies.verify

    def after_another(copy: Path, expected: sound_copies.Holdings) -> None:
        other.replace(target)
        verify(copy, expected)

    monkeypatch.setattr(sound_copies, "verify", after_another)
    with Archive.open(path) as archive, pytest.raises(ArchiveBusy, match="Another backup"):
        archive.backup(target)
    assert saved(target) == {"other", "another"}


def test_restoring_keeps_what_was_there(tmp_path: Path) -> None:
    path = made(tmp_path / "a.db", "first")
    copy = copied_by_backup(path, tmp_path / "copy.db")
    dies_after(path, "second")
    with Archive.open(path), pytest.raises(ArchiveBusy):
        restore(copy, path)
    aside = restore(copy, path)
    assert aside is not None
    assert saved(path) == {"first"}
    assert saved(aside) == {"first", "second"}
    assert saved(copy) == {"first"}
    made(path, "third")  # it has one name only, and is written as before
    assert saved(path) == {"first", "third"}
    assert saved(aside) == {"first", "second"}


def test_restoring_where_the_archive_is_damaged_or_missing(tmp_path: Path) -> None:
    copy = made(tmp_path / "copy.db", "first")
    path = tmp_path / "folder" / "a.db"
    assert restore(copy, path) is None
    path.write_bytes(b"garbage" * 500)
    aside = restore(copy, path)
    assert aside is not None
    assert aside.read_bytes() == b"garbage" * 500
    path.write_bytes(b"")
    assert restore(copy, path)
    assert saved(path) == {"first"}


@pytest.mark.parametrize("content", [b"", b"garbage" * 999, None])
def test_what_is_no_sound_backup_is_not_restored(tmp_path: Path, content: bytes | None) -> None:
    path, copy = made(tmp_path / "a.db", "first"), made(tmp_path / "copy.db", "other")
    if content is None:  # a page in the middle
        with copy.open("r+b") as file:
            file.seek(4096 * 4)
            file.write(b"\x55" * 4096)
    else:
        copy.write_bytes(content)
    with pytest.raises(NutgrafError):
        restore(copy, path)
    assert saved(path) == {"first"}
    assert {one.name for one in tmp_path.iterdir()} <= {"a.db", "a.db.lock", "copy.db"}


def removed(path: Path) -> None:
    path.unlink()


def moved(path: Path) -> None:
    path.rename(path.with_name("elsewhere.db"))


def replaced(path: Path) -> None:
    made(path.with_name("other.db"), "other").replace(path)


def overwritten(path: Path) -> None:
    shutil.copy(made(path.with_name("other.db"), "other"), path)


def overwritten_by_an_old_copy(path: Path) -> None:
    shutil.copy(path.with_name("old.db"), path)


def overwritten_by_garbage(path: Path) -> None:
    path.write_bytes(b"garbage" * 1000)


CHANGES = [
    removed,
    moved,
    replaced,
    overwritten,
    overwritten_by_an_old_copy,
    overwritten_by_garbage,
]


@pytest.mark.parametrize("writes", [False, True])
@pytest.mark.parametrize("change", CHANGES)
def test_an_archive_changed_under_the_open_program_is_written_no_more(
    tmp_path: Path, change: Callable[[Path], None], *, writes: bool
) -> None:
    path = made(tmp_path / "a.db", "first")
    shutil.copy(path, tmp_path / "old.db")
    made(path, "second")
    archive = Archive.open(path)
    if writes:
        archive.save_search("third", "x")
    assert not archive.refresh() or writes
    change(path)
    # A sync tool keeps the time of what it copies; an archive of the same instant is not met.
    if path.exists():
        os.utime(path, ns=(1, 1))
    there = path.read_bytes() if path.exists() else None
    with pytest.raises(ArchiveMoved):
        archive.refresh()
    with pytest.raises(ArchiveMoved):
        archive.save_search("lost", "x")
    with pytest.raises(ArchiveMoved):
        archive.backup(tmp_path / "backup.db")
    assert (path.read_bytes() if path.exists() else None) == there
    archive.close()
    assert (path.read_bytes() if path.exists() else None) == there


def test_others_that_write_and_write_back_are_not_taken_for_another_archive(
    tmp_path: Path,
) -> None:
    path = made(tmp_path / "a.db")
    with Archive.open(path) as archive:
        for number in range(12):
            with Archive.open(path) as other:
                other.save_search(f"{number}", "x")
                if number % 2:
                    mode = ("TRUNCATE", "PASSIVE", "RESTART")[number % 3]
                    with closing(sqlite3.connect(path)) as connection, connection:
                        connection.execute(f"PRAGMA wal_checkpoint({mode})")
            archive.refresh()
            if number % 4 == 0:
                archive.save_search(f"own {number}", "x")
        assert len(archive.saved()) == 15


def test_an_archive_with_two_names_is_read_but_not_written(tmp_path: Path) -> None:
    path = made(tmp_path / "a.db", "first")
    os.link(path, tmp_path / "b.db")
    with Archive.open(tmp_path / "b.db") as archive:
        assert set(archive.saved()) == {"first"}
        assert archive.search("x").paragraphs == 0
        with pytest.raises(ArchiveReadOnly, match="hard link"):
            archive.save_search("lost", "x")
        archive.backup(tmp_path / "copy.db")
    path.unlink()
    made(tmp_path / "b.db", "second")
    assert saved(tmp_path / "b.db") == {"first", "second"}


def test_an_archive_whose_other_name_goes_away_while_it_is_opened_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, aside = made(tmp_path / "a.db", "first"), tmp_path / "other.db"
    os.link(path, aside)

    def looked_for(path: Path) -> bool:
        del path
        aside.unlink(missing_ok=True)  # as a restore does that ends at this moment
        return False

    monkeypatch.setattr(opening, "_is_being_made", looked_for)
    with Archive.open(path) as archive:
        archive.save_search("second", "x")
    assert saved(path) == {"first", "second"}


def test_an_empty_file_and_memory_are_no_archives(tmp_path: Path) -> None:
    empty = tmp_path / "a.db"
    empty.touch()
    with pytest.raises(ArchiveError, match="is empty"):
        Archive.open(empty)
    assert empty.read_bytes() == b""
    for path in (Path(":memory:"), tmp_path, Path("/dev/null")):
        with pytest.raises(ArchiveError):
            Archive.open(path)


def test_archives_indexes_and_the_folders_made_for_them_are_private(
    tmp_path: Path, home: Path
) -> None:
    os.umask(0o022)
    (tmp_path / "a.txt").write_text("A headline\n\nA crane fell.\n")
    with Archive.open(tmp_path / "new" / "folder" / "a.db") as archive:
        archive.add([tmp_path / "a.txt"])
        found = [*(tmp_path / "new").rglob("*"), *(home / "cache").rglob("*")]
        ours = [tmp_path / "new", home / "cache", *found]
        shared = [one for one in ours if stat.S_IMODE(one.stat().st_mode) & 0o077]
        assert {one.suffix for one in found} >= {".db", ".seg", ".json"}
    assert shared == []
