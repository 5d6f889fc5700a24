"""JSON Lines, a JSON array, or one JSON object, with the keys that news dumps use."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import chain, islice
from typing import Any, NamedTuple

from index.core.article import Article
from index.core.errors import InputError
from index.core.reports import Skipped
from index.ingest.readers.base import Input, ReadOptions, suffix_of
from index.ingest.readers.dates.day_order import DayOrder
from index.ingest.readers.dumps.json_stream import SCRIPT, Rows, elements
from index.ingest.readers.dumps.record_lists import is_link, opened, records_in
from index.ingest.readers.dumps.record_pages import article_of_record
from index.ingest.readers.dumps.row_parts import put_together
from index.ingest.readers.encodings import decode, peek
from index.ingest.readers.fields.records import Fields
from index.ingest.saved_link import as_link

_LINES = (".jsonl", ".ndjson", ".jsonlines", ".jl")
_DEEPEST = 3
_JSON = json.JSONDecoder()
_BETWEEN = tuple(" \t,")
_NO_TEXT = ": no text (its keys: "


class _Where(NamedTuple):
    """Where a record is, in words and as a place in its file, "" where it is all of that."""

    words: str
    place: str


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
            read = put_together(
                (record, record)
                if isinstance(record, Skipped)
                else (record, _article(record, source, options, days, where))
                for where, record in _records_in(Rows(stream, options), source, options)
            )
            yield from _told_once(read, source.path)


def _told_once(items: Iterator[Article | Skipped], path: str) -> Iterator[Article | Skipped]:
    """What was read; records that all lack a text are one thing to tell, with what helps."""
    lacking: list[Skipped] = []
    for item in items:
        if isinstance(item, Skipped) and _NO_TEXT in item.reason:
            lacking.append(item)
            continue
        yield from lacking
        yield item
        yield from items
        return
    if len(lacking) > 1:
        keys = lacking[0].reason.partition(_NO_TEXT)[2].rstrip(")")
        which = "say which key is the text with --map text=KEY, of"
        yield Skipped(path, f"none of {len(lacking):,} records has a text; {which}: {keys}")
    else:
        yield from lacking


def _dates_again(source: Input, options: ReadOptions) -> Iterator[tuple[str, str]]:
    """The dates of all records, which are read once more for them."""
    with source.again() as stream, suppress(InputError):
        for _, record in _records_in(Rows(stream, options), source, options) if stream else ():
            if isinstance(record, dict):
                yield from Fields(opened(record), options).dates()


def _records_in(rows: Rows, source: Input, options: ReadOptions) -> Iterator[tuple[_Where, Any]]:
    """Each record with where it is; Skipped for what is none."""
    if _is_document(rows, source.name):
        yield from _placed(
            (f"record {number}", record)
            for number, value in enumerate(elements(rows), 1)
            for record in records_in(value)
        )
        return
    for number, line in rows.lines():
        where = _Where(f"line {number}", f":{number}")
        text = decode(line or b"", options.encoding).strip("\ufeff \t\r\n\x00")
        if line is None:
            yield where, Skipped(source.path, f"{where.words}: longer than the limit")
        elif text:
            for value in _values(text, source.path, where.words):
                for record in records_in(value):
                    yield where, record


def _placed(records: Iterator[tuple[str, Any]]) -> Iterator[tuple[_Where, Any]]:
    """Records with their places, where there are several: two that stand in one file are two."""
    first = list(islice(records, 2))
    for number, (where, record) in enumerate(chain(first, records), 1):
        yield _Where(where, f":{number}" if len(first) > 1 else ""), record


def _values(text: str, path: str, where: str) -> Iterator[Any]:
    """The value of a line, or the objects that stand in it one behind the other; Skipped for what
    is none.
    """
    place = 0
    try:
        while place < len(text):
            value, place = _JSON.raw_decode(text, place)
            if place < len(text) and not isinstance(value, dict):
                json.loads(text)  # says what is wrong with all of it
            yield value
            while text[place : place + 1] in _BETWEEN:
                place += 1
    except RecursionError:
        yield Skipped(path, f"{where}: not JSON (nested too deeply)")
    except ValueError as error:
        yield Skipped(path, f"{where}: not JSON ({_why(error)})")


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
    record: Any, source: Input, options: ReadOptions, days: DayOrder, where: _Where
) -> Article | Skipped:
    if not isinstance(record, dict):
        return Skipped(source.path, f"{where.words}: not an object with keys")
    article = article_of_record(record, options, "record", days, source)
    inner, told = record, article
    for _ in range(_DEEPEST if not options.map else 0):
        if article.paragraphs or (within := opened(inner)) is inner:
            break
        inner, article = within, article_of_record(within, options, "record", days, source)
    if not article.paragraphs:
        linked = next(
            (one for one, its in ((told, record), (article, inner)) if is_link(its)), None
        )
        if linked is None or "text" in options.map:
            keys = ", ".join(map(str, list(record)[:12])) or "none"
            return Skipped(source.path, f"{where.words}{_NO_TEXT}{keys[:200]})")
        article = as_link(linked)
    return replace(article, origin=f"{source.path}{where.place}", remarks=days.remarks())


def _why(error: ValueError) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg.removesuffix(' at')} at character {error.pos + 1}"
    return "a number is too long"
