"""The readers, and which of them an input is for."""

from __future__ import annotations

from index.errors import InputError
from index.readers.base import Reader, suffix_of
from index.readers.encodings import looks_binary
from index.readers.epub import EpubReader
from index.readers.html import HtmlReader
from index.readers.jsonl import JsonReader
from index.readers.mail import MailReader
from index.readers.markdown import MarkdownReader
from index.readers.mhtml import MhtmlReader
from index.readers.office import OfficeReader
from index.readers.pdf import PdfReader
from index.readers.tables import CsvReader, ParquetReader
from index.readers.tarfiles import TarReader
from index.readers.text import TextReader
from index.readers.warc import WarcReader
from index.readers.zipfiles import ZipReader

READERS: tuple[Reader, ...] = (
    TextReader(),
    MarkdownReader(),
    HtmlReader(),
    MhtmlReader(),
    JsonReader(),
    CsvReader(),
    ParquetReader(),
    MailReader(),
    WarcReader(),
    PdfReader(),
    EpubReader(),
    OfficeReader(),
    ZipReader(),
    TarReader(),
)

# Formats that are met often and cannot be read, by how they begin: what they are, what to do.
_KNOWN = (
    (b"\xd0\xcf\x11\xe0", "an old office document; it has to be saved as text"),
    (b"{\\rtf", "a rich text document; it has to be saved as text"),
    (b"SQLite format 3\x00", "a database"),
    (b"7z\xbc\xaf", "a 7z archive; it has to be unpacked first"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)


def choose(head: bytes, name: str) -> Reader:
    """The reader for an input that begins with `head`. Raises InputError when there is none."""
    if not head.strip():
        raise InputError("empty file")
    for magic, what in _KNOWN:
        if head.startswith(magic):
            raise InputError(what)
    best = max(READERS, key=lambda reader: reader.sniff(head, name))
    if best.sniff(head, name) > 0:
        return best
    if looks_binary(head):
        raise InputError("binary data, not text")
    raise InputError(f"unknown format ({suffix_of(name) or 'no suffix'})")
