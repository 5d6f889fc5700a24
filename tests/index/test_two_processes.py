"""One process writes, another goes on searching and sees every commit."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

import pytest

from index.archive import Archive
from index.core.errors import ArchiveBusy
from index.engines.whoosh.segments import merge_policy
from index.store.file.lock import indexing_lock, writer, writer_lock
from tests.effort import runs

_READER = """
import sys
from pathlib import Path
from index.archive import Archive

with Archive.open(Path(sys.argv[1]), create=False) as archive:
    seen, looks = -1, 0
    while seen < int(sys.argv[2]):
        archive.refresh()
        ferries = archive.search("ferry")
        looks += 1
        # An article has two paragraphs and both name the ferry, whatever is being written.
        assert ferries.paragraphs == 2 * ferries.articles, ferries
        assert [hit.text for hit in ferries.hits[0:50] if "ferry" not in hit.text] == []
        if ferries.articles != seen:
            assert ferries.articles > seen
            seen = ferries.articles
            print(seen, flush=True)
    print("looks", looks, flush=True)
"""
_ARTICLES = 12


def _import(archive: Archive, folder: Path, number: int) -> None:
    news = folder / f"{number}.txt"
    news.write_text(f"News {number}\n\nThe ferry left.\n\nThe ferry came, {number}.\n", "utf-8")
    archive.add([news])


def test_a_reader_sees_each_commit_of_a_writer_that_merges(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merge_policy, "_SMALLEST", 1)
    with Archive.open(tmp_path / "a.db") as archive:
        reader = subprocess.Popen(
            [sys.executable, "-c", _READER, archive.path, str(_ARTICLES)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert reader.stdout is not None
        seen = [reader.stdout.readline().strip()]
        for number in range(1, _ARTICLES + 1):
            _import(archive, tmp_path, number)
            seen.append(reader.stdout.readline().strip())
        _, errors = reader.communicate()
    assert errors == ""
    # Nothing was committed between two lines, so that every line is the commit just made.
    assert seen == [str(number) for number in range(_ARTICLES + 1)]


def test_an_import_waits_for_whoever_indexes_again_and_again(tmp_path: Path) -> None:
    """What the holder of the lock says of itself is never seen in part."""
    path, ended = tmp_path / "a.db", threading.Event()
    path.touch()

    def index() -> None:
        while not ended.is_set():
            with suppress(ArchiveBusy), indexing_lock(path):
                pass

    thread = threading.Thread(target=index)
    thread.start()
    try:
        for _ in range(runs(300, 20_000)):
            with writer_lock(path):
                assert writer(path) == os.getpid()
    finally:
        ended.set()
        thread.join()
