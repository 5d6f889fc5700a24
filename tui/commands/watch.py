"""`nutgraf watch`: a folder grows, the archive follows."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from index import expanded
from tui.commands.add import add_reading, reading
from tui.commands.archives import opened
from tui.commands.base import INTERRUPTED, Command, Example, UsageError
from tui.commands.importing import as_record, summary
from tui.commands.interruption import Interruption
from tui.commands.output import counted, json_text, put, say

if TYPE_CHECKING:
    from index import ImportReport


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH", help="files and folders to follow")
    add_reading(parser)
    parser.add_argument("--json", action="store_true", help="print the summary as JSON")


def _run(arguments: Namespace) -> int:
    for path in arguments.paths:
        if path == "-":
            raise UsageError("Standard input cannot be watched; it is read by: nutgraf add -")
        if not os.path.lexists(expanded(path)):
            raise UsageError(f"There is no file or folder {path}.")
    options = reading(arguments)
    with opened(arguments, needed=False, create=True) as archive, Interruption() as interruption:
        if not archive.address:
            say(f"watching {', '.join(arguments.paths)}; ctrl-c ends it")
        report = archive.watch(arguments.paths, options, tell=_tell, stop=interruption.stop)
    put(json_text(as_record(report)) if arguments.json else summary(report))
    return INTERRUPTED


def _tell(report: ImportReport) -> None:
    parts = [f"{report.new:,} new", f"{report.changed:,} changed"]
    parts += [f"{sum(report.dropped.values()):,} dropped"] if report.dropped else []
    marks = report.marks.bookmarked + report.marks.changed
    parts += [f"{marks:,} highlights and notes"] if marks else []
    if report.read != report.unchanged or report.dropped or marks:
        say(", ".join(parts))
    for remark in report.remarks:
        say(f"{remark.path}: {remark.text}")
    for one in report.skipped:
        say(f"{one.path}: {one.reason}")
    if report.interrupted:
        say(f"{counted(report.read, 'article')} of what came last were stored")


COMMAND = Command(
    name="watch",
    summary="Import what comes to a folder, as it comes",
    details=lambda: (
        "Imports what is there, then whatever is added or changed, until ctrl-c (exit code 130). "
        "A file that is still being written is read when it has been the same for two seconds. "
        "Folders are looked at every two seconds, which works on network folders too. What is "
        "removed from a folder stays in the archive."
    ),
    examples=(
        Example("nutgraf watch ~/Downloads/news", "saved pages become articles by themselves"),
    ),
    arguments=_arguments,
    run=_run,
)
