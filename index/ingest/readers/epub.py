"""EPUB: books, and issues of magazines, a chapter an article."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from index.core.article import Article
from index.core.errors import InputError
from index.core.reports import Skipped
from index.ingest.readers.base import Input, ReadOptions, suffix_of
from index.ingest.readers.date_formats import find_date
from index.ingest.readers.encodings import decode
from index.ingest.readers.html_fragments import text_of
from index.ingest.readers.paragraph_splitting import part_giants
from index.ingest.readers.records import language_of
from index.ingest.readers.xmltree import elements, parse_xml, part_of, texts
from index.ingest.readers.zipfiles import open_zip

# A chapter of fewer characters is a cover, a title page, a dedication.
_TEXT_AT_LEAST = 200


@dataclass(slots=True)
class _Chapter:
    href: str
    title: str
    paragraphs: list[str] = field(default_factory=list)


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
            chapters = list(book.chapters())
            long = [one for one in chapters if sum(map(len, one.paragraphs)) >= _TEXT_AT_LEAST]
            if not any(one.paragraphs for one in chapters):
                raise InputError("a book without text")
            for chapter in long or [one for one in chapters if one.paragraphs]:
                yield book.article(chapter)


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

    def article(self, chapter: _Chapter) -> Article:
        def said(name: str) -> str:
            return next(iter(texts(self._package, name)), "")

        date = next(filter(None, map(find_date, texts(self._package, "date"))), "")
        return Article(
            title=chapter.title,
            paragraphs=tuple(part_giants(chapter.paragraphs)),
            outlet=said("title") or said("publisher"),
            byline=", ".join(texts(self._package, "creator")),
            date=date,
            date_from="book: date" if date else "",
            language=language_of(said("language")),
            tags=tuple(texts(self._package, "subject")),
            source_id=f"{said('identifier') or said('title')}#{chapter.href}",
        )

    def chapters(self) -> Iterator[_Chapter]:
        """The chapters in reading order; what the contents do not name continues the one before."""
        titles = self._titles()
        chapter: _Chapter | None = None
        for href in self._reading_order():
            try:
                page = decode(part_of(self._archive, href, self._options))
            except InputError:
                continue
            found = list(text_of(page))
            if href in titles or chapter is None or not titles:
                if chapter:
                    yield chapter
                chapter = _Chapter(href, titles.get(href) or _heading(page))
                if found and chapter.title.casefold() == found[0].casefold():
                    found = found[1:]
            chapter.paragraphs += found
        if chapter:
            yield chapter

    def _reading_order(self) -> Iterator[str]:
        for reference in elements(self._package, "itemref"):
            item = self._items.get(reference.get("idref"))
            if item is not None and "nav" not in (item.get("properties") or "").split():
                yield self._path(item.get("href"))

    def _titles(self) -> dict[str, str]:
        """What the table of contents calls each page, by its path."""
        titles: dict[str, str] = {}
        for item in self._items.values():
            kind, properties = item.get("media-type") or "", item.get("properties") or ""
            if "ncx" not in kind and "nav" not in properties.split():
                continue
            path = self._path(item.get("href"))
            try:
                root = parse_xml(part_of(self._archive, path, self._options))
            except InputError:
                continue
            for href, label in _entries(root):
                titles.setdefault(self._path(href, posixpath.dirname(path)), label)
        return titles

    def _path(self, href: str, folder: str | None = None) -> str:
        base = self._folder if folder is None else folder
        return posixpath.normpath(posixpath.join(base, unquote(href.partition("#")[0])))


def _entries(root: Any) -> Iterator[tuple[str, str]]:
    """Addresses and labels, of an EPUB 2 table of contents or an EPUB 3 one."""
    for point in elements(root, "navPoint"):
        content = next(elements(point, "content"), None)
        label = next(iter(texts(point, "text")), "")
        if content is not None and content.get("src"):
            yield content.get("src"), label
    for link in elements(root, "a"):
        label = " ".join("".join(link.itertext()).split())
        if link.get("href") and label:
            yield link.get("href"), label


def _heading(page: str) -> str:
    """The first heading of a page."""
    match = re.search(r"<(h[1-3])\b[^<>]*>(.{1,2000}?)</\1\s*>", page, re.DOTALL | re.IGNORECASE)
    return " ".join(text_of(match[2]))[:300] if match else ""
