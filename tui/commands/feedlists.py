"""`nutgraf feeds import` and `export`: lists of feeds from and for other readers."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from index import expanded
from tui.commands.archives import opened
from tui.commands.base import OK, UNREADABLE, Command, Example
from tui.commands.output import counted, put, say
from tui.commands.parser import OneOf
from tui.commands.standard_input import standard_input


def _import_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help='OPML lists or newsboat\'s urls files; "-" is standard input',
    )


def _export_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--format",
        type=OneOf("opml", "urls"),
        default="opml",
        metavar="FORM",
        help="opml, which every feed reader takes, or urls, which is newsboat's",
    )


def _import(arguments: Namespace) -> int:
    has_left_out = False
    with opened(arguments, indexed=False, create=True) as archive:
        for name in arguments.files:
            if name == "-":
                report = archive.feeds.import_bytes(standard_input().buffer.read())
            else:
                report = archive.feeds.import_list(expanded(name))
            known = f", {report.known:,} followed already" if report.known else ""
            say(f"{name}: {counted(report.added, 'feed')} added{known}")
            for entry, reason in report.left_out:
                has_left_out = True
                say(f"left out: {entry[:100]}: {reason}")
    return UNREADABLE if has_left_out else OK


def _export(arguments: Namespace) -> int:
    with opened(arguments, indexed=False) as archive:
        put(archive.feeds.export_list(arguments.format), end="")
    return OK


IMPORT = Command(
    name="feeds import",
    summary="Follow the feeds of a list: OPML, or newsboat's urls",
    details=lambda: (
        "Folders and categories of OPML, and newsboat's tags, become tags. Lists that are not "
        "well-formed are read all the same. What names no feed, such as newsboat's queries and "
        "commands, is left out and told (exit code 4)."
    ),
    examples=(
        Example("nutgraf feeds import subscriptions.opml", "what other readers export"),
        Example("nutgraf feeds import ~/.newsboat/urls", "newsboat's own list"),
    ),
    arguments=_import_arguments,
    run=_import,
)
EXPORT = Command(
    name="feeds export",
    summary="Write the feeds as OPML or as newsboat's urls",
    details=lambda: (
        "To standard output. In urls it cannot be said that full text is to be fetched; OPML "
        "carries it in an attribute that other readers pass over."
    ),
    examples=(
        Example("nutgraf feeds export > feeds.opml", "for another reader"),
        Example("nutgraf feeds export --format urls > ~/.newsboat/urls", "for newsboat"),
    ),
    arguments=_export_arguments,
    run=_export,
)
