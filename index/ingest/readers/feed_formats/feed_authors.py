"""Who wrote the items of a feed, as feedparser hands on what it says of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from index.core.clean import clean
from index.core.late_patterns import late
from index.ingest.readers.text_parts.bylines import byline_of
from index.ingest.readers.text_parts.html_fragments import text_of

# "desk@paper.example (Ana Ruiz)", as RSS wants its authors.
_MAILBOX = late(r"\S+@\S+\s*\(([^()]+)\)")
_ADDRESS = late(r"[<(]?(?:mailto:)?[^\s<>(),;]+@[^\s<>(),;]+[>)]?")
_CUT = late(r".*\.[A-Za-z]{4}")
_REST = late(r"(?:^|\s)[<(]?[a-z]+[>)]?$")


def author_of(entry: Mapping[str, Any], feed: Mapping[str, Any], version: str) -> str:
    """Who wrote an item of a feed; `version` is its format as feedparser calls it.

    Those of the item, else those of the feed that it was taken from, else in Atom those of the feed
    it is in (RFC 4287, 4.2.1), unless they are called as that is. In RSS a channel names who
    answers for it, and no author.
    """
    found = byline_of(_names(entry)) or byline_of(_names(_mapping(entry.get("source"))))
    if found or not version.startswith("atom"):
        return found
    titles = {_line(feed.get("title")).casefold(), ""}
    return byline_of(name for name in _names(feed) if name.casefold() not in titles)


def _names(given: Mapping[str, Any]) -> Iterator[str]:
    """The names that stand with an entry or a feed."""
    written = _text(given.get("author")).strip()
    mailbox = _MAILBOX.fullmatch(written[:300])
    if mailbox:
        yield clean(mailbox[1])
        return
    authors = [_mapping(one) for one in given.get("authors") or [{"name": written}]]
    if len(authors) == 1 and _is_cut(authors[0]):
        yield _line(_ADDRESS.sub("", written[:300]))
        return
    for author in authors:
        name = _line(author.get("name")).removeprefix("mailto:")
        yield _REST.sub("", name) if _is_cut(author) else name


def _is_cut(author: Mapping[str, Any]) -> bool:
    """Whether the address of an author may go on: feedparser ends it behind four letters, and takes
    the rest for a part of the name.
    """
    return _CUT.fullmatch(_text(author.get("email"))) is not None


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _line(value: Any) -> str:
    return clean(" ".join(text_of(_text(value))))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
