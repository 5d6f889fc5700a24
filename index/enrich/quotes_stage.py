"""Quotes: what each text puts in whose mouth."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import chain
from typing import Any

from index.core.findings import QuotesOfArticle
from index.core.priority import way
from index.enrich.asked_quotes import Asked
from index.enrich.shared_work import SharedWork
from index.enrich.stage import TextStage
from index.store.articles.bulk_insert import Rows
from index.store.database import Database
from index.store.derived import quote_writing
from index.store.derived.quote_row import QuoteRow
from index.store.derived.quote_writing import QUOTES, Named
from index.store.derived.stages import NAMES, Text
from index.store.file.thread_connections import Connection
from index.store.names import entity_names
from index.store.revisions import revise_texts

_BITE = 4
"""Texts that are gone through before a search may go first."""

_Read = tuple[dict[int, list[Named]], dict[int, str]]
"""Whom each paragraph names, and what these are called."""


class QuotesStage(TextStage):
    """Rests on what a recogniser found, and on nothing that the reader said of names since: these
    lead the mentions that speakers are.
    """

    name = QUOTES
    version = "63"
    cost = 0.1
    rests_on = (NAMES,)

    def __init__(self, *, helped: bool = False) -> None:
        self._shared = SharedWork(answered, helped=helped)

    def read(self, database: Database, texts: Sequence[Text]) -> _Read:
        numbers = [number for text in texts for number, _ in text.paragraphs]
        if not numbers:
            return {}, {}
        connection = database.connection
        named = quote_writing.found_in(connection, min(numbers), max(numbers))
        people = {one[2] for found in named.values() for one in found if one[3] == "person"}
        return named, entity_names.own_names(connection, [*people])

    def work(self, texts: Sequence[Text], known: _Read) -> dict[int, list[QuoteRow]]:
        named, names = known
        asked = [
            Asked.of(
                [words for _, words in text.paragraphs],
                [named.get(number, ()) for number, _ in text.paragraphs],
                names,
                text.title,
            )
            for text in way.politely(texts, 4)
        ]
        bites = [asked[first : first + _BITE] for first in range(0, len(asked), _BITE)]
        characters = sum(len(words) for one in asked for words in one.texts)
        found: dict[int, list[QuoteRow]] = {}
        answers = chain.from_iterable(self._shared.answers(bites, characters))
        for text, answer in zip(texts, answers, strict=True):
            found |= quote_writing.placed(answer, [number for number, _ in text.paragraphs])
        return found

    def keep(self, rows: Rows, texts: Sequence[Text], found: Any) -> Collection[int]:
        paragraphs = [number for text in texts for number, _ in text.paragraphs]
        return quote_writing.replace(rows.connection, paragraphs, found)

    def revise(self, connection: Connection, paragraphs: Collection[int]) -> None:
        # Where quotes begin and end stands in the index with the words.
        revise_texts(connection, paragraphs)

    def close(self) -> None:
        self._shared.close()


def answered(some: Sequence[Asked]) -> list[QuotesOfArticle]:
    """The quotes of some articles, in whatever process."""
    return [one.answer() for one in some]
