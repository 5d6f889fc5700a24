"""WARC, in which web archives and CC-News keep pages as they were sent."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

from index.core.article import Article
from index.core.errors import InputError
from index.core.reports import Skipped
from index.ingest.readers.base import MEBIBYTE, Input, ReadOptions
from index.ingest.readers.date_formats import find_date
from index.ingest.readers.html import decode_page, read_page

# How long a stretch without a line end may be. In headers the library takes time that grows with
# its square; in what is kept, scripts and data of a few megabytes stand on one line.
_LONGEST = 16 * MEBIBYTE
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

        class Records(ArchiveIterator):  # type: ignore[misc]
            """Says nothing on standard error of what is amiss between records."""

            INC_RECORD = ""

        pages = 0
        with source.open() as stream:
            try:
                for record in Records(_Available(stream, min(_LONGEST, options.limit_bytes))):
                    if _is_page(record):
                        pages += 1
                        yield _read(record, source, options)
            except (ArchiveLoadFailed, ValueError, AttributeError, TypeError) as error:
                reason = f"the web archive is damaged after {pages} pages"
                raise InputError(reason) from error
        if not pages:
            raise InputError("no pages in the web archive")


class _Available:
    """A stream that gives what there is, so that a damaged end does not take what is before it.

    The library reads a line however long it is; a stretch without a line end is bounded here.
    """

    def __init__(self, stream: Any, limit: int) -> None:
        self._stream = stream
        self._limit = limit
        self._unended = 0

    def read(self, size: int) -> bytes:
        data: bytes = self._stream.read1(size)
        end = data.rfind(b"\n")
        self._unended = self._unended + len(data) if end < 0 else len(data) - end
        if self._unended > self._limit:
            raise InputError("the web archive has a line without an end")
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
    kind = record.http_headers.get_header("Content-Type") or ""
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]{2,30})", kind, re.IGNORECASE)
    try:
        data = _body(record, options.limit_bytes)
        page = decode_page(data, options.encoding, charset[1] if charset else "")
        article = read_page(page, source)
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


def _body(record: Any, limit: int) -> bytes:
    """The body of an answer as it was meant (RFC 9112, 9110). Raises InputError above the limit."""
    headers = record.http_headers
    data: bytes = record.raw_stream.read(limit + 1)
    if "chunked" in (headers.get_header("Transfer-Encoding") or "").lower():
        data = b"".join(_chunks(data))
    packing = (headers.get_header("Content-Encoding") or "").strip().lower()
    if packing in ("gzip", "x-gzip", "deflate"):
        data = _unpacked(data, limit)
    elif packing not in ("", "identity"):
        raise InputError(f"packed with {packing[:20]}, which is not known here")
    if len(data) > limit:
        raise InputError(f"larger than {limit / MEBIBYTE:g} MiB")
    return data


def _chunks(data: bytes) -> Iterator[bytes]:
    """The chunks of a body; all of it where it has none, as archives that undid them keep it."""
    place = 0
    while match := re.compile(rb"([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r?\n").match(data, place):
        size = int(match[1], 16)
        yield data[match.end() : match.end() + size]
        place = match.end() + size + (2 if data[match.end() + size :][:2] == b"\r\n" else 1)
    if place == 0:
        yield data


def _unpacked(data: bytes, limit: int) -> bytes:
    """What gzip or deflate packed, as far as the limit; anything else as it is."""
    for window in (47, -15):
        with suppress(zlib.error):
            return zlib.decompressobj(window).decompress(data, limit + 1)
    return data
