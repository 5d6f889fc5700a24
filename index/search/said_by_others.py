"""Where the words of a quote stand that is not by the same speaker: under somebody else, or as no
quote at all. One of the two may be wrong, or one had them from the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from index.compare.quoted_words import longest_part
from index.core.hits import Hit
from index.core.late_patterns import late
from index.core.ledger import LedgerEntry
from index.core.quote_view import QuoteView

LEAST = 8
"""Words in a row that hardly two people say by chance."""

_LOOKED_FOR = 12
"""So many words in a row are looked for, of a quote that has more."""

_WORD = late(r"\w+(?:['’]\w+)*")


def said_by_others(
    entry: LedgerEntry,
    oldest: Callable[[str], Sequence[Hit]],
    quoted_in: Callable[[Sequence[int]], Iterable[QuoteView]],
) -> list[QuoteView]:
    """See `QuoteLedger.by_others`. `oldest` gives the paragraphs that a query finds, oldest first,
    `quoted_in` the quotes of paragraphs.
    """
    own = entry.quote
    words = _WORD.findall(longest_part(own.words))[:_LOOKED_FOR]
    if len(words) < LEAST:
        return []
    pattern = _pattern(words)
    found = oldest(f'"{" ".join(words)}"')
    hits = {hit.number: hit for hit in found if pattern.search(hit.text)}
    quoted = [one for one in quoted_in([*hits]) if pattern.search(one.words)]
    known = {own.hit.article, *(one.hit.article for one in (*entry.others, *quoted))}
    bare = [_unquoted(hit, pattern) for hit in hits.values() if hit.article not in known]
    others = [one for one in quoted if not _is_by_the_same(one, own)]
    return _once([*others, *bare])


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    parts = (re.sub("['’]", "['’]", re.escape(word)) for word in words)
    return re.compile(r"\b" + r"\W+".join(parts) + r"\b", re.IGNORECASE)


def _unquoted(hit: Hit, pattern: re.Pattern[str]) -> QuoteView:
    """Words of a paragraph that are no quote there."""
    place = pattern.search(hit.text)
    start, end = place.span() if place else (0, 0)
    return QuoteView(hit, start, end, "", kind="indirect")


def _is_by_the_same(one: QuoteView, own: QuoteView) -> bool:
    if one.entity or own.entity:
        return one.entity == own.entity
    return one.speaker.casefold() == own.speaker.casefold()


def _place(one: QuoteView) -> tuple[int, int, int]:
    return one.hit.article, one.hit.ordinal, one.start


def _once(quotes: Sequence[QuoteView]) -> list[QuoteView]:
    """The first in each article by the same speaker, in order of time."""
    found: dict[tuple[int, int | str], QuoteView] = {}
    for one in sorted(quotes, key=_place):
        found.setdefault((one.hit.article, one.entity or one.speaker.casefold()), one)
    return sorted(found.values(), key=lambda one: (not one.hit.date, one.hit.date, *_place(one)))
