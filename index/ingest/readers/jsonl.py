"""JSON Lines, a JSON array, or one JSON object, with the keys that news dumps use."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

from index.core.article import Article
from index.core.errors import InputError
from index.core.reports import Skipped
from index.ingest.readers.base import Input, ReadOptions, suffix_of
from index.ingest.readers.day_order import DayOrder
from index.ingest.readers.encodings import decode, peek
from index.ingest.readers.json_stream import SCRIPT, Rows, elements
from index.ingest.readers.record_shapes import frame_rows
from index.ingest.readers.records import Fields, article_of
from index.ingest.readers.row_parts import put_together

_LINES = (".jsonl", ".ndjson", ".jsonlines", ".jl")
# Keys under which APIs put the list of articles, and the article inside an envelope.
_LISTS = ("articles", "items", "results", "docs", "data", "entries", "posts", "hits", "response")
_ENVELOPES = (
    *("_source", "article", "document", "doc", "record", "fields", "post", "news", "tweet"),
    *("response", "result", "data", "item", "content"),
)
_DEEPEST = 3


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
        if suffix == ".js" and SCRIPT.match(peek(head)):
            return 0.8
        return 0.7 if begins and suffix in ("", ".txt") else 0.0

    def read(self, source: Input, options: ReadOptions) -> Iterator[Article | Skipped]:
        days = DayOrder(partial(_dates_again, source, options), options.day_first)
        with source.open() as stream:
            yield from put_together(
                (record, record)
                if isinstance(record, Skipped)
                else (record, _article(record, source.path, options, days, where))
                for where, record in _records_in(Rows(stream, options), source, options)
            )


def _dates_again(source: Input, options: ReadOptions) -> Iterator[tuple[str, str]]:
    """The dates of all records, which are read once more for them."""
    with source.again() as stream, suppress(InputError):
        for _, record in _records_in(Rows(stream, options), source, options) if stream else ():
            if isinstance(record, dict):
                yield from Fields(_opened(record), options).dates()


def _records_in(rows: Rows, source: Input, options: ReadOptions) -> Iterator[tuple[str, Any]]:
    """Each record with where it is; Skipped for what is none."""
    if _is_document(rows, source.name):
        for place, value in enumerate(elements(rows), 1):
            for record in _records(value):
                yield f"record {place}", record
        return
    for number, line in rows.lines():
        where = f"line {number}"
        text = decode(line or b"", options.encoding).strip("\ufeff \t\r\n\x00")
        if line is None:
            yield where, Skipped(source.path, f"{where}: longer than the limit")
        elif text:
            for record in _records(_value(text, source.path, where)):
                yield where, record


def _value(text: str, path: str, where: str) -> Any:
    try:
        return json.loads(text)
    except RecursionError:
        return Skipped(path, f"{where}: not JSON (nested too deeply)")
    except ValueError as error:
        return Skipped(path, f"{where}: not JSON ({_why(error)})")


def _is_document(rows: Rows, name: str) -> bool:
    """Whether the input is one value over several lines, and not a value a line."""
    first = rows.peek_line(0)
    if SCRIPT.match(first.decode("latin-1")):
        return True
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


def _article(
    record: Any, path: str, options: ReadOptions, days: DayOrder, where: str
) -> Article | Skipped:
    if not isinstance(record, dict):
        return Skipped(path, f"{where}: not an object with keys")
    article = article_of(record, options, "record", days=days)
    inner = record
    for _ in range(_DEEPEST if not options.map else 0):
        if article.paragraphs or (opened := _opened(inner)) is inner:
            break
        inner, article = opened, article_of(opened, options, "record", days=days)
    if not article.paragraphs:
        keys = ", ".join(map(str, list(record)[:12])) or "none"
        return Skipped(path, f"{where}: no text (its keys: {keys[:200]})")
    line = f":{where[5:]}" if where.startswith("line ") else ""
    return replace(article, origin=f"{path}{line}", remarks=days.remarks())


def _opened(record: dict[str, Any]) -> dict[str, Any]:
    """A record with what its envelope holds; what the record says itself of that counts less."""
    name = next((key for key in _ENVELOPES if isinstance(record.get(key), dict)), None)
    if name is None:
        return record
    return {**{key: value for key, value in record.items() if key != name}, **record[name]}


def _records(value: Any, depth: int = 2) -> Iterator[Any]:
    """The records in a value: itself, what stands in its list of articles, or a frame's rows."""
    rows = frame_rows(value)
    if rows is not None:
        yield from rows
        return
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
