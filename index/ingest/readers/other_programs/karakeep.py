"""Karakeep (once Hoarder): links, notes and files, as its JSON export has them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from index.core.article import Article, Highlight
from index.core.reports import Skipped
from index.ingest.readers.base import Input, ReadOptions
from index.ingest.readers.dumps.json_stream import Rows, elements, names_keys
from index.ingest.readers.other_programs.read_later import first_text, names_in, saved

_KEYS = ("bookmarks", "createdAt", "content")


class KarakeepReader:
    """What was kept there; highlights and notes become bookmarks."""

    name = "karakeep"
    suffixes = ()
    describe = "Karakeep's JSON export; notes and highlights become bookmarks"

    def sniff(self, head: bytes, name: str) -> float:  # noqa: ARG002
        return 0.9 if names_keys(head, _KEYS, "{") else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped]:
        with source.open() as stream:
            for value in elements(Rows(stream, options)):
                listed = value.get("bookmarks") if isinstance(value, dict) else None
                for place, entry in enumerate(listed if isinstance(listed, list) else (), 1):
                    where = f"{source.path}:{place}"
                    article = _article(entry) if isinstance(entry, dict) else None
                    yield (
                        replace(article, origin=where)
                        if article
                        else Skipped(where, "neither a link nor a text")
                    )


def _article(entry: dict[str, Any]) -> Article | None:
    content = entry.get("content")
    content = content if isinstance(content, dict) else {}
    text, url = first_text(content, "text"), first_text(content, "url", "sourceUrl")
    if not text and not url:
        return None
    number = first_text(entry, "id") or url or text[:100]
    marks = list(_marks(entry.get("highlights")))
    note = first_text(entry, "note")
    marks += [Highlight(text="", note=note, id=f"karakeep:{number}")] if note else []
    article = saved(
        first_text(entry, "title") or first_text(content, "title"),
        url,
        text=text,
        tags=list(names_in(entry.get("tags"))),
        highlights=marks,
    )
    # A note that was written there is its own text, and is found again by what it was called.
    return article if url else replace(article, source_id=f"karakeep:{number}", text_from="file")


def _marks(value: Any) -> Iterator[Highlight]:
    for one in value if isinstance(value, list) else ():
        if isinstance(one, dict) and first_text(one, "text"):
            yield Highlight(
                text=first_text(one, "text"),
                note=first_text(one, "note"),
                color=first_text(one, "color"),
                id=f"karakeep:{first_text(one, 'id')}" if first_text(one, "id") else "",
            )
