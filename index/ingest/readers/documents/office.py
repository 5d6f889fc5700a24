"""Documents of word processors: DOCX (ECMA-376) and ODT (OpenDocument)."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from index.core.article import Article
from index.core.errors import InputError
from index.core.reports import Skipped
from index.ingest.readers.base import Input, ReadOptions, suffix_of
from index.ingest.readers.bundles import suspicion, text_bundle
from index.ingest.readers.dates.date_formats import find_date
from index.ingest.readers.documents.office_notes import notes_of
from index.ingest.readers.documents.office_text import HIDDEN, paragraph_text
from index.ingest.readers.filenames import title_from_name
from index.ingest.readers.markup.xmltree import elements, local, parse_xml, part_of, texts
from index.ingest.readers.packed.zipfiles import open_zip
from index.ingest.readers.text_parts.paragraph_splitting import part_giants

_ODT = b"mimetypeapplication/vnd.oasis.opendocument.text"
_TITLES = frozenset({"title", "heading1"})


class OfficeReader:
    """What word processors write."""

    name = "office"
    suffixes = (".docx", ".odt")
    describe = (
        "DOCX and ODT documents, an article a document; exports of press databases are parted"
    )

    def sniff(self, head: bytes, name: str) -> float:
        if not head.startswith(b"PK\x03\x04"):
            return 0.0
        if head[30:].startswith(_ODT) or b"word/document.xml" in head or b"word/_rels/" in head:
            return 0.98
        return 0.97 if suffix_of(name) in self.suffixes else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped]:
        with source.seekable() as file, open_zip(file) as archive:
            names = set(archive.namelist())
            if "word/document.xml" in names:
                body, about = "word/document.xml", "docProps/core.xml"
            elif "content.xml" in names:
                body, about = "content.xml", "meta.xml"
            else:
                raise InputError("damaged: it holds no document")
            root = parse_xml(part_of(archive, body, options))
            found = list(_paragraphs(root))
            bundle = text_bundle([text for _, text in found])
            if bundle:
                yield from bundle.articles(source)
            else:
                article = _article(found, _about(archive, about, options), source)
                notes = notes_of(root, lambda name: _about(archive, name, options))
                yield replace(
                    article,
                    paragraphs=(*article.paragraphs, *part_giants(notes.paragraphs)),
                    remarks=(*article.remarks, *notes.remarks()),
                )


def _article(found: list[tuple[str, str]], about: Any, source: Input) -> Article:
    """The article of a document whose paragraphs come with their styles."""

    def said(*names: str) -> str:
        return next((text for name in names for text in texts(about, name)[:1]), "")

    styled = next((text for style, text in found[:5] if style in _TITLES), "")
    title = styled or said("title")
    texts_only = [text for _, text in found]
    if title and texts_only and texts_only[0] == title:
        texts_only = texts_only[1:]
    created = find_date(said("created", "creation-date"))
    remark = suspicion("\n".join(texts_only))
    return Article(
        title=title or source.hints.title or title_from_name(source.name),
        paragraphs=tuple(part_giants(texts_only)),
        byline=said("initial-creator", "creator"),
        date=created,
        date_from="document: created" if created else "",
        updated=find_date(said("modified", "date")),
        language=said("language")[:2].lower(),
        tags=tuple(filter(None, re.split(r"\s*[;,]\s*", said("keywords", "keyword")))),
        remarks=(remark,) if remark else (),
    )


def _about(archive: zipfile.ZipFile, name: str, options: ReadOptions) -> Any:
    try:
        return parse_xml(part_of(archive, name, options))
    except InputError:
        return parse_xml(b"<none/>")


def _paragraphs(root: Any) -> Iterator[tuple[str, str]]:
    """The paragraphs with the names of their styles; a row of a table is one."""
    body = next(elements(root, "body"), root)
    pending = list(reversed(body))
    while pending:
        element = pending.pop()
        kind = local(element)
        if kind in ("p", "h"):
            text = paragraph_text(element)
            if text:
                yield _style(element), text
        elif kind in ("tr", "table-row"):
            cells = [paragraph_text(cell) for cell in elements(element, "tc", "table-cell")]
            if any(cells):
                yield "", " | ".join(filter(None, cells))
        elif kind not in HIDDEN:
            pending += reversed(element)


def _style(element: Any) -> str:
    if local(element) == "h":
        return "heading1"
    for styled in elements(element, "pStyle"):
        return next((str(v).lower() for k, v in styled.items() if k.endswith("}val")), "")
    named = next((str(v) for k, v in element.items() if k.endswith("}style-name")), "")
    return named.lower()
