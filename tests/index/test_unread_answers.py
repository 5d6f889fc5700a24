"""What servers answered instead of pages is counted and told, and no article."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.archive import Archive
from index.core.article import Article
from index.core.reports import ImportReport, Remark, Skipped
from index.ingest.readers import ReadOptions, Source, find
from index.ingest.readers.pages.unread_answers import UnreadAnswers
from tests.index.test_readers_mail import html_page
from tests.index.test_web_pages import mhtml

_GONE = (
    b"<html><head><title>Gone</title></head><body><p>The harbour page is gone.</p></body></html>"
)
_TOLD = "answers that are no pages were not read: 3 errors (403: 1, 404: 2) and 1 redirect"
_ANSWERS = ((200, html_page()), (404, _GONE), (404, _GONE), (403, _GONE), (301, b""))


def warc(*answers: tuple[int, bytes], packed: bool = True) -> bytes:
    """A web archive of answers: status and page."""
    made = b""
    for number, (status, page) in enumerate(answers):
        kind = "Content-Type: text/html\r\n" if page else ""
        answer = f"HTTP/1.1 {status} X\r\n{kind}\r\n".encode() + page
        record = (
            "WARC/1.0\r\nWARC-Type: response\r\n"
            f"WARC-Target-URI: https://post.example/2016/{number}\r\n"
            "WARC-Date: 2016-03-22T08:00:00Z\r\n"
            "Content-Type: application/http; msgtype=response\r\n"
            f"WARC-Record-ID: <urn:uuid:{number}>\r\nContent-Length: {len(answer)}\r\n\r\n"
        ).encode()
        record += answer + b"\r\n\r\n"
        made += gzip.compress(record, mtime=0) if packed else record
    return made


def har(*answers: tuple[int, bytes]) -> bytes:
    """A log of the same requests."""
    entries = [
        {
            "startedDateTime": "2016-03-22T08:00:00Z",
            "_resourceType": "document",
            "request": {"url": f"https://post.example/2016/{number}"},
            "response": {
                "status": status,
                "content": {"mimeType": "text/html" if page else "", "text": page.decode()},
            },
        }
        for number, (status, page) in enumerate(answers)
    ]
    log = {"version": "1.2", "creator": {"name": "x"}, "entries": entries}
    return json.dumps({"log": log}).encode()


def items(folder: Path, name: str, content: bytes) -> list[Article | Skipped | Remark]:
    path = folder / name
    path.write_bytes(content)
    (source,) = find([path], ReadOptions())
    assert isinstance(source, Source)
    return list(source.articles())


@pytest.mark.parametrize("name", ["a.warc.gz", "a.warc", "a.har"])
def test_answers_that_are_no_pages_are_told(tmp_path: Path, name: str) -> None:
    content = har(*_ANSWERS) if name == "a.har" else warc(*_ANSWERS, packed=name.endswith("gz"))
    article, told = items(tmp_path, name, content)
    assert isinstance(article, Article)
    assert article.url == "https://post.example/2016/0"
    assert told == Remark(str(tmp_path / name), _TOLD)


@pytest.mark.parametrize("name", ["a.warc.gz", "a.har"])
def test_an_import_lists_them_among_what_should_be_looked_at(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(har(*_ANSWERS) if name == "a.har" else warc(*_ANSWERS))
    with Archive.open(tmp_path / "a.db") as archive:
        report: ImportReport = archive.add([path])
    assert (report.new, report.skipped) == (1, [])
    assert [one.text for one in report.remarks] == [_TOLD]


def test_an_archive_of_errors_alone_says_so(tmp_path: Path) -> None:
    told, failed = items(tmp_path, "a.warc.gz", warc((404, _GONE)))
    assert told == Remark(
        str(tmp_path / "a.warc.gz"), "answers that are no pages were not read: 1 error (404: 1)"
    )
    assert isinstance(failed, Skipped)
    assert failed.reason == "no pages in the web archive"


@given(st.lists(st.integers(100, 599)))
def test_every_error_and_redirect_is_counted_once(statuses: list[int]) -> None:
    unread = UnreadAnswers()
    for status in statuses:
        unread.add(status)
    errors = Counter(one for one in statuses if one >= 400)
    redirects = sum(300 <= one < 400 for one in statuses)
    text = unread.text()
    assert all(f"{status}: {count}" in text for status, count in errors.items())
    assert (f"{redirects} redirect" in text) == (redirects > 0)
    assert bool(text) == bool(errors or redirects)


@pytest.mark.parametrize("noise", ["", "-1", "²", None, 0, 1.5, "x"])
def test_what_is_no_status_counts_for_nothing(noise: object) -> None:
    unread = UnreadAnswers()
    unread.add(noise)
    assert unread.text() == ""


@pytest.mark.parametrize(
    "address", ["chrome-error://chromewebdata/", "about:neterror?e=dnsNotFound"]
)
def test_a_browsers_own_message_is_no_article(tmp_path: Path, address: str) -> None:
    page = html_page()
    (kept,) = items(tmp_path, "a.mhtml", mhtml(page, "utf-8", address))
    assert isinstance(kept, Skipped)
    assert kept.reason.startswith("a browser's message that no page came")
    saved = f"<!-- saved from url=(0029){address} -->".encode()
    (kept,) = items(tmp_path, "a.html", b"<!DOCTYPE html>\n" + saved + page)
    assert isinstance(kept, Skipped)
    # An article about such addresses is one.
    (kept,) = items(tmp_path, "b.html", page.replace(b"<p>", f"<p>{address} ".encode(), 1))
    assert isinstance(kept, Article)
