"""WARC and ARC, in which web archives and CC-News keep pages as they were sent."""

from __future__ import annotations

import re
import zlib
from collections.abc import Generator, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from typing import Any

from index.core.article import Article
from index.core.errors import InputError
from index.core.reports import Remark, Skipped
from index.ingest.readers.base import MEBIBYTE, Input, ReadOptions, suffix_of
from index.ingest.readers.dates.date_formats import find_date
from index.ingest.readers.packed.streams import resume
from index.ingest.readers.pages.html import decode_page, read_page
from index.ingest.readers.pages.unread_answers import OK, UnreadAnswers

# How long a stretch without a line end may be. In headers the library takes time that grows with
# its square; in what is kept, scripts and data of a few megabytes stand on one line.
_LONGEST = 16 * MEBIBYTE
_PAGES = ("text/html", "application/xhtml+xml")
_RECORD = re.compile(rb"\n(?:WARC/[01]\.\d+\r?\n|https?://\S+ \S+ \d{14} \S+ \d+\r?\n)")
_RECORD_SIZE = 4096
# An archive with more damaged places than this is given up.
_MOST_DAMAGES = 1_000


class WarcReader:
    """The pages of a web archive; errors and redirects are counted, what else it holds is passed
    over.
    """

    name = "warc"
    suffixes = (".warc", ".arc")
    describe = "WARC and ARC (web archives, CC-News), an article a page"

    def sniff(self, head: bytes, name: str) -> float:
        if head.startswith((b"WARC/", b"filedesc://")):
            return 0.95
        # Its first record may be damaged.
        return 0.9 if suffix_of(name) in self.suffixes else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped | Remark]:
        pages = damages = 0
        unread = UnreadAnswers()
        with source.open() as stream:
            available = _Available(stream, min(_LONGEST, options.limit_bytes))
            goes_on = True
            while goes_on:
                try:
                    with closing(_records(available)) as records:
                        for record in records:
                            if _is_page(record):
                                pages += 1
                                yield _read(record, source, options)
                            else:
                                unread.add(_status(record))
                    available.check_end()
                    goes_on = False
                except EOFError:
                    # Damage may make a member take those behind it for its own.
                    damages += 1
                    if damages > _MOST_DAMAGES or not available.go_on():
                        raise
                except (zlib.error, ValueError, AttributeError, TypeError):
                    damages += 1
                    goes_on = damages <= _MOST_DAMAGES and available.go_on()
        yield from unread.remarks(source.path)
        if damages:
            many = "at one place" if damages == 1 else f"at {damages} places"
            reason = f"the web archive is damaged {many}; {pages} pages could be read"
            raise InputError(reason)
        if not pages:
            raise InputError("no pages in the web archive")


def _records(available: _Available) -> Generator[Any]:
    """The records from here on; where that ends early, what the library had read ahead goes back.

    Raises ValueError, AttributeError, TypeError or zlib.error where the archive is damaged.
    """
    # Loaded here: it takes 20 ms and only web archives need it.
    from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415
    from warcio.exceptions import ArchiveLoadFailed  # noqa: PLC0415

    class Records(ArchiveIterator):  # type: ignore[misc]
        """Says nothing on standard error of what is amiss between records."""

        INC_RECORD = ""

    records = Records(available)
    reader = records.reader
    try:
        yield from records
    except ArchiveLoadFailed as error:
        raise ValueError(str(error)) from error
    finally:
        rest = reader.buff
        available.put_back(rest.read() if rest else b"")


class _Available:
    """A stream that gives what there is, so that a damaged end does not take what is before it.

    The library reads a line however long it is; a stretch without a line end is bounded here.
    """

    def __init__(self, stream: Any, limit: int) -> None:
        self._stream = stream
        self._limit = limit
        self._unended = 0
        self._ahead = b""
        self._ends_early = False

    def read(self, size: int) -> bytes:
        if self._ahead:
            data, self._ahead = self._ahead[:size], self._ahead[size:]
        else:
            data = self._more(size)
        end = data.rfind(b"\n")
        self._unended = self._unended + len(data) if end < 0 else len(data) - end
        if self._unended > self._limit:
            raise InputError("the web archive has a line without an end")
        return data

    def _more(self, size: int) -> bytes:
        try:
            data: bytes = self._stream.read1(size)
        except EOFError:
            self._ends_early = True
            raise
        return data

    def check_end(self) -> None:
        """Raise EOFError where the stream ended early: within the head of a record the library
        takes that for the end of all records.
        """
        if self._ends_early:
            raise EOFError

    def put_back(self, data: bytes) -> None:
        """Let bytes come again."""
        self._ahead = data + self._ahead

    def go_on(self) -> bool:
        """Go on with the next record behind a damaged place; False when there is none."""
        self._unended = 0
        self._ends_early = False
        data = b"\n"
        while True:
            found = _RECORD.search(data)
            if found:
                self.put_back(data[found.start() + 1 :])
                return True
            try:
                more = self.read(65_536)
            except (zlib.error, EOFError):
                # Of a packed archive, the next record is the next member.
                if not resume(self._stream.raw):
                    return False
                data = b"\n"
                continue
            if not more:
                return False
            data = data[-_RECORD_SIZE:] + more


def _is_page(record: Any) -> bool:
    """Whether a record is a page: one that was answered with, or one that was put there."""
    if record.rec_type == "resource":
        kind = record.rec_headers.get_header("Content-Type") or ""
        return _kind(kind) in _PAGES
    if record.rec_type != "response" or record.http_headers is None:
        return False
    headers = record.http_headers
    is_page = _kind(headers.get_header("Content-Type") or "") in _PAGES
    return is_page and headers.get_statuscode() == str(OK)


def _status(record: Any) -> str:
    """The status of an answer with which a page might have come, "" of other records."""
    if record.rec_type != "response" or record.http_headers is None:
        return ""
    # What leads elsewhere often has no type.
    kind = _kind(record.http_headers.get_header("Content-Type") or "")
    return str(record.http_headers.get_statuscode()) if kind in ("", *_PAGES) else ""


def _kind(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()


def _read(record: Any, source: Input, options: ReadOptions) -> Article | Skipped:
    """The article of a page; its address and, for want of another, its date are the record's."""
    said = record.rec_headers.get_header
    address = (said("WARC-Target-URI") or said("uri") or "").strip("<>")
    where = f"{source.path}: {address}"
    headers = record.http_headers or record.rec_headers
    kind = headers.get_header("Content-Type") or ""
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]{2,30})", kind, re.IGNORECASE)
    try:
        data = _body(record, options.limit_bytes)
        page = decode_page(data, options.encoding, charset[1] if charset else "")
        host = re.match(r"https?://(?:www\.)?([^/:?#]+)", address)
        article = read_page(page, source, address if host else "")
    except InputError as error:
        return Skipped(where, error.message)
    if not article.paragraphs:
        return Skipped(where, "no text")
    captured = find_date(said("WARC-Date") or said("archive-date") or "")
    return replace(
        article,
        url=article.url or (address if host else ""),
        captured=captured,
        outlet=article.outlet or (host[1] if host else ""),
        date=article.date or captured,
        date_from=article.date_from or ("web archive: time of capture" if captured else ""),
        origin=where,
    )


def _body(record: Any, limit: int) -> bytes:
    """The body of an answer as it was meant (RFC 9112, 9110). Raises InputError above the limit."""
    headers = record.http_headers
    data: bytes = record.raw_stream.read(limit + 1)
    packing = ""
    if headers is not None:
        if "chunked" in (headers.get_header("Transfer-Encoding") or "").lower():
            data = b"".join(_chunks(data))
        packing = (headers.get_header("Content-Encoding") or "").strip().lower()
    if packing in ("gzip", "x-gzip", "deflate"):
        data = _unpacked(data, limit)
    elif packing == "br":
        data = _brotli(data, limit)
    elif packing not in ("", "identity"):
        raise InputError(f"packed with {packing[:20]}, which is not known here")
    if len(data) > limit:
        raise InputError(f"larger than {limit / MEBIBYTE:g} MiB")
    return data


def _brotli(data: bytes, limit: int) -> bytes:
    """What brotli packed, as far as the limit; archives that undid it keep it as it is."""
    # Loaded here: only who has such archives installs it.
    try:
        import brotli  # noqa: PLC0415
    except ImportError:
        hint = "packed with brotli; to read it: pip install 'nutgraf[brotli]'"
        raise InputError(hint) from None
    unpacking = brotli.Decompressor()
    found, fed = b"", data
    try:
        while not unpacking.is_finished() and len(found) <= limit:
            part = unpacking.process(fed, output_buffer_limit=MEBIBYTE)
            fed = b""
            if not part and unpacking.can_accept_more_data():
                break
            found += part
    except brotli.error:
        return found or data
    return found


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
