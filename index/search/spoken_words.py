"""Where in paragraphs those words stand that a query looks for in what somebody said."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from index.engines.whoosh.one_text.highlighting import Highlighter, Spans, inside, merged
from index.query import ground, nodes
from index.query.nodes import Node
from index.query.tree import operands
from index.search.names_and_rows import Marking, Rows, nothing

if TYPE_CHECKING:
    from index.core.article_view import ParagraphView


class SpokenWords:
    """The words to be marked for the clauses of a ground query that ask for what was said."""

    def __init__(self, rows: Rows, root: Node) -> None:
        self._rows = rows
        self._asked = [
            (None if clause.quotes is None else frozenset(clause.quotes), inside(clause.operand))
            for clause in _spoken(root)
        ]

    def of(self, paragraphs: Sequence[int]) -> Marking:
        """What to mark in each of some paragraphs: the words that were asked for inside of the
        quotes that count, or these themselves.
        """
        if not self._asked:
            return nothing
        kept = self._rows.quotes(paragraphs)
        return lambda number, text, language: self._spans(
            number, text, language, kept.get(number, ())
        )

    def beside(self, highlight: Highlighter) -> Callable[[ParagraphView, str], Spans]:
        """The same in a paragraph that the reader shows, of an article in a language, with what
        else is marked in its text.
        """

        def marks(paragraph: ParagraphView, language: str) -> Spans:
            kept = [(quote.start, quote.end) for quote in paragraph.quotes]
            said = self._spans(paragraph.number, paragraph.text, language, kept)
            found = highlight(paragraph.text, language)
            return merged([*found, *said]) if said else found

        return marks

    def _spans(
        self, number: int, text: str, language: str, kept: Sequence[tuple[int, int]]
    ) -> Spans:
        """What to mark in a paragraph, of which all quotes are `kept`."""
        found: list[tuple[int, int]] = []
        for quotes, marked in self._asked:
            chosen = [
                span
                for place, span in enumerate(kept)
                if quotes is None or (number, place) in quotes
            ]
            found += marked(text, language, chosen)
        return tuple(found)


def _spoken(node: Node) -> Iterator[ground.Spoken]:
    """The clauses that are asked for, not those that are left out."""
    if isinstance(node, ground.Spoken):
        yield node
    elif not isinstance(node, nodes.Not):
        for part in operands(node):
            yield from _spoken(part)
