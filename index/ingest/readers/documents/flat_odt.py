"""Flat ODT (.fodt): an OpenDocument text whose parts stand in one XML file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from index.core.article import Article
from index.core.reports import Skipped
from index.ingest.readers.base import Input, ReadOptions
from index.ingest.readers.bundles import text_bundle
from index.ingest.readers.documents.document_article import document_article
from index.ingest.readers.documents.office import properties_of
from index.ingest.readers.documents.office_notes import notes_of
from index.ingest.readers.documents.office_paragraphs import paragraphs_of
from index.ingest.readers.documents.office_styles import styles_of
from index.ingest.readers.markup.xmltree import elements, parse_xml
from index.ingest.readers.text_parts.paragraph_splitting import part_giants

_KIND = b"application/vnd.oasis.opendocument.text"


class FlatOdtReader:
    """OpenDocument texts that LibreOffice saves as one file."""

    name = "flat-odt"
    suffixes = (".fodt",)
    describe = "flat ODT documents (XML), an article a document"

    def sniff(self, head: bytes, name: str) -> float:  # noqa: ARG002
        begins = head.lstrip(b"\xef\xbb\xbf \t\r\n")
        is_flat = begins.startswith(b"<") and b"<office:document" in head[:4096]
        return 0.95 if is_flat and _KIND in head else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped]:
        del options
        root = parse_xml(source.content())
        styles = styles_of((root,))
        found = paragraphs_of(root, styles)
        bundle = text_bundle([text for _, text in found])
        if bundle:
            yield from bundle.articles(source)
            return
        none = parse_xml(b"<none/>")
        about = properties_of(next(elements(root, "meta"), none))
        article = document_article(found, about, source)
        notes = notes_of(root, lambda _: none, styles)
        yield replace(
            article,
            paragraphs=(*article.paragraphs, *part_giants(notes.paragraphs)),
            remarks=(*article.remarks, *notes.remarks()),
        )
