"""The page of one entity of a collection: counts are the collection's; how it is called is told out
of the newest paragraphs, which are fetched for it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from index.core.counts import CoOccurrence, FirstOnes, JointDates, most_first
from index.core.entity_edits import identity
from index.core.entity_view import EntityView
from index.core.errors import NotFound
from index.core.hits import Hit
from index.core.quote_view import QuoteView
from index.core.values import EntityType
from index.engines.contract import Wants
from index.entities.views.descriptions import called
from index.entities.views.keyness import to_chance
from index.entities.views.named_together import ends, joint_dates, naming
from index.sharing.collection_engine import CollectionSearch
from index.sharing.collection_speech import CollectionSpeech
from index.sharing.counted_names import CollectionFrequencies
from index.sharing.mirror import Mirror
from index.sharing.open_collection import OpenCollection
from index.sharing.paragraph_rows import CollectionRows
from index.store.database import Database
from index.store.names import entity_names, kept_edits

_NEWEST = 50
_COMPANY = 100
"""So many of each type are shown of those in whose company somebody is named."""
_ALL = 1_000
_TYPES: tuple[EntityType, ...] = ("person", "org", "place")


class CollectionPages:
    """See `index.entities.views.entity_page.EntityPages`."""

    def __init__(
        self,
        database: Database,
        opened: OpenCollection,
        *,
        rows: CollectionRows,
        mirror: Mirror,
        frequencies: CollectionFrequencies,
        speech: CollectionSpeech,
    ) -> None:
        self._database, self._opened, self._speech = database, opened, speech
        self._rows, self._mirror, self._frequencies = rows, mirror, frequencies

    def page(self, number: int) -> EntityView:
        """Everything about an entity. Raises NotFound."""
        kind, name = self.label(number)
        found = self._naming(number)
        newest = found.page(0, _NEWEST).paragraphs.tolist()
        self._mirror.paragraphs(newest)
        here = self._here(kind, name)
        passages = entity_names.passages(self._database, here, newest)
        by, about = self._speech.by_and_about(number, _NEWEST)
        written = Counter(text[start:end] for text, start, end in passages)
        first, last = self._dates(found)
        return EntityView(
            number=number,
            type=kind,
            name=name,
            aliases=most_first(written.items()),
            paragraphs=found.total.count,
            articles=found.articles,
            first=first,
            last=last,
            months=tuple(found.histogram("month")),
            outlets=most_first(found.outlets()),
            called=called(passages) if kind == "person" else (),
            co_occurrences=self._company(number, found, _TYPES, _COMPANY),
            newest=self._marked(number, newest),
            quotes_by=self._naming_it(number, by),
            quotes_about=self._naming_it(number, about),
        )

    def label(self, number: int) -> tuple[EntityType, str]:
        """Raises NotFound."""
        label = self._opened.directory.labels([number]).get(number)
        if label is None:
            raise NotFound(f"There is no entity {number}.")
        return label

    def co_occurrences(self, number: int, kind: EntityType | None = None) -> Sequence[CoOccurrence]:
        """The entities that stand in the same paragraphs, most often first. Raises NotFound."""
        self.label(number)
        return self._company(number, self._naming(number), (kind,) if kind else _TYPES, _ALL)

    def joint_dates(self, number: int, others: Sequence[int]) -> Sequence[JointDates]:
        """When an entity and each of some others are named together."""
        return joint_dates(number, others, self._naming, self._dates)

    def _naming(self, *numbers: int) -> CollectionSearch:
        """The paragraphs that name all of some entities, newest first."""
        return self._opened.engine.start(naming(numbers), Wants(rows=_NEWEST, clauses=False))

    def _here(self, kind: EntityType, name: str) -> int:
        """The number that an entity has in the file."""
        return kept_edits.numbered(self._database.connection, identity(kind, name))

    def _company(
        self, number: int, found: CollectionSearch, kinds: Sequence[EntityType], most: int
    ) -> list[CoOccurrence]:
        """The entities that are named with one, so many of each type."""
        company, is_cut = list[CoOccurrence](), False
        own = found.total.count
        every = self._opened.engine.paragraphs
        for kind in kinds:
            named = found.terms(kind, most + 1)
            others = named.entities != number
            is_cut |= bool(others.sum() > most)
            entities, together = named.entities[others][:most], named.counts[others][:most]
            ratios = to_chance(together, own, self._frequencies.of(entities), every)
            labels = self._opened.directory.labels(entities.tolist())
            company += [
                CoOccurrence(entity, *labels[entity], count, float(ratio))
                for entity, count, ratio in zip(
                    entities.tolist(), together.tolist(), ratios.tolist(), strict=True
                )
                if entity in labels
            ]
        company.sort(key=lambda one: (-one.together, -one.ratio, one.name))
        return FirstOnes(company) if is_cut else company

    def _dates(self, found: CollectionSearch) -> tuple[str, str]:
        """The dates of the first and the last article, "" where no article has one."""
        if (both := ends(found)) is None:
            return "", ""
        first, last = (self._rows.read([number])[0].date for number in both)
        return first, last

    def _naming_it(self, number: int, quotes: Sequence[QuoteView]) -> list[QuoteView]:
        """Quotes with the places where their paragraphs name an entity."""
        places = self._rows.places([number], [quote.hit.number for quote in quotes])
        return [
            replace(one, hit=one.hit.with_spans(tuple(places.get(one.hit.number, ()))))
            for one in quotes
        ]

    def _marked(self, number: int, paragraphs: Sequence[int]) -> list[Hit]:
        places = self._rows.places([number], paragraphs)
        return [
            hit.with_spans(tuple(places.get(hit.number, ()))) for hit in self._rows.read(paragraphs)
        ]
