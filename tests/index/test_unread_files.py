"""Every file that is come by is read or named with its reason; what is text is read."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index import Archive
from index.core.article import Article
from index.core.reports import ImportReport, Skipped
from index.ingest.readers import ReadOptions, Source, find
from index.ingest.readers.encodings import is_plain_text, is_wide
from index.ingest.readers.packed import pipes
from tests.index.test_readers_packed import tarred, zipped
from tests.items import told

_FOLDERS = st.sampled_from(
    ["", "a/", "a/b/", ".git/", ".kept/", "cur/", "new/", "box/cur/", "box/new/", "box/tmp/"]
)
_NAMES = st.sampled_from(
    "README README.txt README.md LICENSE LICENSE.txt CHANGELOG.txt .hidden.txt .DS_Store a.txt"
    " b.eml 1.host:2,S 1.host:2,DS 2.host:2,T setup.py Makefile desktop.ini a.b.c server.log x.srt"
    " ..dots.txt notes".split()
)


def _files() -> st.SearchStrategy[list[str]]:
    path = st.tuples(_FOLDERS, _NAMES).map("".join)
    return st.lists(path, min_size=1, max_size=12, unique=True)


def _items(path: Path) -> list[tuple[str, Article | Skipped]]:
    """What comes of a path: articles by their origins, what is not read by what it is called."""
    items: list[tuple[str, Article | Skipped]] = []
    for found in find([path], ReadOptions()):
        for item in [found] if isinstance(found, Skipped) else told(found.articles()):
            where = item.path if isinstance(item, Skipped) else item.origin
            items.append((os.path.relpath(where, path), item))
    return items


def _unaccounted(names: list[str], items: list[tuple[str, Article | Skipped]]) -> set[str]:
    """The files that are neither read nor named, nor below a folder that is."""
    said = {where for where, _ in items}
    return {
        name
        for name in names
        if not any("/".join(name.split("/")[:end]) in said for end in range(1, name.count("/") + 2))
    }


def _text(name: str) -> str:
    return f"From: a@b.example\nDate: 4 May 2024\nSubject: Of {name}\n\nThe quay is shut, {name}.\n"


@settings(max_examples=60)
@given(_files())
def test_every_file_of_a_folder_is_read_or_named(names: list[str]) -> None:
    with TemporaryDirectory() as folder:
        for name in names:
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_text(name))
        items = _items(Path(folder))
        assert not _unaccounted(names, items)
        assert len(items) <= len(names) + sum(name.count("/") for name in names)


@pytest.mark.parametrize("pack", [zipped, tarred])
@settings(max_examples=40)
@given(names=_files())
def test_every_file_of_an_archive_is_read_or_named(
    names: list[str], pack: Callable[..., bytes]
) -> None:
    with TemporaryDirectory() as folder:
        packed = Path(folder, "pack.zip")
        packed.write_bytes(pack(**{name: _text(name) for name in names}))
        items = _items(packed)
        assert not _unaccounted(names, items)


def _imported(path: Path, *more: Path) -> ImportReport:
    with Archive.open(path.parent / "archive.db") as archive:
        return archive.add([path, *more])


def test_the_files_of_an_import_can_be_checked_off(tmp_path: Path) -> None:
    leak = tmp_path / "leak"
    (leak / ".kept").mkdir(parents=True)
    for name in ("README.txt", "LICENSE", "a.log", ".hidden.txt", ".kept/b.txt"):
        (leak / name).write_text(f"The quay is shut, says {name}.\n")
    (leak / "empty.txt").touch()
    (leak / "rows.jsonl").write_text('{"title": "T", "text": "One."}\nnot JSON\n')
    report = _imported(leak)
    assert (report.inputs, report.inputs_read, report.inputs_in_part) == (7, 4, 1)
    assert [Path(one.path).name for one in report.left_out] == [".hidden.txt", ".kept"]
    assert [Path(one.path).name for one in report.skipped] == ["empty.txt", "rows.jsonl"]
    # Who adds it again is told the same.
    again = _imported(leak)
    assert (again.inputs, again.inputs_read, again.new) == (7, 4, 0)
    assert again.left_out == report.left_out


@pytest.mark.parametrize("beside", ["README.md", "pyproject.toml", ".gitignore"])
def test_what_speaks_of_a_repository_is_left_out_and_named(tmp_path: Path, beside: str) -> None:
    for name in (beside, "LICENSE", "docs/CHANGELOG.txt", "docs/one.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("The quay is shut.\n\nSo they say.\n")
    named = {where for where, item in _items(tmp_path) if isinstance(item, Skipped)}
    assert {"LICENSE", "docs/CHANGELOG.txt"} <= named
    assert "docs/one.txt" not in named
    (named_itself,) = find([tmp_path / "LICENSE"], ReadOptions())
    assert isinstance(named_itself, Source)


@pytest.mark.parametrize("suffix", ["log", "srt", "tex", "vcf", "ics", "b.d", "notes", "ini"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_text_is_read_whatever_its_suffix(tmp_path: Path, suffix: str, encoding: str) -> None:
    path = tmp_path / f"a.{suffix}"
    path.write_bytes("The café on the quay was shut “at once”, she said.\n".encode(encoding))
    ((_, article),) = _items(path)
    assert isinstance(article, Article)
    assert "café" in " ".join((article.title, *article.paragraphs))


@given(st.binary(min_size=40, max_size=400).map(lambda some: b"\x07\x00\x1f" + some))
def test_bytes_that_are_no_text_are_not_taken_for_it(some: bytes) -> None:
    assert is_wide(some) or not is_plain_text(some)


def test_a_pipe_into_which_nobody_writes_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipes, "_WAIT", 0.01)
    os.mkfifo(tmp_path / "p.txt")
    (tmp_path / "a.txt").write_text("The quay is shut.\n")
    report = _imported(tmp_path / "p.txt", tmp_path / "a.txt")
    assert [one.reason for one in report.skipped] == ["a pipe into which nothing is written"]
    assert report.new == 1


@pytest.mark.parametrize("wait", [0.0, 60.0])
def test_a_pipe_into_which_somebody_writes_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wait: float
) -> None:
    monkeypatch.setattr(pipes, "_WAIT", wait)
    path = tmp_path / "p.txt"
    os.mkfifo(path)
    # A reader of our own, so that the writer is there before the pipe is opened to be read.
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    writer = os.open(path, os.O_WRONLY)
    opened = threading.Event()

    def write() -> None:
        opened.wait()
        os.write(writer, b"The quay is shut.\n")
        os.close(writer)

    thread = threading.Thread(target=write)
    thread.start()
    if wait:
        opened.set()
    with pipes.open_pipe(path) as file:
        opened.set()
        assert file.read() == b"The quay is shut.\n"
    thread.join()
    os.close(reader)


def test_lines_that_all_lack_a_text_are_told_once(tmp_path: Path) -> None:
    chat = tmp_path / "chat.jsonl"
    chat.write_text('{"ts": 1, "from": "A", "msg": "Yes."}\n' * 25)
    (one,) = _imported(chat).skipped
    assert one.reason == (
        "none of 25 records has a text; say which key is the text with --map text=KEY, of:"
        " ts, from, msg"
    )
    mixed = tmp_path / "mixed.jsonl"
    mixed.write_text('{"a": 1}\n{"title": "T", "text": "One."}\n{"a": 1}\n')
    assert len(_imported(mixed).skipped) == 2
