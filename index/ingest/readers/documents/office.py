"""Documents of word processors: DOCX (ECMA-376) and ODT (OpenDocument)."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from index.core.article import Article
from index.core.errors import InputError
from index.core.language_names import language_of
from index.core.reports import Skipped
from index.ingest.readers.base import Input, ReadOptions, suffix_of
from index.ingest.readers.bundles import text_bundle
from index.ingest.readers.dates.date_formats import find_date
from index.ingest.readers.documents.document_article import Properties, document_article
from index.ingest.readers.documents.office_beside import left_out, said_beside
from index.ingest.readers.documents.office_headline import headline_by_look
from index.ingest.readers.documents.office_notes import notes_of
from index.ingest.readers.documents.office_paragraphs import paragraphs_of
from index.ingest.readers.documents.office_styles import Styles, styles_of
from index.ingest.readers.documents.office_text import has_struck
from index.ingest.readers.markup.xmltree import elements, first, parse_xml, part_of, texts
from index.ingest.readers.packed.zipfiles import open_zip
from index.ingest.readers.text_parts.paragraph_splitting import part_giants
from index.ingest.readers.text_parts.shown_text import STRUCK
from index.ingest.readers.unreadable import LOCKED

_ODT = b"mimetypeapplication/vnd.oasis.opendocument.text"


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
            manifest = "META-INF/manifest.xml"
            if "encrypted-package" in names or (
                manifest in names and b":encryption-data" in part_of(archive, manifest, options)
            ):
                raise InputError(f"a document {LOCKED}")
            if "word/document.xml" in names:
                body, about, looks = "word/document.xml", "docProps/core.xml", "word/styles.xml"
            elif "content.xml" in names:
                body, about, looks = "content.xml", "meta.xml", "styles.xml"
            else:
                raise InputError("damaged: it holds no document")
            root = parse_xml(part_of(archive, body, options))
            styles = styles_of((_part(archive, looks, options), root))
            said = properties_of(_part(archive, about, options))
            yield from articles_of(
                root, styles, said, source, lambda name: _part(archive, name, options)
            )


def articles_of(
    root: Any, styles: Styles, about: Properties, source: Input, part: Callable[[str], Any]
) -> Iterator[Article | Skipped]:
    """The article of a document, or those of a press database that exports several in one. `part`
    gives the root of another part of it by its name; one without elements where there is none.

    Raises InputError for a document of nothing but others that were put into it.
    """
    found, put_in = paragraphs_of(root, styles), _put_in(root)
    if put_in and not found:
        raise InputError(put_in[0])
    bundle = text_bundle([text for _, text in found])
    if bundle:
        yield from bundle.articles(source)
        return
    article = document_article(found, about, source, headline_by_look(root, styles))
    notes = notes_of(root, part, styles)
    struck = [STRUCK] if has_struck(root, styles) else []
    beside = said_beside(root, part, styles, article.title)
    gone = left_out(root, styles)
    yield replace(
        article,
        paragraphs=(*article.paragraphs, *part_giants([*notes.paragraphs, *beside])),
        remarks=(*article.remarks, *notes.remarks(), *put_in, *struck, *filter(None, (gone,))),
    )


def _put_in(root: Any) -> tuple[str, ...]:
    """What is said of pages and documents that programs put into a DOCX, for Word to read."""
    many = sum(1 for _ in elements(root, "altChunk"))
    told = (
        f"{many:,} part{'s' * (many > 1)} of it, put in as a page or document of its own, left out"
    )
    return (f"{told}; save it anew with a word processor",) if many else ()


def properties_of(about: Any) -> Properties:
    """What the part of a document says that tells of it, or one without elements."""
    return Properties(
        title=first(about, "title"),
        byline=first(about, "initial-creator", "creator"),
        created=find_date(first(about, "created", "creation-date")),
        updated=find_date(first(about, "modified", "date")),
        language=language_of(first(about, "language")),
        tags=tuple(filter(None, re.split(r"\s*[;,]\s*", ";".join(_keywords(about))))),
    )


def _part(archive: zipfile.ZipFile, name: str, options: ReadOptions) -> Any:
    """The root of a part; one without elements where there is none."""
    try:
        return parse_xml(part_of(archive, name, options))
    except InputError:
        return parse_xml(b"<none/>")


def _keywords(about: Any) -> list[str]:
    """What DOCX has in one element and ODT in one for each."""
    return [*texts(about, "keywords"), *texts(about, "keyword")]
