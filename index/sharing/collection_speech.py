"""Who said what in a collection, as its edits lead names: counted by the cluster, and read out of
what paragraphs say of their quotes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from index.core.clean import clean
from index.core.dates import days
from index.core.folding import fold
from index.core.led_names import LedNames, number_of
from index.core.quote_view import QuoteView
from index.core.values import EntityType
from index.engines.opensearch import conditions
from index.engines.opensearch.naming_conditions import naming
from index.quotes.quote_views import bare, views_of
from index.search.ledger_entries import Said
from index.search.quote_ledger import WITHOUT_NAME
from index.sharing.collection_speakers import Meant, is_written
from index.sharing.counted_quotes import by_speaker
from index.sharing.name_directory import NameDirectory
from index.sharing.open_collection import READING_ORDER, OpenCollection
from index.sharing.paragraph_rows import CollectionRows
from index.sharing.quote_documents import (
    INDIRECT,
    SAID,
    SAID_BY,
    SAID_FOR,
    SAID_OF,
    SPEAKERS,
    UNNAMED,
    Attribution,
    kept_quotes,
    said_by,
    said_of,
)
from index.store.derived.ledger_quotes import Asked, Spoken
from index.store.derived.stored_quotes import StoredQuote

Json = dict[str, Any]

MOST = 20_000
"""So many paragraphs with quotes of one speaker are read, the newest."""

_LOOKED_AT = 1_000
"""The same for the page of a name."""

_AT_ONCE = 2_000
_TERMS = 200_000
"""Numbers of paragraphs in one question."""


class CollectionSpeech:
    """See `index.search.quote_ledger.Speech`. All raises what asking does."""

    def __init__(
        self,
        opened: OpenCollection,
        rows: CollectionRows,
        directory: NameDirectory,
        bookmarked: Callable[[], frozenset[int]],
    ) -> None:
        self._opened, self._rows, self._directory = opened, rows, directory
        self._bookmarked = bookmarked

    def counts(self, asked: Asked) -> Sequence[tuple[int, int]]:
        names = self._opened.names()
        counted = by_speaker(names, asked.about, indirect=asked.indirect)
        found: Counter[int] = Counter()
        for condition in _conditions(asked, names, {"exists": {"field": SAID_BY}}):
            body = {"size": 0, "query": condition, "aggs": {"counted": counted}}
            told = self._opened.engine.ask(body)["aggregations"]["counted"]["value"]
            found.update({int(who or WITHOUT_NAME): count for who, count in told.items()})
        return sorted(found.items())

    def labels(self, entities: Iterable[int]) -> Mapping[int, tuple[EntityType, str]]:
        return self._directory.labels(entities)

    def said(self, speaker: int, asked: Asked, written: str = "") -> Said:
        """See `Speech`: out of so many paragraphs at most, the newest."""
        names, words = self._opened.names(), fold(written).split()
        quotes, spoken = _Quotes(names, asked), list[Spoken]()
        read, every = 0, 0
        for condition in _conditions(asked, names, _speaking(names, speaker)):
            hits, total = self._newest(condition, MOST - read)
            read, every = read + len(hits), every + total
            hits.sort(key=_place)
            spoken += [
                one
                for hit in hits
                for said, one in quotes.of(hit)
                if one.quote.entity == speaker
                if speaker != WITHOUT_NAME or one.quote.speaker_end
                if not words or is_written(said, words)
            ]
        lacking = f"out of the newest {read:,} of {every:,} paragraphs" if read < every else ""
        spoken.sort(key=lambda one: (not one.date, one.date))
        return Said(spoken, self._shown, lacking)

    def by_and_about(self, entity: int, limit: int) -> tuple[list[QuoteView], list[QuoteView]]:
        """The newest quotes by an entity and those by others that name it, without what is only
        reported, so many of each. The same words, which one outlet has from another, count once.
        """
        names = self._opened.names()
        by, about = Asked(None, None, indirect=False), Asked(None, entity, indirect=False)
        own = self._first(by, _speaking(names, entity))
        others = self._first(about, {"exists": {"field": SAID_BY}})
        return (
            self._distinct([one for one in own if one.quote.entity == entity], limit),
            self._distinct([one for one in others if one.quote.entity != entity], limit),
        )

    def _first(self, asked: Asked, with_quotes: Json) -> list[Spoken]:
        """The newest quotes of paragraphs that fulfil a condition, the newest first."""
        names = self._opened.names()
        quotes = _Quotes(names, asked)
        (condition,) = _conditions(asked, names, with_quotes)
        hits, _ = self._newest(condition, _LOOKED_AT)
        return [one for hit in hits for _, one in quotes.of(hit)]

    def _distinct(self, spoken: Sequence[Spoken], limit: int) -> list[QuoteView]:
        found: dict[str, StoredQuote] = {}
        for one in spoken:
            found.setdefault(bare(one.words), one.quote)
        return list(self._shown([*found.values()][:limit]))

    def _newest(self, condition: Json, most: int) -> tuple[list[Any], int]:
        """The documents of what is found, so many at most, and how many there are."""
        body: Json = {
            "query": condition,
            "sort": [
                {"instant": {"order": "desc", "missing": "_last"}},
                *({field: "asc"} for field in READING_ORDER),
            ],
            "_source": ["raw.text", "raw.date", "raw.article", "raw.ordinal", SAID],
            "docvalue_fields": [SAID_BY, SAID_FOR, SAID_OF],
            "track_total_hits": True,
        }
        found: list[Any] = []
        while True:
            size = min(_AT_ONCE, most - len(found))
            told = self._opened.engine.ask(body | {"size": size})["hits"]
            found += told["hits"]
            if not size or len(told["hits"]) < size:
                return found, told["total"]["value"]
            body["search_after"] = found[-1]["sort"]

    def _shown(self, quotes: Sequence[StoredQuote]) -> Sequence[QuoteView]:
        numbers = list(dict.fromkeys(quote.paragraph for quote in quotes))
        labels = self.labels(one for quote in quotes for one in (quote.entity, quote.behalf) if one)
        names = {entity: name for entity, (_, name) in labels.items()}
        return views_of(quotes, self._rows.read(numbers, self._bookmarked()), names)


def _conditions(asked: Asked, names: LedNames, with_quotes: Json) -> Iterator[Json]:
    """What paragraphs are to fulfil, in portions that have none in common."""
    about = [] if asked.about is None else [naming(names, [asked.about])]
    if asked.paragraphs is None:
        yield conditions.all_of([with_quotes, *about])
        return
    numbers = [int(number) for number in asked.paragraphs]
    for start in range(0, len(numbers), _TERMS):
        some = {"terms": {"number": numbers[start : start + _TERMS]}}
        yield conditions.all_of([with_quotes, some, *about])


def _speaking(names: LedNames, speaker: int) -> Json:
    """Paragraphs in which somebody may speak."""
    if speaker != WITHOUT_NAME:
        return {"terms": {SPEAKERS: Meant(names.found([speaker])).terms}}
    # Whoever edits say is nobody has no name either.
    lost = [str(number) for number in names.sources]
    return conditions.any_of([{"exists": {"field": UNNAMED}}, {"terms": {SPEAKERS: lost}}])


class _Quotes:
    """Reads quotes out of documents, those that are asked for."""

    def __init__(self, names: LedNames, asked: Asked) -> None:
        self._names, self._indirect = names, asked.indirect
        self._about = None if asked.about is None else Meant(names.found([asked.about]))

    def of(self, hit: Any) -> Iterator[tuple[Attribution, Spoken]]:
        """Those of one paragraph, by whomsoever. What makes no sense is left out."""
        source, fields = hit["_source"], hit.get("fields", {})
        raw = source.get("raw", {})
        text, date = raw.get("text"), raw.get("date", "")
        if not isinstance(text, str) or clean(text) != text:
            return
        kept = kept_quotes(source.get(SAID), len(text))
        behalf = {said.place: self._led(said) for said in said_of(fields.get(SAID_FOR, ()))}
        about = self._naming(fields.get(SAID_OF, ()))
        for said, kind in said_by(fields.get(SAID_BY, ())):
            quote = kept[said.place] if said.place < len(kept) else None
            if quote is None or (kind == INDIRECT and not self._indirect):
                continue
            if about is None or said.place in about:
                who, whom = self._led(said), behalf.get(said.place, WITHOUT_NAME)
                known = StoredQuote(int(hit["_id"]), said.place, *quote, who, whom)
                words = text[quote.start : quote.end]
                yield said, Spoken(known, words, date if days(date) else "")

    def _naming(self, values: Sequence[Any]) -> set[int] | None:
        """The places of the quotes that name whom they are to be about."""
        if self._about is None:
            return None
        return {said.place for said in said_of(values) if self._about.has(said)}

    def _led(self, said: Attribution) -> int:
        """Whom what was found means, 0 for nobody."""
        source = self._names.sources.get(said.entity)
        if source is None:
            return said.entity
        led = self._names.lead(source, said.written)
        return number_of(led) if led else WITHOUT_NAME


def _place(hit: Any) -> tuple[int, int]:
    """The article of a paragraph, and where it stands there."""
    raw = hit["_source"].get("raw", {})
    article, ordinal = raw.get("article"), raw.get("ordinal")
    return (article, ordinal) if type(article) is int and type(ordinal) is int else (0, 0)
