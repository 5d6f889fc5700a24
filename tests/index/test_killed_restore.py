"""A restore killed at any step loses no change of the archive, and leaves one that opens."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from pathlib import Path
from typing import Never

import pytest

from index import restore
from index.archive import Archive
from index.store.file import sound_copies, wal

_STEPS = {"os.link", "os.rename", "os.remove", "shutil.copyfile"}
_MANY = 40


@pytest.fixture
def news(tmp_path: Path, home: Path) -> Path:
    """A folder with an archive, whose last change lies in its journal, and a backup."""
    folder = tmp_path / "news"
    folder.mkdir()
    with Archive.open(folder / "a.db") as archive:
        archive.save_search("first", "x")
        archive.backup(folder / "copy.db")
    if not (pid := os.fork()):
        Archive.open(folder / "a.db").save_search("last", "x")
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(pid, 0)
    assert wal.beside(folder / "a.db", "-wal").stat().st_size
    return folder


def _killed(folder: Path, step: int) -> bool:
    """Restore in a process that is killed before the step; whether it got that far."""
    pid = os.fork()
    if not pid:
        left = step

        def count(event: str, _given: object) -> None:
            nonlocal left
            left -= event in _STEPS
            if left == 0 and event in _STEPS:
                os.kill(os.getpid(), signal.SIGKILL)

        ended = 1
        try:
            sys.addaudithook(count)
            restore(folder / "copy.db", folder / "a.db")
            ended = 0
        finally:
            os._exit(ended)
    status = os.waitpid(pid, 0)[1]
    assert status in (0, signal.SIGKILL)
    return status == signal.SIGKILL


def _saved(path: Path) -> tuple[set[str], str]:
    with Archive.open(path, create=False) as archive:
        assert archive.check() == []
        archive.save_search("written", "x")
        archive.forget_search("written")
        return set(archive.saved()), archive.notice


def _no_links(*_: object) -> Never:
    raise OSError


@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize("written_back", [True, False])
def test_a_restore_killed_at_any_step(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool, written_back: bool
) -> None:
    if not links:
        monkeypatch.setattr(os, "link", _no_links)
    if not written_back:  # as with an archive of an older program
        monkeypatch.setattr(sound_copies, "write_back", lambda _path: None)
    seen = set()
    for step in range(1, _MANY):
        folder = shutil.copytree(news, tmp_path / str(step))
        killed = _killed(folder, step)
        found, said = _saved(folder / "a.db")
        asides = list(folder.glob("a.before-restore-*.db"))
        seen.add((frozenset(found), bool(said)))
        if found == {"first"}:
            [aside] = asides
            assert _saved(aside)[0] == {"first", "last"}
        else:
            assert found == {"first", "last"}
            assert (asides == []) or not links
        shutil.rmtree(folder)
        if not killed:
            break
    else:
        raise AssertionError("it never ended")
    assert step > 3
    assert {found for found, _ in seen} == {frozenset({"first"}), frozenset({"first", "last"})}
    assert any(said for _, said in seen) == links
