"""`nutgraf timeline`: how many paragraphs a query finds in each day, week, month or year."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from tui.commands.archives import opened
from tui.commands.base import NOTHING, Command, Example
from tui.commands.output import csv_row, json_text, put, say
from tui.commands.parser import OneOf
from tui.commands.querying import add_query, ask, outcome
from tui.text import clean

if TYPE_CHECKING:
    from index import Peak, Timeline, Unit

_BAR = 40
_UNITS: tuple[Unit, ...] = ("day", "week", "month", "year")
_SIZES = {"day": 10, "week": 10, "month": 7, "year": 4}
_PEAK_NAMES = ("from", "to", "paragraphs", "names", "words", "query")


def _arguments(parser: ArgumentParser) -> None:
    add_query(parser, required=False)
    parser.add_argument(
        "--by",
        type=OneOf(*_UNITS),
        default="month",
        metavar="UNIT",
        help=f"{', '.join(_UNITS)}; month unless given. A week is named by its Monday",
    )
    parser.add_argument(
        "--peaks",
        action="store_true",
        help="only what stands out, with the names and words that are unusual in it",
    )
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help="a JSON array with counts")
    forms.add_argument("--csv", action="store_true", help="CSV with a line of names")


def _run(arguments: Namespace) -> int:
    from index import timeline  # noqa: PLC0415  (loaded where it is wanted)

    with opened(arguments) as archive:
        found = ask(archive, arguments)
        line, code = timeline(found.dated(), arguments.by), outcome(found)
        peaks = archive.peaks(found, line.bars) if arguments.peaks else ()
    if arguments.peaks:
        _put_peaks(peaks, arguments)
        return code if peaks else NOTHING
    names, rows = (arguments.by, "paragraphs", "query"), list(_rows(line))
    if arguments.json or arguments.csv:
        _put_records(names, rows, arguments)
    else:
        most = max((count for _, count, _ in rows), default=1)
        for key, count, _ in rows:
            bar = "█" * max(1, round(count * _BAR / most))
            put(f"{key or 'undated':<{_SIZES[arguments.by] + 1}}{count:>9,}  {bar}")
    return code


def _rows(line: Timeline) -> Iterable[tuple[str, int, str]]:
    """What has a count: how it is called, the count, and what finds it; "" for undated."""
    from index import month_clause, time_clause  # noqa: PLC0415  (as above)

    size = _SIZES[line.unit]
    rows = [
        (bar.first.isoformat()[:size], bar.count, time_clause(bar.first, bar.last))
        for bar in line.bars
        if bar.count
    ]
    rows += [(known, count, _vague(known)) for known, count in line.vague]
    if line.undated:
        rows.append(("", line.undated, month_clause("")))
    return sorted(rows)


def _vague(known: str) -> str:
    """What finds the articles of which a month or a year is known and no more."""
    return f"date:{known}-XX"


def _put_records(
    names: Sequence[str], rows: Iterable[Sequence[object]], arguments: Namespace
) -> None:
    if arguments.json:
        put(json_text([dict(zip(names, row, strict=True)) for row in rows], indent=1))
    else:
        put(csv_row(names))
        for row in rows:
            put(csv_row(row))


def _put_peaks(peaks: Sequence[Peak], arguments: Namespace) -> None:
    if not peaks:
        say("nothing stands out")
    rows = [
        (
            peak.bar.first.isoformat(),
            peak.bar.last.isoformat(),
            peak.bar.count,
            [one.name for one in peak.names],
            list(peak.words),
            peak.clause,
        )
        for peak in peaks
    ]
    if arguments.json:
        _put_records(_PEAK_NAMES, rows, arguments)
    elif arguments.csv:
        flat = [(*row[:3], "; ".join(row[3]), "; ".join(row[4]), row[5]) for row in rows]
        _put_records(_PEAK_NAMES, flat, arguments)
    else:
        size = _SIZES[arguments.by]
        for first, _, count, names, words, _ in rows:
            said = ", ".join(clean(each) for each in [*names, *words])
            put(f"{first[:size]:<{size + 1}}{count:>9,}  {said}")


COMMAND = Command(
    name="timeline",
    summary="Count the paragraphs a query finds, by day, week, month or year",
    details=lambda: (
        "Without a query, all paragraphs are counted. Articles of which less is known than a bar "
        "wants, only the year or only the month, stand under that; those without a date under "
        "“undated” (in JSON and CSV under an empty name). Bars without any are left out. Doubtful "
        "dates (≈) count as others do; `nutgraf stats` says how many articles have one. In JSON "
        "and CSV, “query” beside the query, in brackets if it has OR, finds exactly what was "
        "counted. A peak is a bar that stands out among its neighbours; it is named by who and "
        "what is more frequent in it than in the other hits (log-likelihood)."
    ),
    examples=(
        Example("nutgraf timeline tariff", "months with a bar each"),
        Example("nutgraf timeline org:hanwha --by week --csv > hanwha.csv", "for a table"),
        Example("nutgraf timeline tariff --peaks", "when most was written, and of what"),
    ),
    arguments=_arguments,
    run=_run,
    takes_query=True,
)
