"""Files that change between being found and being read."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from index.core.errors import InputError
from index.core.reports import Skipped
from index.ingest.readers import ReadOptions, find
from index.ingest.readers.dates.date_formats import find_date
from tests.items import told

TEXT = "Quay shut\n\nIt was shut on Monday, the port said.\n"


def gone(path: Path) -> None:
    path.unlink()


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def device(path: Path) -> None:
    path.unlink()
    path.symlink_to("/dev/zero")


def emptied(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices have no place in a folder")
@pytest.mark.parametrize("change", [gone, folder, pipe, device, emptied])
def test_what_is_no_file_any_more_is_told_and_waited_for_by_nobody(
    tmp_path: Path, change: Callable[[Path], None]
) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT, "utf-8")
    first, second = find([tmp_path], ReadOptions())
    change(tmp_path / "a.txt")
    assert not isinstance(first, Skipped)
    if change is not emptied:
        with pytest.raises(InputError):
            first.digest()
    (skipped,) = first.articles()
    assert isinstance(skipped, Skipped)
    assert not skipped.reason.startswith("the reader failed")
    assert not isinstance(second, Skipped)
    (read,) = told(second.articles())
    assert not isinstance(read, Skipped)
    assert read.title == "Quay shut"


def test_a_day_in_figures_of_another_script_is_written_in_ours() -> None:
    found = [find_date(text) for text in ("٢٠١٦-٠١-٠٢", "२०१६-०१-०२", "2016-01-02")]
    assert found == ["2016-01-02"] * 3


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_lines_in_two_bytes_a_letter_are_lines(tmp_path: Path, encoding: str) -> None:
    lines = "".join(f'{{"title": "T{n}", "text": "It was shut {n}."}}\n' for n in range(3))
    table = "title,text\n" + "".join(f'T{n},"It was shut {n}."\n' for n in range(3))
    for name, text in (("a.jsonl", lines), ("b.csv", table)):
        (tmp_path / name).write_bytes(text.encode(encoding))
        (source,) = find([tmp_path / name], ReadOptions())
        assert not isinstance(source, Skipped)
        found = list(source.articles())
        assert [getattr(one, "title", one) for one in found] == ["T0", "T1", "T2"]
