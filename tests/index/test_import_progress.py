"""How far an import is, as it tells whoever waits for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import Archive, Progress
from tests.standing_news import article, file


@pytest.fixture
def archive(tmp_path: Path):
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as opened:
        yield opened


def told(archive: Archive, paths: list[Path], stop=None) -> list[Progress]:
    heard: list[Progress] = []
    archive.add(paths, progress=heard.append, stop=stop)
    return heard


def test_progress_begins_at_nothing_grows_with_what_is_stored_and_ends_at_all(
    archive: Archive, tmp_path: Path
) -> None:
    paths = [
        file(tmp_path / f"{n}.jsonl", [article(40 * n + m) for m in range(40)]) for n in (0, 1)
    ]
    heard = told(archive, paths)
    size = sum(path.stat().st_size for path in paths)
    assert {one.bytes for one in heard} == {size}
    assert (heard[0].bytes_done, heard[0].read) == (0, 0)
    done = [one.bytes_done for one in heard]
    assert done == sorted(done)
    assert (heard[-1].bytes_done, heard[-1].read) == (size, 80)
    # The first articles are stored, and said, long before all are read.
    assert 0 < heard[1].read < 40
    assert [one.indexing for one in heard] == [False] * (len(heard) - 1) + [True]


def test_an_import_that_is_stopped_is_not_told_to_be_done(archive: Archive, tmp_path: Path) -> None:
    paths = [
        file(tmp_path / f"{n}.jsonl", [article(20 * n + m) for m in range(20)]) for n in range(4)
    ]
    asked = iter(range(1000))
    heard = told(archive, paths, stop=lambda: next(asked) > 45)
    assert 0 < heard[-1].read < 80
    assert heard[-1].bytes_done <= heard[-1].bytes * 3 // 4


def test_what_was_read_before_counts_at_once(archive: Archive, tmp_path: Path) -> None:
    paths = [file(tmp_path / f"{n}.jsonl", [article(n)]) for n in range(3)]
    told(archive, paths)
    heard = told(archive, paths)
    assert [one.bytes_done for one in heard] == [
        sum(path.stat().st_size for path in paths[:count]) for count in range(4)
    ]
    assert heard[-1].unchanged == 3
