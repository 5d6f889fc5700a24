"""Packed inputs: what lies in them is read as if it lay in a folder, and no bomb goes off."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import random
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from backports import zstd

from index.core.article import Article
from index.core.reports import Skipped
from index.ingest.readers import ReadOptions, Source, find
from index.ingest.readers.packed import streams
from tests.items import told

BODY = "Headline here\n\nThe minister said on Monday that talks would go on.\n"


def zipped(**files: bytes | str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def tarred(**files: bytes | str) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for name, content in files.items():
            data = content if isinstance(content, bytes) else content.encode()
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return buffer.getvalue()


def read(folder: Path, content: bytes, name: str = "pack.zip") -> list[Article | Skipped]:
    path = folder / name
    path.write_bytes(content)
    (source,) = find([path], ReadOptions())
    assert isinstance(source, Source)
    return told(source.articles())


def found(items: list[Article | Skipped]) -> list[tuple[str, str]]:
    """Where each item stands, and its title or the reason it was skipped."""
    return [
        (one.origin, one.title) if isinstance(one, Article) else (one.path, one.reason)
        for one in items
    ]


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_files_in_an_archive_are_read_in_their_places(
    tmp_path: Path, pack: Callable[..., bytes]
) -> None:
    content = pack(**{"news/a.txt": BODY, "news/b.jsonl": '{"title": "B", "text": "One."}'})
    items = found(read(tmp_path, content, "pack"))
    assert items == [
        (f"{tmp_path}/pack/news/a.txt", "Headline here"),
        (f"{tmp_path}/pack/news/b.jsonl:1", "B"),
    ]


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_names_in_an_archive_say_what_names_in_folders_say(
    tmp_path: Path, pack: Callable[..., bytes]
) -> None:
    content = pack(
        **{
            "sport/nyt_2016-03-21_a.txt": BODY,
            "sport/nyt_2016-03-22_b.txt": BODY,
            "world/1.txt": BODY,
            "world/2.txt": BODY,
            "README.txt": BODY,
            ".gitignore": "*.tmp",
            "__MACOSX/world/._1.txt": "\x00",
        }
    )
    items = read(tmp_path, content)
    left_out = [one for one in items if isinstance(one, Skipped) and one.by_rule]
    assert sorted(one.path.partition("/pack.")[2].partition("/")[2] for one in left_out) == [
        *(".gitignore", "README.txt", "__MACOSX")
    ]
    assert [(one.section, one.outlet, one.date) for one in items if isinstance(one, Article)] == [
        ("Sport", "NYT", "2016-03-21"),
        ("Sport", "NYT", "2016-03-22"),
        ("World", "", ""),
        ("World", "", ""),
    ]
    assert len(items) == 4 + len(left_out)


@pytest.mark.parametrize(
    ("suffix", "pack"),
    [
        (".gz", gzip.compress),
        (".bz2", bz2.compress),
        (".xz", lzma.compress),
        (".zst", zstd.compress),
    ],
)
def test_each_kind_of_packing_is_undone(
    tmp_path: Path, suffix: str, pack: Callable[[bytes], bytes]
) -> None:
    (article,) = read(tmp_path, pack(BODY.encode()), f"a.txt{suffix}")
    assert isinstance(article, Article)
    assert article.title == "Headline here"
    packed = pack(tarred(**{"a.txt": BODY}))
    assert [one[1] for one in found(read(tmp_path, packed, "x.bin"))] == ["Headline here"]
    # Two parts behind one another are one text, and a lost end costs only what stood there.
    both = pack(BODY.encode()) + pack(b"\nMore.\n")
    (article,) = read(tmp_path, both, f"b.txt{suffix}")
    assert isinstance(article, Article)
    assert article.paragraphs[-1] == "More."
    (lost,) = read(tmp_path, packed[: len(packed) // 2], f"c.tar{suffix}")[-1:]
    assert isinstance(lost, Skipped)


def test_a_tar_archive_that_was_cut_gives_the_files_before_the_cut(tmp_path: Path) -> None:
    letters = random.Random(2)
    files = {f"a{n}.txt": BODY + "".join(letters.choices("abcdef .", k=400)) for n in range(3)}
    packed = gzip.compress(tarred(**files))
    items = read(tmp_path, packed[:-100], "cut.tar.gz")
    assert [type(one) for one in items] == [Article, Article, Skipped, Skipped]
    assert [one[1] for one in found(items)][2:] == ["the packed file ends early"] * 2


def test_rows_before_a_damaged_place_are_read(tmp_path: Path) -> None:
    letters = random.Random(3)
    rows = [
        json.dumps({"title": f"T{number}", "text": "".join(letters.choices("abcdef .", k=200))})
        for number in range(500)
    ]
    packed = gzip.compress("\n".join(rows).encode())
    wrong_checksum = packed[:-8] + bytes(4) + packed[-4:]
    items = read(tmp_path, wrong_checksum, "a.jsonl.gz")
    titles = [one.title for one in items if isinstance(one, Article)]
    assert titles[:499] == [f"T{number}" for number in range(499)]
    assert isinstance(items[-1], Skipped)
    assert items[-1].reason == "the packed file is damaged"


def test_archives_within_archives_are_read_to_a_depth(tmp_path: Path) -> None:
    content = zipped(**{"a.txt": BODY})
    for level in range(4):
        content = (zipped, tarred)[level % 2](**{f"in{level}": content})
    (item,) = read(tmp_path, content)
    assert isinstance(item, Skipped)
    assert item.reason == "archives within archives, more than 3 deep"
    inner = tarred(**{"in.zip": zipped(**{"a.txt": BODY})})
    (article,) = read(tmp_path, inner, "b.tar")
    assert isinstance(article, Article)
    assert article.origin == f"{tmp_path}/b.tar/in.zip/a.txt"


def _bad_among_good() -> bytes:
    files: dict[str, bytes | str] = {"a.txt": BODY, "b.png": b"\x89PNG\r\n", "c.txt": BODY}
    return zipped(**files)


def test_one_bad_file_costs_only_itself(tmp_path: Path) -> None:
    buffer = io.BytesIO(_bad_among_good())
    items = read(tmp_path, buffer.getvalue())
    assert [type(one) for one in items] == [Article, Skipped, Article]
    damaged = bytearray(zipped(**{"a.txt": BODY * 9, "c.txt": BODY}))
    damaged[45:60] = b"\xff" * 15
    reasons = [one.reason for one in read(tmp_path, bytes(damaged)) if isinstance(one, Skipped)]
    assert len(reasons) == 1
    assert "damaged" in reasons[0]


def test_a_locked_file_is_named(tmp_path: Path) -> None:
    content = bytearray(zipped(**{"a.txt": BODY}))
    content[6] |= 1
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    (item,) = read(tmp_path, bytes(content))
    assert item == Skipped(f"{tmp_path}/pack.zip/a.txt", "locked with a password")


@pytest.mark.parametrize("content", [b"PK\x05\x06" + bytes(18), tarred()])
def test_an_archive_without_files_is_told(tmp_path: Path, content: bytes) -> None:
    (item,) = read(tmp_path, content, "x.tar")
    assert isinstance(item, Skipped)


LINES = (b"x" * 1_000_000 + b"\n") * 5


@pytest.mark.parametrize(
    "pack",
    [
        gzip.compress,
        lzma.compress,
        bz2.compress,
        lambda data: gzip.compress(gzip.compress(data, mtime=0)),
        lambda data: zipped(**{"a.jsonl": data}),
        lambda data: zipped(**{f"{n}.jsonl": data[:1_000_000] for n in range(5)}),
        lambda data: gzip.compress(tarred(**{"a.jsonl": data})),
    ],
)
def test_a_bomb_ends_with_a_reason(
    tmp_path: Path, pack: Callable[[bytes], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "_HARMLESS", 4_000_000)
    (last,) = read(tmp_path, pack(LINES), "bomb.jsonl")[-1:]
    assert isinstance(last, Skipped)
    assert "unpacks to more than 200 times its size" in last.reason


def test_standard_input_may_be_an_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(zipped(**{"a.txt": BODY}))))
    (source,) = find(["-"], ReadOptions())
    assert isinstance(source, Source)
    (article,) = source.articles()
    assert isinstance(article, Article)
    assert article.origin == "-/a.txt"


def test_a_package_of_a_web_archive_is_its_records_and_dated_by_addresses(tmp_path: Path) -> None:
    page = f"<html><head><title>Talks</title></head><body><p>{BODY * 5}</p></body></html>"
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}"
    record = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/2024/03/05/talks\r\n"
        "WARC-Date: 2024-03-07T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"WARC-Record-ID: <urn:uuid:1>\r\nContent-Length: {len(http)}\r\n\r\n{http}\r\n\r\n"
    )
    listed = '{"format":"json-pages-1.0"}\n{"url":"https://a.example/2024/03/05/talks","text":"T"}'
    files: dict[str, bytes | str] = {
        "archive/data.warc.gz": gzip.compress(record.encode()),
        "datapackage.json": "{}",
        "pages/pages.jsonl": listed,
        "indexes/index.cdx": "x",
    }
    items = read(tmp_path, zipped(**files), "crawl.wacz")
    (article,) = items
    assert isinstance(article, Article)
    assert article.url == "https://a.example/2024/03/05/talks"
    assert (article.date, article.date_from) == ("2024-03-05", "address")
