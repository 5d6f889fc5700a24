"""`nutgraf search`: find paragraphs."""

from __future__ import annotations

import shutil
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from tui.commands.archives import opened
from tui.commands.base import Command, Example
from tui.commands.output import Paint, counted, csv_row, is_terminal, json_text, put, say
from tui.commands.querying import (
    add_order,
    add_query,
    ask,
    heading_of,
    outcome,
    rows,
    shown,
    tell_wider,
)
from tui.text import clean, wrap

if TYPE_CHECKING:
    from index import Archive, Hit, Results

_WIDEST = 96
_FORMS = ("json", "jsonl", "csv", "md", "ids")
_COLUMNS = (
    *("id", "article", "ordinal", "paragraphs", "title", "outlet", "date", "url", "text"),
    *("score", "bookmarked", "date_from", "copy_of"),
)


def _arguments(parser: ArgumentParser) -> None:
    add_query(parser, lossy=True)
    add_order(parser, "unless given, folded for reading and rows in the forms below")
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help="one JSON object with all hits")
    forms.add_argument("--jsonl", action="store_true", help="a JSON object a line, one a hit")
    forms.add_argument("--csv", action="store_true", help="CSV with a line of names")
    forms.add_argument("--md", action="store_true", help="Markdown with sources, as for export")
    forms.add_argument("--ids", action="store_true", help="paragraph ids, one a line")


def _run(arguments: Namespace) -> int:
    with opened(arguments) as archive:
        given = any(getattr(arguments, form) for form in _FORMS)
        found = ask(archive, arguments, strict=False, fold=not given)
        count = shown(found, arguments)
        if arguments.json:
            _json(found, count)
        elif arguments.jsonl:
            copies = found.copies()
            _lines(found, count, lambda hit: json_text(record(hit, copies)))
        elif arguments.csv:
            put(csv_row(_COLUMNS))
            copies = found.copies()
            _lines(found, count, lambda hit: _csv(hit, copies), marked=False)
        elif arguments.ids:
            _lines(found, count, lambda hit: hit.id, marked=False)
        elif arguments.md and count:
            _markdown(archive, found, count)
        elif not arguments.md:
            _readable(found, count)
        return outcome(found)


def record(hit: Hit, copies: Mapping[int, str]) -> dict[str, object]:
    """A hit for programs; spans are offsets in characters of text and headline, end exclusive.
    `copies` says by number of what hit it is a copy.
    """
    return {
        "id": hit.id,
        "article": hit.article_id,
        "ordinal": hit.ordinal,
        "paragraphs": hit.paragraphs,
        "title": hit.title,
        "outlet": hit.outlet,
        "byline": hit.publication.byline,
        "date": hit.date,
        "url": hit.url,
        "text": hit.text,
        "spans": [list(span) for span in hit.spans],
        "title_spans": [list(span) for span in hit.title_spans],
        "score": round(hit.score, 6),
        "bookmarked": hit.bookmarked,
        "date_from": hit.heading.date_from,
        "copy_of": copies.get(hit.number, ""),
        "page": hit.page,
    }


def _lines(found: Results, count: int, line: Callable[[Hit], str], *, marked: bool = True) -> None:
    for hit in rows(found, count, marked=marked):
        put(line(hit))


def _csv(hit: Hit, copies: Mapping[int, str]) -> str:
    values = record(hit, copies)
    return csv_row(values[name] for name in _COLUMNS)


def _json(found: Results, count: int) -> None:
    """One object, written as it is read, so that a large answer needs no memory."""
    from index import canonical  # noqa: PLC0415  (loaded where it is wanted)

    query, copies = found.query, found.copies()
    head = {
        "query": query.text,
        "read_as": canonical(query),
        "sort": query.sort,
        "scope": query.scope,
        "repairs": [
            {
                "start": each.span.start,
                "end": each.span.end,
                "severity": each.severity,
                "message": each.message,
            }
            for each in query.repairs
        ],
        "paragraphs": found.paragraphs,
        "articles": found.articles,
        "copies": len(copies),
        "given": count,
        **({"lacking": found.lacking} if found.lacking else {}),
        "relaxations": [
            {"label": each.label, "query": each.text, "paragraphs": each.count}
            for each in found.relaxations
        ],
    }
    put(json_text(head)[:-1] + ', "hits": [', end="")
    for position, hit in enumerate(rows(found, count)):
        put((",\n" if position else "\n") + json_text(record(hit, copies)), end="")
    put("\n]}" if count else "]}")


def _markdown(archive: Archive, found: Results, count: int) -> None:

    numbers = found.hits.numbers()[:count]
    chosen = archive.selection(numbers)
    for part in archive.export(chosen, heading=heading_of(found, found.query.text)):
        put(part, end="")


def _readable(found: Results, count: int) -> None:
    from index import cited_page  # noqa: PLC0415  (loaded where it is wanted)

    paint = Paint.of(sys.stdout)
    copies = {} if found.folded else found.copies()
    wide = shutil.get_terminal_size().columns if is_terminal(sys.stdout) else 0
    for position, hit in enumerate(rows(found, count, marked=paint.bold)):
        if position:
            put()
        source = (hit.outlet, hit.day, hit.title)
        put(paint.strong(" · ".join(clean(part) for part in source if part)))
        mark = " · bookmarked" if hit.bookmarked else ""
        mark += f" · copy of {copies[hit.number]}" if hit.number in copies else ""
        page = cited_page(clean(hit.page))
        place = f"{page} · " * bool(page) + f"¶ {hit.ordinal}/{hit.paragraphs}"
        put(paint.faint(f"{place} · {hit.id}{mark}"))
        text = clean(hit.text)
        lines = wrap(text, min(wide, _WIDEST)) if wide else [(0, len(text))]
        for start, end in lines:
            put(paint.matches(text[start:end], hit.spans, start))
    if found.paragraphs:
        totals = counted(found.paragraphs, "paragraph"), counted(found.articles, "article")
        say(f"{totals[0]} in {totals[1]}, {found.milliseconds:.0f} ms")
        for wider in found.relaxations:
            if not wider.spelling:
                tell_wider(wider)


COMMAND = Command(
    name="search",
    summary="Find paragraphs",
    details=lambda: (
        "The query language is that of the screen; docs/query-language.md explains it. A slip in "
        "a query is mended and told on standard error, never an error; what cannot be read finds "
        "nothing. Quotes and brackets have "
        "to be kept from the shell, best with single quotes around the whole. "
        "Paragraphs that stand nearly word for word in several articles are copies of each other: "
        "`copy_of` in --json, --jsonl and --csv is the id of the hit that had it first. "
        "-is:repeat in the query leaves out what stood in another article before, whether the "
        "query finds that one or not."
    ),
    examples=(
        Example("""nutgraf search 'person:"Xi Jinping" trade' --json""", "hits for a program"),
        Example("nutgraf search lee w/5 trade -china --sort newest", "for reading"),
        Example(
            "nutgraf search outlet:echo date:2025-11 --ids | xargs -n1 nutgraf show",
            "paragraph ids, each of them shown",
        ),
    ),
    arguments=_arguments,
    run=_run,
    takes_query=True,
)
