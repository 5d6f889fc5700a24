"""`nutgraf removed`: what was taken out of the archive, brought back or deleted."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from index import NotFound
from tui.commands.archives import opened
from tui.commands.base import NOTHING, OK, Command, Example, UsageError
from tui.commands.output import counted, json_text, put, say
from tui.text import clean

if TYPE_CHECKING:
    from index import Archive, Publication, RemovedArticle


def _list_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="everything known, as JSON")


def _some_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "articles",
        nargs="*",
        metavar="ARTICLE",
        help="an id from the list, or the beginning of one if no other has it",
    )
    parser.add_argument("--all", action="store_true", help="all that was removed")


def _purge_arguments(parser: ArgumentParser) -> None:
    _some_arguments(parser)
    parser.add_argument(
        "--yes", action="store_true", help="do it; without, it is only said what would be done"
    )


def _list(arguments: Namespace) -> int:
    with opened(arguments, indexed=False) as archive:
        every = archive.removals.all()
    if arguments.json:
        put(json_text([{"id": one.id, **one.publication._asdict()} for one in every], indent=2))
    else:
        for one in every:
            put(line(one.id, one.publication))
    if not every:
        say("no article of this archive was removed")
    return OK if every else NOTHING


def line(key: str, about: Publication) -> str:
    """An article in a line, with tabs between: id, date, outlet, headline."""
    return "\t".join((key, about.date, clean(about.outlet), clean(about.title)))


def _back(arguments: Namespace) -> int:
    with opened(arguments, needed=False) as archive:
        brought = archive.removals.bring_back(_numbers(archive, arguments))
    say(f"{counted(brought, 'article')} brought back")
    return OK if brought else NOTHING


def _purge(arguments: Namespace) -> int:
    with opened(arguments, needed=False) as archive:
        numbers = _numbers(archive, arguments)
        going = set(numbers)
        marks = sum(one.article in going for one in archive.bookmarks())
        what = f"{counted(len(numbers), 'article')} with {counted(marks, 'bookmark')}"
        if not arguments.yes:
            raise UsageError(
                f"{what} would be deleted for good, and nothing done before could be undone.",
                "Add --yes to have that done.",
            )
        if numbers:
            say("deleting, and building the index anew without them …")
        purged = archive.purge(numbers)
    say(f"{what} deleted; no step of undo is left")
    return OK if purged else NOTHING


def _numbers(archive: Archive, arguments: Namespace) -> list[int]:
    every = archive.removals.all()
    if arguments.all == bool(arguments.articles):
        raise UsageError("Which articles? Give their ids, or --all.")
    if arguments.all:
        return [one.number for one in every]
    return [_meant(every, one.strip().lower()).number for one in arguments.articles]


def _meant(every: Sequence[RemovedArticle], beginning: str) -> RemovedArticle:
    found = [one for one in every if one.id.startswith(beginning)]
    if len(found) != 1:
        trouble = f"Several removed articles have ids that begin with {beginning}"
        if not found:
            trouble = f"No article was removed whose id begins with {beginning}"
        raise NotFound(f"{trouble}.", "`nutgraf removed` lists them.")
    return found[0]


_BACK = Command(
    name="removed back",
    summary="Have articles back that were removed",
    details=lambda: "As they were, with their bookmarks.",
    examples=(Example("nutgraf removed back 4f2k7q3m5xab", "with an id from the list"),),
    arguments=_some_arguments,
    run=_back,
)
_PURGE = Command(
    name="removed purge",
    summary="Delete for good what was removed",
    details=lambda: (
        "Texts, names, and the bookmarks on them are deleted from the archive's file and from its "
        "index, which is built anew. Nothing brings them back, and nothing done before can be "
        "undone any more. Backups, exports and what was pushed into a cluster are left as they "
        "are. What comes in again later is new."
    ),
    examples=(Example("nutgraf removed purge --all --yes", "all that was removed"),),
    arguments=_purge_arguments,
    run=_purge,
)
COMMAND = Command(
    name="removed",
    summary="List articles that were removed, bring them back, or delete them",
    details=lambda: "An article a line, with tabs between: id, date, outlet, headline.",
    examples=(
        Example("nutgraf removed", "the last one first"),
        Example("nutgraf removed back --all", "have all of them back"),
    ),
    arguments=_list_arguments,
    run=_list,
    actions=(_BACK, _PURGE),
)
