"""What was found in an article before it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, islice
from typing import Any, NamedTuple, TypeAlias

from index.core.mention import Found, Mention

QuoteTuple: TypeAlias = tuple[
    int, int, int, int, int, int, int, int | None, int | None, int | None, int
]
"""A `quote_row.QuoteRow` whose source is a paragraph of its article, from 0."""

QuotesOfArticle: TypeAlias = Sequence[Sequence[QuoteTuple]]
"""The quotes of each paragraph of an article."""


class Findings(NamedTuple):
    """The mentions of an article's headline and paragraphs, and its quotes; None where these have
    not been looked for.
    """

    mentions: Found
    quotes: QuotesOfArticle | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        """As columns: a mention by itself takes three times as long to be given to a process."""
        columns = list(zip(*chain.from_iterable(self.mentions), strict=True))
        return _put_together, (list(map(len, self.mentions)), columns, self.quotes)


def _put_together(
    sizes: Sequence[int], columns: Sequence[Sequence[Any]], quotes: QuotesOfArticle | None
) -> Findings:
    every = map(Mention, *columns) if columns else iter(())
    return Findings([list(islice(every, size)) for size in sizes], quotes)
