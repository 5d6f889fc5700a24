"""An index that cannot be written costs nothing that was stored, nor the first screen."""

from __future__ import annotations

import errno
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.archive import Archive
from index.core.errors import ArchiveReadOnly
from index.engines.whoosh.segments import array_writing, manifest
from index.store.file import opening

_STORES_AND_DIES = """
import os, signal, sys
from pathlib import Path
from index.archive import Archive

archive = Archive.open(Path(sys.argv[1]))
archive._index.index_pending = lambda: os.kill(os.getpid(), signal.SIGKILL)
archive.add([Path(sys.argv[2])])
"""


@pytest.fixture
def news(tmp_path: Path) -> Path:
    news = tmp_path / "news.txt"
    news.write_text("A headline\n\nA crane fell.\n", "utf-8")
    return news


@pytest.fixture
def full(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A cache folder on a disk that is full."""

    def refuse(path: Path) -> None:
        if home in path.parents:
            raise OSError(errno.ENOSPC, "No space left on device")

    for module in (array_writing, manifest):
        write = module.write

        def written(path: Path, *given: object, _write: object = write) -> object:
            refuse(path)
            return _write(path, *given)  # type: ignore[operator]

        monkeypatch.setattr(module, "write", written)
    yield
    monkeypatch.undo()


def test_an_import_whose_index_has_no_room_is_stored_and_says_so(
    tmp_path: Path, news: Path, full: None
) -> None:
    with Archive.open(tmp_path / "a.db") as archive:
        report = archive.add([news])
        assert report.new == 1
        assert "No space left" in report.unindexed
        assert archive.stats().articles == 1


def test_where_the_cache_is_full_the_index_is_made_elsewhere(
    tmp_path: Path, news: Path, full: None
) -> None:
    with Archive.open(tmp_path / "a.db") as archive:
        archive.add([news])
    with Archive.open(tmp_path / "a.db") as archive:
        assert archive.pending == 1
        archive.catch_up()
        assert archive.search("crane").paragraphs == 1
        assert "No space left" in archive.notice
        folder = archive.index_folder
        assert folder.is_dir()
    assert not folder.exists()


def test_a_cache_that_is_no_folder_keeps_nobody_from_searching(
    tmp_path: Path, news: Path, home: Path
) -> None:
    (home / "cache").write_text("in the way")
    with Archive.open(tmp_path / "a.db") as archive:
        assert "Not a directory" in archive.notice
        assert not archive.add([news]).unindexed
        assert archive.search("crane").paragraphs == 1


_HOLDS_AN_INDEX_ELSEWHERE = """
import sys
from pathlib import Path
from index.archive import Archive

archive = Archive.open(Path(sys.argv[1]))
archive.catch_up()
print(archive.index_folder, flush=True)
sys.stdin.read()
"""


def test_an_index_elsewhere_that_a_killed_process_left_goes_with_the_next_one(
    tmp_path: Path, news: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Archive.open(tmp_path / "a.db") as archive:
        archive.add([news])
    shutil.rmtree(home / "cache")
    (home / "cache").write_text("in the way")
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    command = [sys.executable, "-c", _HOLDS_AN_INDEX_ELSEWHERE, str(tmp_path / "a.db")]
    killed, running = (
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    )
    assert killed.stdout
    assert running.stdout
    left, used = (Path(one.readline().strip()).parent for one in (killed.stdout, running.stdout))
    killed.kill()
    killed.communicate()
    assert left.is_dir()
    with Archive.open(tmp_path / "a.db") as archive:
        archive.catch_up()
        assert archive.search("crane").paragraphs == 1
        assert not left.exists()
        assert used.is_dir()
    running.communicate("")


def test_an_archive_that_can_only_be_read_is_searched_and_copied(
    tmp_path: Path, news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "other index") as archive:
        archive.add([news])
    monkeypatch.setattr(opening, "why_read_only", lambda path: f"{path} cannot be written")
    with Archive.open(tmp_path / "a.db") as archive:
        archive.catch_up()
        assert archive.search("crane").paragraphs == 1
        assert archive.article(1).title == "A headline"
        assert archive.bookmarks() == ()
        with pytest.raises(ArchiveReadOnly):
            archive.add_bookmark(archive.search("crane").hits[0].number)
        archive.backup(tmp_path / "copy.db")
    assert not list(tmp_path.glob("a.db-*"))


def test_what_an_importer_stored_before_it_died_is_found_by_the_open_program(
    tmp_path: Path, news: Path
) -> None:
    with Archive.open(tmp_path / "a.db") as archive:
        subprocess.run(
            [sys.executable, "-c", _STORES_AND_DIES, archive.path, news],
            capture_output=True,
            check=False,
        )
        assert archive.refresh()  # what was stored is seen; whoever stored it may be at work still
        assert archive.search("crane").paragraphs == 0
        assert archive.refresh()
        assert archive.search("crane").paragraphs == 1
        assert "another program" in archive.notice
        assert not archive.refresh()
        assert archive.check() == []
