"""ZIP archives that were cut short: what stands before the cut is read, and the cut is told."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.core.article import Article
from index.core.reports import Skipped
from index.ingest.readers import ReadOptions, Source, find
from tests.effort import runs

TEXTS = [
    f"Bridge {number}\n\nThe swing bridge of quay {number} stays closed until the autumn.\n" * 3
    for number in range(4)
]


class _Pipe(io.RawIOBase):
    """What cannot be gone back in: the sizes of files are written behind them."""

    def __init__(self) -> None:
        self.data = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        self.data += bytes(data)  # type: ignore[call-overload]
        return len(bytes(data))  # type: ignore[call-overload]


def packed(texts: Sequence[str], *, method: int, by_pipe: bool) -> tuple[bytes, list[int]]:
    """An archive of texts, and where each of its files ends."""
    target = _Pipe() if by_pipe else io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for number, text in enumerate(texts):
            archive.writestr(f"{number}.txt", text)
        starts = [one.header_offset for one in archive.infolist()]
        ends = [*starts[1:], archive.start_dir]
    data = bytes(target.data) if isinstance(target, _Pipe) else target.getvalue()
    return data, ends


def read(path: Path, data: bytes) -> tuple[list[Article], list[str]]:
    path.write_bytes(data)
    [source] = find([path], ReadOptions())
    assert isinstance(source, Source)
    items = list(source.articles())
    told = [one.reason for one in items if isinstance(one, Skipped)]
    return [one for one in items if isinstance(one, Article)], told


@pytest.mark.parametrize(
    ("method", "by_pipe"),
    [(zipfile.ZIP_DEFLATED, False), (zipfile.ZIP_DEFLATED, True), (zipfile.ZIP_STORED, False)],
)
@settings(max_examples=runs(40, 1000), deadline=None)
@given(share=st.floats(0, 1))
def test_what_stands_before_a_cut_is_read_whole(
    tmp_path_factory: pytest.TempPathFactory, share: float, method: int, by_pipe: bool
) -> None:
    data, ends = packed(TEXTS, method=method, by_pipe=by_pipe)
    at = int(share * (len(data) - 1))
    path = tmp_path_factory.mktemp("cut") / "a.zip"
    whole, told = read(path, data)
    assert (len(whole), told) == (len(TEXTS), [])
    found, told = read(path, data[:at])
    assert [one.paragraphs for one in found] == [
        one.paragraphs for one, end in zip(whole, ends, strict=True) if end <= at
    ]
    assert [one.origin for one in found] == [one.origin for one in whole[: len(found)]]
    assert told


def test_damage_in_the_middle_costs_what_is_behind_it(tmp_path: Path) -> None:
    data, ends = packed(TEXTS, method=zipfile.ZIP_DEFLATED, by_pipe=True)
    broken = data[: ends[0] + 60] + b"\0" * 30 + data[ends[0] + 90 : -40]
    found, told = read(tmp_path / "a.zip", broken)
    assert len(found) == 1
    assert told == ["the ZIP archive is damaged or ends early; the files before that were read"]


def test_an_archive_of_which_nothing_is_whole_says_so(tmp_path: Path) -> None:
    data, ends = packed(TEXTS[:1], method=zipfile.ZIP_DEFLATED, by_pipe=False)
    found, told = read(tmp_path / "a.zip", data[: ends[0] - 5])
    assert (found, told) == ([], ["the ZIP archive is damaged or ends early"])
