"""RSS, Atom and JSON Feed: bytes in, items out."""

from __future__ import annotations

import html
import io
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urljoin

from index.core.clean import clean, clean_url
from index.core.errors import InputError
from index.core.language_names import language_of
from index.core.late_patterns import late
from index.core.told_language import unless_told
from index.ingest.readers.dates.date_formats import find_date
from index.ingest.readers.feed_formats import blogger_export, wordpress_export
from index.ingest.readers.feed_formats.feed_authors import author_of
from index.ingest.readers.feed_formats.feed_items import (
    MOST_ITEMS,
    Item,
    ParsedFeed,
    without_repeats,
)
from index.ingest.readers.feed_formats.jsonfeed import is_json_feed, parse_json
from index.ingest.readers.fields.record_shapes import title_of
from index.ingest.readers.markup.xml_repair import mend
from index.ingest.readers.text_parts.html_fragments import looks_like_html, text_of
from index.ingest.readers.text_parts.paragraph_splitting import part_giants, split
from index.ingest.readers.text_parts.text_tails import without_tail

# The outermost elements of RSS 0.9x and 2.0, Atom, RSS 1.0 and CDF.
_ROOT = late(rb"<(?:[A-Za-z]{1,12}:)?(rss|feed|RDF|channel)\b", re.IGNORECASE)
_PROLOGUE = late(rb"<\?xml\b")
_END = late(rb"</(?:[A-Za-z]{1,12}:)?(?:rss|feed|RDF|channel)\s*>", re.IGNORECASE)
_ITEM = late(rb"<(?:[A-Za-z]{1,12}:)?(?:item|entry)\b", re.IGNORECASE)
_ESCAPED = late(r"\s*&(?:amp;)*lt;[a-z].*&(?:amp;)*gt;\s*", re.DOTALL)
_MOST_ESCAPES = 3
# Tags in a title that was escaped twice.
_EMPHASISED = late(r"<(b|i|em|strong|span)>([^<>]*)</\1>")
# What stands in a date's place and is longer is a text.
_LONGEST_DATE = 80
_PUBLISHED = ("published", "created", "updated")
# Where services that count clicks keep the address they stand before.
_BEHIND = ("feedburner_origlink", "pheedo_origlink")
# Elements of some publishers for the text that others keep in `content:encoded`.
_FULL_TEXTS = ("yandex_full-text", "full-text", "fulltext", "turbo_content", "body")


def begins_as_feed(data: bytes) -> bool:
    """Whether the first element of a document is a feed's, or its JSON is a feed."""
    head = _head(data)
    while head.startswith((b"<?", b"<!")):
        if head.startswith(b"<!--"):
            end = b"-->"
        else:
            end = b"]" if head[1:2] == b"!" and b"[" in head.partition(b">")[0] else b">"
        head = head.partition(end)[2].lstrip(b"> \t\r\n")
    return is_json_feed(head) if head.startswith(b"{") else _ROOT.match(head) is not None


def _head(data: bytes) -> bytes:
    """The beginning of a document as letters of a byte each, in whatever UTF it is."""
    return data[:8192].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").replace(b"\x00", b"")


def is_feed(data: bytes) -> bool:
    """Whether a feed is near the beginning of some bytes, behind whatever a server let slip."""
    head = _head(data)
    if head.startswith(b"{"):
        return is_json_feed(head)
    page = re.search(rb"<(?:!doctype\s+html|html|body)\b", head, re.IGNORECASE)
    root = _ROOT.search(head)
    return root is not None and (page is None or root.start() < page.start())


def parse_feed(data: bytes, url: str, charset: str = "") -> ParsedFeed:
    """The feed in some bytes that came from an address; `charset` is what the server called it.

    Raises InputError when they hold none. A feed with faults gives what can be read of it; of one
    that was cut off, the last item is left out, since it may be half of one.
    """
    if not data.strip():
        raise InputError("the answer is empty")
    if not is_feed(data):
        raise InputError("no feed: " + _what(data))
    if _head(data).startswith(b"{"):
        return parse_json(data, url)
    if sum(1 for _ in _ITEM.finditer(data)) > MOST_ITEMS:
        raise InputError(f"more than {MOST_ITEMS:,} items")
    version, feed, entries = _taken_apart(mend(_without_slips(data), charset), url)
    is_whole = _ends(data)
    entries = entries if is_whole else entries[:-1]
    entries = [
        blogger_export.without_kind(one) for one in entries if blogger_export.is_article(one)
    ]
    if wordpress_export.is_export(data):
        names = wordpress_export.author_names(data)
        articles = filter(wordpress_export.is_article, entries)
        entries = [wordpress_export.as_article(entry, names) for entry in articles]
    states = [
        wordpress_export.unpublished(one) or blogger_export.unpublished(one) for one in entries
    ]
    entries = [one for one, state in zip(entries, states, strict=True) if not state]
    return ParsedFeed(
        title=_line(feed.get("title_detail") or feed.get("title")),
        language=language_of(_text(feed.get("language"))),
        items=without_repeats(_item(entry, feed, version, url) for entry in entries),
        is_whole=is_whole,
        unpublished=Counter(filter(None, states)),
    )


def _taken_apart(data: bytes, url: str) -> tuple[str, dict[str, Any], list[dict[str, Any]]]:
    """The format of a feed, what it says of itself, and its entries. Raises InputError."""
    # Loaded here: it takes 60 ms and only feeds need it.
    import feedparser  # noqa: PLC0415

    try:
        # A text would be taken for an address or a file's name; bytes are read as they are.
        found = feedparser.parse(
            io.BytesIO(data),
            response_headers={
                "content-location": url,
                "content-type": "application/xml; charset=utf-8",
            },
            # Texts are taken apart and cleaned here, whatever was done to them before.
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:
        raise InputError(f"the feed cannot be read ({type(error).__name__})") from error
    # Plain mappings: feedparser's own answer for fields that are not there with others that are.
    return str(found.version), dict(found.feed), [dict(entry) for entry in found.entries]


def _ends(data: bytes) -> bool:
    """Whether a feed's end stands behind its last item, whatever a server appended to it."""
    last = 0
    plain = data.replace(b"\x00", b"")
    for item in _ITEM.finditer(plain):
        last = item.start()
    return _END.search(plain, last) is not None


def _without_slips(data: bytes) -> bytes:
    """A document without what a server let slip before its first sign: warnings, rests of pages."""
    head = data[:8192]
    root = _ROOT.search(head)
    begins = _PROLOGUE.search(head)
    start = begins.start() if begins else root.start() if root else 0
    slipped = head[:start]
    return data[start:] if root and slipped.strip(b"\xef\xbb\xbf \t\r\n") else data


def _item(entry: Mapping[str, Any], feed: Mapping[str, Any], version: str, url: str) -> Item:
    links = (_text(entry.get(name)).strip() for name in (*_BEHIND, "link"))
    link = next(filter(None, links), "")
    title = _line(entry.get("title_detail") or entry.get("title"))
    date, where = _published(entry)
    updated = _date(entry, "updated")
    source = entry.get("source")
    language = _text((entry.get("title_detail") or {}).get("language"))
    paragraphs = tuple(without_tail(_fullest(entry), title))
    return Item(
        guid=clean(_text(entry.get("id"))),
        url=clean_url(urljoin(url, link)) if link else "",
        title=title,
        paragraphs=paragraphs,
        date=date,
        date_from=where,
        updated=updated if updated != date else "",
        byline=author_of(entry, feed, version),
        outlet=_line(source.get("title")) if isinstance(source, Mapping) else "",
        language=unless_told(language_of(language or _text(feed.get("language"))), paragraphs),
        tags=tuple(dict.fromkeys(filter(None, map(_tag, entry.get("tags") or ())))),
    )


def _published(entry: Mapping[str, Any]) -> tuple[str, str]:
    """When an item was published, and what says so, or what stands there in vain."""
    amiss = ""
    for name in _PUBLISHED:
        if date := _date(entry, name):
            return date, f"feed: {name}"
        if (said := _line(entry.get(name))) and len(said) <= _LONGEST_DATE:
            amiss = amiss or f"feed: {name} ({said})"
    return "", amiss


def _fullest(entry: Mapping[str, Any]) -> Sequence[str]:
    """The paragraphs of the longest text that an entry carries."""
    texts = [*(entry.get("content") or ()), entry.get("summary_detail")]
    texts += [{"value": entry.get(name)} for name in _FULL_TEXTS]
    readings = [paragraphs_of(_text(one.get("value")), one.get("type")) for one in texts if one]
    return max(readings, key=lambda found: sum(map(len, found)), default=[])


def paragraphs_of(text: str, media_type: str | None = None) -> list[str]:
    """The paragraphs of a text in a feed, which is HTML more often than it says, and escaped more
    often than once.
    """
    for _ in range(_MOST_ESCAPES):
        if _ESCAPED.fullmatch(text) is None:
            break
        text = html.unescape(text)
    if "html" in (media_type or "") or looks_like_html(text):
        return part_giants(list(text_of(text)))
    return split(text)


def _date(entry: Mapping[str, Any], name: str) -> str:
    written = find_date(_text(entry.get(name)))
    parsed = entry.get(f"{name}_parsed")
    if written or not parsed:
        return written
    # feedparser knows forms that are found in feeds alone; it gives them in UTC.
    year, month, day, hour, minute, second = parsed[:6]
    return find_date(f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{min(second, 59):02}Z")


def _tag(tag: Any) -> str:
    return _line(tag.get("label") or tag.get("term")) if isinstance(tag, Mapping) else ""


def _line(value: Any) -> str:
    """A text on one line, without tags and entities. What a feed says is plain has no tags."""
    if isinstance(value, Mapping):
        is_plain = value.get("type") == "text/plain"
        value = value.get("value")
        if is_plain and isinstance(value, str) and not looks_like_html(value):
            return clean(title_of(value))
    return clean(_EMPHASISED.sub(r"\2", " ".join(text_of(_text(value)))))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _what(data: bytes) -> str:
    head = data[:2048].lstrip().lower()
    if re.search(rb"<(?:!doctype\s+html|html)\b", head):
        return "a web page"
    if head.startswith((b"{", b"[")):
        return "other JSON"
    return "other XML" if head.startswith(b"<") else "something else"
