"""Quotes as they are shown: with the paragraph they stand in and the name of whoever speaks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from index.core.article_view import ArticleView
from index.core.hits import Hit
from index.core.priority import way
from index.core.quote_view import QuoteMark, QuoteView
from index.quotes.quote import GUESSED, KINDS
from index.store.database import Database
from index.store.derived import stored_quotes
from index.store.derived.quote_row import PUT_RIGHT
from index.store.derived.stored_quotes import StoredQuote
from index.store.names import entity_names
from index.store.rows import read_rows

_BATCH = 100
# Words for a speaker that say nothing outside of their paragraph.
_NOBODY = frozenset("he she it they we i you who which that one".split())
# The same in other languages, where no name is known: IL is a state as well.
_NOBODY_ELSEWHERE = frozenset("er sie il elle él ella lui lei egli ele ela hij zij ze".split())


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
    return views_of(quotes, map(mark, rows), _names(database, quotes))


def views_of(
    quotes: Sequence[StoredQuote], rows: Iterable[Hit], names: Mapping[int, str]
) -> list[QuoteView]:
    """Quotes to be shown, in their order, of those paragraphs that there are rows of."""
    hits = {hit.number: hit for hit in rows}
    return [
        _view(quote, hits[quote.paragraph], names) for quote in quotes if quote.paragraph in hits
    ]


def with_quotes(database: Database, article: ArticleView) -> ArticleView:
    """An article whose paragraphs have their quotes."""
    texts = {each.number: each.text for each in article.paragraphs if not each.furniture}
    quotes = stored_quotes.of_paragraphs(database, [*texts])
    names = _names(database, quotes)
    marks: dict[int, list[QuoteMark]] = {}
    for quote in quotes:
        mark = _mark(quote, texts[quote.paragraph], names)
        marks.setdefault(quote.paragraph, []).append(mark)
    paragraphs = tuple(
        replace(each, quotes=tuple(marks[each.number])) if each.number in marks else each
        for each in article.paragraphs
    )
    return replace(article, paragraphs=paragraphs)


def _names(database: Database, quotes: Sequence[StoredQuote]) -> dict[int, str]:
    """What those are called by whom quotes are, or for whom they speak."""
    numbers = {number for quote in quotes for number in (quote.entity, quote.behalf)}
    return {key: name for key, (_, name) in entity_names.labels(database, [*numbers]).items()}


def _view(quote: StoredQuote, hit: Hit, names: Mapping[int, str]) -> QuoteView:
    mark = _mark(quote, hit.text, names)
    said = (mark.start, mark.end, mark.speaker, mark.entity, mark.kind)
    return QuoteView(hit, *said, mark.behalf, mark.guessed, mark.put_right)


def _mark(quote: StoredQuote, text: str, names: Mapping[int, str]) -> QuoteMark:
    name = names.get(quote.entity)
    put_right = quote.certainty == PUT_RIGHT
    called = name or quote.words or text[quote.speaker : quote.speaker_end]
    nobody = called.lower() in (_NOBODY if name else _NOBODY | _NOBODY_ELSEWHERE)
    return QuoteMark(
        start=quote.start,
        end=quote.end,
        speaker="" if nobody else called,
        entity=quote.entity if quote.entity in names else 0,
        kind=KINDS[quote.kind],
        behalf=names.get(quote.behalf, ""),
        guessed=quote.certainty <= GUESSED and quote.entity in names,
        put_right=put_right,
    )
