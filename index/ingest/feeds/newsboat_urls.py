"""newsboat's `urls` file: an address a line, then tags; a tag that begins with ~ is the title."""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.core.credentials import without_login
from index.core.errors import NutgrafError
from index.core.late_patterns import late
from index.ingest.feeds.list_entry import FeedList, Subscription, listed
from index.ingest.readers.encodings import decode

# A word, or a text in quotes in which a backslash takes the next character as it is.
_TOKEN = late(r'"((?:[^"\\]|\\.)*)"?|(\S+)')
_COMMANDS = ("exec:", "filter:", "query:", "file:")


def read_urls(data: bytes) -> FeedList:
    """The feeds of a `urls` file. Queries and commands, which name no feed, are left out."""
    feeds: list[Subscription] = []
    left_out: list[tuple[str, str]] = []
    for line in decode(data).splitlines():
        words = [] if line.lstrip().startswith("#") else _words(line)
        if not words:
            continue
        url, tags = words[0], words[1:]
        if url.startswith(_COMMANDS):
            kind = url.partition(":")[0]
            left_out.append((url, f"{kind}: names no feed that could be fetched"))
            continue
        named = [tag[1:] for tag in tags if tag.startswith("~")]
        try:
            plain = [tag for tag in tags if not tag.startswith(("~", "!"))]
            feeds.append(listed(url, named[0] if named else "", plain))
        except NutgrafError as error:
            left_out.append((without_login(url), error.message))
    return FeedList(tuple(dict.fromkeys(feeds)), tuple(left_out))


def write_urls(feeds: Iterable[Subscription]) -> str:
    """A `urls` file. That a feed is to be fetched with full text cannot be said in it."""
    lines = []
    for feed in feeds:
        words = [feed.url, *map(_quoted, feed.tags)]
        if feed.title:
            words.append(_quoted(f"~{feed.title}"))
        lines.append(" ".join(words) + "\n")
    return "".join(lines)


def _words(line: str) -> list[str]:
    found = (
        re.sub(r"\\(.)", r"\1", match[1]) if match[1] is not None else match[2]
        for match in _TOKEN.finditer(line)
    )
    return [word for word in found if word]


def _quoted(text: str) -> str:
    if re.fullmatch(r"[^\s\"\\#]+", text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
