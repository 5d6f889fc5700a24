"""PDF: the text that was set, an article a document."""

from __future__ import annotations

import logging
import math
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import dropwhile, takewhile
from typing import Any, BinaryIO

from index.core.article import Article
from index.core.errors import InputError
from index.core.reports import Skipped
from index.ingest.readers.base import Input, ReadOptions
from index.ingest.readers.bundles import suspicion, text_bundle
from index.ingest.readers.dates.date_formats import find_date
from index.ingest.readers.documents.pdf_ligatures import spelled_out
from index.ingest.readers.documents.pdf_pieces import Piece, lines_of
from index.ingest.readers.documents.pdflayout import (
    Line,
    body_size,
    paragraphs,
    spaced_lines,
    without_furniture,
)
from index.ingest.readers.filenames import title_from_name
from index.ingest.readers.text_parts.paragraph_splitting import part_giants
from index.ingest.readers.text_parts.text_heads import with_head

_MOST_PAGES = 5_000
# Characters and words of a line that may be a headline though it is set as the text is.
_HEADLINE, _FEWEST_WORDS = 120, 3
# The small letters of Helvetica are so wide, in thousandths of its size, one with another.
_HELVETICA = 484.0
# Authors that programs put in for want of one.
_NO_AUTHOR = re.compile(
    r"\W*+(?:anonymous|unspecified|unknown|user|admin(?:istrator)?|owner|microsoft office user|"
    r"author|none|default)?\W*+",
    re.IGNORECASE,
)
# Titles that programs put in for want of one.
_NO_TITLE = re.compile(
    r"(?:microsoft word|\(?(?:untitled|anonymous|unspecified)\b|document\d*$|slide \d|powerpoint|"
    r".*\.(?:docx?|indd|qxd|pdf|tex|rtf|odt|pptx?)$)|\W*$",
    re.IGNORECASE,
)


class PdfReader:
    """Documents as they were laid out for print."""

    name = "pdf"
    suffixes = (".pdf",)
    describe = "PDF with text in it; lines and pages are joined, heads and page numbers left out"

    def sniff(self, head: bytes, name: str) -> float:  # noqa: ARG002
        return 0.95 if b"%PDF-" in head[:1024] else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped]:
        with source.seekable() as file:
            pages, about = _pages(file, options)
        text = without_furniture(pages)
        found = paragraphs(text)
        if not found:
            raise InputError("a PDF of pictures; its text has to be recognised first (ocrmypdf)")
        bundle = text_bundle(spaced_lines(text), wrapped=True)
        if bundle:
            yield from bundle.articles(source)
            return
        remark = suspicion("\n".join(found))
        titled = str(about.get("/Title") or "").strip()
        title = "" if _NO_TITLE.match(titled) else titled
        title = title or _headline(text) or _first_line(found)
        has_headline = bool(title)
        title = title or source.hints.title or title_from_name(source.name)
        if len(found) > 1 and _alike(found[0], title):
            found = found[1:]
        date, author = _date(about.get("/CreationDate")), str(about.get("/Author") or "").strip()
        article = Article(title=title, paragraphs=tuple(part_giants(found)))
        article = with_head(article) if has_headline else article
        yield replace(
            article,
            byline=article.byline if _NO_AUTHOR.fullmatch(author) else author,
            date=article.date or date,
            date_from=article.date_from or ("document: created" if date else ""),
            updated=_date(about.get("/ModDate")),
            tags=tuple(filter(None, re.split(r"\s*[;,]\s*", str(about.get("/Keywords") or "")))),
            remarks=(remark,) if remark else (),
        )


def _pages(file: BinaryIO, options: ReadOptions) -> tuple[list[list[Line]], dict[str, Any]]:
    """The lines of each page, and what the document says of itself. Raises InputError."""
    # Loaded here: it takes 150 ms and only PDF files need it.
    import pypdf  # noqa: PLC0415

    # The library tells of each oddity of a file; they are of no use to who only wants the text.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        document = pypdf.PdfReader(file, strict=False)
        is_locked = document.is_encrypted and not document.decrypt("")
        count = 0 if is_locked else len(document.pages)
        about = {} if is_locked else {str(k): v for k, v in (document.metadata or {}).items()}
    except Exception as error:
        # The library fails in many ways on files that are damaged.
        raise InputError("the PDF is damaged or ends early") from error
    if is_locked:
        raise InputError("locked with a password")
    if count > _MOST_PAGES:
        raise InputError(f"a PDF of more than {_MOST_PAGES:,} pages")
    pages, size = [], 0
    for number in range(count):
        try:
            lines = lines_of(_pieces(document.pages[number]))
        except Exception as error:
            raise InputError(f"the PDF is damaged at page {number + 1}") from error
        spelled = spelled_out([line.text for line in lines])
        lines = [replace(line, text=text) for line, text in zip(lines, spelled, strict=True)]
        pages.append(lines)
        size += sum(len(line.text) for line in lines)
        if size > options.limit_bytes:
            raise InputError("the PDF holds more text than the limit")
    return pages, about


def _pieces(page: Any) -> list[Piece]:
    """The pieces of text of a page, as they are drawn."""
    found: list[Piece] = []

    def visit(text: str, outer: Any, inner: Any, font: Any, size: float) -> None:
        if text.strip():
            x = inner[4] * outer[0] + inner[5] * outer[2] + outer[4]
            y = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
            scale = math.hypot(inner[2], inner[3]) * math.hypot(outer[2], outer[3])
            found.append(Piece(text, float(x), float(y), float(size) * scale, _breadth(font)))

    page.extract_text(visitor_text=visit)
    return found


def _breadth(font: Any) -> float:
    """How wide the letters of a font are, Helvetica's being 1."""
    try:
        first, widths = int(font["/FirstChar"]), [float(one) for one in font["/Widths"]]
        small = [widths[code - first] for code in range(97, 123) if 0 <= code - first < len(widths)]
    except Exception:  # noqa: BLE001  (a font may lack them, or be none)
        small = []
    told = [one for one in small if one > 0]
    if len(told) < 8:
        name = str(font.get("/BaseFont", "")) if isinstance(font, dict) else ""
        return 0.88 if re.search("times|roman|serif|garamond", name, re.IGNORECASE) else 1.0
    return min(1.6, max(0.5, sum(told) / len(told) / _HELVETICA))


def _headline(pages: list[list[Line]]) -> str:
    """The lines at the top of the first page that are set larger than the text."""
    first = next((page for page in pages if page), [])
    usual = body_size([line for page in pages for line in page])
    large = max((line.size for line in first[:12]), default=0.0)
    if large < 1.15 * usual:
        return ""
    lines = dropwhile(lambda line: abs(line.size - large) > 0.6, first)
    return " ".join(one.text for one in takewhile(lambda one: abs(one.size - large) < 0.6, lines))


def _first_line(found: list[str]) -> str:
    """The first paragraph where it may be a headline: some words, no sentence and no day."""
    first = found[0]
    is_short = len(found) > 1 and len(first) <= _HEADLINE and len(first.split()) >= _FEWEST_WORDS
    if not is_short or re.search(r"[.!?,:;…][\"'”’)]*$|\d{4}", first):
        return ""
    return first


def _date(value: Any) -> str:
    """A PDF date, D:20160321101500+01'00'."""
    match = re.match(r"D:(\d{8})(\d{6})?(?:([+-])(\d{2})'?(\d{2})?|(Z))?", str(value or ""))
    if not match:
        return ""
    day, clock, sign, hours, minutes, zulu = match.groups()
    if not clock:
        return find_date(day)
    zone = f"{sign}{hours}:{minutes or '00'}" if sign else "Z" if zulu else ""
    written = f"{day[:4]}-{day[4:6]}-{day[6:]}T{clock[:2]}:{clock[2:4]}:{clock[4:]}"
    return find_date(written + zone)


def _alike(one: str, other: str) -> bool:
    return one.casefold().split() == other.casefold().split()
