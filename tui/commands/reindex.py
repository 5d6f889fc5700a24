"""`nutgraf reindex`: build the index anew."""

from __future__ import annotations

from argparse import Namespace

from tui.commands.archives import indexing, opened
from tui.commands.base import OK, Command, Example
from tui.commands.output import counted, put
from tui.commands.parser import Parser


def _arguments(parser: Parser) -> None:
    del parser


def _run(arguments: Namespace) -> int:
    with opened(arguments, indexed=False) as archive:
        articles = archive.stats().articles
        with indexing(articles) as progress:
            paragraphs = archive.reindex(progress)
    put(f"{counted(paragraphs, 'paragraph')} of {counted(articles, 'article')} indexed.")
    return OK


COMMAND = Command(
    name="reindex",
    summary="Build the full-text index anew",
    details=lambda: (
        "The index is made from the archive and can be thrown away at any time; bookmarks, notes "
        "and edits are in the archive and are not touched. It is not needed in everyday use: a "
        "damaged index is noticed and rebuilt by itself."
    ),
    examples=(Example("nutgraf reindex", "throws the index away and makes another"),),
    arguments=_arguments,
    run=_run,
)
