"""`nutgraf export`: paragraphs with their sources, in one of the export formats."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from index import expanded, write
from tui.commands.archives import opened
from tui.commands.base import NOTHING, OK, Command, Example, UsageError, check_free
from tui.commands.bookmarks import chosen
from tui.commands.output import counted, first, put, say
from tui.commands.parser import OneOf, any_file
from tui.commands.querying import add_order, add_query, ask, heading_of, outcome, query_text, shown
from tui.text import clean

if TYPE_CHECKING:
    from index import Archive, Excerpt, Heading


def _arguments(parser: ArgumentParser) -> None:
    from index import export_formats  # noqa: PLC0415  (loaded where it is wanted)

    add_query(parser, required=False)
    add_order(parser)
    parser.add_argument(
        "--bookmarks", action="store_true", help="bookmarks, all or those that QUERY finds"
    )
    parser.add_argument(
        "--dossier", metavar="NAME", help="the bookmarks of a dossier, in their order there"
    )
    parser.add_argument(
        "-o",
        "--output",
        type=any_file,
        metavar="FILE",
        help='where to; "-" is standard output, as without it; in a folder the name is made up',
    )
    parser.add_argument(
        "--format",
        type=OneOf(
            *(each.name for each in export_formats()),
            also={each.suffix.lstrip("."): each.name for each in export_formats()},
        ),
        metavar="FORMAT",
        help="how it is written down; else as the ending of FILE says, Markdown without one",
    )
    parser.add_argument("--title", default="", metavar="TEXT", help="a heading for the note")
    parser.add_argument(
        "--force", action="store_true", help="write over a file that exists already"
    )


def _run(arguments: Namespace) -> int:
    if arguments.dossier and (arguments.query or arguments.bookmarks):
        raise UsageError("A dossier is exported by itself.", "Give a QUERY or --dossier, not both.")
    _refuse_order(arguments)
    if not (arguments.query or arguments.bookmarks or arguments.dossier):
        hint = "Give a QUERY, --bookmarks or --dossier NAME."
        raise UsageError("What is to be exported?", hint)
    with opened(arguments) as archive:
        code, excerpts, heading = _chosen(archive, arguments)
        if code == OK:
            heading = replace(heading, title=arguments.title or heading.title)
            _give_out(archive, excerpts, heading, arguments)
    return code


def _refuse_order(arguments: Namespace) -> None:
    """Raises UsageError for an order or a scope where there is no query that is answered so."""
    if arguments.copies and (arguments.dossier or arguments.bookmarks):
        raise UsageError("--copies is for what a QUERY finds.", "Leave out --copies.")
    if arguments.query:
        return
    given = [f"--{name}" for name in ("sort", "scope") if getattr(arguments, name)]
    if given and (arguments.dossier or arguments.bookmarks):
        own = "A dossier has its own order" if arguments.dossier else "Bookmarks go newest first"
        raise UsageError(f"{own}; {given[0]} is for what a QUERY finds.", f"Leave out {given[0]}.")


def _give_out(
    archive: Archive, excerpts: Sequence[Excerpt], heading: Heading, arguments: Namespace
) -> None:
    from index import filename, for_file  # noqa: PLC0415  (loaded where it is wanted)

    target: Path | None = arguments.output
    form = arguments.format or _format_named(target or Path())
    parts = archive.export(excerpts, form, heading)
    if target is None or str(target) == "-":
        for part in parts:
            put(part, end="")
        return
    target = expanded(target)
    if target.is_dir():
        target /= filename(heading.title or heading.query or "bookmarks", form)
    check_free(target, force=arguments.force)
    is_file = target.is_file() or not target.exists()
    write(target, for_file(form, parts) if is_file else parts, overwrite=arguments.force)
    say(f"{counted(len(excerpts), 'paragraph')} written to {target}")


def _format_named(file: Path) -> str:
    """The format that a file's name says. Raises UsageError for one that is of none."""
    from index import export_formats, format_of  # noqa: PLC0415  (loaded where it is wanted)

    known = {each.suffix for each in export_formats()}
    if file.suffix and file.suffix.lower() not in known and not expanded(file).is_dir():
        raise UsageError(
            f"{file}: no format is known by the name {file.suffix}.",
            f"Give --format, or a name with one of: {' '.join(sorted(known))}",
        )
    return format_of(file)


def _chosen(archive: Archive, arguments: Namespace) -> tuple[int, Sequence[Excerpt], Heading]:
    """The exit code, what is to be exported, and what it was asked for by."""
    if arguments.dossier:
        return _of_dossier(archive, arguments)
    if arguments.bookmarks:
        return _of_bookmarks(archive, arguments)

    found = ask(archive, arguments)
    code = outcome(found)
    numbers = found.hits.numbers()[: shown(found, arguments)]
    return code, archive.selection(numbers), heading_of(found, query_text(arguments))


def _of_bookmarks(archive: Archive, arguments: Namespace) -> tuple[int, Sequence[Excerpt], Heading]:
    """All bookmarks, or those a query finds."""
    from index import Heading  # noqa: PLC0415  (loaded where it is wanted)

    marks = chosen(archive, arguments)
    if not marks:
        say("no bookmark matches" if arguments.query else "there are no bookmarks")
    query = query_text(arguments) if arguments.query else ""
    heading = Heading(query=query, bookmarks=len(archive.bookmarks()))
    wanted = first(marks, arguments.limit, "bookmark")
    return (OK if marks else NOTHING), archive.marked(wanted), heading


def _of_dossier(archive: Archive, arguments: Namespace) -> tuple[int, Sequence[Excerpt], Heading]:
    """The bookmarks of a dossier; its queries are told, not run."""
    from index import Heading  # noqa: PLC0415  (loaded where it is wanted)

    dossier = archive.dossiers.find(arguments.dossier)
    marks = {mark.number: mark for mark in archive.bookmarks()}
    found = [marks[one.bookmark] for one in dossier.items if one.bookmark in marks]
    queries = tuple(item.query for item in dossier.items if item.query)
    for query in queries:
        say(f"not written out: the query {query}")
    if not found:
        say(f"“{clean(dossier.name)}” holds no bookmarks")
    wanted = first(found, arguments.limit, "bookmark")
    heading = Heading(title=dossier.name, queries=queries)
    return (OK if found else NOTHING), archive.marked(wanted), heading


def _details() -> str:
    from index import export_formats  # noqa: PLC0415  (loaded where it is wanted)

    formats = "; ".join(f"{each.name} ({each.describe})" for each in export_formats())
    return (
        "In Markdown each paragraph becomes a block quote with a footnote: outlet, headline, "
        "byline, date, address of the passage, page and number of the paragraph, day of import. "
        "Notes and tags stand below. The same selection gives the same bytes. When nothing is "
        "found, nothing is written. A table that is written to a file begins with the mark (BOM) "
        "by which Excel knows UTF-8; standard output has none. "
        f"Formats: {formats}."
    )


COMMAND = Command(
    name="export",
    summary="Write paragraphs with their sources",
    details=_details,
    examples=(
        Example("nutgraf export 'swap OR agreement' -o swap.md", "what a query finds"),
        Example(
            "nutgraf export --bookmarks tag:gyeongju --title 'The summit' -o ~/notes",
            "bookmarks with a tag, to a folder",
        ),
        Example("nutgraf export is:bookmarked | less", "to standard output"),
        Example("nutgraf export tag:swap -o swap.csv", "a table"),
    ),
    arguments=_arguments,
    run=_run,
    takes_query=True,
)
