"""JSON Feed, versions 1 and 1.1 (jsonfeed.org)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urljoin

from index.core.clean import clean, clean_url
from index.core.errors import InputError
from index.core.language_names import language_of
from index.core.late_patterns import late
from index.core.told_language import unless_told
from index.ingest.readers.dates.date_formats import find_date
from index.ingest.readers.encodings import decode
from index.ingest.readers.feed_formats.feed_items import (
    MOST_ITEMS,
    Item,
    ParsedFeed,
    without_repeats,
)
from index.ingest.readers.text_parts.html_fragments import text_of
from index.ingest.readers.text_parts.paragraph_splitting import part_giants, split
from index.ingest.readers.text_parts.text_tails import without_tail

_VERSION = late(rb"\"version\"\s*:\s*\"https?:\\?/\\?/(?:www\.)?jsonfeed\.org")


def is_json_feed(head: bytes) -> bool:
    """Whether JSON that begins like this is a feed."""
    return _VERSION.search(head) is not None or (b'"items"' in head and b'"feed_url"' in head)


def parse_json(data: bytes, url: str) -> ParsedFeed:
    """The feed in a JSON document. Raises InputError when it is none, or was cut off."""
    try:
        feed = json.loads(decode(data), strict=False)
    except (ValueError, RecursionError) as error:
        raise InputError("the JSON of the feed is broken or ends early") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise InputError("no feed: JSON without items")
    if len(items) > MOST_ITEMS:
        raise InputError(f"more than {MOST_ITEMS:,} items")
    entries = (item for item in items if isinstance(item, Mapping))
    return ParsedFeed(
        title=_line(feed.get("title")),
        language=language_of(_text(feed.get("language"))),
        items=without_repeats(_item(entry, feed, url) for entry in entries),
    )


def _item(entry: Mapping[str, Any], feed: Mapping[str, Any], url: str) -> Item:
    identity = entry.get("id")
    link = _text(entry.get("url")) or _text(entry.get("external_url"))
    if not link and re.match("https?://", _text(identity)):
        link = _text(identity)
    date = find_date(_text(entry.get("date_published")))
    page = part_giants(list(text_of(_text(entry.get("content_html")))))
    tags = entry.get("tags")
    paragraphs = page or split(_text(entry.get("content_text")) or _text(entry.get("summary")))
    stated = language_of(_text(feed.get("language")))
    return Item(
        guid=clean(str(identity)) if isinstance(identity, str | int | float) else "",
        url=clean_url(urljoin(url, link)) if link else "",
        title=_line(entry.get("title")),
        paragraphs=tuple(without_tail(paragraphs)),
        date=date,
        date_from="feed: date_published" if date else "",
        updated=find_date(_text(entry.get("date_modified"))),
        byline=", ".join(dict.fromkeys(_names(entry) or _names(feed))),
        language=language_of(_text(entry.get("language"))) or unless_told(stated, paragraphs),
        tags=tuple(filter(None, map(_line, tags))) if isinstance(tags, list) else (),
    )


def _names(value: Mapping[str, Any]) -> list[str]:
    return list(filter(None, map(_line, _authors(value))))


def _authors(value: Mapping[str, Any]) -> Iterator[Any]:
    authors = value.get("authors")
    for author in authors if isinstance(authors, list) else [value.get("author")]:
        yield author.get("name") if isinstance(author, Mapping) else None


def _line(value: Any) -> str:
    return clean(" ".join(_text(value).split()))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
