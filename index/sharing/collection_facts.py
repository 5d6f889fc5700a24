"""What paragraphs of a collection may have in common; see `index.search.related`."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from index.core.errors import NotFound
from index.core.values import EntityType, Span
from index.engines.contract import Engine
from index.query import nodes
from index.sharing.open_collection import OpenCollection
from index.sharing.paragraph_rows import CollectionRows, Row
from index.store.derived.related_facts import Place

_AT = Span(0, 0)


class CollectionFacts:
    """See `index.search.related_sources.Facts`."""

    def __init__(self, opened: OpenCollection, rows: CollectionRows) -> None:
        self._opened, self.rows = opened, rows

    def text(self, paragraph: int) -> tuple[Place, str]:
        row = self.rows.rows([paragraph]).get(paragraph)
        if row is None:
            raise NotFound(f"There is no paragraph {paragraph} in the collection any more.")
        return _place(row), row.text

    def places(self, paragraphs: Collection[int]) -> Mapping[int, Place]:
        return {number: _place(row) for number, row in self.rows.rows([*paragraphs]).items()}

    def names(self, paragraphs: Collection[int]) -> Mapping[int, Sequence[int]]:
        return {
            number: sorted({entity for *_, entity in row.named})
            for number, row in self.rows.rows([*paragraphs]).items()
        }

    def named(self, paragraph: int) -> Sequence[tuple[int, int, int]]:
        row = self.rows.rows([paragraph]).get(paragraph)
        return () if row is None else row.named

    def likeness(self, place: Place, others: Collection[Place]) -> Mapping[int, float]:
        del place, others  # a collection keeps no telling words of articles
        return {}

    def likeness_to(self, text: str, others: Collection[Place]) -> Mapping[int, float]:
        del text, others
        return {}

    def labels(self, entities: Sequence[int]) -> Mapping[int, tuple[EntityType, str]]:
        return self._opened.directory.labels(entities)

    def counts(self, engine: Engine, words: Sequence[str]) -> Sequence[int]:
        del engine  # the collection as it is asked now
        return self._opened.engine.counts([nodes.Word(word, span=_AT) for word in words])


def _place(row: Row) -> Place:
    return Place(row.article, row.publication.title, row.publication.date)
