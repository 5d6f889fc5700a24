"""Quotes by and about an entity, out of the paragraphs that name it."""

from __future__ import annotations

from collections.abc import Sequence

from index.core.hits import Hit
from index.core.quote_view import QuoteView
from index.quotes.quote_views import distinct, views
from index.store.database import Database
from index.store.derived import stored_quotes
from index.store.derived.quote_row import INDIRECT
from index.store.names import entity_names


def quoted(
    database: Database, number: int, paragraphs: Sequence[int], limit: int
) -> tuple[list[QuoteView], list[QuoteView]]:
    """The quotes by an entity and those by others that name it, in the order of the paragraphs that
    do so, at most `limit` of each. The same words, which one outlet has from another, count once.
    """
    by = stored_quotes.by_mentions_in(database, number, paragraphs)
    about = [q for q in stored_quotes.naming(database, number, paragraphs) if q.entity != number]
    shown = [
        distinct(database, [one for one in quotes if one.kind != INDIRECT], limit)
        for quotes in (by, about)
    ]
    own = entity_names.places(database, [number], [q.paragraph for part in shown for q in part])

    def mark(hit: Hit) -> Hit:
        return hit.with_spans(tuple(own.get(hit.number, ())))

    first, second = (views(database, part, mark) for part in shown)
    return first, second
