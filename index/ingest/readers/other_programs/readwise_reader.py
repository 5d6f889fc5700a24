"""Readwise Reader's library as its API lists it (v3): documents, and what was marked in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from index.core.article import Article, Highlight
from index.core.reports import Skipped
from index.ingest.readers.base import Input, ReadOptions
from index.ingest.readers.dates.date_formats import find_date
from index.ingest.readers.dumps.json_stream import Rows, elements, names_keys, objects
from index.ingest.readers.fields.records import Fields
from index.ingest.readers.other_programs.read_later import first_text, saved
from index.ingest.readers.other_programs.readwise import shown_words

_KEYS = ("parent_id", "source_url", "reading_progress")
# What a document is, where it is nothing that was published.
_WITHIN = ("highlight", "note")


class ReaderApiReader:
    """Documents; what was marked stands beside them, and the notes on that beside it."""

    name = "readwise-documents"
    suffixes = ()
    describe = "Readwise Reader's JSON (API); highlights and notes become bookmarks"

    def sniff(self, head: bytes, name: str) -> float:  # noqa: ARG002
        return 0.9 if names_keys(head, _KEYS) else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped]:
        listed: list[dict[str, Any]] = []
        with source.open() as stream:
            for value in elements(Rows(stream, options)):
                results = value.get("results") if isinstance(value, dict) else None
                found = results if isinstance(results, list) else [value]
                listed += objects(found)
        within: dict[str, list[dict[str, Any]]] = {}
        for one in listed:
            within.setdefault(first_text(one, "parent_id"), []).append(one)
        for number, one in enumerate(listed, 1):
            if one.get("category") not in _WITHIN:
                yield replace(_article(one, within, options), origin=f"{source.path}:{number}")


def _article(
    document: dict[str, Any], within: dict[str, list[dict[str, Any]]], options: ReadOptions
) -> Article:
    number = first_text(document, "id")
    note = first_text(document, "notes")
    marks = [_mark(one, within) for one in within.get(number, ()) if one.get("content")]
    marks = [mark for mark in marks if mark.text or mark.note]
    marks += [Highlight(text="", note=note, id=f"reader:{number}")] if note else []
    url = first_text(document, "source_url")
    # What was sent there by mail or as a file has an address of its own that leads nowhere.
    url = url if url.startswith("http") else ""
    article = saved(
        first_text(document, "title"),
        url,
        text=first_text(document, "html_content", "content"),
        summary=first_text(document, "summary"),
        tags=_tags(document),
        highlights=marks,
    )
    date, _ = Fields({"date": document.get("published_date")}, options).date("date")
    return replace(
        article,
        outlet=first_text(document, "site_name"),
        byline=first_text(document, "author"),
        date=date,
        date_from="Readwise Reader: published_date" if date else "",
        source_id="" if url else f"reader:{number}",
    )


def _mark(one: dict[str, Any], within: dict[str, list[dict[str, Any]]]) -> Highlight:
    number = first_text(one, "id")
    notes = [first_text(one, "notes")]
    notes += (first_text(each, "content") for each in within.get(number, ()))
    return Highlight(
        text=shown_words(first_text(one, "content")),
        note="\n".join(filter(None, notes)),
        tags=tuple(_tags(one)),
        created=find_date(first_text(one, "created_at")),
        id=f"reader:{number}" if number else "",
    )


def _tags(document: dict[str, Any]) -> list[str]:
    tags = document.get("tags")
    return [name for name in tags if isinstance(name, str)] if isinstance(tags, dict | list) else []
