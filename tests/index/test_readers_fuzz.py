"""Damaged files of every format: a reason each, never a traceback, and the rest is read."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import random
import tarfile
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from html import escape
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from backports import zstd
from pyarrow import parquet

from index.core.article import Article
from index.core.reports import Skipped
from index.ingest.readers import ReadOptions, Source, find
from index.ingest.readers.base import suffix_of
from index.ingest.readers.registry import choose, ours, scores
from tests.effort import runs
from tests.index.bundle_writers import WRITERS, rtf
from tests.index.test_bundles import QUAY, TENDER
from tests.index.test_readers_annotations import ANNOTATIONS, DOCUMENTS, RDF, TABLE
from tests.index.test_readers_documents import column, docx, epub, pdf
from tests.index.test_readers_elsewhere import NBIB, PUBMED, ghost
from tests.index.test_readers_mail import archive, html_page, table_page
from tests.index.test_readers_scans import ALTO, HOCR
from tests.index.test_readers_spreadsheet import xlsx
from tests.index.test_readers_text_xml import (
    BIB,
    ELEMENTS,
    HEADER,
    JATS,
    META,
    TAGGED,
    TEI,
    XML,
)
from tests.index.test_readers_tools import PAGE, WALLABAG, newsboat
from tests.index.test_readers_wiki import PAGE as WIKI_PAGE
from tests.index.test_readers_wiki import TEXT as WIKI
from tests.index.test_readers_wiki import export
from tests.index.test_readers_wire_copy import ANPA, IPTC, UNIVERSAL, har, safari
from tests.items import told

TEXT = "Talks go on\n\nThe minister said on Monday that talks would go on.\n\nIt cost £5.\n"
RECORD = {"title": "Talks", "date": "2016-03-21", "text": TEXT, "url": "https://a.example/1"}
LINKED = '{"@type": "NewsArticle", "headline": "T", "datePublished": "2016-03-21"}'
DAMAGED = runs(600, 2_400)
"""How many damaged files are read, of all formats together."""


def mail() -> bytes:
    message = EmailMessage()
    message["From"] = "The Post <a@post.example>"
    message["Subject"] = "Talks go on"
    message["Date"] = "Mon, 21 Mar 2016 10:15:00 +0100"
    message["Message-ID"] = "<1@post.example>"
    message.set_content(TEXT)
    message.add_alternative(table_page([TEXT] * 3), subtype="html")
    return message.as_bytes()


def mhtml() -> bytes:
    made = MIMEMultipart("related", type="text/html")
    made["From"] = "<Saved by Blink>"
    made["Snapshot-Content-Location"] = "https://a.example/1"
    made["Subject"] = "Talks go on"
    made["MIME-Version"] = "1.0"
    made.attach(MIMEText(html_page().decode(), "html"))
    return made.as_bytes()


def packed(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return buffer.getvalue()


def tarred(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as made:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            made.addfile(member, io.BytesIO(content))
    return buffer.getvalue()


def in_columns() -> bytes:
    buffer = io.BytesIO()
    parquet.write_table(pa.table({"title": ["A", "B"], "text": [TEXT, TEXT]}), buffer)
    return buffer.getvalue()


def omnivore() -> bytes:
    entry = {"slug": "a", "title": "Talks", "url": "https://a.example/1", "labels": ["x"]}
    files = {
        "metadata_0_to_20.json": json.dumps([entry]).encode(),
        "content/a.html": f"<html><body>{PAGE}</body></html>".encode(),
        "highlights/a.md": b"> The minister said\n\nNote.\n",
    }
    return packed(**files)


def odt() -> bytes:
    spaces = 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    body = f"<x {spaces}><body><text:h>Talks</text:h><text:p>{TEXT}</text:p></body></x>"
    return packed(
        mimetype=b"application/vnd.oasis.opendocument.text", **{"content.xml": body.encode()}
    )


def flat_odt() -> bytes:
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    return (
        f'<office:document office:mimetype="application/vnd.oasis.opendocument.text"'
        f' xmlns:office="{urn}:office:1.0" xmlns:text="{urn}:text:1.0"><office:body>'
        f"<text:h>Talks</text:h><text:p>{TEXT}</text:p></office:body></office:document>"
    ).encode()


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A good file of each format by its name."""
    database = newsboat(tmp_path_factory.mktemp("newsboat") / "cache.db").read_bytes()
    line = json.dumps(RECORD).encode()
    zotero = [
        {
            "id": "a",
            "type": "article",
            "title": "T",
            "abstract": TEXT,
            "issued": {"date-parts": [[2016]]},
        }
    ]
    marked = [
        {
            "url": "https://a.example/1",
            "title": "T",
            "highlights": [{"quote": TEXT, "created_at": 1}],
        }
    ]
    return {
        "text.txt": TEXT.encode("cp1252"),
        "wide.txt": TEXT.encode("utf-16"),
        "markdown.md": f"---\ntitle: Talks\ndate: 2016\n---\n\n# Talks\n\n{TEXT}".encode(),
        "html.html": html_page(f'<script type="application/ld+json">{LINKED}</script>'),
        "mhtml.mhtml": mhtml(),
        "newsml.xml": (
            f"<nitf><body><body.head><hedline><hl1>Talks</hl1></hedline></body.head>"
            f"<body.content><p>{TEXT}</p></body.content></body></nitf>"
        ).encode(),
        "mediawiki.xml": export(
            *(WIKI_PAGE.format(title=f"T{n}", ns=0, more="", text=escape(WIKI)) for n in range(2))
        ).encode(),
        "scan.xml": ALTO.encode(),
        "scan.hocr": HOCR.encode(),
        "pubmed.nbib": NBIB.encode(),
        "pubmed.xml": PUBMED.encode(),
        "ghost.json": ghost().encode(),
        "sitemap.xml": (
            b"<urlset><url><loc>https://a.example/1</loc><news:news xmlns:news='n'><news:title>"
            b"Talks</news:title></news:news></url></urlset>"
        ),
        "ris.ris": f"TY  - NEWS\nTI  - Talks\nAB  - {TEXT}\nER  - \n".encode(),
        "bibtex.bib": BIB.encode(),
        "endnote.enw": TAGGED.encode(),
        "endnote.xml": XML.encode(),
        "text-xml.xml": TEI.format(header=HEADER, body=f"<p>{TEXT}</p>").encode(),
        "text-xml.nxml": JATS.format(meta=META, one=TEXT, two=TEXT).encode(),
        "xml.xml": ELEMENTS.encode(),
        "wire-copy.txt": ANPA.format(one=TEXT, two=TEXT).encode() * 2,
        "wire-copy.story": IPTC.format(one=TEXT, two=TEXT).encode("latin-1"),
        "conll.conllu": UNIVERSAL.encode(),
        "har.har": har(html_page().decode()).encode(),
        "webarchive.webarchive": safari(html_page()),
        "feed.xml": (
            '<?xml version="1.0"?><rss version="2.0"><channel><title>The Post</title><item>'
            "<title>Talks go on</title><link>https://a.example/1</link>"
            f"<description>{TEXT}</description></item></channel></rss>"
        ).encode(),
        "json.jsonl": (line + b"\n") * 3,
        "array.json": b"[" + line + b"," + line + b"]",
        "csv.csv": f'title,date,text\nA,2016,"{TEXT}"\nB,2017,"Two, ""three"""\n'.encode(),
        "parquet.parquet": in_columns(),
        "mail.eml": mail(),
        "mail.mbox": (b"From a@b Mon Mar 21 10:15:00 2016\n" + mail() + b"\n") * 2,
        "warc.warc.gz": archive(("https://a.example/1", "text/html", html_page())),
        "warc.warc": archive(("https://a.example/1", "text/html", html_page()), packed=False),
        "pdf.pdf": pdf(
            column(["The minister said on Monday that", "talks would go on."]), Title="T"
        ),
        "epub.epub": epub({"a.xhtml": f"<html><body><h1>T</h1><p>{TEXT * 4}</p></body></html>"}),
        "office.docx": docx(f"<w:p><w:r><w:t>{TEXT}</w:t></w:r></w:p>", "<c><title>T</title></c>"),
        "office.odt": odt(),
        "flat-odt.fodt": flat_odt(),
        "spreadsheet.xlsx": xlsx(A=(("title", "text"), ("A", TEXT), ("B", TEXT))),
        "rtf.rtf": rtf(["Talks go on", *TEXT.split("\n\n")]),
        **{f"bundle {name}": write([QUAY, TENDER]) for name, write in WRITERS.items()},
        "zip.zip": packed(**{"a.txt": TEXT.encode(), "b.jsonl": line}),
        "tar.tar": tarred(**{"a.txt": TEXT.encode(), "b.jsonl": line}),
        "tar.tar.gz": gzip.compress(tarred(**{"a.txt": TEXT.encode(), "b.jsonl": line})),
        "text.txt.bz2": bz2.compress(TEXT.encode() * 9),
        "text.txt.xz": lzma.compress(TEXT.encode() * 9),
        "text.txt.zst": zstd.compress(TEXT.encode() * 9),
        "newsboat.db": database,
        "wallabag.json": json.dumps([WALLABAG]).encode(),
        "evernote.enex": (
            b"<?xml version='1.0'?><en-export><note><title>T</title><tag>x</tag><content>"
            b"<![CDATA[<en-note><div>One.</div></en-note>]]></content></note></en-export>"
        ),
        "omnivore.zip": omnivore(),
        "zotero.json": json.dumps(zotero).encode(),
        "pocket-highlights.json": json.dumps(marked).encode(),
        "pocket.csv": b"title,url,time_added,tags,status\nT,https://a.example/1,1,a|b,unread\n",
        "instapaper.csv": b"URL,Title,Selection,Folder,Timestamp\nhttps://a.example/1,T,S,F,1\n",
        "readwise.csv": b"Highlight,Book Title,Book Author,Note,Tags\nWords,T,A,N,x\n",
        "readwise-reader.csv": b"Title,URL,ID,Document tags,Saved date\nT,https://a.example/1,1,a,b\n",
        "matter.csv": b"Title,Author,Publisher,URL,Tags,File Id\nT,A,P,https://a.example/1,x,1\n",
        "raindrop.csv": (
            b"id,title,note,excerpt,url,folder,tags,created,cover,highlights,favorite\n"
            b"1,T,N,E,https://a.example/1,F,x,1,,Highlight:W,true\n"
        ),
        "karakeep.json": json.dumps(
            {
                "bookmarks": [
                    {"createdAt": 1, "title": "T", "content": {"url": "https://a.example/1"}}
                ]
            }
        ).encode(),
        "readwise-export.json": json.dumps(
            {
                "results": [
                    {
                        "user_book_id": 1,
                        "title": "T",
                        "source_url": "https://a.example/1",
                        "highlights": [{"id": 1, "text": TEXT, "note": "N"}],
                    }
                ]
            }
        ).encode(),
        "hypothesis.json": json.dumps({"annotations": ANNOTATIONS}).encode(),
        "hypothesis-table.csv": TABLE.encode(),
        "readwise-documents.json": json.dumps({"results": DOCUMENTS}).encode(),
        "zotero-rdf.rdf": RDF.encode(),
        "links.html": b"<title>Pocket Export</title><ul><li><a href='https://a.example/1'>T</a></ul>",
    }


WIDE = ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")


def read(path: Path) -> list[Article | Skipped]:
    (source,) = find([path], ReadOptions())
    assert isinstance(source, Source)
    return told(source.articles())


def test_there_is_a_good_file_of_each_format(samples: dict[str, bytes], tmp_path: Path) -> None:
    for name, content in samples.items():
        (tmp_path / name).write_bytes(content)
        items = read(tmp_path / name)
        assert [one for one in items if isinstance(one, Skipped)] == [], name
        assert items, name
        head = name.split(".")[0]
        if head in {reader.name for reader in ours()} and not name.endswith(
            (".bz2", ".xz", ".zst", ".gz")
        ):
            assert choose(content[:65_536], name).name == head
    covered = {name.split(".")[0] for name in samples}
    assert {reader.name for reader in ours()} <= covered


def test_a_reader_that_would_take_an_input_is_asked(samples: dict[str, bytes]) -> None:
    """What is loaded only where signs or suffix say so misses nothing, in any encoding, nor under
    the name of another format.
    """
    named = {suffix_of(name): name for name in samples}.values()
    for own, content in samples.items():
        text = content.decode("utf-8", "replace")
        written = [content.upper(), *(text.encode(wide) for wide in WIDE)]
        asked = [(content, name) for name in ("a", "a.txt", own, *named)]
        asked += [(head, name) for head in written for name in ("a", "a.txt", own)]
        for head, name in asked:
            wanting = [reader.name for reader in ours() if reader.sniff(head, name) > 0]
            assert wanting == [
                reader.name for score, reader in scores(head, name) if score and reader
            ]


Change = Callable[[random.Random, bytes], bytes]


def cut(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data))]


def flipped(chance: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 2, 8, 64))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def stuffed(chance: random.Random, data: bytes) -> bytes:
    place = chance.randrange(len(data))
    inserted = chance.choice(
        (
            b"\x00" * 99,
            b"\xff" * 9,
            b'"' * 3,
            b"<![CDATA[" * 9,
            b"[{" * 500,
            b"\n" * 50,
            b"&x;",
            b"9" * 5000,
        )
    )
    return data[:place] + inserted + data[place + chance.randrange(40) :]


def doubled(chance: random.Random, data: bytes) -> bytes:
    start, end = sorted(chance.randrange(len(data)) for _ in range(2))
    return data[:end] + data[start:end] * chance.choice((1, 5)) + data[end:]


def swapped(chance: random.Random, data: bytes) -> bytes:
    """Large numbers where lengths and places may stand."""
    changed = bytearray(data)
    place = chance.randrange(max(1, len(changed) - 4))
    changed[place : place + 4] = chance.choice(
        (b"\xff\xff\xff\x7f", b"\x00\x00\x00\x80", b"\xff" * 4, bytes(4))
    )
    return bytes(changed)


def test_damaged_files_never_raise(samples: dict[str, bytes], tmp_path: Path) -> None:
    chance = random.Random(2016)
    names = sorted(samples)
    seen = 0
    failures = []
    for number in range(DAMAGED):
        name = names[number % len(names)]
        change = chance.choice((cut, flipped, flipped, stuffed, doubled, swapped))
        path = tmp_path / name
        path.write_bytes(change(chance, samples[name]))
        for item in read(path):
            reason = item.reason if isinstance(item, Skipped) else ""
            seen += isinstance(item, Skipped)
            assert "\n" not in reason
            if reason.startswith("the reader failed"):
                failures.append((number, name, change.__name__, reason))
                (tmp_path / f"keep-{number}-{name}").write_bytes(path.read_bytes())
    assert failures == [], "\n".join(map(str, failures))
    assert seen > DAMAGED / 4


ODD: tuple[Any, ...] = (
    *(None, True, 0, -1, 1.5, 1e308, 10**30, "", "x", "\ud800", "http://a.example/\ud800", [], {}),
    *([[]], [None], {"a": 1}, {"name": [1]}, [{"name": {}}], ["x", 1], {"id": []}, "0" * 400),
    *({"$date": "x"}, {"date-parts": [[None]]}),
)


def confused(chance: random.Random, value: Any) -> Any:
    """A value of JSON with a few of those in it of another kind, or left out."""
    if chance.random() < 0.08:
        return chance.choice(ODD)
    if isinstance(value, dict):
        return {key: confused(chance, one) for key, one in value.items() if chance.random() > 0.03}
    return [confused(chance, one) for one in value] if isinstance(value, list) else value


def test_values_of_another_kind_never_raise(samples: dict[str, bytes], tmp_path: Path) -> None:
    chance = random.Random(2016)
    names = sorted(name for name in samples if name.endswith((".json", ".har")))
    failures = []
    for number in range(DAMAGED):
        name = names[number % len(names)]
        path = tmp_path / name
        path.write_text(json.dumps(confused(chance, json.loads(samples[name]))), "utf-8")
        reasons = [one.reason for one in read(path) if isinstance(one, Skipped)]
        failures += [(name, why) for why in reasons if why.startswith("the reader failed")]
    assert failures == []


def test_a_name_may_promise_another_format(samples: dict[str, bytes], tmp_path: Path) -> None:
    suffixes = [".txt", ".md", ".html", ".json", ".csv", ".pdf", ".eml", ".docx", ".zip", ""]
    for number, content in enumerate(samples.values()):
        for suffix in suffixes:
            path = tmp_path / f"{number}{suffix}"
            path.write_bytes(content)
            reasons = [one.reason for one in read(path) if isinstance(one, Skipped)]
            assert not any(reason.startswith("the reader failed") for reason in reasons), reasons
