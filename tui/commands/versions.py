"""`nutgraf versions`: which articles were changed after publication, and how."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tui.commands.archives import opened
from tui.commands.base import NOTHING, OK, Command, Example
from tui.commands.output import csv_row, json_text, put, say
from tui.commands.querying import add_query, ask
from tui.text import clean

if TYPE_CHECKING:
    from index import Archive, ChangedArticle

_NAMES = (
    *("id", "versions", "silent", "rewritten", "added", "dropped", "moved", "facts"),
    *("title", "outlet", "date", "updated", "first_seen", "last_seen", "date_from"),
    *("first_captured", "last_captured"),
)
_SLICE = 50


def _arguments(parser: ArgumentParser) -> None:
    add_query(parser, required=False)
    parser.add_argument(
        "--silent",
        action="store_true",
        help="only those that do not say in their text that they were corrected or updated",
    )
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help="a JSON array, the latest change first")
    forms.add_argument("--csv", action="store_true", help="CSV with a line of names")


def _run(arguments: Namespace) -> int:
    with opened(arguments) as archive:
        among = list(ask(archive, arguments).hits.numbers()) if arguments.query else None
        found = [one for one in _changed(archive, among) if one.silent or not arguments.silent]
    if arguments.json:
        put(json_text([dict(zip(_NAMES, _row(one), strict=True)) for one in found], indent=1))
    elif arguments.csv:
        put(csv_row(_NAMES))
        for one in found:
            put(csv_row(_row(one)))
    else:
        for one in found:
            put(_line(one))
    if not found:
        say("no article was changed after publication")
    return OK if found else NOTHING


def _changed(archive: Archive, among: Sequence[int] | None) -> Iterator[ChangedArticle]:
    articles = archive.versions.changed(among)
    for start in range(0, len(articles), _SLICE):
        yield from articles[start : start + _SLICE]


def _row(one: ChangedArticle) -> tuple[object, ...]:
    counts, about = one.comparison.counts, one.publication
    return (
        one.id,
        len(one.imported),
        one.silent,
        *(counts[kind] for kind in ("rewritten", "added", "dropped", "moved")),
        " ".join(field.name for field in one.comparison.fields),
        about.title,
        about.outlet,
        about.date,
        about.updated,
        one.imported[0],
        one.imported[-1],
        about.date_from,
        one.captured[0],
        one.captured[-1],
    )


def _line(one: ChangedArticle) -> str:
    counts, about = one.comparison.counts, one.publication
    signs = (("rewritten", "~"), ("added", "+"), ("dropped", "-"), ("moved", ">"))
    changes = " ".join(f"{sign}{counts[kind]}" for kind, sign in signs if counts[kind])
    facts = " ".join(field.name for field in one.comparison.fields)
    if facts:
        changes += f" ({facts})"
    told = " · ".join(clean(part) for part in (about.title, about.outlet, about.day) if part)
    said = "silent" if one.silent else "said"
    return f"{one.id}  {len(one.imported)} versions  {said:<6}  {changes}  {told}"


COMMAND = Command(
    name="versions",
    summary="List articles that were changed after publication",
    details=lambda: (
        "All of them, or those of which a query finds a paragraph; the one that changed last comes "
        "first. What a feed said before the page was read is no change, nor is a file read again "
        "in another encoding. Counted are the paragraphs of the current version against the first "
        "one: “~” rewritten, “+” added, “-” dropped, “>” moved; in brackets the facts that are "
        "others. Captures (WARC, HAR, pages saved as one file) are in the order in which they were "
        "taken, whichever was imported first. An article is silent if nothing in "
        "its new text says that it was corrected, amended or updated."
    ),
    examples=(
        Example("nutgraf versions", "all that changed"),
        Example('nutgraf versions --silent outlet:"Porthaven Echo"', "without a word about it"),
        Example("nutgraf versions --csv > changed.csv", "for a table"),
    ),
    arguments=_arguments,
    run=_run,
    takes_query=True,
)
