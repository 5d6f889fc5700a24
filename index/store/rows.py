"""Paragraphs as lists show them: rows of results, of an entity's page, of a preview."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from index.core.hits import Hit
from index.store import reading
from index.store.database import Database
from index.store.known_rows import KnownRows

Spans = tuple[tuple[int, int], ...]


def read_rows(
    database: Database,
    numbers: Sequence[int],
    bookmarked: frozenset[int] = frozenset(),
    *,
    lengths: Mapping[int, int] | None = None,
    scores: Mapping[int, float] | None = None,
    spans: Callable[[int, str], Spans] = lambda _number, _text: (),
    known: KnownRows | None = None,
) -> list[Hit]:
    """Paragraphs as a list shows them, in the order of their numbers given.

    `lengths` are the paragraphs that their articles have, where they are known already; `spans`
    says what to mark in a paragraph; `known` remembers rows for the next who asks.
    """
    with database.snapshot():
        rows = known.of(numbers) if known else reading.hit_rows(database, numbers)
        lengths = reading.lengths(database, numbers) if lengths is None else lengths
    identify = Identities(database, numbers)
    return [
        Hit(
            number=number,
            article=row.article,
            ordinal=row.ordinal,
            paragraphs=lengths[number],
            publication=row.publication,
            text=row.text,
            score=scores[number] if scores else 0.0,
            spans=spans(number, row.text),
            bookmarked=number in bookmarked,
            identify=identify,
        )
        for number in numbers
        for row in (rows[number],)
    ]


class Identities:
    """Ids of articles and paragraphs, read for many paragraphs when that of one is asked for."""

    def __init__(self, database: Database, numbers: Sequence[int]) -> None:
        self._database = database
        self._numbers = numbers
        self._known: dict[int, tuple[str, str]] | None = None

    def __call__(self, number: int) -> tuple[str, str]:
        if self._known is None:
            self._known = reading.identities(self._database, self._numbers)
        return self._known[number]
