"""EPUB: books, and issues of magazines, a chapter an article."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any
from urllib.parse import unquote

from index.core.article import Article
from index.core.dates import days
from index.core.errors import InputError
from index.core.kept import kept
from index.core.language_names import language_of
from index.core.late_patterns import late
from index.core.page_labels import found_again
from index.core.publication import GUESSED_IN_TEXT, MADE
from index.core.reports import Skipped
from index.ingest.readers.base import Input, ReadOptions, suffix_of
from index.ingest.readers.dates.date_formats import find_date
from index.ingest.readers.documents.epub_chapters import (
    Chapter,
    Entry,
    chapters,
    entries_of,
)
from index.ingest.readers.documents.epub_pages import (
    paged_pieces,
    targets_of,
    with_breaks,
    without_breaks,
)
from index.ingest.readers.encodings import decode
from index.ingest.readers.markup.xmltree import elements, parse_xml, part_of, texts
from index.ingest.readers.packed.zipfiles import open_zip
from index.ingest.readers.text_parts.article_heads import below_head
from index.ingest.readers.text_parts.paragraph_splitting import part_giants
from index.ingest.readers.text_parts.text_heads import with_head
from index.ingest.readers.text_parts.told_elsewhere import Told

_NAME = r"[^\W\d_a-zà-ÿ][\w.'’-]*"
# “The Echo [Mon, 06 Oct 2025]”, “The Echo, October 6, 2025”; “Der Bote 41/2025”.
_DATED = (
    late(r"(.*\S)\s*[\[(]([^\[\]()]{4,40})[\])]\s*"),
    late(r"(.*?\S)(?:,|\s[-–—:·|])\s+([^\[\]()]{6,40})"),
)
_ISSUE = late(
    r"(.*[^\W\d_].*?)[\s,]+(?:(?:no|nr|n°|issue|ausgabe|heft)\.?\s*)?\d{1,4}/(?:19|20)?\d\d",
    re.IGNORECASE,
)
_LONGEST_TITLE = 300
_SIGNED = late(
    rf"(?:[Bb]y|[Vv]on|[Pp]ar|[Pp]or)\s+({_NAME}(?:(?:\s+|,\s+|\s+(?:and|und|et|y|de|van|von)\s+){_NAME}){{0,9}})"
    r"(?:\s*[,|·–—-]\s*([^|]*\d{4}[^|]{0,40}))?\s*\|?"
)
# Any number of names, however they are written, where a day follows that is nothing else.
_BY_MANY = late(
    r"(?:[Bb]y|[Vv]on|[Pp]ar|[Pp]or)\s+([^\W\d_][^,:!?]{2,40}(?:,\s[^,:!?\d]{2,40}){1,20}),\s+"
    r"(\d{4}-\d\d-\d\d|\d{1,2}\.? [^\W\d]{3,12} \d{4}|[^\W\d]{3,12} \d{1,2}, \d{4})"
)
_LOCKED = "a book that its seller has locked (DRM): only the seller's programs can read it"
_ISSUED = timedelta(days=62)
"""So long before or after the day that a magazine bears its articles may have been written."""


class EpubReader:
    """Books whose chapters are pages of HTML, packed with a list of them."""

    name = "epub"
    suffixes = (".epub",)
    describe = "EPUB, an article a chapter; the book's title stands for the outlet"

    def sniff(self, head: bytes, name: str) -> float:
        if not head.startswith(b"PK\x03\x04"):
            return 0.0
        named = head[30:].startswith(b"mimetypeapplication/epub+zip")
        return 0.98 if named else 0.97 if suffix_of(name) in self.suffixes else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped]:
        with source.seekable() as file, open_zip(file) as archive:
            book = _Book(archive, options)
            if book.is_locked():
                raise InputError(_LOCKED)
            found = book.chapters()
            if not found:
                raise InputError("a book without text")
            is_collection = book.is_collection(found)
            printed = book.printed()
            is_alone = len(found) == 1
            for one in found:
                article = book.article(one, is_alone=is_alone, is_collection=is_collection)
                yield replace(article, pages=found_again(printed, article.paragraphs))


class _Book:
    """The package document and what it lists."""

    def __init__(self, archive: zipfile.ZipFile, options: ReadOptions) -> None:
        self._archive = archive
        self._options = options
        container = parse_xml(part_of(archive, "META-INF/container.xml", options))
        paths = [one.get("full-path") for one in elements(container, "rootfile")]
        if not paths or not paths[0]:
            raise InputError("damaged: the book has no list of its parts")
        self._folder = posixpath.dirname(paths[0])
        self._package = parse_xml(part_of(archive, paths[0], options))
        self._items = {
            one.get("id"): one for one in elements(self._package, "item") if one.get("href")
        }

    def is_locked(self) -> bool:
        """Whether any of its pages is encrypted. That fonts are is usual, and no matter."""
        try:
            listed = parse_xml(part_of(self._archive, "META-INF/encryption.xml", self._options))
        except InputError:
            return False
        found = (unquote(one.get("URI") or "") for one in elements(listed, "CipherReference"))
        locked = set(map(posixpath.normpath, found))
        return any(path in locked for path in self._paths())

    def is_collection(self, found: Sequence[Chapter]) -> bool:
        """Whether chapters have days of their own that are not about the book's: then the book's
        is the day when somebody put it together, and says little of the other chapters.
        """
        signed = [(day, where) for _, day, _, where in map(_signed, found)]
        own = filter(None, (days(day) for day, where in signed if where != GUESSED_IN_TEXT))
        made = days(self._date())
        return made is not None and any(abs(day[0] - made[0]) > _ISSUED for day in own)

    def _date(self) -> str:
        return next(filter(None, map(find_date, texts(self._package, "date"))), "")

    def _is_of_time(self, day: str) -> bool:
        """Whether a day that nobody calls that of a chapter may be: chapters of novels have days
        above them as well.
        """
        one, book = days(day), days(self._date())
        return book is None or (one is not None and abs(one[0] - book[0]) <= _ISSUED)

    def article(self, chapter: Chapter, *, is_alone: bool, is_collection: bool) -> Article:
        """The article that a chapter is. Where it is all of the book, and is called as that or not
        at all, the book's title is its headline and names no outlet.
        """

        def said(name: str) -> str:
            return next(iter(texts(self._package, name)), "")

        is_book = is_alone and chapter.title.casefold() in ("", said("title").casefold())
        byline, day, paragraphs, where = _signed(chapter)
        if where == GUESSED_IN_TEXT and not (byline or is_collection or self._is_of_time(day)):
            day, paragraphs, where = "", chapter.paragraphs, ""
        outlet, printed = _outlet(("" if is_book else said("title")) or said("publisher"))
        dated = day or self._date() or printed
        book = MADE if is_collection else "book: date"
        creators = [
            one
            for one in texts(self._package, "creator")
            if one.casefold() not in {outlet.casefold(), "calibre"}
        ]
        told = Told(byline, dates=(dated,))
        return Article(
            title=chapter.title or (said("title") if is_book else ""),
            paragraphs=tuple(part_giants(below_head(paragraphs, "", told))),
            outlet=outlet,
            byline=byline or ", ".join(creators),
            date=dated,
            date_from="" if not dated else where if day else book,
            section=chapter.section,
            language=language_of(said("language")),
            url=chapter.url,
            tags=tuple(texts(self._package, "subject")),
            source_id=f"{said('identifier') or said('title')}#{chapter.href}",
        )

    def chapters(self) -> list[Chapter]:
        """The chapters in reading order, without covers, title pages and lists of links."""
        title = next(iter(texts(self._package, "title")), "")
        pages = [(path, without_breaks(page)) for path, page in self._pages()]
        found = chapters(pages, self._contents(), title)
        text = [one for one in found if not one.is_front]
        return text or [one for one in found if not one.is_called_front] or found

    def printed(self) -> list[tuple[str, str]]:
        """The text of the book with the labels of the pages it was printed on, if it says them."""
        return paged_pieces(list(self._pages()))

    def _pages(self) -> Iterator[tuple[str, str]]:
        """The address and the text of each page, in reading order."""
        for path in self._paths():
            # A page that is not there, or is damaged, costs itself.
            with suppress(InputError):
                page = decode(part_of(self._archive, path, self._options))
                labels = self._printed_pages.get(path)
                yield path, with_breaks(page, labels) if labels else page

    def _paths(self) -> Iterator[str]:
        for reference in elements(self._package, "itemref"):
            item = self._items.get(reference.get("idref"))
            if item is not None and "nav" not in (item.get("properties") or "").split():
                yield self._path(item.get("href"))

    def _contents(self) -> list[Entry]:
        """What the table of contents calls each page, or place in one."""
        return [entry for root, path in self._tables() for entry in entries_of(root, path)]

    @kept
    def _printed_pages(self) -> Mapping[str, Mapping[str, str]]:
        """Where the contents say that pages of print begin: for each page the labels by places."""
        found: dict[str, dict[str, str]] = {}
        for root, path in self._tables():
            for target in targets_of(root, path):
                found.setdefault(target.path, {}).setdefault(target.fragment, target.label)
        return found

    def _tables(self) -> Iterator[tuple[Any, Callable[[str], str]]]:
        """The tables of contents, each with what makes an address in it that of a page."""
        for item in self._items.values():
            kind, properties = item.get("media-type") or "", item.get("properties") or ""
            if "ncx" not in kind and "nav" not in properties.split():
                continue
            path = self._path(item.get("href"))
            with suppress(InputError):
                root = parse_xml(part_of(self._archive, path, self._options))
                yield root, partial(self._path, folder=posixpath.dirname(path))

    def _path(self, href: str, folder: str | None = None) -> str:
        base = self._folder if folder is None else folder
        return posixpath.normpath(posixpath.join(base, unquote(href.partition("#")[0])))


def _outlet(title: str) -> tuple[str, str]:
    """The title of a newspaper without the day or the number of its issue, and that day."""
    if len(title) > _LONGEST_TITLE:
        return title, ""
    numbered = _ISSUE.fullmatch(title)
    title = numbered[1] if numbered else title
    for pattern in _DATED:
        dated = pattern.fullmatch(title)
        day = find_date(dated[2]) if dated else ""
        if dated and len(day) >= len("2016-03"):
            return dated[1], day
    return title, ""


def _signed(chapter: Chapter) -> tuple[str, str, list[str], str]:
    """Byline and day out of lines below the headline such as “By Jo Brandt, 6 October 2025”, the
    text without them, and where the day was found.
    """
    paragraphs = chapter.paragraphs
    line = paragraphs[0] if len(paragraphs) > 1 else ""
    match = _BY_MANY.fullmatch(line) or _SIGNED.fullmatch(line)
    day = find_date(match[2]) if match and match[2] else ""
    if match is None or (match[2] and not day):
        one = with_head(Article(title=chapter.title, paragraphs=tuple(paragraphs)))
        return one.byline, one.date, list(one.paragraphs), one.date_from
    is_told = Told(match[1], dates=(day,)).says_all_of(line)
    return match[1], day, paragraphs[1:] if is_told else paragraphs, "chapter: byline"
