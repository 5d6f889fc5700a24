"""Documents: what was laid out for paper becomes paragraphs again."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.core.article import Article
from index.core.reports import Skipped
from index.ingest.readers import ReadOptions, Source, find
from index.ingest.readers.documents.pdf_asides import set_apart
from index.ingest.readers.documents.pdf_furniture import furniture as around
from index.ingest.readers.documents.pdf_style import Line
from index.ingest.readers.documents.pdflayout import paragraphs

Placed = tuple[str, float, float, float]
"""Text, place from the left, place from below, size."""


def pdf(*pages: list[Placed], **about: str) -> bytes:
    """A PDF file of lines set in Helvetica."""
    objects = [b"", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids = []
    for page in pages:
        drawn = "".join(
            f"BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET\n" for text, x, y, size in page
        ).encode("latin-1")
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % len(objects)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    objects[1] = b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(kids), b" ".join(kids))
    objects.append(
        b"<< %s >>" % b" ".join(b"/%s (%s)" % (k.encode(), v.encode()) for k, v in about.items())
    )
    made, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"<< /Size %d /Root 1 0 R /Info %d 0 R >>" % (len(objects) + 1, len(objects))
    end = b"startxref\n%d\n%%%%EOF\n" % len(made)
    return (
        made
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
        + b"trailer\n"
        + trailer
        + b"\n"
        + end
    )


def zipped(files: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            stored = zipfile.ZIP_STORED if name == "mimetype" else None
            archive.writestr(name, content, compress_type=stored)
    return buffer.getvalue()


def read(folder: Path, content: bytes, name: str = "a.bin", **options: Any) -> list[Any]:
    path = folder / name
    path.write_bytes(content)
    (source,) = find([path], ReadOptions(**options))
    assert isinstance(source, Source)
    return list(source.articles())


def column(lines: list[str], x: float = 50, top: float = 700, size: float = 10) -> list[Placed]:
    """Lines under one another; an empty one leaves a gap, a blank in front indents one."""
    return [
        (text.strip(), x + 12 * text.startswith(" "), top - 12 * place, size)
        for place, text in enumerate(lines)
        if text
    ]


GAPS = [
    "The minister said on Monday that talks with the govern-",
    "ment of the neighbouring country would go on until both",
    "sides had agreed on the price of steel.",
    "",
    "Her colleague in the trade department, who has led the",
    "negotiations since March, told the newspaper that a well-",
    "known agreement was closer than ever, and the two of them",
]
NEXT = [
    "would meet again in the spring of the following year.",
    "",
    "A well-known lawyer disagreed with both of the ministers.",
]
STORY = """\
The minister said on Monday that talks with the government of the neighbouring country would go \
on until both sides had agreed on the price of steel.
Her colleague in the trade department, who has led the negotiations since March, told the \
newspaper that a well-known agreement was closer than ever, and the two of them would meet again \
in the spring of the following year.
A well-known lawyer disagreed with both of the ministers.
""".splitlines()
LAST = "which nobody had talked about."


def furniture(number: int) -> list[Placed]:
    return [("THE DAILY EXAMPLE, Monday", 50, 780, 8), (f"Page {number} of 3", 280, 20, 8)]


def test_a_pdf_becomes_paragraphs_again(tmp_path: Path) -> None:
    content = pdf(
        [*furniture(1), ("Talks on steel", 50, 740, 18), ("go on", 50, 718, 18), *column(GAPS)],
        [*furniture(2), *column(NEXT)],
        [*furniture(3), *column(["The last page stands alone and says this."])],
        Author="Ann Lee",
        Title="Microsoft Word - final2.docx",
        CreationDate="D:20160321101500+01'00'",
    )
    (article,) = read(tmp_path, content)
    assert isinstance(article, Article)
    assert article.title == "Talks on steel go on"
    head = "THE DAILY EXAMPLE, Monday"  # of each page, kept once
    last = "The last page stands alone and says this."
    assert list(article.paragraphs) == [*STORY, last, head]
    assert article.byline == "Ann Lee"
    assert (article.date, article.date_from) == ("2016-03-21T10:15:00+01:00", "document: created")


def test_columns_and_indents_are_understood(tmp_path: Path) -> None:
    indented = [*[f" {GAPS[0]}", *GAPS[1:3]], f" {GAPS[4]}", *GAPS[5:]]
    second = [
        NEXT[0],
        f" {NEXT[2]}",
        " And this one is about",
        "the ships of both countries,",
        LAST,
    ]
    content = pdf([*column(indented), *column(second, x=320)], Title="Talks")
    (article,) = read(tmp_path, content)
    assert list(article.paragraphs) == [
        *STORY,
        f"And this one is about the ships of both countries, {LAST}",
    ]


def test_pdf_files_without_text_or_whole_pages_are_told(tmp_path: Path) -> None:
    (item,) = read(tmp_path, pdf([]))
    assert item.reason == "a PDF of pictures; its text has to be recognised first (ocrmypdf)"
    (item,) = read(tmp_path, b"%PDF-1.7 ...")
    assert item.reason == "the PDF is damaged or ends early"


LINES = st.builds(
    Line,
    st.text(max_size=30),
    st.floats(0, 600),
    st.floats(0, 800),
    st.floats(0, 40),
)


@given(st.lists(st.lists(LINES, max_size=8), max_size=4))
def test_no_word_is_lost_between_lines(pages: list[list[Line]]) -> None:
    found = "".join(paragraphs(pages))
    expected = "".join(line.text for page in pages for line in page)
    assert sorted(filter(str.isalnum, found)) == sorted(filter(str.isalnum, expected))
    kept = around(pages).text
    assert len(kept) == len(pages)
    left = "".join(line.text for page in kept for line in page)
    shown = "".join(paragraphs(set_apart(kept[:1])))
    assert set(filter(str.isalnum, shown)) <= set(filter(str.isalnum, left))


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(body: str, core: str = "", more: Mapping[str, str] | None = None) -> bytes:
    document = f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": document,
            "docProps/core.xml": core,
            **(more or {}),
        }
    )


CORE = (
    '<cp:coreProperties xmlns:cp="urn:cp" xmlns:dc="urn:dc" xmlns:dcterms="urn:t">'
    "<dc:title>From the properties</dc:title><dc:creator>Ann Lee</dc:creator>"
    "<dcterms:created>2016-03-21T10:15:00Z</dcterms:created></cp:coreProperties>"
)


def test_a_docx_is_an_article(tmp_path: Path) -> None:
    body = (
        '<w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Talks go on</w:t></w:r></w:p>'
        "<w:p/><w:p><w:r><w:t xml:space='preserve'>The minister </w:t></w:r><w:r><w:t>said</w:t>"
        "<w:tab/><w:t>so.</w:t></w:r><w:del><w:r><w:delText>Gone.</w:delText></w:r></w:del></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Steel</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:p><w:r><w:t>£5</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    )
    (article,) = read(tmp_path, docx(body, CORE))
    assert isinstance(article, Article)
    assert article.title == "Talks go on"
    assert article.paragraphs == ("The minister said so.", "Steel | £5")
    assert (article.byline, article.date) == ("Ann Lee", "2016-03-21T10:15:00+00:00")
    (bare,) = read(tmp_path, docx("<w:p><w:r><w:t>Only this.</w:t></w:r></w:p>"), "a.docx")
    assert (bare.title, bare.date) == ("Only this.", "")


def test_a_docx_is_read_as_it_is_shown(tmp_path: Path) -> None:
    def run(text: str, about: str = "") -> str:
        return f"<w:r><w:rPr>{about}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"

    raised, lowered = (f"<w:vertAlign w:val='{one}script'/>" for one in ("super", "sub"))
    body = (
        f"<w:p>{run('An F')}<w:r><w:noBreakHyphen/></w:r>{run('16 over 9 km')}{run('2', raised)}"
        f"{run(' in CO')}{run('2', lowered)}{run('secret', '<w:vanish/>')}"
        f"{run(' seen', '<w:vanish w:val=&quot;0&quot;/>'.replace('&quot;', chr(34)))}"
        "<w:r><w:footnoteReference w:id='2'/></w:r></w:p>"
    )
    (article,) = read(tmp_path, docx(body))
    assert article.paragraphs == ("An F-16 over 9 km² in CO₂ seen",)
    assert article.remarks == (
        "1 note below or behind the text left out",
        "1 hidden passage left out",
    )


def test_of_an_odt_who_made_it_is_its_author(tmp_path: Path) -> None:
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<o:document-content xmlns:o="{urn}:office:1.0" xmlns:t="{urn}:text:1.0"><o:body><o:text>'
        "<t:p>It sank.</t:p></o:text></o:body></o:document-content>"
    )
    meta = (
        f'<o:document-meta xmlns:o="{urn}:office:1.0" xmlns:m="{urn}:meta:1.0" xmlns:dc="urn:dc">'
        "<o:meta><m:initial-creator>Jo Brandt</m:initial-creator><dc:creator>Other</dc:creator>"
        "<m:creation-date>2016-02-03</m:creation-date></o:meta></o:document-meta>"
    )
    kind = "application/vnd.oasis.opendocument.text"
    made = zipped({"mimetype": kind, "content.xml": content, "meta.xml": meta})
    (article,) = read(tmp_path, made)
    assert (article.byline, article.date) == ("Jo Brandt", "2016-02-03")


def test_an_odt_is_an_article(tmp_path: Path) -> None:
    urn = "urn:oasis:names:tc:opendocument:xmlns"
    spaces = f'xmlns:office="{urn}:office:1.0" xmlns:text="{urn}:text:1.0"'
    content = (
        f"<office:document-content {spaces}><office:body><office:text>"
        "<text:h text:outline-level='1'>Talks go on</text:h>"
        "<text:p>The <text:span>minister</text:span><text:s/>said so.</text:p>"
        "<text:list><text:list-item><text:p>One thing.</text:p></text:list-item></text:list>"
        "</office:text></office:body></office:document-content>"
    )
    made = zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})
    (article,) = read(tmp_path, made)
    assert article.title == "Talks go on"
    assert article.paragraphs == ("The minister said so.", "One thing.")


def epub(
    pages: dict[str, str],
    contents: str = "",
    title: str = "The Weekly",
    creator: str = "Ann Lee",
    nav: str = "",
) -> bytes:
    items = "".join(f'<item id="i{n}" href="{name}"/>' for n, name in enumerate(pages))
    items += '<item id="nav" href="nav.xhtml" properties="nav"/>' if nav else ""
    items += '<item id="toc" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(len(pages)))
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container xmlns="urn:c"><rootfiles><rootfile '
            'full-path="O/book.opf"/></rootfiles></container>',
            "O/book.opf": '<package xmlns="urn:o" xmlns:dc="urn:dc"><metadata>'
            f"<dc:title>{title}</dc:title><dc:creator>{creator}</dc:creator>"
            "<dc:date>2016-03-21</dc:date><dc:language>en-GB</dc:language>"
            f"<dc:identifier>urn:7</dc:identifier></metadata><manifest>{items}</manifest>"
            f"<spine>{spine}</spine></package>",
            "O/toc.ncx": f'<ncx xmlns="urn:n"><navMap>{contents}</navMap></ncx>',
            **({"O/nav.xhtml": nav} if nav else {}),
            **{f"O/{name}": content for name, content in pages.items()},
        }
    )


def chapter(heading: str, text: str) -> str:
    return f"<html><head><title>x</title></head><body><h1>{heading}</h1><p>{text}</p></body></html>"


LONG = "The minister said on Monday that talks would go on until both sides had agreed. " * 4


def test_an_epub_is_an_article_a_chapter(tmp_path: Path) -> None:
    pages = {
        "cover.xhtml": "<html><body><img src='x.png'/>The Weekly</body></html>",
        "one.xhtml": chapter("Steel", LONG + "One."),
        "two.xhtml": chapter("Ships", LONG + "Two."),
        "two_b.xhtml": f"<html><body><p>{LONG}Three.</p></body></html>",
    }
    one, two, *rest = read(tmp_path, epub(pages))
    assert (one.title, one.outlet, one.byline, one.date) == (
        "Steel",
        "The Weekly",
        "Ann Lee",
        "2016-03-21",
    )
    assert one.paragraphs == ((LONG + "One.").strip(),)
    assert one.source_id == "urn:7#O/one.xhtml"
    assert (two.title, len(rest)) == ("Ships", 1)
    contents = "".join(
        f'<navPoint><navLabel><text>{label}</text></navLabel><content src="{name}#a"/></navPoint>'
        for label, name in (("On steel", "one.xhtml"), ("On ships", "two.xhtml"))
    )
    one, two = read(tmp_path, epub(pages, contents))
    assert (one.title, two.title) == ("On steel", "On ships")
    assert two.paragraphs[-1].endswith("Three.")


BOMB = (
    '<!DOCTYPE x [<!ENTITY a "ha ha ha ha ha ha "><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;">'
    '<!ENTITY e SYSTEM "file:///etc/passwd">]>'
)


def test_entities_of_xml_stand_for_nothing(tmp_path: Path) -> None:
    body = "<w:p><w:r><w:t>Before &d;&e; after.</w:t></w:r></w:p>"
    document = f'{BOMB}<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'
    (article,) = read(tmp_path, zipped({"word/document.xml": document}))
    assert isinstance(article, Article)
    assert article.paragraphs == ("Before after.",)


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.epub"])
def test_documents_that_lack_their_parts_are_told(tmp_path: Path, name: str) -> None:
    (item,) = read(tmp_path, zipped({"other.xml": "<x/>"}), name)
    assert isinstance(item, Skipped)
    assert item.reason.startswith("damaged")
    (item,) = read(tmp_path, zipped({"other.xml": "<x/>"})[:30], name)
    assert item.reason == "the ZIP archive is damaged or ends early"
