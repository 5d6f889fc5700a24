"""PDF: the text that was set, an article a document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import dropwhile, takewhile
from typing import Any

from index.core.article import Article
from index.core.errors import InputError
from index.core.late_patterns import late
from index.core.page_labels import found_again, over
from index.core.reports import Remark, Skipped
from index.ingest.readers.base import Input, ReadOptions
from index.ingest.readers.bundles import suspicion, text_bundle
from index.ingest.readers.dates.date_formats import find_date
from index.ingest.readers.documents.facts_of_file import commented, with_facts_of_file
from index.ingest.readers.documents.pdf_asides import set_apart
from index.ingest.readers.documents.pdf_file import read_pdf
from index.ingest.readers.documents.pdf_furniture import (
    Once,
    furniture,
)
from index.ingest.readers.documents.pdf_legibility import is_legible
from index.ingest.readers.documents.pdf_remarks import several_articles, unread_files, unread_pages
from index.ingest.readers.documents.pdf_style import Line, body_size
from index.ingest.readers.documents.pdflayout import (
    paged_paragraphs,
    spaced_lines,
)
from index.ingest.readers.filenames import title_from_name
from index.ingest.readers.text_parts.cut_words import joined_lines, words_in
from index.ingest.readers.text_parts.paragraph_splitting import part_giants

_PICTURES = "a PDF of pictures; its text has to be recognised first (ocrmypdf)"
_ILLEGIBLE = (
    "a PDF whose fonts do not say which letters they show; its text has to be recognised first"
    " (ocrmypdf --force-ocr)"
)
# What such a file shows to programs that cannot fill in its form.
_FORM = late(r"Please wait\b.{0,40}If this message is not eventually replaced", re.DOTALL)
_NO_FORM = "a form (XFA) that only Adobe Reader shows; print it there to a PDF and add that"
# Characters and words of a line that may be a headline though it is set as the text is.
_HEADLINE, _FEWEST_WORDS = 120, 3
# Paragraphs among which the headline stands.
_ABOVE = 4
# Titles that programs put in for want of one.
_NO_TITLE = late(
    r"(?:microsoft word|\(?(?:untitled|anonymous|unspecified)\b|document\d*$|slide \d|powerpoint|"
    r".*\.(?:docx?|indd|qxd|pdf|tex|rtf|odt|pptx?)$)|\W*$",
    re.IGNORECASE,
)


class PdfReader:
    """Documents as they were laid out for print."""

    name = "pdf"
    suffixes = (".pdf",)
    describe = "PDF with text in it; lines and pages are joined, numbers of pages left out"

    def sniff(self, head: bytes, name: str) -> float:  # noqa: ARG002
        return 0.95 if b"%PDF-" in head[:1024] else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped | Remark]:
        with source.on_disk() as path:
            file = read_pdf(path, options.limit_bytes)
        printed, about = furniture(file.pages), file.about
        text = set_apart(printed.text)
        paged = paged_paragraphs(text)
        found = [one for one, _ in paged]
        if not found:
            raise InputError(_PICTURES)
        if _FORM.match(" ".join(found[:2])):
            raise InputError(_NO_FORM)
        if not is_legible(found, file.unknown):
            raise InputError(_ILLEGIBLE)
        unread = (unread_pages(file.pictures, file.damaged), unread_files(file.attached))
        bundle = text_bundle(spaced_lines(text), wrapped=True)
        if bundle:
            yield from (Remark(source.path, one) for one in unread if one)
            yield from bundle.articles(source)
            return
        several = suspicion("\n".join(found)) or several_articles(text)
        titled = str(about.get("Title") or "").strip()
        title = "" if _NO_TITLE.match(titled) else titled
        title = title or _headline(text) or _first_line(found, text)
        has_headline = bool(title)
        title = title or source.hints.title or title_from_name(source.name)
        found = _without_headline(found, title)
        # They stand behind the text, which they are no part of.
        around = [one for one in printed.once if not _alike(one.text, title)]
        around += [Once(commented(*said), page, page) for page, *said in file.comments]
        found += [one.text for one in around]
        article = Article(
            title=title,
            paragraphs=tuple(part_giants(found)),
            tags=tuple(filter(None, re.split(r"\s*[;,]\s*", str(about.get("Keywords") or "")))),
            url=printed.address,
            remarks=tuple(filter(None, (several, *unread))),
        )
        told = with_facts_of_file(
            article,
            author=str(about.get("Author") or "").strip(),
            made=_date(about.get("CreationDate")),
            changed=_date(about.get("ModDate")),
            # Below the first headline of several stands what is said of its article.
            has_head=has_headline and not (several and title == titled),
        )
        labels = file.labels
        pieces = [(one, over(labels[first], labels[last])) for one, (first, last) in paged]
        pieces += [(one.text, over(labels[one.first], labels[one.last])) for one in around]
        yield replace(told, pages=found_again(pieces, told.paragraphs))


def _headline(pages: list[list[Line]]) -> str:
    """The lines at the top of the first page that are set larger than the text."""
    first = next((page for page in pages if page), [])
    text = [line for page in pages for line in page]
    usual = body_size(text)
    large = max((line.size for line in first[:12] if not line.aside), default=0.0)
    if large < 1.15 * usual:
        return ""
    lines = dropwhile(lambda line: abs(line.size - large) > 0.6, first)
    title = [one.text for one in takewhile(lambda one: abs(one.size - large) < 0.6, lines)]
    return joined_lines(title, words_in(line.text for line in text), is_english=True)


def _first_line(found: list[str], pages: list[list[Line]]) -> str:
    """The first paragraph where it may be a headline: some words, no sentence and no day."""
    first = found[0]
    if any(page[0].is_row for page in pages[:1] if page):
        return ""
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


def _without_headline(found: list[str], title: str) -> list[str]:
    """The paragraphs without the headline, which may have a line or two above it."""
    at = next((at for at, text in enumerate(found[:_ABOVE]) if _alike(text, title)), None)
    return found if at is None or len(found) < 2 else [*found[:at], *found[at + 1 :]]


def _alike(one: str, other: str) -> bool:
    return _letters(one) == _letters(other)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))
