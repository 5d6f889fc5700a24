"""What it takes to see what two paragraphs have in common, and where that is known."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from index.core.values import EntityType, Span
from index.engines.contract import Engine, Wants
from index.query import nodes
from index.query.ground import GroundQuery
from index.search import subject_likeness
from index.search.names_and_rows import Rows
from index.store.database import Database
from index.store.derived import related_facts
from index.store.derived.related_facts import Place
from index.store.names import entity_names

_COUNTED = Wants(rows=0, clauses=False, terms=False)
_AT = Span(0, 0)


class Facts(Protocol):
    """What is known of paragraphs that may have something in common."""

    @property
    def rows(self) -> Rows:
        """Rows of them."""

    def text(self, paragraph: int) -> tuple[Place, str]:
        """Where a paragraph stands, and what it says. Raises NotFound."""

    def places(self, paragraphs: Collection[int]) -> Mapping[int, Place]:
        """Where paragraphs stand."""

    def names(self, paragraphs: Collection[int]) -> Mapping[int, Sequence[int]]:
        """Whom each of some paragraphs names."""

    def named(self, paragraph: int) -> Sequence[tuple[int, int, int]]:
        """Whom a paragraph names: from where to where, and who it is."""

    def likeness(self, place: Place, others: Collection[Place]) -> Mapping[int, float]:
        """How alike the articles of some places are to that of one, 0 to 1, by their numbers;
        without those of which that is not known.
        """

    def likeness_to(self, text: str, others: Collection[Place]) -> Mapping[int, float]:
        """The same beside a text that stands in no article."""

    def labels(self, entities: Sequence[int]) -> Mapping[int, tuple[EntityType, str]]:
        """Type and name of entities."""

    def counts(self, engine: Engine, words: Sequence[str]) -> Sequence[int]:
        """In how many paragraphs each of some words stands."""


class StoredFacts:
    """What an archive's file knows."""

    def __init__(self, database: Database, rows: Rows) -> None:
        self._database, self.rows = database, rows

    def text(self, paragraph: int) -> tuple[Place, str]:
        return related_facts.text(self._database, paragraph)

    def places(self, paragraphs: Collection[int]) -> Mapping[int, Place]:
        return related_facts.places(self._database, paragraphs)

    def names(self, paragraphs: Collection[int]) -> Mapping[int, Sequence[int]]:
        return related_facts.names(self._database, paragraphs)

    def named(self, paragraph: int) -> Sequence[tuple[int, int, int]]:
        return related_facts.named(self._database, paragraph)

    def likeness(self, place: Place, others: Collection[Place]) -> Mapping[int, float]:
        articles = {other.article for other in others}
        return subject_likeness.to_article(self._database, place.article, articles)

    def likeness_to(self, text: str, others: Collection[Place]) -> Mapping[int, float]:
        return subject_likeness.to_text(self._database, text, {one.article for one in others})

    def labels(self, entities: Sequence[int]) -> Mapping[int, tuple[EntityType, str]]:
        return entity_names.labels(self._database, entities)

    def counts(self, engine: Engine, words: Sequence[str]) -> Sequence[int]:
        queries = (GroundQuery(nodes.Word(word, span=_AT)) for word in words)
        return [engine.start(query, _COUNTED).total.count for query in queries]
