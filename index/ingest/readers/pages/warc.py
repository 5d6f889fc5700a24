"""WARC and ARC, in which web archives and CC-News keep pages as they were sent."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from typing import Any

from index.core.article import Article
from index.core.errors import InputError
from index.core.publication import CAPTURED
from index.core.reports import Remark, Skipped
from index.ingest.readers.base import Input, ReadOptions, suffix_of
from index.ingest.readers.dates.date_formats import find_date
from index.ingest.readers.pages.answer_bodies import meant
from index.ingest.readers.pages.html import decode_page, read_page
from index.ingest.readers.pages.unread_answers import OK, UnreadAnswers
from index.ingest.readers.pages.warc_records import Available, Records

_PAGES = ("text/html", "application/xhtml+xml")
# An archive with more damaged places than this is given up.
_MOST_DAMAGES = 1_000
_CUT = "cut off: the web archive says another length of it than it has"
_PART = "only the beginning of the page was sent, or kept: its text may lack the end"


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
        unread, goes_on, is_empty = UnreadAnswers(), True, True
        with source.open() as stream:
            available = Available(stream, options.limit_bytes)
            while goes_on:
                try:
                    for item in _pages(available, source, options, unread):
                        is_empty = False
                        pages += isinstance(item, Article)
                        yield item
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
        if is_empty:
            raise InputError("no pages in the web archive")


def _pages(
    available: Available, source: Input, options: ReadOptions, unread: UnreadAnswers
) -> Iterator[Article | Skipped]:
    """The pages from here to the end, or to where the archive is damaged.

    Raises what `Records` does, EOFError where the end is lacking, and ValueError behind a record
    that does not end where it says: then those are read next that it took for its own.
    """
    with closing(Records(available)) as records:
        for record in records:
            found = _read(record, source, options) if _is_page(record) else None
            if found is None:
                unread.add(_status(record))
            if not records.is_whole(record, is_page=found is not None):
                break
            if found is not None:
                yield found
        else:
            return
    available.go_back(records.began + 1)
    if found is not None:
        yield Skipped(found.origin if isinstance(found, Article) else found.path, _CUT)
    raise ValueError(_CUT)


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
        sent = record.raw_stream.read(options.limit_bytes + 1)
        data, is_whole = meant(sent, record.http_headers, options.limit_bytes)
        page = decode_page(data, options.encoding, charset[1] if charset else "")
        host = re.match(r"https?://(?:www\.)?([^/:?#]+)", address)
        article = read_page(page, source, address if host else "")
    except InputError as error:
        return Skipped(where, error.message)
    if not article.paragraphs:
        return Skipped(where, "no text")
    is_part = not is_whole or said("WARC-Truncated")
    remarks = (*article.remarks, f"{address}: {_PART}") if is_part else article.remarks
    captured = find_date(said("WARC-Date") or said("archive-date") or "")
    return replace(
        article,
        url=article.url or (address if host else ""),
        captured=captured,
        outlet=article.outlet or (host[1] if host else ""),
        date=article.date or captured,
        date_from=article.date_from or (CAPTURED if captured else ""),
        origin=where,
        remarks=remarks,
    )
