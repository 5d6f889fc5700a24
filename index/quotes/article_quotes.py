"""The quotes of an article: what one paragraph says tells who speaks in the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index.quotes.attribution_words import Named
from index.quotes.extraction import quotes
from index.quotes.quote import Quote


def article_quotes(
    paragraphs: Sequence[tuple[str, Sequence[Named]]], names: Mapping[int, str]
) -> list[list[Quote]]:
    """The quotes of each paragraph, given with whom it names; see `extraction.quotes`."""
    return [
        [quote.within(at) for quote in quotes(text, mentions, names)]
        for at, (text, mentions) in enumerate(paragraphs)
    ]
