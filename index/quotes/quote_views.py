"""Quotes as they are shown: with the paragraph they stand in and the name of whoever speaks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from index.core.model import Hit, QuoteView
from index.core.priority import way
from index.quotes.quote import GUESSED, KINDS
from index.store import entity_names
from index.store.database import Database
from index.store.rows import read_rows
from index.store.stored_quotes import StoredQuote

_BATCH = 100
# Words for a speaker that say nothing outside of their paragraph.
_NOBODY = frozenset("he she it they we i you who which that one".split())


def bare(words: str) -> str:
    """Words without what differs between copies: signs and case."""
    return "".join(filter(str.isalnum, words)).casefold()


def distinct(database: Database, quotes: Sequence[StoredQuote], limit: int) -> list[StoredQuote]:
    """The first of some quotes, each words once: what one outlet has from another counts once."""
    found: dict[str, StoredQuote] = {}
    for quote, text in _with_texts(database, quotes):
        found.setdefault(bare(text[quote.start : quote.end]), quote)
        if len(found) == limit:
            break
    return [*found.values()]


def _with_texts(
    database: Database, quotes: Sequence[StoredQuote]
) -> Iterator[tuple[StoredQuote, str]]:
    """Only as many texts are read as are looked at."""
    for first in range(0, len(quotes), _BATCH):
        batch = quotes[first : first + _BATCH]
        texts = entity_names.texts(database, [*{quote.paragraph for quote in batch}])
        for quote in way.politely(batch):
            yield quote, texts[quote.paragraph]


def views(
    database: Database,
    quotes: Sequence[StoredQuote],
    mark: Callable[[Hit], Hit] = lambda hit: hit,
) -> list[QuoteView]:
    """Quotes to be shown, in their order; `mark` says what is marked in a paragraph."""
    rows = read_rows(database, [*dict.fromkeys(quote.paragraph for quote in quotes)])
    hits = {hit.number: mark(hit) for hit in rows}
    numbers = {number for quote in quotes for number in (quote.entity, quote.behalf)}
    names = {key: name for key, (_, name) in entity_names.labels(database, [*numbers]).items()}
    return [
        _view(quote, hits[quote.paragraph], names) for quote in quotes if quote.paragraph in hits
    ]


def _view(quote: StoredQuote, hit: Hit, names: dict[int, str]) -> QuoteView:
    called = names.get(quote.entity) or hit.text[quote.speaker : quote.speaker_end]
    return QuoteView(
        hit=hit,
        start=quote.start,
        end=quote.end,
        speaker="" if called.lower() in _NOBODY else called,
        entity=quote.entity if quote.entity in names else 0,
        kind=KINDS[quote.kind],
        behalf=names.get(quote.behalf, ""),
        guessed=quote.certainty <= GUESSED and quote.entity in names,
    )
