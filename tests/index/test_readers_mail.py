"""Newsletters and web archives."""

from __future__ import annotations

import gzip
import re
import sys
import zlib
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import brotli
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.core.article import Article
from index.core.reports import Skipped
from index.ingest.readers import ReadOptions, Source, find
from tests.effort import runs

STORY = """\
The minister said on Monday that talks with the neighbouring country would go on until both sides \
had agreed on the price of steel and on who may sell it.
Her colleague in the trade department, who has led the negotiations since March, told the \
newspaper that an agreement was closer than at any time in the past two years.
It would cost £5 a tonne — “a gift”, said the opposition — and last until the end of the year.
""".splitlines()
FOOTER = "You are receiving this because you signed up. Unsubscribe"


def letter(**headers: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = headers.pop("sender", '"The Daily Steel" <letters@steel.example>')
    message["To"] = "reader@example.org"
    message["Subject"] = headers.pop("subject", "Talks go on")
    message["Date"] = headers.pop("date", "Mon, 21 Mar 2016 10:15:00 +0100")
    message["Message-ID"] = headers.pop("id", "<1@steel.example>")
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    return message


def table_page(story: list[str]) -> str:
    """A newsletter as it is sent: tables in tables."""
    rows = "".join(f"<tr><td style='padding:8px'>{text}</td></tr>" for text in story)
    return (
        "<html><head><style>td {color: black}</style></head><body><table><tr><td>"
        "<a href='https://steel.example/v?u=1'>View this email in your browser</a></td></tr>"
        f"<tr><td><table>{rows}</table></td></tr><tr><td>{FOOTER}</td></tr></table></body></html>"
    )


def read(folder: Path, content: bytes, name: str = "a.eml", **options: Any) -> list[Any]:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    (source,) = find([path], ReadOptions(**options))
    assert isinstance(source, Source)
    return list(source.articles())


def test_a_newsletter_is_an_article(tmp_path: Path) -> None:
    message = letter(List_Id="Daily <daily.steel.example>")
    message.set_content("See the web page.")
    message.add_alternative(table_page(STORY), subtype="html")
    (article,) = read(tmp_path, message.as_bytes())
    assert isinstance(article, Article)
    assert list(article.paragraphs) == STORY
    assert (article.title, article.outlet) == ("Talks go on", "The Daily Steel")
    assert (article.date, article.date_from) == ("2016-03-21T10:15:00+01:00", "mail: Date")
    assert article.source_id == "1@steel.example"
    assert article.url == ""


def test_plain_text_is_read_as_it_is_written(tmp_path: Path) -> None:
    message = letter(sender="Ann Lee from The Post <ann@post.example>", subject="Fwd: Talks")
    message.set_content(
        "View this post on the web at https://post.example/p/talks\n\n"
        + "\n\n".join(STORY)
        + f"\n\n{FOOTER}\n",
        cte="quoted-printable",
    )
    (article,) = read(tmp_path, message.as_bytes(), "noname")
    assert isinstance(article, Article)
    assert list(article.paragraphs) == STORY
    assert (article.title, article.byline, article.outlet) == ("Talks", "Ann Lee", "The Post")
    assert article.url == "https://post.example/p/talks"


def test_headers_and_charsets_that_lie(tmp_path: Path) -> None:
    raw = (
        b"Received: from a by b; Tue, 22 Mar 2016 08:00:00 +0000\r\n"
        b"From: =?iso-8859-1?Q?Caf=E9?= <a@b.example>\r\nSubject: \xa3 and \xa3\r\n"
        b"Date: never\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n"
        b"It cost \xa35, the minister said.\r\n"
    )
    (article,) = read(tmp_path, raw)
    assert isinstance(article, Article)
    assert article.paragraphs == ("It cost £5, the minister said.",)
    assert (article.outlet, article.date) == ("Café", "2016-03-22T08:00:00+00:00")
    assert article.date_from == "mail: Received"


def test_an_mbox_is_a_message_an_article(tmp_path: Path) -> None:
    parts = []
    for number in range(3):
        message = letter(id=f"<{number}@x.example>", subject=f"Number {number}")
        message.set_content(f"From there to here.\n\nText {number} of the minister's speech.\n")
        body = message.as_bytes().replace(b"\nFrom there", b"\n>From there")
        parts.append(b"From a@b.example Mon Mar 21 10:15:00 2016\n" + body + b"\n")
    items = read(tmp_path, b"".join(parts), "Inbox")
    assert [one.title for one in items] == ["Number 0", "Number 1", "Number 2"]
    assert items[1].paragraphs == ("From there to here.", "Text 1 of the minister's speech.")
    assert items[2].origin == f"{tmp_path}/Inbox:3"
    parts[1] = parts[1][:-1] + b"x" * 9000 + b"\n\n"
    items = read(tmp_path, b"".join(parts), "Inbox", limit_bytes=2000)
    assert [type(one) for one in items] == [Article, Skipped, Article]
    assert items[1].reason.startswith("message 2: larger than")


def test_a_maildir_is_a_folder_of_messages(tmp_path: Path) -> None:
    message = letter()
    message.set_content(STORY[0])
    for name in ("cur/1.M1.host:2,S", "new/2.M2.host", ".News.Daily/cur/3.host:2,RS", "tmp/4"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(message.as_bytes())
    (tmp_path / ".News.Daily" / "new").mkdir()
    (tmp_path / "cur" / "5.host:2,ST").write_bytes(message.as_bytes())
    (tmp_path / "dovecot-uidlist").write_text("3 V1\n")
    found = [one for one in find([tmp_path], ReadOptions()) if isinstance(one, Source)]
    assert [one.relative for one in found] == [
        ".News.Daily/cur/3.host:2,RS",
        "cur/1.M1.host:2,S",
        "new/2.M2.host",
    ]
    assert all(isinstance(item, Article) for one in found for item in one.articles())


def test_a_message_sent_with_another_is_read_too(tmp_path: Path) -> None:
    inner = letter(id="<inner@x.example>", subject="The letter itself")
    inner.set_content(STORY[0])
    outer = letter(subject="Look at this")
    outer.set_content("This may interest you.")
    outer.add_attachment(inner)
    first, second = read(tmp_path, outer.as_bytes())
    assert (first.title, first.paragraphs) == ("Look at this", ("This may interest you.",))
    assert (second.title, second.paragraphs) == ("The letter itself", (STORY[0],))


@pytest.mark.parametrize(
    "content",
    [
        "Dear reader,\n\nthis is no mail.\n\nFrom: here to there\n",
        "Title: A report\nDate: 2016-03-21\n\nThe text.\n",
        "From: my desk\n\nThe minister said.\n",
    ],
)
def test_text_that_only_looks_like_mail_is_text(tmp_path: Path, content: str) -> None:
    (article,) = read(tmp_path, content.encode(), "a.txt")
    assert isinstance(article, Article)
    assert article.date_from != "mail: Date"


def archive(*pages: tuple[str, str, bytes], packed: bool = True) -> bytes:
    """A WARC file of pages: address, type and bytes."""
    records = [
        (b"WARC-Type: warcinfo\r\nContent-Type: application/warc-fields", b"software: x\r\n")
    ]
    for address, kind, data in pages:
        answer = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode() + data
        head = f"WARC-Type: response\r\nWARC-Target-URI: {address}\r\n".encode()
        records.append((head + b"Content-Type: application/http; msgtype=response", answer))
    made = b""
    for number, (head, block) in enumerate(records):
        record = (
            b"WARC/1.0\r\n" + head + b"\r\nWARC-Date: 2016-03-22T08:00:00Z\r\n"
            b"WARC-Record-ID: <urn:uuid:%d>\r\nContent-Length: %d\r\n\r\n" % (number, len(block))
        )
        record += block + b"\r\n\r\n"
        made += gzip.compress(record, mtime=0) if packed else record
    return made


BRIEFING = """<html><body><h1>Evening Briefing</h1><p>Good evening from Port Varrick, where the
court rose early on Wednesday after a juror fell ill.</p><h2>Ferry fares rise</h2><p>Coastal Lines
will raise its fares by nine per cent from April, the company said in a letter to passengers.</p>
<h2>Rain</h2><ul><li>Eggs cost twice what they cost a year ago, the statistics office said.</li>
<li><p>A seal was found asleep in the auction.</p><p>It had a name.</p></li></ul><p>That is all,
rain or no rain. We are back tomorrow.</p>%s</body></html>"""


@pytest.mark.parametrize(
    ("below", "last"),
    [
        ("", ()),
        ("<ul><li>Rain in Port Varrick.</li></ul>", ("Rain in Port Varrick.",)),
        ("<ul><li><a href='https://a.example/x'>Follow us</a></li><li>Help</li></ul>", ()),
        ("<h3>Follow us</h3>", ()),
    ],
)
def test_headings_and_items_of_lists_in_a_letter_stay_where_they_are(
    tmp_path: Path, below: str, last: tuple[str, ...]
) -> None:
    message = letter(subject="Evening Briefing, 1 March")
    message.set_content(BRIEFING % below, subtype="html")
    (article,) = read(tmp_path, message.as_bytes())
    first, *rest = article.paragraphs
    assert first.startswith("Good evening from Port Varrick")
    assert rest[0] == "Ferry fares rise"
    assert rest[1].startswith("Coastal Lines will raise its fares")
    assert rest[2:6] == [
        "Rain",
        "Eggs cost twice what they cost a year ago, the statistics office said.",
        "A seal was found asleep in the auction.",
        "It had a name.",
    ]
    assert rest[6].endswith("We are back tomorrow.")
    assert tuple(rest[7:]) == last


def html_page(head: str = "") -> bytes:
    body = "".join(f"<p>{text}</p>" for text in STORY)
    return f"<html><head><title>Talks</title>{head}</head><body><article>{body}</article>".encode()


@pytest.mark.parametrize("packed", [True, False])
def test_a_web_archive_gives_its_pages(tmp_path: Path, packed: bool) -> None:
    dated = '<meta property="article:published_time" content="2016-03-20T10:00:00Z">'
    content = archive(
        ("https://www.post.example/talks", "text/html; charset=utf-8", html_page(dated)),
        ("https://post.example/logo.png", "image/png", b"\x89PNG"),
        ("https://post.example/undated", "text/html", html_page()),
        packed=packed,
    )
    one, two = read(tmp_path, content, "a.warc.gz" if packed else "a.warc")
    assert isinstance(one, Article)
    assert list(one.paragraphs) == STORY
    assert (one.url, one.outlet) == ("https://www.post.example/talks", "post.example")
    assert one.date == "2016-03-20T10:00:00+00:00"
    assert isinstance(two, Article)
    assert two.date == "2016-03-22T08:00:00+00:00"
    assert two.date_from == "web archive: time of capture"


def test_a_web_archive_cut_off_gives_what_it_has(tmp_path: Path) -> None:
    pages = [(f"https://a.example/{n}", "text/html", html_page()) for n in range(5)]
    content = archive(*pages)
    items = read(tmp_path, content[: len(content) - 500], "a.warc.gz")
    assert sum(isinstance(one, Article) for one in items) >= 3
    assert isinstance(items[-1], Skipped)
    (empty,) = read(tmp_path, archive(), "b.warc.gz")
    assert empty.reason == "no pages in the web archive"
    # Wherever in its last record it was cut, be it in the head of that.
    last = len(content) - len(archive(*pages[:-1]))
    for cut in range(1, last, 61):
        (told,) = (
            one
            for one in read(tmp_path, content[:-cut][len(archive(*pages[:-2])) :], "c.warc.gz")
            if isinstance(one, Skipped)
        )
        assert told.reason == "the packed file ends early"


@pytest.mark.parametrize("packing", ["gzip", "deflate", "chunked", "br"])
def test_pages_are_unpacked_as_they_were_sent(tmp_path: Path, packing: str) -> None:
    page = html_page()
    header = f"text/html\r\nContent-Encoding: {packing}"
    if packing == "chunked":
        header = "text/html\r\nTransfer-Encoding: chunked"
        page = b"%x\r\n%s\r\n%x;x=y\r\n%s\r\n0\r\n\r\n" % (
            100,
            page[:100],
            len(page) - 100,
            page[100:],
        )
    elif packing == "gzip":
        page = gzip.compress(page, mtime=0)
    elif packing == "deflate":
        page = zlib.compress(page)[2:-4]
    elif packing == "br":
        page = brotli.compress(page)
    (item,) = read(tmp_path, archive(("https://a.example/1", header, page)), "a.warc.gz")
    assert list(item.paragraphs) == STORY


def test_a_page_that_brotli_packed_says_so_where_it_is_not_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "brotli", None)
    page = ("https://a.example/1", "text/html\r\nContent-Encoding: br", html_page())
    (item,) = read(tmp_path, archive(page), "a.warc.gz")
    assert item.reason == "packed with brotli; to read it: pip install 'nutgraf[brotli]'"


def told(n: int) -> bytes:
    return html_page().replace(b"Talks", b"Talks %d" % n)


@settings(
    max_examples=runs(25, 1_500),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(at=st.floats(0, 1), size=st.integers(1, 60), seed=st.binary(min_size=60, max_size=60))
def test_damage_in_a_web_archive_costs_the_records_that_it_hits(
    tmp_path: Path, at: float, size: int, seed: bytes
) -> None:
    urls = [f"https://a.example/{n}" for n in range(5)]
    content = archive(*((url, "text/html", told(n)) for n, url in enumerate(urls)))
    starts = [match.start() for match in re.finditer(b"\x1f\x8b\x08\x00", content)]
    place = int(at * (len(content) - size))
    damaged = content[:place] + seed[:size] + content[place + size :]
    hit = {n for n, start in enumerate(starts) if start < place + size}
    hit = {n for n in hit if place < [*starts[1:], len(content)][n]}
    found = {one.url for one in read(tmp_path, damaged, "a.warc.gz") if isinstance(one, Article)}
    assert found >= {url for n, url in enumerate(urls, 1) if n not in hit}


@pytest.mark.parametrize("size", [1, 2, 40])
def test_a_packed_web_archive_without_its_first_bytes_loses_one_record(
    tmp_path: Path, size: int
) -> None:
    urls = [f"https://a.example/{n}" for n in range(12)]
    content = archive(*((url, "text/html", told(n)) for n, url in enumerate(urls)))
    items = read(tmp_path, b"\x00" * size + content[size:], "a.warc.gz")
    assert len([one for one in items if isinstance(one, Article)]) >= 11
    assert "damaged" in items[-1].reason


def test_damage_in_a_web_archive_is_told(tmp_path: Path, capsys: Any) -> None:
    urls = [f"https://a.example/{n}" for n in range(12)]
    content = archive(*((url, "text/html", told(n)) for n, url in enumerate(urls)))
    place = content.index(b"\x1f\x8b\x08\x00", len(content) // 2) + 40
    damaged = content[:place] + b"\xff" * 40 + content[place + 40 :]
    *articles, last = read(tmp_path, damaged, "a.warc.gz")
    assert len(articles) == 11
    assert last.reason == "the web archive is damaged at one place; 11 pages could be read"
    assert capsys.readouterr() == ("", "")


def test_a_damaged_header_in_an_archive_that_is_not_packed_costs_its_record(tmp_path: Path) -> None:
    urls = [f"https://a.example/{n}" for n in range(6)]
    pages = [(url, "text/html", told(n)) for n, url in enumerate(urls)]
    content = archive(*pages, packed=False)
    place = content.index(b"WARC/1.0", len(content) // 2)
    items = read(tmp_path, content[:place] + b"XXXX/9.9" + content[place + 8 :], "a.warc")
    assert sum(isinstance(one, Article) for one in items) >= 5


def test_pages_that_were_put_into_an_archive_are_read(tmp_path: Path) -> None:
    page = html_page()
    record = (
        b"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://a.example/1\r\n"
        b"WARC-Date: 2016-03-22T08:00:00Z\r\nContent-Type: text/html; charset=utf-8\r\n"
        b"Content-Length: %d\r\n\r\n%s\r\n\r\n" % (len(page), page)
    )
    (item,) = read(tmp_path, record, "a.warc")
    assert list(item.paragraphs) == STORY
    assert (item.url, item.date) == ("https://a.example/1", "2016-03-22T08:00:00+00:00")


def test_an_archive_of_the_older_kind_is_read(tmp_path: Path) -> None:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + html_page()
    about = b"1 0 InternetArchive\nURL IP-address Archive-date Content-type Archive-length\n\n"
    content = b"filedesc://a.arc 0.0.0.0 20160322080000 text/plain %d\n%s\n" % (len(about), about)
    content += b"https://a.example/1 1.2.3.4 20160322080000 text/html %d\n" % len(answer)
    (item,) = read(tmp_path, content + answer + b"\n", "a.arc")
    assert list(item.paragraphs) == STORY
    assert (item.url, item.date) == ("https://a.example/1", "2016-03-22T08:00:00")


def test_a_line_without_end_in_a_web_archive_is_not_read_on(tmp_path: Path) -> None:
    (item,) = read(tmp_path, b"WARC/1.0\r\nX: " + b"x" * 3_000_000, "a.warc", limit_bytes=1 << 20)
    assert item.reason == "the web archive has a line without an end"


def test_letters_sent_with_letters_come_once_each(tmp_path: Path) -> None:
    inmost = letter(subject="Inmost", id="<3@steel.example>")
    inmost.set_content(STORY[0])
    inner = letter(subject="Inner", id="<2@steel.example>")
    inner.set_content(STORY[1])
    inner.add_attachment(inmost)
    outer = letter(subject="Outer")
    outer.set_content(STORY[2])
    outer.add_attachment(inner)
    found = read(tmp_path, outer.as_bytes())
    assert [(one.title, one.paragraphs) for one in found] == [
        ("Outer", (STORY[2],)),
        ("Inner", (STORY[1],)),
        ("Inmost", (STORY[0],)),
    ]


def test_a_letter_that_is_another_as_a_whole_is_that_one(tmp_path: Path) -> None:
    inner = letter(subject="Inner", id="<2@steel.example>")
    inner.set_content(STORY[1])
    outer = letter(subject="Outer")
    outer.set_content(inner)
    assert [one.title for one in read(tmp_path, outer.as_bytes())] == ["Inner"]
