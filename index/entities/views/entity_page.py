"""The page of one entity: what it is called, when, where and with whom it is named."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from index.core.counts import CoOccurrence, JointDates, most_first
from index.core.entity_view import EntityView
from index.core.errors import NotFound
from index.core.hits import Hit
from index.core.number_lists import numbers_of
from index.core.priority import way
from index.core.values import EntityType
from index.engines.contract import Engine, Search, TermCounts, Wants
from index.engines.corpus import TYPES
from index.entities.views.descriptions import called
from index.entities.views.document_frequencies import DocumentFrequencies
from index.entities.views.facets import EntityLabels
from index.entities.views.keyness import to_chance
from index.entities.views.named_together import ends, joint_dates, naming
from index.quotes.entity_quotes import quoted
from index.store import reading
from index.store.database import Database
from index.store.names import entity_names, name_forms
from index.store.rows import read_rows

_NEWEST = 50
_TEXTS = 1_000
_COMPANY = 100
"""So many of each type are shown of those in whose company somebody is named."""


class EntityPages:
    """Pages of entities, from the index's arrays as far as they go."""

    def __init__(
        self,
        database: Database,
        engine: Callable[[], Engine],
        labels: EntityLabels,
        frequencies: DocumentFrequencies,
    ) -> None:
        self._database = database
        self._engine = engine
        self._labels = labels
        self._frequencies = frequencies

    def page(self, number: int) -> EntityView:
        """Everything about an entity. Raises NotFound."""
        kind, name = self.label(number)
        found = self._naming(number)
        paragraphs = found.page(0, _TEXTS).paragraphs.tolist()
        first, last = self._dates(found)
        by, about = quoted(self._database, number, paragraphs, _NEWEST)
        return EntityView(
            number=number,
            type=kind,
            name=name,
            aliases=self._aliases(number, found),
            paragraphs=found.total.count,
            articles=found.articles,
            first=first,
            last=last,
            months=tuple(found.histogram("month")),
            outlets=most_first(found.outlets()),
            called=self._called(number, paragraphs) if kind == "person" else (),
            co_occurrences=self._co_occurrences(number, found.terms(), _COMPANY),
            newest=self._rows(number, paragraphs[:_NEWEST]),
            quotes_by=by,
            quotes_about=about,
            watched=number in self._labels.watched(),
        )

    def _called(self, number: int, paragraphs: Sequence[int]) -> tuple[tuple[str, int], ...]:
        return called(way.politely(entity_names.passages(self._database, number, paragraphs)))

    def _aliases(self, number: int, found: Search) -> tuple[tuple[str, int], ...]:
        """How what was found writes an entity's name, and how often, most often first."""
        paragraphs, forms = (
            numbers_of(listed) for listed in entity_names.written(self._database, number)
        )
        shown = found.page(0, found.total.count).paragraphs
        # numpy's `unique` loads masked arrays first, eight milliseconds of a page.
        counted = np.bincount(forms[np.isin(paragraphs, shown)])
        numbers = np.flatnonzero(counted)
        times = counted[numbers]
        texts = name_forms.texts(self._database.connection, numbers.tolist())
        pairs = zip(numbers.tolist(), times.tolist(), strict=True)
        counts = [(texts[form], count) for form, count in pairs if form in texts]
        return most_first(counts)

    def label(self, number: int) -> tuple[EntityType, str]:
        """Raises NotFound."""
        label = entity_names.labels(self._database, [number]).get(number)
        if label is None:
            raise NotFound(f"There is no entity {number}.")
        return label

    def co_occurrences(self, number: int, kind: EntityType | None = None) -> Sequence[CoOccurrence]:
        """The entities that stand in the same paragraphs, most often first. Raises NotFound."""
        self.label(number)
        found = self._co_occurrences(number, self._naming(number).terms())
        return [one for one in found if kind in {None, one.type}]

    def joint_dates(self, number: int, others: Sequence[int]) -> Sequence[JointDates]:
        """When an entity and each of some others are named together."""
        return joint_dates(number, others, self._naming, self._dates)

    def _naming(self, *numbers: int) -> Search:
        """The paragraphs that name all of some entities, newest first."""
        return self._engine().start(naming(numbers), Wants(rows=_TEXTS, clauses=False))

    def _co_occurrences(
        self, number: int, named: TermCounts, most: int | None = None
    ) -> Sequence[CoOccurrence]:
        """The entities that are named with one, or so many of each type."""
        types, labels = self._labels.load()
        known = (named.entities != number) & (named.entities < len(types))
        entities, together = named.entities[known], named.counts[known]
        own = int(named.counts[named.entities == number].sum())
        totals = self._frequencies.of(entities)
        ratios = to_chance(together, own, totals, self._frequencies.paragraphs)
        order = np.lexsort((entities, -ratios, -together))
        if most is not None:
            kinds = types[entities[order]]
            order = np.sort(np.concatenate([np.flatnonzero(kinds == k)[:most] for k in range(3)]))
            order = np.lexsort((entities, -ratios, -together))[order]
        return [
            CoOccurrence(
                entity, TYPES[types[entity]], labels[entity], int(together[i]), float(ratios[i])
            )
            for i in way.politely(order.tolist())
            for entity in (int(entities[i]),)
            if types[entity] >= 0
        ]

    def _dates(self, found: Search) -> tuple[str, str]:
        """The dates of the first and the last article, "" where no article has one."""
        if (both := ends(found)) is None:
            return "", ""
        rows = reading.hit_rows(self._database, both)
        first, last = (rows[number].heading.date for number in both)
        return first, last

    def _rows(self, number: int, paragraphs: Sequence[int]) -> list[Hit]:
        places = entity_names.places(self._database, [number], paragraphs)
        return [
            hit.with_spans(tuple(places.get(hit.number, ())))
            for hit in read_rows(self._database, paragraphs)
        ]
