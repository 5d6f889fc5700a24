"""Web pages saved as MHTML (RFC 2557): a mail message that holds the page and all it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.message import Message

from index.core.article import Article
from index.core.errors import InputError
from index.core.late_patterns import late
from index.core.reports import Skipped
from index.ingest.readers.base import Input, ReadOptions, suffix_of
from index.ingest.readers.pages.capture_dates import capture_date
from index.ingest.readers.pages.html import decode_page, read_page

_SNAPSHOT = late(rb"^Snapshot-Content-Location:", re.IGNORECASE | re.MULTILINE)
_RELATED = late(rb"^Content-Type:\s*multipart/related\b", re.IGNORECASE | re.MULTILINE)
_HEADERS = late(rb"(?:[A-Za-z][\w-]{1,60}:[^\n]*+\n(?:[ \t][^\n]*+\n)*+){2}")


class MhtmlReader:
    """Pages saved by Chrome, Edge, Opera and others as one file."""

    name = "mhtml"
    suffixes = (".mhtml", ".mht")
    describe = "web pages saved as one file with all they show (MHTML)"

    def sniff(self, head: bytes, name: str) -> float:
        if not _HEADERS.match(head.lstrip()):
            return 0.0
        if suffix_of(name) in self.suffixes:
            return 0.95
        headers = re.split(rb"\r?\n\r?\n", head.lstrip(), maxsplit=1)[0]
        return 0.9 if _SNAPSHOT.search(headers) and _RELATED.search(headers) else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped]:
        try:
            message = message_from_bytes(source.content())
            page = _page(message)
        except (ValueError, LookupError, RecursionError, AttributeError, TypeError) as error:
            raise InputError("a damaged MHTML file") from error
        if page is None:
            raise InputError("an MHTML file without a page")
        data = page.get_payload(decode=True)
        if not isinstance(data, bytes):
            raise InputError("an MHTML file without a page")
        charset = page.get_content_charset() or ""
        url = _header(page, "Content-Location") or _header(message, "Snapshot-Content-Location")
        article = read_page(decode_page(data, options.encoding, charset), source, url)
        yield replace(article, captured=capture_date(str(message.get("Date", ""))))


def _page(message: Message) -> Message | None:
    """The part that is the page: the one `start` names, else the first that is HTML."""
    start = str(message.get_param("start") or "").strip("<> ")
    pages = [part for part in message.walk() if part.get_content_type() == "text/html"]
    named = (part for part in pages if start and _header(part, "Content-ID").strip("<> ") == start)
    return next(named, pages[0] if pages else None)


def _header(part: Message, name: str) -> str:
    return "".join(str(part.get(name, "")).split())
