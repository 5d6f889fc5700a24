"""`nutgraf pivot`: what a query finds, in a table of two of names, outlets, sections and months."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from tui.commands.archives import opened
from tui.commands.base import NOTHING, OK, Command, Example
from tui.commands.output import csv_row, json_text, put, say
from tui.commands.parser import OneOf, whole
from tui.commands.querying import add_query, ask, outcome
from tui.pivot_text import headed, markdown, records
from tui.text import clean, pad, width

if TYPE_CHECKING:
    from index import Axis, PivotItem, PivotTable, Scope

_AXES: tuple[Axis, ...] = (
    "person", "org", "place", "outlet", "section", "story", "month", "year",
)  # fmt: skip
_NAME = 28
_NAMES = ("person", "org", "place")


def _arguments(parser: ArgumentParser) -> None:
    add_query(parser, required=False)
    for name, default in (("rows", "person"), ("columns", "month")):
        parser.add_argument(
            f"--{name}",
            type=OneOf(*_AXES),
            default=default,
            metavar="WHAT",
            help=f"{', '.join(_AXES)}; {default} unless given",
        )
    parser.add_argument(
        "--most-rows", type=whole, default=40, metavar="N", help="the N with most (40)"
    )
    parser.add_argument(
        "--most-columns", type=whole, default=16, metavar="N", help="the N with most (16)"
    )
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help="every cell with what finds it")
    forms.add_argument("--csv", action="store_true", help="CSV with a line of names")
    forms.add_argument("--md", action="store_true", help="a table in Markdown")


def _run(arguments: Namespace) -> int:
    with opened(arguments) as archive:
        found = ask(archive, arguments)
        code = OK if found.paragraphs else outcome(found)
        if code != OK and not (arguments.json or arguments.csv):
            return code
        most = (arguments.most_rows, arguments.most_columns)
        table = archive.pivot(found, arguments.rows, arguments.columns, most=most)
    if arguments.json:
        put(json_text(_record(table, found.query.scope, found.lacking), indent=1))
    elif arguments.csv:
        for row in records(table):
            put(csv_row(row))
    elif arguments.md:
        put(markdown(table), end="")
    else:
        _put_text(table)
    for more, axis in ((table.more_rows, "rows"), (table.more_columns, "columns")):
        if more != 0:
            many = axis if more is None else f"{more:,} {axis}"
            say(f"{many} with less are left out (--most-{axis} N)")
    return OK if table.rows and table.columns else NOTHING


def _put_text(table: PivotTable) -> None:
    """Columns as wide as what stands in them."""
    rows = [[clean(str(each)) for each in row] for row in records(table, headed)]
    sizes = [
        min(_NAME, max(width(row[at]) for row in rows)) if at == 0
        else min(12, max(width(row[at]) for row in rows))
        for at in range(len(rows[0]))
    ]  # fmt: skip
    for row in rows:
        cells = [pad(row[0], sizes[0])]
        for text, size in zip(row[1:], sizes[1:], strict=True):
            cut = pad(text, size).rstrip()
            cells.append(" " * (size - width(cut)) + cut)
        put("  ".join(cells).rstrip())


def _within(item: PivotItem, scope: Scope) -> str:
    """The clause of a row or column; a name is one of the paragraph, whatever the words hold of."""
    is_name = item.clause.partition(":")[0] in _NAMES
    return f"here:{item.clause}" if is_name and scope == "article" else item.clause


def _record(table: PivotTable, scope: Scope, lacking: str) -> dict[str, object]:
    axes = (table.row_axis, table.column_axis)
    own, other = axes if table.row_axis != table.column_axis else ("row", "column")
    return {
        "rows": table.row_axis,
        "columns": table.column_axis,
        "paragraphs": table.total,
        **({"lacking": lacking} if lacking else {}),
        "cells": [
            {
                own: row.label,
                other: column.label,
                "paragraphs": count,
                "query": f"{_within(row, scope)} {_within(column, scope)}",
            }
            for row, counts in zip(table.rows, table.counts, strict=True)
            for column, count in zip(table.columns, counts, strict=True)
        ],
    }


COMMAND = Command(
    name="pivot",
    summary="Count what a query finds in a table of names, outlets, sections, stories, months",
    details=lambda: (
        "Rows and columns are those with the highest counts; months and years stand in order of "
        "time, with ⋯ where others were left out before one. A paragraph that names two people is "
        "counted in both rows. The first row and the first column are sums: what the column or "
        "the row finds by itself. What is not known is called undated, no outlet and the "
        "like; in JSON it is an empty text, as elsewhere. There, “query” beside the query, in "
        "brackets if it has OR, finds exactly what was counted."
    ),
    examples=(
        Example("nutgraf pivot tariff", "who is named in which month"),
        Example("nutgraf pivot --rows outlet --columns year --csv > outlets.csv", "for a table"),
        Example("nutgraf pivot apec --rows org --columns place --md", "in Markdown"),
    ),
    arguments=_arguments,
    run=_run,
    takes_query=True,
)
