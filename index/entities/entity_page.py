"""The page of one entity: what it is called, when, where and with whom it is named."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.core.errors import NotFound
from index.core.model import Companion, EntityView, Hit, Meeting
from index.core.priority import way
from index.engines.whoosh.document import FacetCounts, Lookup, Matches
from index.engines.whoosh.engine import FullText
from index.entities.descriptions import called
from index.entities.facets import TYPES, Census, Labels
from index.entities.keyness import to_chance
from index.query.nodes import EntityType, StateName
from index.query.parser import parse
from index.quotes.entity_quotes import quoted
from index.search.result_set import read_rows
from index.store import entity_names, reading
from index.store.database import Database

_NEWEST = 50
_TEXTS = 1_000


class _Numbered(Lookup):
    """A lookup by which a name is an entity's number, however many go by one name."""

    def entities(self, kind: EntityType | None, name: str, *, exact: bool) -> Sequence[int]:  # noqa: ARG002
        return [int(name)]

    def in_state(self, state: StateName) -> Sequence[int]:  # noqa: ARG002
        return []

    def notes(self) -> Sequence[tuple[int, str]]:
        return []

    def tags(self) -> Sequence[tuple[int, str]]:
        return []


class Profiles:
    """Pages of entities, from the index's arrays as far as they go."""

    def __init__(
        self, database: Database, fulltext: FullText, labels: Labels, census: Census
    ) -> None:
        self._database = database
        self._fulltext = fulltext
        self._labels = labels
        self._census = census

    def page(self, number: int) -> EntityView:
        """Everything about an entity. Raises NotFound."""
        kind, name = self.label(number)
        found = self._naming(number)
        paragraphs = found.numbers.tolist()
        first, last = self._dates(found)
        by, about = quoted(self._database, number, paragraphs[:_TEXTS], _NEWEST)
        return EntityView(
            number=number,
            type=kind,
            name=name,
            aliases=tuple(entity_names.aliases(self._database, number)),
            paragraphs=len(paragraphs),
            articles=found.articles,
            first=first,
            last=last,
            months=found.facets.months,
            outlets=tuple(sorted(found.facets.outlets, key=lambda pair: (-pair[1], pair[0]))),
            called=called(
                way.politely(entity_names.passages(self._database, number, paragraphs[:_TEXTS])),
                titles=kind == "person",
            ),
            company=self._company(number, found.facets),
            newest=self._rows(number, paragraphs[:_NEWEST]),
            quotes_by=by,
            quotes_about=about,
        )

    def label(self, number: int) -> tuple[EntityType, str]:
        """Raises NotFound."""
        label = entity_names.labels(self._database, [number]).get(number)
        if label is None:
            raise NotFound(f"There is no entity {number}.")
        return label

    def company(self, number: int, kind: EntityType | None = None) -> Sequence[Companion]:
        """The entities that stand in the same paragraphs, most often first. Raises NotFound."""
        self.label(number)
        found = self._company(number, self._naming(number).facets)
        return [one for one in found if kind in {None, one.type}]

    def meetings(self, number: int, others: Sequence[int]) -> Sequence[Meeting]:
        """When an entity and each of some others are named together."""
        found = []
        for other in others:
            matches = self._naming(number, other)
            first, last = self._dates(matches)
            found.append(Meeting(other, matches.facets.months, first, last))
        return found

    def _naming(self, *numbers: int) -> Matches:
        """The paragraphs that name all of some entities, newest first."""
        wanted = " ".join(f'entity:"{number}"' for number in numbers)
        return self._fulltext.search(parse(f"{wanted} sort:newest"), _Numbered(), clauses=False)

    def _company(self, number: int, facets: FacetCounts) -> Sequence[Companion]:
        types, labels = self._labels.load()
        known = (facets.entities != number) & (facets.entities < len(types))
        entities, together = facets.entities[known], facets.counts[known]
        own = int(facets.counts[facets.entities == number].sum())
        totals = self._census.of(entities)
        ratios = to_chance(together, own, totals, self._fulltext.paragraphs)
        order = np.lexsort((entities, -ratios, -together))
        return [
            Companion(
                entity, TYPES[types[entity]], labels[entity], int(together[i]), float(ratios[i])
            )
            for i in way.politely(order.tolist())
            for entity in (int(entities[i]),)
            if types[entity] >= 0
        ]

    def _dates(self, found: Matches) -> tuple[str, str]:
        """The dates of the first and the last article, "" where no article has one."""
        undated = dict(found.facets.months).get("", 0)
        dated = found.numbers[: len(found.numbers) - undated]
        if not len(dated):
            return "", ""
        last, first = (int(number) for number in (dated[0], dated[-1]))
        rows = reading.hit_rows(self._database, [first, last])
        return rows[first][4], rows[last][4]

    def _rows(self, number: int, paragraphs: Sequence[int]) -> list[Hit]:
        places = entity_names.places(self._database, [number], paragraphs)
        return [
            hit.with_spans(tuple(places.get(hit.number, ())))
            for hit in read_rows(self._database, paragraphs)
        ]
