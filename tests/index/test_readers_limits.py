"""What is too much, too deep or closed is told in words; what only looks odd is read."""

from __future__ import annotations

import io
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from index.core.article import Article
from index.core.reports import Remark, Skipped
from index.ingest.readers import ReadOptions, Source, find, finished_articles
from index.ingest.readers.documents import plain_text

_TEXT = b"The ferry\n\nThe ferry to Orbel left at noon, the mayor said.\n"


def _read(path: Path) -> list[Article | Skipped | Remark]:
    [source] = find([path], ReadOptions())
    assert isinstance(source, Source)
    return list(source.articles())


def _titles(items: list[Article | Skipped | Remark]) -> list[str]:
    return [one.origin.rpartition("/")[2] for one in items if isinstance(one, Article)]


def test_an_article_of_too_many_paragraphs_is_refused_in_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finished_articles, "_MOST_PARAGRAPHS", 100)
    monkeypatch.setattr(plain_text, "_MOST_LINES", 300)
    path = tmp_path / "a.txt"
    for paragraphs, reason in ((101, "paragraphs in one article"), (200, "lines in one text")):
        path.write_text("".join(f"Sentence {n} ends.\n\n" for n in range(paragraphs + 1)), "utf-8")
        [item] = _read(path)
        assert isinstance(item, Skipped)
        assert reason in item.reason
    path.write_text("".join(f"Sentence {n} ends.\n\n" for n in range(90)), "utf-8")
    assert isinstance(_read(path)[0], Article)


def test_a_letter_whose_parts_are_nested_without_end_is_refused_in_words(tmp_path: Path) -> None:
    nest = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(3000)
    )
    path = tmp_path / "a.eml"
    path.write_bytes(b"From: a@b.example\nSubject: Deep\nMIME-Version: 1.0\n" + nest)
    for item in _read(path):
        assert isinstance(item, Skipped)
        assert "Error" not in item.reason


def test_members_of_archives_are_read_whatever_folder_they_name(tmp_path: Path) -> None:
    names = ("../../above.txt", "..\\windows.txt", "./here.txt", "/root.txt", "plain.txt")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        for number, name in enumerate((*names, ".hidden.txt")):
            packed.writestr(name, _TEXT.replace(b"noon", b"%d" % number))
    assert len(_titles(_read(tmp_path / "a.zip"))) == len(names)


def test_links_in_archives_are_told(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "a.tar", "w") as packed:
        member = tarfile.TarInfo("../up.txt")
        member.size = len(_TEXT)
        packed.addfile(member, io.BytesIO(_TEXT))
        for number in range(2):
            link = tarfile.TarInfo(f"link{number}.txt")
            link.type, link.linkname = tarfile.SYMTYPE, "../up.txt"
            packed.addfile(link)
    items = _read(tmp_path / "a.tar")
    assert len(_titles(items)) == 1
    assert [one.text for one in items if isinstance(one, Remark)] == [
        "2 links in it are not followed"
    ]


def test_standard_input_that_is_closed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert list(find(["-"], ReadOptions())) == [Skipped("-", "standard input is closed")]


@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
def test_where_json_breaks_off_is_told_in_a_sentence(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text('[{"title": "The ferry", "text": "The ferry to Orbel', "utf-8")
    [item] = _read(path)
    assert isinstance(item, Skipped)
    assert "not JSON" in item.reason
    assert "at at" not in item.reason


@pytest.mark.parametrize("head", ['"version": "1.2", ', '"creator": {"name": "x"}, ', ""])
def test_a_har_is_known_without_who_made_it(tmp_path: Path, head: str) -> None:
    story = "<p>The ferry to Orbel left at noon, the mayor said on Tuesday.</p>" * 5
    page = f"<html><head><title>The ferry</title></head><body>{story}</body></html>"
    entry = (
        '{"request": {"url": "https://a.example/1"}, "response": {"status": 200, "content":'
        f' {{"mimeType": "text/html", "text": "{page}"}}}}}}'
    )
    path = tmp_path / "a.har"
    path.write_text(f'{{"log": {{{head}"entries": [{entry}]}}}}', "utf-8")
    [article] = _read(path)
    assert isinstance(article, Article)
    assert article.url == "https://a.example/1"
