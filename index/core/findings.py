"""What was found in an article before it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from index.core.mention import Found

QuoteTuple: TypeAlias = tuple[
    int, int, int, int, int, int, int, int | None, int | None, int | None, int
]
"""A `stored_quotes.QuoteRow` whose source is a paragraph of its article, from 0."""

QuotesOfArticle: TypeAlias = Sequence[Sequence[QuoteTuple]]
"""The quotes of each paragraph of an article."""


class Findings(NamedTuple):
    """The mentions of an article's headline and paragraphs, and its quotes; None where these have
    not been looked for.
    """

    mentions: Found
    quotes: QuotesOfArticle | None = None
