"""`nutgraf reindex`: build the index anew."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from tui.commands.archives import indexing, opened
from tui.commands.base import OK, Command, Example
from tui.commands.importing import entity_engine
from tui.commands.output import counted, put, say
from tui.commands.parser import Parser

if TYPE_CHECKING:
    from index import Archive


def _arguments(parser: Parser) -> None:
    parser.add_argument(
        "--names",
        action="store_true",
        help="only find names anew in texts that an older program went through",
    )


def _run(arguments: Namespace) -> int:
    if arguments.names:
        with opened(arguments) as archive:
            texts = _derive(archive)
        done = f"{counted(texts, 'text')} gone through anew."
        put(done if texts else "All names are up to date.")
        return OK
    with opened(arguments, indexed=False) as archive:
        _derive(archive)
        articles = archive.stats().articles
        with indexing(articles) as progress:
            paragraphs = archive.reindex(progress)
    put(f"{counted(paragraphs, 'paragraph')} of {counted(articles, 'article')} indexed.")
    return OK


def _derive(archive: Archive) -> int:
    """Go through texts that an older version of the program went through; in how many."""
    enrichment = archive.enrichment(entity_engine())
    pending = max((stage.pending for stage in enrichment.states()), default=0)
    if not pending:
        return 0
    say(f"looking for names in {counted(pending, 'text')} anew")
    with indexing(pending) as progress:
        changed = enrichment.run(progress)
    say(f"{counted(changed, 'paragraph')} with other names than before")
    return pending


COMMAND = Command(
    name="reindex",
    summary="Build the full-text index anew",
    details=lambda: (
        "The index is made from the archive and can be thrown away at any time; bookmarks, notes "
        "and edits are in the archive and are not touched. It is not needed in everyday use: a "
        "damaged index is noticed and rebuilt by itself. Names that an older program "
        "found are found anew first, as an open screen does by itself; what was edited about names "
        "stays."
    ),
    examples=(
        Example("nutgraf reindex", "throws the index away and makes another"),
        Example("nutgraf reindex --names", "after an update: names as this program finds them"),
    ),
    arguments=_arguments,
    run=_run,
)
