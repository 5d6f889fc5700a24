"""Readwise's highlights as its API exports them (v2), by article or book."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from index.core.article import Article, Highlight
from index.core.reports import Skipped
from index.ingest.readers.base import Input, ReadOptions
from index.ingest.readers.date_formats import find_date
from index.ingest.readers.encodings import peek
from index.ingest.readers.json_stream import Rows, elements
from index.ingest.readers.read_later import saved

_KEYS = ('"user_book_id"', '"highlights"', '"title"')


class ReadwiseReader:
    """Books and articles with their highlights."""

    name = "readwise-export"
    suffixes = ()
    describe = "Readwise's JSON export (API); highlights become bookmarks"

    def sniff(self, head: bytes, name: str) -> float:  # noqa: ARG002
        text = peek(head)[:20_000]
        return 0.9 if text.lstrip()[:1] in ("{", "[") and all(k in text for k in _KEYS) else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped]:
        number = 0
        with source.open() as stream:
            for value in elements(Rows(stream, options)):
                listed = value.get("results") if isinstance(value, dict) else None
                for book in listed if isinstance(listed, list) else [value]:
                    number += 1
                    if isinstance(book, dict):
                        yield replace(_article(book), origin=f"{source.path}:{number}")


def _article(book: dict[str, Any]) -> Article:
    title, author = _text(book, "readable_title", "title"), _text(book, "author")
    article = saved(
        title,
        _text(book, "source_url"),
        tags=list(_names(book.get("book_tags"))),
        highlights=[*_marks(book.get("highlights")), *_whole(book)],
    )
    own = "" if article.url else f"readwise:{title}:{author}"
    return replace(article, byline=author, source_id=own)


def _marks(value: Any) -> Iterator[Highlight]:
    for one in value if isinstance(value, list) else ():
        if isinstance(one, dict) and _text(one, "text") and not one.get("is_deleted"):
            yield Highlight(
                text=_text(one, "text"),
                note=_text(one, "note"),
                tags=tuple(_names(one.get("tags"))),
                color=_text(one, "color"),
                created=find_date(_text(one, "highlighted_at")),
                id=f"readwise:{one['id']}" if one.get("id") else "",
            )


def _whole(book: dict[str, Any]) -> Iterator[Highlight]:
    note = _text(book, "document_note")
    if note:
        yield Highlight(text="", note=note, id=f"readwise-document:{book.get('user_book_id')}")


def _names(value: Any) -> Iterator[str]:
    for one in value if isinstance(value, list) else ():
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(name, str):
            yield name


def _text(value: dict[str, Any], *keys: str) -> str:
    return next((found for key in keys if isinstance(found := value.get(key), str) and found), "")
