"""WARC, in which web archives and CC-News keep pages as they were sent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from index.article import Article
from index.errors import InputError
from index.model import Skipped
from index.readers.base import MEBIBYTE, Input, ReadOptions
from index.readers.dates import find_date
from index.readers.html import decode_page, read_page

_PAGES = ("text/html", "application/xhtml+xml")


class WarcReader:
    """The pages of a web archive; what else it holds is passed over."""

    name = "warc"
    suffixes = (".warc",)
    describe = "WARC (web archives, CC-News), an article a page"

    def sniff(self, head: bytes, name: str) -> float:  # noqa: ARG002
        return 0.95 if head.startswith(b"WARC/") else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped]:
        # Loaded here: it takes 20 ms and only web archives need it.
        from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415
        from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415

        pages = 0
        with source.open() as stream:
            try:
                for record in ArchiveIterator(_Available(stream)):
                    if _is_page(record):
                        pages += 1
                        yield _read(record, source, options)
            except (ArchiveLoadFailed, ValueError, AttributeError, TypeError) as error:
                reason = f"the web archive is damaged after {pages} pages"
                raise InputError(reason) from error
        if not pages:
            raise InputError("no pages in the web archive")


class _Available:
    """A stream that gives what there is, so that a damaged end does not take what is before it."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def read(self, size: int) -> bytes:
        data: bytes = self._stream.read1(size)
        return data


def _is_page(record: Any) -> bool:
    headers = record.http_headers
    if record.rec_type != "response" or headers is None or headers.get_statuscode() != "200":
        return False
    kind = headers.get_header("Content-Type") or ""
    return kind.partition(";")[0].strip().lower() in _PAGES


def _read(record: Any, source: Input, options: ReadOptions) -> Article | Skipped:
    """The article of a page; its address and, for want of another, its date are the record's."""
    address = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<>")
    where = f"{source.path}: {address}"
    try:
        data = record.content_stream().read(options.limit_bytes + 1)
        if len(data) > options.limit_bytes:
            return Skipped(where, f"larger than {options.limit_bytes / MEBIBYTE:g} MiB")
        article = read_page(decode_page(data, options.encoding), source)
    except InputError as error:
        return Skipped(where, error.message)
    if not article.paragraphs:
        return Skipped(where, "no text")
    captured = find_date(record.rec_headers.get_header("WARC-Date") or "")
    host = re.match(r"https?://(?:www\.)?([^/:?#]+)", address)
    return replace(
        article,
        url=article.url or address,
        outlet=article.outlet or (host[1] if host else ""),
        date=article.date or captured,
        date_from=article.date_from or ("web archive: time of capture" if captured else ""),
        origin=where,
    )
