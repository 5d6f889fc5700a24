"""What saved pages declare of themselves in so many words, to judge what is said of them.

Read with nothing but the parser and JSON, apart from what is judged: Open Graph's and JSON-LD's
headline and the only `h1`, the day of publication, the names of authors.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import html as parser

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Declared:
    """Titles that are right, the days that are, and the names of authors; empty: not declared."""

    titles: frozenset[str]
    days: frozenset[str]
    authors: frozenset[str]


def letters(text: str) -> str:
    """A title as it is compared."""
    return "".join(filter(str.isalnum, text)).casefold()


def people(byline: str) -> frozenset[str]:
    """The names in a byline, as they are compared."""
    names = re.split(r"[,;|&]|\band\b", byline)
    return frozenset(filter(None, map(letters, names)))


def declared(page: str) -> Declared:
    """What a page says of itself."""
    tree = parser.fromstring(
        page.encode("utf-8", "replace"), parser=parser.HTMLParser(encoding="utf-8")
    )
    meta = {
        (one.get("property") or one.get("name") or "").lower(): one.get("content") or ""
        for one in tree.iter("meta")
    }
    nodes = [node for node in _json_ld(tree) if "datePublished" in node or "headline" in node]
    heads = [" ".join("".join(one.itertext()).split()) for one in tree.iter("h1")]
    titles = [meta.get("og:title", ""), *(str(node.get("headline", "")) for node in nodes)]
    name = {word.casefold() for one in tree.iter("title") for word in one.text_content().split()}
    # A heading without a word of what the page is called is the name of the site.
    titles += heads if len(heads) == 1 and name & {*heads[0].casefold().split()} else []
    stamps = [str(node.get("datePublished", "")) for node in nodes]
    stamps += [meta.get(key, "") for key in ("article:published_time", "datepublished", "pubdate")]
    authors = [name for node in nodes for name in _names(node.get("author"))]
    return Declared(
        frozenset(filter(None, map(letters, titles))),
        frozenset(match[0] for stamp in stamps if (match := _DAY.match(stamp))),
        frozenset(name for author in authors for name in people(author)),
    )


def _json_ld(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or ""):
            try:
                yield from _nodes(json.loads(script.text or "", strict=False))
            except ValueError:
                continue


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, list):
        for one in value:
            yield from _nodes(one)
    elif isinstance(value, dict):
        yield value
        yield from _nodes(value.get("@graph"))


def _names(author: Any) -> Iterator[str]:
    for one in author if isinstance(author, list) else [author]:
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(name, str) and "://" not in name:
            yield name
