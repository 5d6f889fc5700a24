"""`nutgraf remove`: articles taken out of the archive."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.commands.archives import opened
from tui.commands.base import NOTHING, OK, Command, Example, UsageError
from tui.commands.output import counted, put, say
from tui.commands.querying import tell
from tui.commands.removed import line

if TYPE_CHECKING:
    from index import Archive


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "articles",
        nargs="*",
        metavar="ARTICLE",
        help="the id of an article or of one of its paragraphs, as `search --json` gives it, or an "
        "unambiguous beginning",
    )
    parser.add_argument(
        "--found",
        metavar="QUERY",
        help="the articles of all paragraphs that a query finds",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="list what would be removed and remove nothing"
    )


def _run(arguments: Namespace) -> int:
    if not arguments.articles and not arguments.found:
        raise UsageError("Which articles? Give their ids, or --found QUERY.")
    with opened(arguments) as archive:
        numbers = [archive.find(one)[0].number for one in arguments.articles]
        if arguments.found:
            found = archive.search(arguments.found)
            if any(repair.lossy for repair in found.query.repairs):
                tell(found.query)
                raise UsageError(
                    "The query was not read as it is written, and nothing was removed.", "Mend it."
                )
            numbers += archive.removals.articles_of(found.hits.numbers())
        if arguments.dry_run:
            return _listed(archive, list(dict.fromkeys(numbers)))
        removed = archive.removals.remove(numbers)
    if not removed:
        say("no article was found, and none removed")
        return NOTHING
    it = "it" if removed == 1 else "them"
    say(
        f"{counted(removed, 'article')} removed. `nutgraf removed` lists what was removed and "
        f"brings {it} back; `u` on the screen does as well."
    )
    return OK


def _listed(archive: Archive, numbers: Sequence[int]) -> int:
    for number in numbers:
        view = archive.article(number)
        put(line(view.id, view.publication))
    say(f"{counted(len(numbers), 'article')} would be removed; nothing was")
    return OK if numbers else NOTHING


COMMAND = Command(
    name="remove",
    summary="Take articles out of the archive",
    details=lambda: (
        "What was removed is found and counted nowhere, and stays out when a feed or a file brings "
        "it again. It is kept until `nutgraf removed purge` deletes it. Bookmarks on it stay "
        "and say that it was removed."
    ),
    examples=(
        Example("nutgraf remove 4f2k7q3m5xab", "with an id from `nutgraf search --json`"),
        Example(
            "nutgraf remove --found '\"please enable cookies\" outlet:Echo'", "what a query finds"
        ),
    ),
    arguments=_arguments,
    run=_run,
)
