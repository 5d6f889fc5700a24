"""JSON Lines, a JSON array, or one JSON object, with the keys that news dumps use."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from index.core.article import Article
from index.core.reports import Skipped
from index.ingest.readers.base import Input, ReadOptions, suffix_of
from index.ingest.readers.encodings import decode, peek
from index.ingest.readers.json_stream import Rows, elements
from index.ingest.readers.records import article_of

_LINES = (".jsonl", ".ndjson", ".jsonlines", ".jl")
# Keys under which APIs put the list of articles, and the article inside an envelope.
_LISTS = ("articles", "items", "results", "docs", "data", "entries", "posts", "hits", "response")
_ENVELOPES = ("_source", "article", "document", "doc", "record", "fields", "post", "news")


class JsonReader:
    """Records, one by one; a bad one does not stop the rest."""

    name = "json"
    suffixes = (*_LINES, ".json")
    describe = "JSON Lines, a JSON array or one object; --map names keys that are not found"

    def sniff(self, head: bytes, name: str) -> float:
        suffix = suffix_of(name)
        if suffix in self.suffixes:
            return 0.8
        begins = re.match(r"\s*(?:\{\s*(?:\"|$)|\[\s*(?:\{|$))", peek(head))
        return 0.7 if begins and suffix in ("", ".txt") else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped]:
        with source.open() as stream:
            rows = Rows(stream, options)
            if _is_document(rows, source.name):
                for place, value in enumerate(elements(rows), 1):
                    for record in _records(value):
                        yield _article(record, source, options, f"record {place}", "")
            else:
                yield from _lines(rows, source, options)


def _is_document(rows: Rows, name: str) -> bool:
    """Whether the input is one value over several lines, and not a value a line."""
    first = rows.peek_line(0)
    if first.startswith(b"["):
        return True
    if not first.startswith(b"{") or _is_object(first):
        return False
    if suffix_of(name) in _LINES and first != b"{":
        return False
    return not _is_object(rows.peek_line(1))


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _lines(rows: Rows, source: Input, options: ReadOptions) -> Iterator[Article | Skipped]:
    for number, line in rows.lines():
        where = f"line {number}"
        if line is None:
            yield Skipped(source.path, f"{where}: longer than the limit")
            continue
        text = decode(line, options.encoding).strip("\ufeff \t\r\n\x00")
        if not text:
            continue
        try:
            value = json.loads(text)
        except RecursionError:
            yield Skipped(source.path, f"{where}: not JSON (nested too deeply)")
        except ValueError as error:
            yield Skipped(source.path, f"{where}: not JSON ({_why(error)})")
        else:
            for record in _records(value):
                yield _article(record, source, options, where, f":{number}")


def _article(
    record: Any, source: Input, options: ReadOptions, where: str, place: str
) -> Article | Skipped:
    if not isinstance(record, dict):
        return Skipped(source.path, f"{where}: not an object with keys")
    article = article_of(record, options, "record")
    if not article.paragraphs and not options.map:
        inner = next((record[key] for key in _ENVELOPES if isinstance(record.get(key), dict)), None)
        article = article_of(inner, options, "record") if inner else article
    if not article.paragraphs:
        keys = ", ".join(map(str, list(record)[:12])) or "none"
        return Skipped(source.path, f"{where}: no text (its keys: {keys[:200]})")
    return replace(article, origin=f"{source.path}{place}")


def _records(value: Any, depth: int = 2) -> Iterator[Any]:
    """The records in a value: itself, or what stands in its list of articles."""
    if isinstance(value, dict) and depth:
        for key in _LISTS:
            inner = value.get(key)
            if isinstance(inner, list) and inner and all(isinstance(one, dict) for one in inner):
                yield from inner
                return
            if isinstance(inner, dict) and any(
                isinstance(inner.get(name), list) for name in _LISTS
            ):
                yield from _records(inner, depth - 1)
                return
    yield value


def _why(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg} at character {error.pos + 1}"
    return "a number is too long"
