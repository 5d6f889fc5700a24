"""The bytes that articles were read from are given back as they were, or it is said why not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Archive, ReadOptions
from index.core.errors import NotFound
from tests.index.test_facts_of_file import FORMATS, TEXT
from tests.index.test_readers_documents import chapter, epub, zipped
from tests.index.test_readers_mail import letter


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "news.db") as opened:
        yield opened


KEEP = ReadOptions(keep_original=True)


def _eml() -> bytes:
    message = letter()
    message.set_content(TEXT)
    return message.as_bytes()


ONE: dict[str, bytes] = {
    **{kind: make([TEXT]) for kind, make in FORMATS.items()},
    "epub": epub({"a.xhtml": chapter("Harbour", TEXT * 2)}),
    "eml": _eml(),
    "html": f"<html><body><h1>Harbour</h1><p>{TEXT}</p></body></html>".encode(),
    "txt": f"Harbour\n\n{TEXT}\n".encode(),
    "jsonl": b'{"title": "Harbour", "text": "The cranes stood still."}\n',
}


@pytest.mark.parametrize("kind", ONE)
def test_the_file_of_one_article_is_kept_whatever_its_format(
    archive: Archive, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / f"a.{kind}"
    path.write_bytes(ONE[kind])
    archive.add([path])
    with pytest.raises(NotFound, match="not kept"):
        archive.original(1)
    # A file that was read without keeping its bytes is read again for them.
    report = archive.add([path], KEEP)
    assert (report.unchanged, report.remarks) == (1, [])
    original = archive.original(1)
    assert (original.name, original.data) == (str(path), path.read_bytes())


def test_a_file_in_an_archive_is_kept_and_not_the_archive(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"in/story.docx": ONE["docx"]}))
    report = archive.add([path], KEEP)
    assert (report.new, report.remarks) == (1, [])
    original = archive.original(1)
    assert (original.name, original.data) == (f"{path}/in/story.docx", ONE["docx"])


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("two.jsonl", b'{"text": "One."}\n{"text": "Two."}\n', "several articles"),
        ("two.epub", epub({f"{n}.xhtml": chapter(n, TEXT * 2) for n in "ab"}), "several articles"),
        ("large.pdf", FORMATS["pdf"](["The cranes stood still."]), "more than 0.0001"),
    ],
)
def test_what_is_not_kept_is_said(
    archive: Archive, tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    limit = 200 if name == "large.pdf" else 1 << 20
    (told,) = archive.add([path], ReadOptions(keep_original=True, limit_bytes=limit)).remarks
    assert reason in told.text
    with pytest.raises(NotFound):
        archive.original(1)


def test_each_version_has_its_own_and_what_has_none_says_which_have(
    archive: Archive, tmp_path: Path
) -> None:
    path = tmp_path / "a.md"
    texts = []
    for place, what in enumerate(("cranes", "ships", "boats"), 1):
        head = "---\ntitle: Berths\nurl: https://news.example/berths\n---\n"
        texts.append(f"{head}{TEXT}\n\nThe second berth waits for {what}.\n".encode())
        path.write_bytes(texts[-1])
        archive.add([path], KEEP if place < 3 else ReadOptions())
    assert [archive.original(1, place).data for place in (1, 2)] == texts[:2]
    with pytest.raises(NotFound, match="version 3 of article .* was not kept") as told:
        archive.original(1)
    assert "those of versions 1, 2: nutgraf show" in told.value.hint
    assert told.value.hint.endswith("--version-number 2")
