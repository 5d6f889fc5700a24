"""Quotes by and about an entity, out of the paragraphs that name it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.core.model import QuoteView
from index.core.priority import way
from index.quotes.attribution_words import Named
from index.quotes.extraction import Quote, quotes
from index.store import entity_names
from index.store.database import Database
from index.store.rows import read_rows

_BATCH = 100
# Words for a speaker that say nothing outside of their paragraph.
_NOBODY = frozenset("he she it they we i you who which that one".split())


class _Place(NamedTuple):
    """A quote in a paragraph by its number; `words` without what differs between copies."""

    paragraph: int
    quote: Quote
    words: str
    about: bool


def quoted(
    database: Database, number: int, paragraphs: Sequence[int], limit: int
) -> tuple[list[QuoteView], list[QuoteView]]:
    """The quotes by an entity and those by others that name it, in the order of the paragraphs, at
    most `limit` of each. The same words, which one outlet has from another, count once.
    """
    by: dict[str, _Place] = {}
    about: dict[str, _Place] = {}
    for place in _places(database, number, paragraphs):
        if place.quote.speaker == number:
            if len(by) < limit:
                by.setdefault(place.words, place)
        elif place.about and len(about) < limit:
            about.setdefault(place.words, place)
        if len(by) == len(about) == limit:
            break
    return _views(database, number, [*by.values()]), _views(database, number, [*about.values()])


def _places(database: Database, number: int, paragraphs: Sequence[int]) -> Iterator[_Place]:
    """The quotes of paragraphs; only as many are read as are looked at."""
    for first in range(0, len(paragraphs), _BATCH):
        batch = paragraphs[first : first + _BATCH]
        texts, mentions = (
            entity_names.texts(database, batch),
            entity_names.named_in(database, batch),
        )
        people = {one[2] for found in mentions.values() for one in found if one[3] == "person"}
        known = {key: name for key, (_, name) in entity_names.labels(database, [*people]).items()}
        for paragraph in way.politely(batch, 4):
            text, named = texts[paragraph], mentions.get(paragraph, [])
            for quote in quotes(text, named, known):
                words = "".join(filter(str.isalnum, text[quote.start : quote.end])).casefold()
                yield _Place(paragraph, quote, words, _names(quote, named, number))


def _names(quote: Quote, named: Sequence[Named], number: int) -> bool:
    """Whether an entity is named between the marks."""
    return any(
        quote.start <= start and end <= quote.end and entity == number
        for start, end, entity, _ in named
    )


def _views(database: Database, number: int, places: Sequence[_Place]) -> list[QuoteView]:
    rows = {hit.number: hit for hit in read_rows(database, [*{p.paragraph for p in places}])}
    own = entity_names.places(database, [number], list(rows))
    labels = entity_names.labels(database, [place.quote.speaker for place in places])
    views = []
    for paragraph, quote, _, _ in places:
        hit = rows[paragraph]
        first, last = quote.speaker_span
        called = labels[quote.speaker][1] if quote.speaker in labels else hit.text[first:last]
        views.append(
            QuoteView(
                hit=hit.with_spans(tuple(own.get(paragraph, ()))),
                start=quote.start,
                end=quote.end,
                speaker="" if called.lower() in _NOBODY else called,
                entity=quote.speaker,
            )
        )
    return views
