"""What is only read stays as it is, to the byte, and so does the folder it lies in."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from index import Archive, repair, restore

_SAVES = """
import os, signal, sys
from pathlib import Path
from index import Archive

archive = Archive.open(Path(sys.argv[1]))
archive.save_search("first", "x")
if sys.argv[2] != "killed":
    archive.close()
if sys.argv[2] == "rolling back":
    import sqlite3
    from index.store.file import wal
    connection = sqlite3.connect(sys.argv[1], isolation_level=None)
    connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("PRAGMA cache_size = 2")
    connection.execute("PRAGMA cache_spill = 1")
    connection.execute("BEGIN")
    connection.execute(wal.LEAVE_MARK)
    for number in range(300):
        connection.execute("INSERT INTO saved_search VALUES (?, ?, '')", (number, "y" * 4000))
os.kill(os.getpid(), signal.SIGKILL)
"""


def _seen(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def _repaired(source: Path, target: Path) -> None:
    repair(source, target)


def _restored(source: Path, target: Path) -> None:
    restore(source, target)


@pytest.mark.parametrize("state", ["closed", "killed", "rolling back"])
@pytest.mark.parametrize("read", [_repaired, _restored])
def test_a_source_is_left_as_it_was(
    tmp_path: Path, home: Path, read: Callable[[Path, Path], None], state: str
) -> None:
    folder = tmp_path / "theirs"
    folder.mkdir()
    source, target = folder / "a.db", tmp_path / "mine" / "b.db"
    target.parent.mkdir()
    subprocess.run([sys.executable, "-c", _SAVES, source, state], check=False)
    before = _seen(folder)
    read(source, target)
    assert _seen(folder) == before
    assert [path.name for path in target.parent.iterdir() if ".part" in path.name] == []
    with Archive.open(target, create=False) as archive:
        assert set(archive.saved()) == {"first"}


@pytest.mark.parametrize("read", [_repaired, _restored])
def test_a_source_that_is_open_in_a_program_is_read_with_its_last_changes(
    tmp_path: Path, home: Path, read: Callable[[Path, Path], None]
) -> None:
    source, target = tmp_path / "a.db", tmp_path / "b.db"
    with Archive.open(source) as archive:
        archive.save_search("first", "x")
        before = _seen(tmp_path)
        read(source, target)
        after = _seen(tmp_path)
        # The `-shm` says who reads.
        assert {n: after[n] for n in before if "-shm" not in n} == {
            n: before[n] for n in before if "-shm" not in n
        }
        archive.save_search("second", "x")
    with Archive.open(target, create=False) as archive:
        assert set(archive.saved()) == {"first"}
