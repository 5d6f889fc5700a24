"""Quotations out of JSON, JSON a line and CSV: paragraphs of exports, or the words of quotes."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from index.core.errors import InputError
from index.core.late_patterns import late
from index.core.steering import text_of_cell, text_of_printable
from index.export.reading_back.named_sources import of_record
from index.export.reading_back.quotation import ID, Quotation, ReadBack

_NAME = late(ID)
_LONGEST_CELL = 1 << 24


def from_json(text: str) -> ReadBack:
    """The quotations of an array of records, or of one. Raises InputError."""
    try:
        records = json.loads(text)
    except ValueError as error:
        raise InputError(f"it is no JSON ({error})") from error
    return _of("json", records if isinstance(records, list) else [records])


def from_json_lines(text: str) -> ReadBack:
    """The quotations of records, one a line. Raises InputError."""
    records = []
    # Not `splitlines`: a text may hold what that takes for the end of one.
    for number, line in enumerate(text.split("\n"), 1):
        try:
            records += [json.loads(line)] if line.strip() else []
        except ValueError as error:
            raise InputError(f"its line {number} is no JSON ({error})") from error
    return _of("jsonl", records)


def from_csv(text: str) -> ReadBack:
    """The quotations of a table with a line of names, whatever its cells are parted by. Raises
    InputError.
    """
    head = text.partition("\n")[0]
    sign = max(",;\t", key=head.count)
    csv.field_size_limit(_LONGEST_CELL)
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=sign))
    except csv.Error as error:
        raise InputError(f"it is no table ({error})") from error
    return _of("csv", [{name: _text(cell) for name, cell in row.items()} for row in rows])


def _text(cell: Any) -> Any:
    return text_of_printable(text_of_cell(cell)) if isinstance(cell, str) else cell


def _of(form: str, records: Iterable[Any]) -> ReadBack:
    return ReadBack(form=form, quotations=tuple(_in(records)))


def _in(value: Any) -> Iterator[Quotation]:
    """What a value quotes, however deep in it, as hits stand in the answer of a search."""
    within = value
    if isinstance(value, dict):
        found = list(_quotations(value))
        yield from found
        within = () if found else value.values()
    if not isinstance(within, (str, bytes)) and isinstance(within, Iterable):
        for one in within:
            yield from _in(one)


def _quotations(record: Mapping[str, Any]) -> Iterator[Quotation]:
    """What a record quotes: what was marked first, where today's text is another."""

    def said(name: str) -> str:
        value = record.get(name)
        return value if isinstance(value, str) else ""

    if said("paragraph") and said("words"):
        named = of_record(record)
        yield Quotation(id=said("paragraph"), texts=(said("words"),), is_part=True, named=named)
        return
    if "text" not in record or not _NAME.fullmatch(said("id")):
        return
    text, marked = said("text"), said("marked_text")
    if marked and marked != text:
        # What is gone has the id of what was marked.
        name = said("marked_id") or ("" if text else said("id"))
        named = of_record(record, as_marked=True)
        yield Quotation(id=name, texts=(marked,), is_former=True, named=named)
    if text or not marked:
        yield Quotation(
            id=said("id"),
            texts=(text,),
            is_second=bool(marked and marked != text),
            named=of_record(record),
        )
