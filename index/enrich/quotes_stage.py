"""Quotes: what each text puts in whose mouth."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from index.core.priority import way
from index.enrich.asked_quotes import Asked
from index.enrich.stage import TextStage
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
    version = "6"
    cost = 0.1
    rests_on = (NAMES,)

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
        found: dict[int, list[QuoteRow]] = {}
        for text in way.politely(texts, 4):
            numbers = [number for number, _ in text.paragraphs]
            asked = Asked.of(
                [words for _, words in text.paragraphs], [named.get(n, ()) for n in numbers], names
            )
            found |= stored_quotes.placed(asked.answer(), numbers)
        return found

    def keep(self, rows: Rows, texts: Sequence[Text], found: Any) -> Collection[int]:
        paragraphs = [number for text in texts for number, _ in text.paragraphs]
        return stored_quotes.replace(rows.connection, paragraphs, found)

    def revise(self, connection: Connection, paragraphs: Collection[int]) -> None:
        # Where quotes begin and end stands in the index with the words.
        revise_texts(connection, paragraphs)
