"""Paragraphs as lists show them: rows of results, of an entity's page, of a preview."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext

from index.core.hits import Hit, Unshown
from index.core.publication import Heading, Publication
from index.store import reading
from index.store.database import Database
from index.store.known_rows import KnownRows
from index.store.reading import HitRow

Spans = tuple[tuple[int, int], ...]

# Matches in the headline, the rarest word, outlets of copies.
_NOT_SHOWN_YET = ((), None, ())

_GONE = HitRow(0, 1, "(not in the archive any more)", Heading())
"""In the place of a paragraph that was purged after it was found."""


def read_rows(
    database: Database,
    numbers: Sequence[int],
    bookmarked: frozenset[int] = frozenset(),
    *,
    lengths: Mapping[int, int] | None = None,
    scores: Mapping[int, float] | None = None,
    spans: Callable[[int, str, str], Spans] = lambda _number, _text, _language: (),
    known: KnownRows | None = None,
) -> list[Hit]:
    """Paragraphs as a list shows them, in the order of their numbers given.

    `lengths` are the paragraphs that their articles have, where they are known already; `spans`
    says what to mark in a paragraph, given its number, its text and the language of its article;
    `known` remembers rows for the next who asks. One that is not there any more is said to be gone,
    as an article without a number.
    """
    # One statement sees one moment without a snapshot, which is two more.
    with database.snapshot() if lengths is None else nullcontext():
        rows = known.of(numbers) if known else reading.hit_rows(database, numbers)
        lengths = reading.lengths(database, numbers) if lengths is None else lengths
    beside = Beside(database, numbers)
    made = tuple.__new__  # what naming the fields comes to, in a third of its time
    return [
        made(
            Hit,
            (
                number,
                row.article,
                row.ordinal,
                lengths.get(number, row.ordinal),
                row.heading,
                row.text,
                scores[number] if scores else 0.0,
                spans(number, row.text, row.heading.language),
                number in bookmarked,
                beside,
                *_NOT_SHOWN_YET,
            ),
        )
        for number in numbers
        for row in (rows.get(number, _GONE),)
    ]


class Beside:
    """What rows do not show, read for many paragraphs when that of one is asked for."""

    def __init__(self, database: Database, numbers: Sequence[int]) -> None:
        self._database = database
        self._numbers = numbers
        self._known: dict[int, Unshown] | None = None

    def __call__(self, number: int) -> Unshown:
        if self._known is None:
            self._known = reading.unshown(self._database, self._numbers)
        return self._known.get(number) or Unshown("", "", Publication())
