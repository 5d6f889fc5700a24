"""Web pages by their addresses, pages saved as one file, and originals that are kept."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.archive import Archive
from index.core.errors import InputError, NotFound
from index.core.reports import ImportReport
from index.ingest.readers import ReadOptions
from index.ingest.readers.base import Hints
from index.ingest.readers.pages.mhtml import MhtmlReader
from tests.index.test_feeds_fetching import FEED, network
from tests.index.test_feeds_full_text import PAGE, PARAGRAPHS
from tests.index.web_server import Request, Server

KEEP = ReadOptions(keep_original=True)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "a.db") as opened:
        yield opened


def add(archive: Archive, *paths: str | Path, options: ReadOptions | None = None) -> ImportReport:
    return archive.add(paths, options, network=network())


def test_page_is_fetched_and_read_like_a_file(
    archive: Archive, web_server: Server, tmp_path: Path
) -> None:
    head = (
        '<meta property="article:published_time" content="2025-10-02T08:00:00Z">'
        f'<link rel="canonical" href="{web_server.url}/2025/crane">'
    )
    page = PAGE.format(head=head).encode()
    asked = web_server.serve("/m/crane", gzip.compress(page, mtime=0), content_encoding="gzip")
    file = tmp_path / "note.txt"
    file.write_text("A note\n\nThe zeppelin landed.\n")
    report = add(archive, file, asked, tmp_path / "missing")
    assert (report.new, [one.reason for one in report.skipped]) == (2, ["no such file or folder"])
    view = archive.article(archive.search("quay").hits[0].article)
    assert [p.text for p in view.paragraphs] == PARAGRAPHS
    assert (view.title, view.byline, view.outlet, view.date, view.language) == (
        "A crane fell",
        "Ana Ruiz",
        "Echo",
        "2025-10-02T08:00:00+00:00",
        "en",
    )
    assert (view.url, view.origin) == (f"{web_server.url}/2025/crane", asked)
    # The address that was asked for leads to the article as well.
    assert add(archive, asked).unchanged == 1
    assert add(archive, web_server.serve("/2025/crane", page)).unchanged == 1
    assert archive.stats().articles == 2


@pytest.mark.parametrize(
    ("status", "body", "reason"),
    [
        ("404", b"", "not found (HTTP 404)"),
        ("200", b"", "empty file"),
        ("200", b"\x89PNG\r\n", "a picture"),
        ("200", FEED.encode(), "a feed; follow it with: nutgraf feeds add {}"),
    ],
)
def test_address_without_an_article_is_skipped_with_the_reason(
    archive: Archive, web_server: Server, status: str, body: bytes, reason: str
) -> None:
    (skipped,) = add(archive, web_server.serve("/x", body, status=status)).skipped
    url = web_server.url + "/x"
    assert (skipped.path, skipped.reason) == (url, reason.format(url))


def test_fetch_of_a_page_ends_when_a_stop_is_asked_for(
    archive: Archive, web_server: Server
) -> None:
    begun = threading.Event()

    def endless(request: Request) -> None:
        request.send(b"", content_length="")
        while not request.server.ended.is_set():
            request.wfile.write(b"<p>more</p>" * 100)
            begun.set()

    report = archive.add([web_server.behave("/x", endless)], stop=begun.is_set)
    assert (report.read, report.skipped, report.interrupted) == (0, [], True)


def test_front_page_and_foreign_address_are_not_believed(
    archive: Archive, web_server: Server
) -> None:
    def page(path: str, canonical: str, word: str) -> str:
        head = f'<link rel="canonical" href="{canonical}">'
        return web_server.serve(path, PAGE.format(head=head).replace("crane", word))

    add(archive, page("/1", f"{web_server.url}/", "ladder"))
    add(archive, page("/2", f"{web_server.url}/", "pilot"))
    add(archive, page("/3", "https://wire.example/original", "barge"))
    assert {archive.article(number).url for number in (1, 2, 3)} == {
        f"{web_server.url}/{number}" for number in (1, 2, 3)
    }


def test_encoding_that_only_the_server_tells(archive: Archive, web_server: Server) -> None:
    page = PAGE.format(head="").replace("crane", "Журавль").encode("cp1251")
    url = web_server.serve("/ru", page, content_type="text/html; charset=windows-1251")
    add(archive, url)
    assert archive.search("Журавль").paragraphs > 0


@pytest.mark.parametrize(
    ("charset", "encoding", "word"),
    [
        ("iso-8859-1", "utf-8", "Журавль"),
        ("windows-1252", "cp1251", "Журавль"),
        ("iso-8859-1", "cp932", "信用組合"),
        ("us-ascii", "cp1253", "Γερανός"),
        ("windows-1251", "utf-8", "Журавль"),
        ("iso-2022-jp", "iso2022_jp", "信用組合"),
        ("iso-8859-1", "cp1252", "Kränen"),
        ("koi8-r", "koi8-r", "Журавль"),
    ],
)
def test_a_server_is_not_believed_where_the_bytes_say_what_they_are(
    archive: Archive, web_server: Server, charset: str, encoding: str, word: str
) -> None:
    texts = {
        "Журавль": "Журавль упал в гавани утром, сообщил совет порта. ",
        "信用組合": "信用組合は七日、港で起きた事故について発表した。",
        "Γερανός": "Γερανός έπεσε στο λιμάνι το πρωί, ανακοίνωσε το συμβούλιο. ",
        "Kränen": "Die Räte der Häfen prüfen nun die Kränen für größere Schiffe. ",
    }
    page = (
        f"<html><head><title>{word}</title></head><body><article><p>{texts[word] * 9}</p></article>"
    )
    url = web_server.serve(
        "/x", page.encode(encoding), content_type=f"text/html; charset={charset}"
    )
    add(archive, url)
    assert archive.search(f'"{word}"').paragraphs == 1


def mhtml(page: bytes, charset: str, url: str) -> bytes:
    message = EmailMessage(policy=SMTP)
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = url
    message["Subject"] = "A crane fell"
    message["MIME-Version"] = "1.0"
    message.set_content("placeholder")
    message.set_type("multipart/related")
    del message["Content-Transfer-Encoding"]
    parts = []
    for kind, data in (("text/css", b"p {}"), ("text/html", page), ("image/png", b"\x89PNG")):
        part = EmailMessage(policy=SMTP)
        main, sub = kind.split("/")
        part.set_content(data, main, sub, cte="base64")
        if kind == "text/html":
            part["Content-Location"] = url
            part.set_param("charset", charset)
        parts.append(part)
    message.set_payload([*parts])
    return message.as_bytes()


@pytest.mark.parametrize(("encoding", "name"), [("utf-8", "a.mhtml"), ("cp1251", "a.bin")])
def test_mhtml_is_a_page(archive: Archive, tmp_path: Path, encoding: str, name: str) -> None:
    page = PAGE.format(head="").replace("crane", "Журавль").encode(encoding)
    path = tmp_path / name
    path.write_bytes(mhtml(page, encoding, "https://echo.example/crane"))
    report = archive.add([path])
    assert (report.new, report.skipped) == (1, [])
    view = archive.article(1)
    assert (view.url, len(view.paragraphs)) == ("https://echo.example/crane", 6)
    assert "Журавль" in view.paragraphs[0].text


def test_saved_pages_know_where_they_were_saved_from(archive: Archive, tmp_path: Path) -> None:
    picture = "data:image/png;base64," + "iVBORw0KGgo" * 200_000
    saved = PAGE.format(head=f'<link rel="icon" href="{picture}">')
    marks = {
        "single.html": "<!--\n Page saved with SingleFile \n url: https://e.example/1 \n "
        "saved date: Thu Oct 02 2025\n-->",
        "browser.html": "<!-- saved from url=(0021)https://e.example/2 -->",
    }
    for name, mark in marks.items():
        (tmp_path / name).write_text(saved.replace("<head>", f"{mark}<head>"))
    assert archive.add([tmp_path / name for name in marks]).new == 2
    views = [archive.article(number) for number in (1, 2)]
    assert [view.url for view in views] == ["https://e.example/1", "https://e.example/2"]
    assert [len(view.paragraphs) for view in views] == [6, 6]


def test_originals_are_kept_where_wanted(archive: Archive, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE.format(head=""))
    records = tmp_path / "two.jsonl"
    records.write_text('{"text": "One."}\n{"text": "Two."}\n')
    archive.add([page])
    with pytest.raises(NotFound, match="not kept"):
        archive.original(1)
    # Read again to keep it, the text is known and the original comes to it.
    report = archive.add([page, records], KEEP)
    assert (report.new, report.unchanged) == (2, 1)
    original = archive.original(1)
    assert (original.name, original.data) == (str(page), page.read_bytes())
    with pytest.raises(NotFound):
        archive.original(2)


def test_original_of_a_fetched_page_is_what_was_sent(archive: Archive, web_server: Server) -> None:
    url = web_server.serve("/story", PAGE.format(head=""))
    add(archive, url, options=KEEP)
    assert archive.original(1).data.decode() == PAGE.format(head="")
    assert archive.original(1).name == url


class _Bytes:
    path, name, hints = "x.mhtml", "x.mhtml", Hints()

    def __init__(self, data: bytes) -> None:
        self._data = data

    def content(self) -> bytes:
        return self._data


@given(st.binary(max_size=300))
def test_nothing_breaks_mhtml(noise: bytes) -> None:
    start = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
    html = b"Content-Type: text/html\n"
    for data in (noise, start + noise, start + html + b"\n" + noise, start + html + noise):
        try:
            list(MhtmlReader().read(_Bytes(data), ReadOptions()))  # type: ignore[arg-type]
        except InputError:
            continue


def test_nested_parts_without_end_are_a_damaged_file() -> None:
    nest = b"".join(
        b"Content-Type: multipart/related; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(4000)
    )
    with pytest.raises(InputError):
        list(MhtmlReader().read(_Bytes(nest), ReadOptions()))  # type: ignore[arg-type]
