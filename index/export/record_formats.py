"""Excerpts as records for programs and tables: JSON, JSON a line, CSV."""

from __future__ import annotations

import csv
import io
import json
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from index.core.steering import escape_steering, printable, table_cell
from index.export.citation import former
from index.export.excerpt import Excerpt
from index.export.format import Heading

COLUMNS = (
    *("id", "article", "ordinal", "paragraphs", "title", "outlet", "byline", "date", "url"),
    *("text", "marked_text", "state", "note", "tags", "created", "date_from", "marked_id"),
    *("version", "versions", "change_notes", "file", "imported", "former_facts"),
    *("marked_ordinal", "passed_on_by", "page", "marked_page"),
)


def record(excerpt: Excerpt) -> dict[str, Any]:
    """An excerpt under the names of `COLUMNS`."""
    values = (
        *(excerpt.paragraph_id, excerpt.article_id, excerpt.ordinal, excerpt.paragraphs),
        *(excerpt.title, excerpt.outlet, excerpt.byline, excerpt.date, excerpt.url),
        *(excerpt.text, excerpt.marked_text),
        # Only what is marked can have moved, changed or gone.
        excerpt.state if excerpt.created else "",
        *(excerpt.note, list(excerpt.tags), excerpt.created),
        excerpt.publication.date_from,
        excerpt.origin.paragraph_id if excerpt.origin else "",
        *(excerpt.cited.history.version, excerpt.cited.history.versions),
        *(list(excerpt.notes_of_changes), excerpt.cited.history.file, excerpt.imported),
        [fact._asdict() for fact in excerpt.cited.history.facts],
        excerpt.origin.ordinal if excerpt.origin else "",
        list(excerpt.cited.history.passed_on),
        *(excerpt.page, excerpt.origin.page if excerpt.origin else ""),
    )
    return dict(zip(COLUMNS, values, strict=True))


class JsonFormat:
    """An array of records; what could steer a terminal is written as its escape."""

    name = "json"
    suffix = ".json"
    describe = "JSON: an array of records, for programs"

    def parts(self, excerpts: Sequence[Excerpt], heading: Heading) -> Iterator[str]:
        """A part a record, indented as `json.dumps` does the whole."""
        del heading
        before = "[\n"
        for excerpt in excerpts:
            text = escape_steering(json.dumps(record(excerpt), ensure_ascii=False, indent=2))
            yield before + textwrap.indent(text, "  ")
            before = ",\n"
        yield "[]\n" if before == "[\n" else "\n]\n"


class JsonLinesFormat:
    """A record a line."""

    name = "jsonl"
    suffix = ".jsonl"
    describe = "JSON Lines: a record a line, for programs"

    def parts(self, excerpts: Sequence[Excerpt], heading: Heading) -> Iterator[str]:
        """A part a line."""
        del heading
        for excerpt in excerpts:
            yield escape_steering(json.dumps(record(excerpt), ensure_ascii=False)) + "\n"


class CsvFormat:
    """A table with a line of names; line ends within a cell become blanks."""

    name = "csv"
    suffix = ".csv"
    describe = "CSV with a line of names, for tables; nothing in it is a formula"

    def parts(self, excerpts: Sequence[Excerpt], heading: Heading) -> Iterator[str]:
        """A part a row."""
        del heading
        yield row(COLUMNS)
        for excerpt in excerpts:
            facts = list(map(former, excerpt.cited.history.facts))
            yield row({**record(excerpt), "former_facts": facts}.values())


def row(values: Iterable[object]) -> str:
    """A line of CSV; nothing in it is a formula to a spreadsheet."""
    buffer = io.StringIO()
    texts = (", ".join(value) if isinstance(value, list) else value for value in values)
    cells = [printable(table_cell(text)) for text in texts]
    csv.writer(buffer, lineterminator="\n").writerow(cells)
    return buffer.getvalue()
