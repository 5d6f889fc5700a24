"""Quotes out of an archive, as a ledger reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from index.core.hits import Hit
from index.core.priority import way
from index.core.quote_view import QuoteView
from index.core.values import EntityType
from index.quotes.quote_views import views
from index.search.ledger_entries import Said
from index.store.database import Database
from index.store.derived import ledger_quotes, unnamed_speakers
from index.store.derived.ledger_quotes import Asked
from index.store.derived.stored_quotes import StoredQuote
from index.store.names import entity_names


class StoredSpeech:
    """See `index.search.quote_ledger.Speech`. What is slow gives way to searches."""

    def __init__(self, database: Database, bookmarked: Callable[[], frozenset[int]]) -> None:
        self._database, self._bookmarked = database, bookmarked

    def counts(self, asked: Asked) -> Sequence[tuple[int, int]]:
        with way.behind():
            return ledger_quotes.counts(self._database, asked)

    def labels(self, entities: Iterable[int]) -> Mapping[int, tuple[EntityType, str]]:
        with way.behind():
            return entity_names.labels(self._database, list(entities))

    def said(self, speaker: int, asked: Asked, written: str) -> Said:
        with way.behind():
            spoken = ledger_quotes.spoken(self._database, speaker, asked)
            if written:
                own = {*unnamed_speakers.quotes_by(self._database, written)}
                spoken = [one for one in spoken if (one.quote.paragraph, one.quote.place) in own]
        return Said(spoken, self._shown)

    def _shown(self, quotes: Sequence[StoredQuote]) -> Sequence[QuoteView]:
        marked = self._bookmarked()

        def mark(hit: Hit) -> Hit:
            return hit._replace(bookmarked=True) if hit.number in marked else hit

        with way.behind():
            return views(self._database, quotes, mark)
