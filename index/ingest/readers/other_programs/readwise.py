"""Readwise's highlights as its API exports them (v2), by article or book."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from index.core.article import Article, Highlight
from index.core.late_patterns import late
from index.core.reports import Skipped
from index.ingest.readers.base import Input, ReadOptions
from index.ingest.readers.dates.date_formats import find_date
from index.ingest.readers.dumps.json_stream import Rows, elements, names_keys, objects
from index.ingest.readers.other_programs.read_later import first_text, is_host, names_in, saved

_PICTURE = late(r"!\[[^\]]{0,500}\]\([^()\s]{1,2000}\)")
_LINK = late(r"\[([^\[\]]{1,500})\]\((?:https?|mailto):[^()\s]{1,2000}\)")
_BOLD = late(r"(?<!\w)(__|\*\*)(?=\S)(.{1,2000}?)(?<=\S)\1(?!\w)", re.DOTALL)
_KEYS = ("user_book_id", "highlights", "title")


class ReadwiseReader:
    """Books and articles with their highlights."""

    name = "readwise-export"
    suffixes = ()
    describe = "Readwise's JSON export (API); highlights become bookmarks"

    def sniff(self, head: bytes, name: str) -> float:  # noqa: ARG002
        return 0.9 if names_keys(head, _KEYS) else 0.0

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
    title, author = first_text(book, "readable_title", "title"), first_text(book, "author")
    article = saved(
        title,
        first_text(book, "source_url"),
        tags=list(names_in(book.get("book_tags"))),
        highlights=[*_marks(book.get("highlights")), *_whole(book)],
    )
    own = "" if article.url else f"readwise:{title}:{author}"
    return replace(article, byline="" if is_host(author) else author, source_id=own)


def shown_words(text: str) -> str:
    """The words that were marked, as a reader sees them: Readwise writes what is bold, links and
    pictures as Markdown does.
    """
    text = _LINK.sub(r"\1", _PICTURE.sub("", text))
    return _BOLD.sub(r"\2", text).strip()


def _marks(value: Any) -> Iterator[Highlight]:
    for one in objects(value):
        text, note = shown_words(first_text(one, "text")), first_text(one, "note")
        # Of a picture no more can be kept than what was said of it.
        if (text or (note and first_text(one, "text"))) and not one.get("is_deleted"):
            yield Highlight(
                text=text,
                note=note,
                tags=tuple(names_in(one.get("tags"))),
                color=first_text(one, "color"),
                created=find_date(first_text(one, "highlighted_at")),
                id=f"readwise:{one['id']}" if one.get("id") else "",
            )


def _whole(book: dict[str, Any]) -> Iterator[Highlight]:
    note = first_text(book, "document_note")
    if note:
        yield Highlight(text="", note=note, id=f"readwise-document:{book.get('user_book_id')}")
