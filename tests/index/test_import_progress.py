"""How far an import is, as it tells whoever waits for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from index import Archive, Progress
from index.core.findings import Findings
from index.ingest.batch_store import BatchStore
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


class _Unfinished:
    """Articles that another process has begun with; it is long at it."""

    begun = 0

    def __init__(self, *_: object) -> None:
        _Unfinished.begun += 1

    def ready(self) -> bool:
        return False

    def found(self) -> list[Findings]:
        return []  # names are found here


def test_a_stop_waits_for_what_is_under_way_and_not_for_what_was_read_ahead(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = file(tmp_path / "news.jsonl", [article(n) for n in range(300)])
    monkeypatch.setattr(BatchStore, "ahead", _Unfinished)
    monkeypatch.setattr("index.ingest.import_batches._SOON", 1000)
    report = archive.add([path], stop=lambda: _Unfinished.begun == 4)
    assert report.interrupted
    assert (report.read, archive.stats().articles) == (25, 25)
    # Nothing was noted as read to its end.
    again = archive.add([path])
    assert (again.new, again.unchanged, again.interrupted) == (275, 25, False)


def test_a_stop_at_the_end_is_told(archive: Archive, tmp_path: Path) -> None:
    """All is stored, and not yet indexed."""
    path = file(tmp_path / "news.jsonl", [article(n) for n in range(40)])
    heard: list[Progress] = []
    report = archive.add([path], progress=heard.append, stop=lambda: any(p.read for p in heard))
    assert report.interrupted
    assert not archive.search("*").paragraphs
    assert archive.add([path]).unchanged == report.read
    assert archive.search("*").paragraphs


def test_of_a_first_import_something_is_found_before_its_end(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.ingest.importer._INDEX_FIRST", 30)
    path = file(tmp_path / "news.jsonl", [article(n) for n in range(300)])
    found: list[int] = []
    archive.add([path], progress=lambda _: found.append(archive.search("*").articles))
    assert found[0] == 0
    assert any(0 < count < 300 for count in found)
    assert archive.search("*").articles == 300


def test_what_was_read_before_counts_at_once(archive: Archive, tmp_path: Path) -> None:
    paths = [file(tmp_path / f"{n}.jsonl", [article(n)]) for n in range(3)]
    told(archive, paths)
    heard = told(archive, paths)
    assert [one.bytes_done for one in heard] == [
        sum(path.stat().st_size for path in paths[:count]) for count in range(4)
    ]
    assert heard[-1].unchanged == 3
