"""Flat ODT (.fodt): an OpenDocument text whose parts stand in one XML file."""

from __future__ import annotations

from collections.abc import Iterator

from index.core.article import Article
from index.core.reports import Skipped
from index.ingest.readers.base import Input, ReadOptions
from index.ingest.readers.documents.office import articles_of, properties_of
from index.ingest.readers.documents.office_styles import styles_of
from index.ingest.readers.markup.xmltree import elements, parse_xml

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
        none = parse_xml(b"<none/>")
        about = properties_of(next(elements(root, "meta"), none))
        yield from articles_of(root, styles_of((root,)), about, source, lambda _: none)
