"""`nutgraf timeline`: how many paragraphs a query finds in each month."""

from __future__ import annotations

from argparse import Namespace

from tui.commands.archives import opened
from tui.commands.base import Command, Example
from tui.commands.output import csv_row, json_text, put
from tui.commands.parser import Parser
from tui.commands.querying import add_query, ask, outcome

_BAR = 40
_NAMES = ("month", "paragraphs", "query")


def _arguments(parser: Parser) -> None:
    add_query(parser, required=False)
    parser.set_defaults(sort=None, scope=None)
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help="a JSON array of months with counts")
    forms.add_argument("--csv", action="store_true", help="CSV with a line of names")


def _run(arguments: Namespace) -> int:
    from index import month_clause  # noqa: PLC0415  (loaded where it is wanted)

    with opened(arguments) as archive:
        found = ask(archive, arguments)
        months, code = found.facets.months, outcome(found)
    rows = [(month, count, month_clause(month)) for month, count in months]
    if arguments.json:
        put(json_text([dict(zip(_NAMES, row, strict=True)) for row in rows]))
    elif arguments.csv:
        put(csv_row(_NAMES))
        for row in rows:
            put(csv_row(row))
    else:
        most = max((count for _, count in months), default=1)
        for month, count in months:
            bar = "█" * max(1, round(count * _BAR / most))
            put(f"{month or 'undated':<8}{count:>9,}  {bar}")
    return code


COMMAND = Command(
    name="timeline",
    summary="Count the paragraphs a query finds, by month",
    details=lambda: (
        "Without a query, all paragraphs are counted. Articles of which only the year is known "
        "stand under the year, those without a date under “undated” (in JSON and CSV under an "
        "empty month). Months without any are left out. In JSON and CSV, “query” beside the query "
        "finds exactly what was counted."
    ),
    examples=(
        Example("nutgraf timeline tariff", "months with a bar each"),
        Example("nutgraf timeline org:hanwha --csv > hanwha.csv", "for a table"),
    ),
    arguments=_arguments,
    run=_run,
    takes_query=True,
)
