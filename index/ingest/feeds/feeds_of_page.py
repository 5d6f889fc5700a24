"""The feed that a web page names as its own."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import urljoin

from index.core.credentials import without_login
from index.core.late_patterns import late
from index.ingest.feeds.list_entry import is_web_address

# Pages name their feeds in their heads, some below styles of all kinds.
_HEAD = 2 << 20
_FEED_TYPE = late(r"(?:rss|atom|rdf)\+xml|feed\+json", re.IGNORECASE)
_LINK = late(rb"<(?:link|base)\b[^>]{0,2000}>", re.IGNORECASE)
_ATTRIBUTE = late(
    r"\b(rel|type|href|title)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))", re.IGNORECASE
)
# What readers write below an article, in the languages of the programs that blogs are made with.
_COMMENTS = late(r"comment|kommentar|coment[aá]rio|commenti|reacties|replies", re.IGNORECASE)


def feed_of_page(page: bytes, url: str) -> str:
    """The address of the first feed that a page links to, one of comments only where there is no
    other; "" where there is none. `url` is where the page came from.
    """
    found = list(_named(page[:_HEAD], url))
    own = [address for address, words in found if not _COMMENTS.search(words)]
    return next(iter(own or [address for address, _ in found]), "")


def _named(head: bytes, url: str) -> Iterator[tuple[str, str]]:
    """The addresses of feeds, each with the words it is named by."""
    base = url
    for link in _LINK.findall(head):
        found = _ATTRIBUTE.findall(link.decode("utf-8", "replace"))
        given = {name.lower(): html.unescape("".join(values)) for name, *values in found}
        target = given.get("href", "").strip()
        if link[1:5].lower() == b"base":
            base = urljoin(url, target)
        elif "alternate" in given.get("rel", "").lower() and _FEED_TYPE.search(
            given.get("type", "")
        ):
            address = urljoin(base, target)
            if is_web_address(address):
                yield without_login(address), f"{given.get('title', '')} {target}"
