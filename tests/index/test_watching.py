"""A folder grows, and the archive follows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.archive import Archive
from index.core.reports import ImportReport
from index.store.file.lock import writer_lock


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "a.db") as opened:
        yield opened


def watch(archive: Archive, folder: Path, *between: Callable[[], object]) -> list[ImportReport]:
    """What is told while the given things happen, one between two looks."""
    happenings = iter([*between, lambda: None])
    told: list[ImportReport] = []
    is_over = False

    def wait(_: float) -> None:
        nonlocal is_over
        happening = next(happenings, None)
        is_over = happening is None
        if happening:
            happening()

    total = archive.watch([folder], tell=told.append, stop=lambda: is_over, wait=wait)
    assert total.new == sum(report.new for report in told)
    assert total.interrupted
    return told


def test_what_is_there_and_what_comes_is_imported_once(archive: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "one.txt").write_text("First\n\nA crane fell.\n")
    (folder / "inside").mkdir()

    def more() -> None:
        (folder / "inside" / "two.txt").write_text("Second\n\nThe pilots strike.\n")

    def changed() -> None:
        (folder / "one.txt").write_text("First\n\nA crane fell, and a ladder.\n")

    nothing = lambda: None  # noqa: E731
    told = watch(archive, folder, more, nothing, nothing, changed, nothing, nothing)
    assert [report.read for report in told] == [1, 1, 1]
    assert archive.search("pilots").paragraphs == 1
    assert archive.search("ladder").paragraphs == 1


def test_file_is_read_when_it_has_stopped_growing(archive: Archive, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    path = folder / "slow.txt"
    path.write_text("Slow\n\n")

    def grow() -> None:
        with path.open("a") as file:
            file.write("Another line of the slow article.\n\n")

    told = watch(archive, folder, grow, grow, grow)
    assert [report.new for report in told] == [1]
    assert len(archive.article(1).paragraphs) == 3
    assert archive.article(1).versions == 1


def test_busy_archive_is_waited_for(archive: Archive, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("First\n\nA crane fell.\n")
    lock = writer_lock(archive.path)
    told = watch(
        archive,
        tmp_path / "one.txt",
        lock.__enter__,
        lambda: None,
        lambda: lock.__exit__(None, None, None),
    )
    assert [report.new for report in told] == [1]


def test_what_cannot_be_reached_is_told_when_the_archive_was_busy_too(
    archive: Archive, tmp_path: Path
) -> None:
    lock = writer_lock(archive.path)
    lock.__enter__()
    told = watch(
        archive,
        tmp_path / "never.txt",
        lambda: lock.__exit__(None, None, None),
        lambda: None,
    )
    assert [len(report.skipped) for report in told] == [1]


def test_what_cannot_be_reached_is_told_once_and_awaited(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "later.txt"
    told = watch(
        archive, path, lambda: None, lambda: path.write_text("Late\n\nIt came.\n"), lambda: None
    )
    assert [(report.new, len(report.skipped)) for report in told] == [(0, 1), (1, 0)]
