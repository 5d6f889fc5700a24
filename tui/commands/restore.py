"""`nutgraf restore`: put a backup in the place of the archive."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from tui.commands.archives import archive_file_of
from tui.commands.base import OK, Command, Example
from tui.commands.output import put_path, say
from tui.commands.parser import named_file


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("backup", type=named_file, metavar="FILE", help="what nutgraf backup wrote")


def _run(arguments: Namespace) -> int:
    from index import restore  # noqa: PLC0415  (takes time that --help can spare)

    archive = archive_file_of(arguments)
    aside = restore(arguments.backup, archive)
    put_path(archive)
    if aside is None:
        say(f"holds what {arguments.backup} holds, and was checked")
    else:
        say(f"holds what {arguments.backup} holds, and was checked; before it: {aside}")
    return OK


COMMAND = Command(
    name="restore",
    summary="Put a backup in the place of the archive",
    details=lambda: (
        "The backup is checked and copied; it stays where it is. The archive that was there before "
        "is kept beside under another name, which is printed, together with what lay beside it. "
        "Nothing is done while a program has the archive open. An archive that cannot be opened "
        "any more is replaced as well. Do not copy a backup over an archive by other means: what "
        "the last program left beside the file would be mixed into it."
    ),
    examples=(
        Example("nutgraf restore ~/backups/archive-2026-11-25.db", "your archive as it was then"),
        Example(
            "nutgraf --archive news.db restore copy.db", "another archive, or one that is new here"
        ),
    ),
    arguments=_arguments,
    run=_run,
)
