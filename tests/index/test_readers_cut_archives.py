"""Web archives that were cut short or say wrong lengths: no part of a page is taken for a whole."""

from __future__ import annotations

import gzip
import re
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.archive import Archive
from index.core.article import Article
from index.core.reports import Remark, Skipped
from index.ingest.readers import ReadOptions, Source, find
from tests.effort import runs

_SENTENCE = (
    "The swing bridge stays closed until the autumn, the mayor of Porthaven said on Tuesday."
)


def _page(number: int) -> bytes:
    story = "".join(f"<p>{number}.{at}: {_SENTENCE}</p>" for at in range(6))
    return f"<html><head><title>Bridge {number}</title></head><body>{story}</body></html>".encode()


def _record(number: int, body: bytes = b"", headers: str = "", said: int | None = None) -> bytes:
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{headers}\r\n".encode()
    answer += body or _page(number)
    length = len(answer) if said is None else said
    return (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Date: 2016-03-22T08:00:00Z\r\n"
        f"WARC-Target-URI: https://post.example/2016/{number}\r\n"
        "Content-Type: application/http; msgtype=response\r\n"
        f"WARC-Record-ID: <urn:uuid:{number}>\r\nContent-Length: {length}\r\n\r\n"
    ).encode() + (answer + b"\r\n\r\n")


_RECORDS = [_record(number) for number in range(4)]
_LENGTHS = [int(re.findall(rb"Content-Length: (\d+)", record)[0]) for record in _RECORDS]


def _read(path: Path, data: bytes) -> tuple[dict[str, tuple[str, ...]], list[str]]:
    """The paragraphs of each article by its address, and what was told."""
    path.write_bytes(data)
    [source] = find([path], ReadOptions())
    assert isinstance(source, Source)
    items = list(source.articles())
    told = [
        one.reason if isinstance(one, Skipped) else one.text
        for one in items
        if isinstance(one, Skipped | Remark)
    ]
    articles = [one for one in items if isinstance(one, Article)]
    told += [remark for one in articles for remark in one.remarks]
    return {one.url: tuple(one.paragraphs) for one in articles}, told


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, ...]]:
    found, told = _read(tmp_path_factory.mktemp("whole") / "a.warc", b"".join(_RECORDS))
    assert (len(found), told) == (4, [])
    return found


@pytest.mark.parametrize("packed", [False, True])
@settings(max_examples=runs(40, 1000), deadline=None)
@given(at=st.integers(1, sum(map(len, _RECORDS)) - 1))
def test_what_a_cut_leaves_of_a_page_is_no_article(
    tmp_path_factory: pytest.TempPathFactory,
    whole: dict[str, tuple[str, ...]],
    packed: bool,
    at: int,
) -> None:
    data = b"".join(gzip.compress(one, mtime=0) if packed else one for one in _RECORDS)
    at = min(at, len(data) - 1)
    found, told = _read(tmp_path_factory.mktemp("cut") / "a.warc", data[:at])
    assert found.items() <= whole.items()
    assert told or _is_between(at, packed=packed)


def _is_between(at: int, *, packed: bool) -> bool:
    """Whether a place is behind a whole record, or among the line ends behind one."""
    sizes = [len(gzip.compress(one, mtime=0) if packed else one) for one in _RECORDS]
    return any(0 <= end - at <= (0 if packed else 4) for end in accumulate(sizes))


@settings(max_examples=runs(40, 1000), deadline=None)
@given(
    which=st.integers(0, 3),
    said=st.integers(0, 3 * sum(map(len, _RECORDS))) | st.just(99_999_999_999),
)
def test_a_record_with_a_wrong_length_costs_itself_only(
    tmp_path_factory: pytest.TempPathFactory,
    whole: dict[str, tuple[str, ...]],
    which: int,
    said: int,
) -> None:
    records = [*_RECORDS]
    records[which] = _record(which, said=said)
    found, told = _read(tmp_path_factory.mktemp("wrong") / "a.warc", b"".join(records))
    lost = whole.keys() - found.keys()
    assert found.items() <= whole.items()
    assert lost <= {f"https://post.example/2016/{which}"}
    # The line ends behind it do not count.
    assert told or 0 <= said - _LENGTHS[which] <= 4


def test_part_of_an_article_does_not_take_the_place_of_the_whole(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "a.db") as archive:
        (tmp_path / "a.warc").write_bytes(b"".join(_RECORDS))
        assert archive.add([tmp_path / "a.warc"]).new == 4
        (tmp_path / "b.warc").write_bytes(b"".join(_RECORDS)[:-300])
        report = archive.add([tmp_path / "b.warc"])
    assert (report.changed, report.unchanged) == (0, 3)
    assert any("2016/3" in one.path and "cut off" in one.reason for one in report.skipped)


def _chunks(body: bytes) -> bytes:
    return b"".join(
        b"%x\r\n%s\r\n" % (len(part), part) for part in re.findall(rb"(?s).{1,200}", body)
    )


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (_page(7)[:-200], f"Content-Length: {len(_page(7))}\r\n"),
        (gzip.compress(_page(7))[:-20], "Content-Encoding: gzip\r\n"),
        (_chunks(_page(7))[:-100], "Transfer-Encoding: chunked\r\n"),
    ],
)
def test_a_page_of_which_only_the_beginning_came_says_so(
    tmp_path: Path, body: bytes, headers: str
) -> None:
    found, told = _read(tmp_path / "a.warc", _record(7, body, headers))
    assert len(found) == 1
    assert len(told) == 1
    assert "2016/7: only the beginning" in told[0]
