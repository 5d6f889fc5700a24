"""OPML, the format in which feed readers hand their lists to one another (opml.org, 2.0).

Most lists in the world are not well-formed: ampersands, quotation marks and whole scraps of HTML
stand in their attributes as they are, and XML parsers that recover lose those feeds. So only
outlines and their attributes are looked at, and no entity is ever expanded.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

from index.core.credentials import without_login
from index.core.errors import NutgrafError
from index.core.late_patterns import late
from index.ingest.feeds.list_entry import FeedList, Subscription, listed
from index.ingest.readers.encodings import decode
from index.ingest.readers.markup.xml_repair import DECLARED

# Characters of an outline that are looked at; a value without an end would take ever longer.
_LONGEST = 65_536
_MARK = late(r"</?outline\b", re.IGNORECASE)
_TAIL = late(r"</body\b", re.IGNORECASE)
_ATTRIBUTE = late(r"(?<=\s)([A-Za-z][\w:.-]{0,40})\s{0,9}=\s{0,9}([\"'])")
# What XML does not know as an entity is an ampersand that stands for itself.
_BARE = late(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});)")


def read_opml(data: bytes) -> FeedList:
    """The feeds of an OPML list; folders and categories are their tags.

    Raises NutgrafError when there is no OPML in it.
    """
    text = _text(data)
    if not re.search(r"<(?:opml|outline)\b", text[:65_536], re.IGNORECASE):
        raise NutgrafError("This is not an OPML list.")
    reader = _Outlines(_without_comments(text))
    return FeedList(tuple(dict.fromkeys(reader.feeds)), tuple(reader.left_out))


def write_opml(feeds: Iterable[Subscription], title: str = "Nutgraf feeds") -> str:
    """An OPML 2.0 list. A feed stands in the folder of its first tag; `category` holds them all."""
    folders: dict[str, list[Subscription]] = {}
    for feed in feeds:
        folders.setdefault(feed.tags[0] if feed.tags else "", []).append(feed)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines += ['<opml version="2.0" xmlns:nutgraf="urn:nutgraf">', "  <head>"]
    lines += [f"    <title>{html.escape(title, quote=False)}</title>", "  </head>", "  <body>"]
    for name, inside in folders.items():
        if not name:
            lines += [f"    {_outline(feed)}" for feed in inside]
            continue
        lines.append(f"    <outline text={quoteattr(name)} title={quoteattr(name)}>")
        lines += [f"      {_outline(feed)}" for feed in inside]
        lines.append("    </outline>")
    return "\n".join([*lines, "  </body>", "</opml>", ""])


def _outline(feed: Subscription) -> str:
    name = quoteattr(feed.title or feed.url)
    parts = [f'<outline type="rss" text={name} title={name} xmlUrl={quoteattr(feed.url)}']
    if len(feed.tags) > 1:
        categories = ",".join(tag.replace(",", " ") for tag in feed.tags)
        parts.append(f"category={quoteattr(categories)}")
    if feed.full:
        parts.append('nutgraf:fullText="true"')
    return " ".join(parts) + "/>"


def _text(data: bytes) -> str:
    declared = DECLARED.match(data.lstrip()[:300])
    name = declared[1].decode("ascii").lower() if declared else ""
    if name in ("", "utf-8", "utf8", "utf-16"):
        return decode(data)
    try:
        return data.decode(name, "replace")
    except LookupError:
        return decode(data)


def _without_comments(text: str) -> str:
    first, *others = text.split("<!--")
    return first + "".join(part.partition("-->")[2] for part in others)


class _Outlines:
    """Collects outlines that name a feed, with the folders they lie in."""

    def __init__(self, text: str) -> None:
        self.feeds: list[Subscription] = []
        self.left_out: list[tuple[str, str]] = []
        self._folders: list[str] = []
        marks = [*_MARK.finditer(text)]
        last = max((tail.start() for tail in _TAIL.finditer(text)), default=len(text))
        ends = [mark.start() for mark in marks[1:]] + [last]
        for mark, end in zip(marks, ends, strict=False):
            if mark[0][1] == "/":
                del self._folders[-1:]
                continue
            attributes, rest = _attributes(text[mark.end() : min(end, mark.end() + _LONGEST)])
            folder = self._take(attributes)
            if not rest.lstrip().startswith("/"):
                self._folders.append(folder)

    def _take(self, given: dict[str, str]) -> str:
        """Keep the feed that an outline names; its name when it is a folder, else ""."""
        name = given.get("title") or given.get("text") or ""
        url = given.get("xmlurl", "")
        if not url and given.get("type", "").lower() in ("rss", "atom"):
            url = given.get("url", "")
        if not url:
            return name
        categories = [part.strip().strip("/") for part in given.get("category", "").split(",")]
        full = given.get("nutgraf:fulltext", "").lower() == "true"
        name = "" if name == url else name
        try:
            self.feeds.append(listed(url, name, [*self._folders, *categories], full=full))
        except NutgrafError as error:
            self.left_out.append((without_login(url), error.message))
        return ""


def _attributes(outline: str) -> tuple[dict[str, str], str]:
    """The attributes of an outline by their names in small letters, and what follows them.

    A value ends at its quotation mark before the next attribute; what looks like an attribute
    inside a value that has not ended belongs to it.
    """
    starts = [*_ATTRIBUTE.finditer(outline)]
    ends = [start.start() for start in starts[1:]] + [outline.rfind(">") % (len(outline) + 1)]
    found: dict[str, str] = {}
    rest, name, quote, begin = outline, "", "", 0
    for start, end in zip(starts, ends, strict=False):
        if not name:
            name, quote, begin = start[1].lower(), start[2], start.end()
        value, mark, behind = outline[begin:end].rpartition(quote)
        if mark and not behind.strip(" \t\r\n/"):
            found.setdefault(name, html.unescape(_BARE.sub("&amp;", value)).strip())
            rest, name = behind, ""
    return found, rest
