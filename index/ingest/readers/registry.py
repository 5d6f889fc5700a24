"""The readers, and which of them an input is for."""

from __future__ import annotations

from index.core.errors import InputError
from index.ingest.readers.base import Reader, suffix_of
from index.ingest.readers.citations import RisReader
from index.ingest.readers.encodings import looks_binary
from index.ingest.readers.epub import EpubReader
from index.ingest.readers.feed_file import FeedReader
from index.ingest.readers.html import HtmlReader
from index.ingest.readers.jsonl import JsonReader
from index.ingest.readers.karakeep import KarakeepReader
from index.ingest.readers.link_pages import LinksReader
from index.ingest.readers.mail import MailReader
from index.ingest.readers.markdown import MarkdownReader
from index.ingest.readers.mhtml import MhtmlReader
from index.ingest.readers.news_xml import NewsXmlReader
from index.ingest.readers.newsboat_cache import NewsboatReader
from index.ingest.readers.office import OfficeReader
from index.ingest.readers.own_exports import is_own_export
from index.ingest.readers.pdf import PdfReader
from index.ingest.readers.plain_text import TextReader
from index.ingest.readers.plugins import PLUGINS
from index.ingest.readers.read_later import OmnivoreReader, PocketReader, WallabagReader
from index.ingest.readers.reading_lists import ROW_READERS
from index.ingest.readers.readwise import ReadwiseReader
from index.ingest.readers.rtf import RtfReader
from index.ingest.readers.sitemap import SitemapReader
from index.ingest.readers.tables import CsvReader, ParquetReader
from index.ingest.readers.tarfiles import TarReader
from index.ingest.readers.warc import WarcReader
from index.ingest.readers.zipfiles import ZipReader
from index.ingest.readers.zotero import ZoteroReader

READERS: tuple[Reader, ...] = (
    TextReader(),
    MarkdownReader(),
    HtmlReader(),
    MhtmlReader(),
    FeedReader(),
    NewsXmlReader(),
    SitemapReader(),
    RisReader(),
    JsonReader(),
    CsvReader(),
    ParquetReader(),
    MailReader(),
    WarcReader(),
    PdfReader(),
    EpubReader(),
    OfficeReader(),
    RtfReader(),
    ZipReader(),
    TarReader(),
    NewsboatReader(),
    WallabagReader(),
    *ROW_READERS,
    PocketReader(),
    LinksReader(),
    OmnivoreReader(),
    KarakeepReader(),
    ReadwiseReader(),
    ZoteroReader(),
)

# From here on a reader has recognised the content and not only the name.
_SURE = 0.9
# Formats that are met often and cannot be read, by how they begin: what they are, what to do.
_KNOWN = (
    (b"\xd0\xcf\x11\xe0", "an old office document; it has to be saved as text"),
    (b"SQLite format 3\x00", "a database"),
    (b"7z\xbc\xaf", "a 7z archive; it has to be unpacked first"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)


def readers() -> tuple[Reader, ...]:
    """All readers; those of other packages come first, so that they may replace ours."""
    return (*PLUGINS.found(), *READERS)


def choose(head: bytes, name: str) -> Reader:
    """The reader for an input that begins with `head`. Raises InputError when there is none."""
    if not head.strip():
        raise InputError("empty file")
    if is_own_export(head):
        raise InputError("an export of Nutgraf: it quotes articles and is none")
    score, best = max(
        ((_score(reader, head, name), reader) for reader in readers()), key=lambda pair: pair[0]
    )
    if score < _SURE:
        for magic, what in _KNOWN:
            if head.startswith(magic):
                raise InputError(what)
    if score > 0:
        return best
    if looks_binary(head):
        raise InputError("binary data, not text")
    raise InputError(f"unknown format ({suffix_of(name) or 'no suffix'})")


def _score(reader: Reader, head: bytes, name: str) -> float:
    if reader in READERS:
        return reader.sniff(head, name)
    try:
        return float(reader.sniff(head, name))
    except (Exception, SystemExit) as error:  # noqa: BLE001  (not our code; we go on)
        PLUGINS.give_up(reader.name, error)
        return 0.0
