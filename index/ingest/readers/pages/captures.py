"""Pages as browsers keep what they loaded: logs of requests (HAR), and Safari's web archives."""

from __future__ import annotations

import base64
import binascii
import json
import plistlib
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from index.core.article import Article
from index.core.errors import InputError
from index.core.late_patterns import late
from index.core.publication import CAPTURED
from index.core.reports import Remark, Skipped
from index.ingest.readers.base import Input, ReadOptions
from index.ingest.readers.dates.date_formats import find_date
from index.ingest.readers.encodings import decode, peek
from index.ingest.readers.pages.html import decode_page, read_page
from index.ingest.readers.pages.unread_answers import OK, UnreadAnswers

# Programs that write such files by hand leave out who made them.
_HAR = late(r'\{\s*"log"\s*:\s*\{[^{}\[\]]*"(?:entries|pages)"\s*:\s*\[')


class HarReader:
    """Pages out of a log of requests."""

    name = "har"
    suffixes = (".har",)
    describe = "HAR, what a browser's tools log of a session, an article a page"

    def sniff(self, head: bytes, name: str) -> float:  # noqa: ARG002
        text = peek(head)[:4096].lstrip()
        is_log = text.startswith("{") and '"log"' in text and '"creator"' in text
        return 0.9 if is_log or _HAR.match(text) else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped | Remark]:
        unread = UnreadAnswers()
        try:
            entries = json.loads(decode(source.content(), options.encoding))["log"]["entries"]
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise InputError("a HAR file without its entries") from error
        for entry in entries if isinstance(entries, list) else ():
            url, page = _page(entry)
            unread.add(_status(entry))
            if page:
                article = read_page(page, source, url)
                captured = find_date(str(entry.get("startedDateTime")))
                yield replace(
                    article,
                    url=article.url or url,
                    captured=captured,
                    date=article.date or captured,
                    date_from=article.date_from or (CAPTURED if captured else ""),
                    origin=f"{source.path}: {url}",
                )
        yield from unread.remarks(source.path)


class SafariReader:
    """The page that Safari saved, with all it shows."""

    name = "webarchive"
    suffixes = (".webarchive",)
    describe = "web archives of Safari, an article a file"

    def sniff(self, head: bytes, name: str) -> float:  # noqa: ARG002
        return 0.95 if head.startswith(b"bplist00") and b"WebMainResource" in head else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped]:
        try:
            found = plistlib.loads(source.content(), fmt=plistlib.FMT_BINARY)["WebMainResource"]
            data, url = found["WebResourceData"], str(found.get("WebResourceURL") or "")
            page = decode_page(
                data, options.encoding, str(found.get("WebResourceTextEncodingName") or "")
            )
        except (
            *(ValueError, TypeError, KeyError, AttributeError, OverflowError),
            RecursionError,
        ) as error:
            raise InputError("a damaged web archive of Safari") from error
        yield read_page(page, source, url)


def _page(entry: Any) -> tuple[str, str]:
    """The address of an entry and the page that was answered; "" where none was."""
    try:
        answer, url = entry["response"], entry["request"]["url"]
        content = answer["content"]
        is_page = answer["status"] == OK and "html" in str(content.get("mimeType")).lower()
        text = content.get("text")
    except (KeyError, TypeError, AttributeError):
        return "", ""
    if not is_page or not isinstance(text, str) or not isinstance(url, str):
        return "", ""
    if content.get("encoding") == "base64":
        try:
            return url, decode(base64.b64decode(text))
        except (binascii.Error, ValueError):
            return "", ""
    return url, text


def _status(entry: Any) -> object:
    """The status of an answer with which a page might have come, "" of other entries."""
    try:
        answer = entry["response"]
        kind = str(answer["content"].get("mimeType")).lower()
        is_page = "html" in kind or entry.get("_resourceType") == "document"
        return answer["status"] if is_page else ""
    except (KeyError, TypeError, AttributeError):
        return ""
