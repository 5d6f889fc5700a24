"""What answers are made of beside what an engine says: whom names mean, and rows of paragraphs.

An archive has all of it in its file. Whatever else is searched as an archive is (a collection in a
cluster) brings its own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from index.core.counts import Facets, NameCounts
from index.core.hits import Hit
from index.core.values import EntityType
from index.engines.contract import Search, TermCounts
from index.search.grounding import Known
from index.store import reading
from index.store.database import Database
from index.store.derived import stored_quotes
from index.store.known_rows import KnownRows
from index.store.names import entity_names
from index.store.rows import read_rows

Spans = Sequence[tuple[int, int]]
Marking = Callable[[int, str, str], tuple[tuple[int, int], ...]]
"""What to mark in a paragraph, given its number, its text and the language of its article."""


def nothing(_number: int, _text: str, _language: str) -> tuple[tuple[int, int], ...]:
    """Marks nothing."""
    return ()


class Rows(Protocol):
    """Paragraphs as lists show them."""

    def read(
        self,
        numbers: Sequence[int],
        bookmarked: frozenset[int] = frozenset(),
        *,
        lengths: Mapping[int, int] | None = None,
        scores: Mapping[int, float] | None = None,
        spans: Marking = nothing,
    ) -> list[Hit]:
        """Rows of paragraphs, in their order; see `index.store.rows.read_rows`."""

    def places(self, entities: Collection[int], numbers: Sequence[int]) -> Mapping[int, Spans]:
        """Where some paragraphs name any of some entities."""

    def quotes(self, numbers: Sequence[int]) -> Mapping[int, Spans]:
        """Start and end of every quote of some paragraphs, in order."""

    def texts(self, numbers: Sequence[int]) -> Mapping[int, str]:
        """The texts of paragraphs, by number."""


class Labels(Protocol):
    """Gives counted entities their types and names; see `index.entities.views.facets`."""

    def facets(self, search: Search) -> Facets:
        """Counts with names over all hits, each type by itself, most frequent first."""

    def of(self, kind: EntityType | None, named: TermCounts) -> NameCounts:
        """The entities of a type, or all, with their counts, in the order given."""


class Frequencies(Protocol):
    """How often entities are named in everything (`index.entities.views.document_frequencies`)."""

    def telling(self, found: TermCounts, hits: int) -> TermCounts:
        """The entities that hits name more often than chance would have it, most telling first,
        and in how many hits.
        """


@dataclass(frozen=True, slots=True)
class NamesAndRows:
    """Whatever answers are made of."""

    known: Known
    rows: Rows
    labels: Labels
    frequencies: Frequencies


class StoredRows:
    """Rows of what lies in an archive's file."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._known = KnownRows(database)

    def read(
        self,
        numbers: Sequence[int],
        bookmarked: frozenset[int] = frozenset(),
        *,
        lengths: Mapping[int, int] | None = None,
        scores: Mapping[int, float] | None = None,
        spans: Marking = nothing,
    ) -> list[Hit]:
        return read_rows(
            self._database,
            numbers,
            bookmarked,
            lengths=lengths,
            scores=scores,
            spans=spans,
            known=self._known,
        )

    def places(self, entities: Collection[int], numbers: Sequence[int]) -> Mapping[int, Spans]:
        return entity_names.places(self._database, entities, numbers)

    def quotes(self, numbers: Sequence[int]) -> Mapping[int, Spans]:
        return stored_quotes.spans(self._database, numbers)

    def texts(self, numbers: Sequence[int]) -> Mapping[int, str]:
        return reading.texts(self._database, numbers)
