"""Marks by a process that is killed, and marks while another process reads them."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from index import Archive
from tests.effort import runs

_SIZE = 60
_MARKER = """
import itertools, sys
from pathlib import Path
from index import Archive, MarkChange

with Archive.open(Path(sys.argv[1]), index_folder=Path(sys.argv[2]), create=False) as archive:
    numbers = list(archive.search("harbour").hits.numbers())
    for batch in itertools.count(int(sys.argv[3])):
        archive.add_bookmarks(numbers, MarkChange(more=[f"batch{batch}"], note=f"{batch}"))
        print(batch, flush=True)
"""
_SWITCHER = """
import sys
from pathlib import Path
from index import Archive

with Archive.open(Path(sys.argv[1]), index_folder=Path(sys.argv[2]), create=False) as archive:
    numbers = list(archive.search("harbour").hits.numbers())
    news = Path(sys.argv[3])
    for turn in range(int(sys.argv[4])):
        archive.add_bookmarks(numbers)
        news.write_text(f"Late {turn}\\n\\nThe harbour and a crane, {turn}.\\n", "utf-8")
        archive.add([news])
        archive.undo()
    print("done", flush=True)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    paragraphs = "\n\n".join(f"The harbour opened berth {at}." for at in range(_SIZE))
    (tmp_path / "news.txt").write_text(f"Berths\n\n{paragraphs}\n", "utf-8")
    with _opened(tmp_path) as archive:
        archive.add([tmp_path / "news.txt"])
    return tmp_path


def _opened(folder: Path) -> Archive:
    return Archive.open(folder / "a.db", index_folder=folder / "index")


def _start(program: str, folder: Path, *more: object) -> subprocess.Popen[str]:
    arguments = [str(folder / "a.db"), str(folder / "index"), *map(str, more)]
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _batches(archive: Archive) -> Counter[str]:
    return Counter(tag for mark in archive.bookmarks() for tag in mark.tags)


def test_what_was_reported_is_there_and_the_last_batch_is_taken_back_whole(folder: Path) -> None:
    choose = random.Random(5)
    first = 0
    for _ in range(runs(2, 100)):
        child = _start(_MARKER, folder, first)
        assert child.stdout is not None
        for _ in range(choose.randrange(1, 8)):
            reported = int(child.stdout.readline())
        # The kill falls anywhere into the batch after that.
        try:
            child.wait(choose.uniform(0, 0.01))
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGKILL)
        output, errors = child.communicate()
        assert child.returncode == -signal.SIGKILL, errors
        reported = max([reported, *map(int, output.split())])
        with _opened(folder) as archive:
            batches = _batches(archive)
            last = max(int(tag.removeprefix("batch")) for tag in batches)
            assert last in (reported, reported + 1)
            assert batches == {f"batch{batch}": _SIZE for batch in range(last + 1)}
            assert {mark.note for mark in archive.bookmarks()} == {str(last)}
            archive.undo()
            assert _batches(archive) == {f"batch{batch}": _SIZE for batch in range(last)}
            assert {mark.note for mark in archive.bookmarks()} == (
                {str(last - 1)} if last else set()
            )
            assert archive.check() == []
        first = last


def test_bookmarks_are_read_as_they_were_at_one_moment(folder: Path) -> None:
    child = _start(_SWITCHER, folder, folder / "late.txt", runs(5, 200))
    seen = set()
    with _opened(folder) as archive:
        while child.poll() is None:
            archive.refresh()
            marks = archive.bookmarks()
            seen.add(len(marks))
            assert {mark.state for mark in marks} <= {"kept"}
            assert len(archive.bookmarked()) in (0, _SIZE)
            assert archive.search("is:bookmarked berth").paragraphs in (0, _SIZE)
        output, errors = child.communicate()
        assert output == "done\n", errors
        assert seen <= {0, _SIZE}
        assert archive.bookmarks() == ()
