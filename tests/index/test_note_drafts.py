"""Notes that are being written, in windows that go on and in windows that have ended."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Archive, Draft
from index.core import running_process


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as opened:
        yield opened


_WINDOW = """
import sys
from pathlib import Path
from index import Archive, Draft

with Archive.open(Path(sys.argv[1]), index_folder=Path(sys.argv[2]), create=False) as archive:
    archive.keep_draft("7", Draft("hours of work", "before"))
    print("written", flush=True)
    sys.stdin.read()
"""


def test_what_another_process_is_writing_is_no_lost_draft_until_it_ends(archive: Archive) -> None:
    window = subprocess.Popen(
        [sys.executable, "-c", _WINDOW, str(archive.path), str(archive.index_folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    with window:
        assert window.stdout is not None
        assert window.stdout.readline() == b"written\n"
        assert archive.draft("7") is None
        assert archive.is_written_elsewhere("7")
        # What this window writes and throws away is its own.
        archive.keep_draft("7", Draft("mine"))
        assert archive.draft("7") == Draft("mine")
        archive.keep_draft("7", None)
        window.kill()
    assert not archive.is_written_elsewhere("7")
    assert archive.draft("7") == Draft("hours of work", "before")
    # Whoever goes on with it, or throws it away, has taken it over.
    archive.keep_draft("7", Draft("hours of work and more", "before"))
    archive.keep_draft("7", None)
    assert archive.draft("7") is None


def test_of_two_windows_of_one_process_each_has_its_own(archive: Archive) -> None:
    with Archive.open(archive.path, index_folder=archive.index_folder) as other:
        other.keep_draft("7", Draft("theirs"))
        assert archive.draft("7") is None
        assert archive.is_written_elsewhere("7")
        assert not other.is_written_elsewhere("7")
    assert archive.draft("7") == Draft("theirs")


def test_the_last_hundred_drafts_stay(archive: Archive) -> None:
    for subject in range(103):
        archive.keep_draft(str(subject), Draft("a thought"))
        assert archive.draft(str(subject))
    assert sum(archive.draft(str(subject)) is not None for subject in range(103)) == 100


def test_a_process_is_known_from_another_that_got_its_number() -> None:
    machine, boot, pid, begun = json.loads(running_process.mark())
    assert running_process.runs(running_process.mark())
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    for gone in ([machine, boot, ended.pid, begun], [machine, boot, pid, begun + "1"],
                 [machine, boot + "1", pid, begun]):  # fmt: skip
        assert running_process.runs(json.dumps(gone)) is False
    assert running_process.runs("") is running_process.runs("[1]") is False
    assert running_process.runs(json.dumps(["elsewhere", boot, os.getpid(), begun])) is None
