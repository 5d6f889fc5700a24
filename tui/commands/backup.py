"""`nutgraf backup`: copy the archive while it is in use."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import datetime
from pathlib import Path

from index import expanded
from tui.commands.archives import archive_file_of, opened
from tui.commands.base import OK, Command, Example, check_free
from tui.commands.output import byte_count, put_path, say
from tui.commands.parser import named_file


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "target",
        type=named_file,
        metavar="FILE",
        help="the copy; in a folder it is named by the time",
    )
    parser.add_argument("--force", action="store_true", help="write over a file that is there")


def _run(arguments: Namespace) -> int:
    # Loaded here: every command looks at the others for their options.
    from index import ArchiveOutdated, backup_older  # noqa: PLC0415

    try:
        with opened(arguments, indexed=False) as archive:
            target = _target(arguments, archive.path)
            archive.backup(target, overwrite=arguments.force)
    except ArchiveOutdated:
        # It is too large to be read in a copy, or that has no room; a backup is one as well.
        path = archive_file_of(arguments)
        target = _target(arguments, path)
        backup_older(path, target, overwrite=arguments.force)
    put_path(target)
    say(f"{byte_count(target.stat().st_size)} written and checked")
    return OK


def _target(arguments: Namespace, archive: Path) -> Path:
    """The file to be written. Raises UsageError where one is there that is to stay."""
    target = expanded(arguments.target)
    if target.is_dir():
        now = datetime.now().astimezone()
        target /= f"{archive.stem}-{now:%Y-%m-%dT%H-%M-%S}.db"
    check_free(target, force=arguments.force)
    return target


COMMAND = Command(
    name="backup",
    summary="Copy the archive to a file, while it is in use",
    details=lambda: (
        "The copy holds everything: articles with all versions, bookmarks, notes, tags, saved "
        "searches. It is checked before it gets its name, opened under it, and only its owner can "
        "read it. It is an archive like any other; its index is made when it is first opened. "
        "Printed is where it lies. `nutgraf restore` puts it in the archive's place."
    ),
    examples=(
        Example("nutgraf backup ~/backups", "to a folder, named by the time"),
        Example("nutgraf --archive ~/backups/news.db stats", "looks into a copy"),
    ),
    arguments=_arguments,
    run=_run,
)
