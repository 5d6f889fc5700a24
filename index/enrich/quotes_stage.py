"""Quotes: what each text puts in whose mouth."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from index.core.folding import fold
from index.core.mention import Mention
from index.core.priority import way
from index.core.values import EntityType
from index.enrich.stage import TextStage
from index.enrich.text_memo import QuoteRows, TextMemo
from index.quotes.article_quotes import article_quotes
from index.quotes.quote import KINDS, Quote
from index.store import stored_quotes
from index.store.bulk_insert import Rows
from index.store.database import Connection, Database
from index.store.revisions import revise_texts
from index.store.stages import NAMES, Text
from index.store.stored_quotes import QUOTES, Named, QuoteRow

_Read = tuple[dict[int, list[Named]], dict[int, str]]
"""Whom each paragraph names, and what these are called."""


class QuotesStage(TextStage):
    """Rests on what a recogniser found, and on nothing that the reader said of names since: these
    lead the mentions that speakers are.
    """

    name = QUOTES
    version = "4"
    cost = 0.1
    rests_on = (NAMES,)

    def __init__(self, memo: TextMemo | None = None) -> None:
        self._memo = memo or TextMemo()

    def read(self, database: Database, texts: Sequence[Text]) -> _Read:
        numbers = [number for text in texts for number, _ in text.paragraphs]
        if not numbers:
            return {}, {}
        connection = database.connection
        named = stored_quotes.found_in(connection, min(numbers), max(numbers))
        people = {one[2] for found in named.values() for one in found if one[3] == "person"}
        return named, stored_quotes.own_names(connection, [*people])

    def work(self, texts: Sequence[Text], known: _Read) -> dict[int, list[QuoteRow]]:
        named, names = known
        found = {}
        for text in way.politely(texts, 4):
            numbers = [number for number, _ in text.paragraphs]
            asked = Asked.of(
                [words for _, words in text.paragraphs], [named.get(n, ()) for n in numbers], names
            )
            answer = self._memo.quotes.get(asked.digest) if self._memo.quotes else None
            for number, rows in zip(numbers, answer or asked.answer(), strict=True):
                found[number] = [_placed(row, numbers) for row in rows]
        return found

    def keep(self, rows: Rows, texts: Sequence[Text], found: Any) -> Collection[int]:
        del texts
        return stored_quotes.replace(rows.connection, found)

    def revise(self, connection: Connection, paragraphs: Collection[int]) -> None:
        # Where quotes begin and end stands in the index with the words.
        revise_texts(connection, paragraphs)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the quotes of an article follow from, and nothing else: its texts, whom each names, and
    what these are called. Who is named has a number by the order in which they are met.
    """

    texts: Sequence[str]
    named: Sequence[Sequence[Named]]
    names: Mapping[int, str]

    @classmethod
    def of(
        cls,
        texts: Sequence[str],
        named: Iterable[Iterable[tuple[int, int, Hashable, EntityType]]],
        names: Mapping[Any, str],
    ) -> Asked:
        """The same, of whatever stands for who is named; `names` has people alone."""
        met: dict[Hashable, int] = {}
        numbered = [
            [(start, end, met.setdefault(who, len(met) + 1), kind) for start, end, who, kind in one]
            for one in named
        ]
        return cls(texts, numbered, {met[who]: names[who] for who in met if who in names})

    @property
    def digest(self) -> bytes:
        """The same for the same questions."""
        told = "\0".join([*self.texts, repr(self.named), repr(self.names)])
        return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).digest()

    def answer(self) -> QuoteRows:
        """The quotes of each paragraph."""
        found = article_quotes([*zip(self.texts, self.named, strict=True)], self.names)
        return [[_row(quote) for quote in quotes] for quotes in found]


def asked_of(texts: Sequence[str], mentions: Sequence[Sequence[Mention]]) -> Asked:
    """The question as it will be when an archive has kept the mentions, as far as can be told: its
    names are those that it met first.
    """
    names: dict[Hashable, str] = {}
    named: list[list[tuple[int, int, Hashable, EntityType]]] = []
    for found in mentions:
        named.append([])
        for one in found:
            who = one.type, fold(one.name) or one.name
            named[-1].append((one.start, one.end, who, one.type))
            if one.type == "person":
                names.setdefault(who, one.name)
    return Asked.of(texts, named, names)


def _row(quote: Quote) -> QuoteRow:
    source, behalf = quote.source, quote.behalf
    return QuoteRow(
        quote.start,
        quote.end,
        KINDS.index(quote.kind),
        *quote.cue,
        *quote.speaker_span,
        source.paragraph if source else None,
        source.start if source else None,
        behalf.start if behalf else None,
        quote.certainty,
    )


def _placed(row: QuoteRow, paragraphs: Sequence[int]) -> QuoteRow:
    """A row with the number of the paragraph that its source stands in."""
    return row if row.source is None else row._replace(source=paragraphs[row.source])
