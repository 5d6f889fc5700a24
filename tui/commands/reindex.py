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
    del parser


def _run(arguments: Namespace) -> int:
    with opened(arguments, indexed=False) as archive:
        _derive(archive)
        articles = archive.stats().articles
        with indexing(articles) as progress:
            paragraphs = archive.reindex(progress)
    put(f"{counted(paragraphs, 'paragraph')} of {counted(articles, 'article')} indexed.")
    return OK


def _derive(archive: Archive) -> None:
    """Go through texts that an older version of the program went through."""
    enrichment = archive.enrichment(entity_engine())
    pending = max((stage.pending for stage in enrichment.states()), default=0)
    if not pending:
        return
    say(f"looking for names in {counted(pending, 'text')} anew")
    with indexing(pending) as progress:
        changed = enrichment.run(progress)
    say(f"{counted(changed, 'paragraph')} with other names than before")


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
    examples=(Example("nutgraf reindex", "throws the index away and makes another"),),
    arguments=_arguments,
    run=_run,
)
