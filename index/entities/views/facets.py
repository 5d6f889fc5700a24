"""Counted entities with their types and names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import overload

import numpy as np
from numpy.typing import NDArray

from index.core.counts import EntityCount, Facets, NameCounts, most_first
from index.core.folding import fold
from index.core.values import EntityType
from index.engines.contract import Corpus, Numbers, Search, TermCounts
from index.engines.corpus import TYPES


class EntityLabels:
    """Gives counted entities their types and names."""

    def __init__(self, corpus: Corpus, watched: Callable[[], frozenset[int]]) -> None:
        """`watched` answers with the entities that are on the watch list."""
        self._corpus, self._watched = corpus, watched

    def facets(self, search: Search) -> Facets:
        """Counts with names over all hits, each type by itself, most frequent first."""
        people, organisations, places = self._each(TYPES, search.terms())
        return Facets(
            people=people,
            organisations=organisations,
            places=places,
            outlets=most_first(search.outlets()),
            months=tuple(search.histogram("month")),
        )

    def of(self, kind: EntityType | None, named: TermCounts) -> EntityCounts:
        """The entities of a type, or all, with their counts, in the order given."""
        return self._each((kind,), named)[0]

    def _each(
        self, kinds: Sequence[EntityType | None], named: TermCounts
    ) -> Sequence[EntityCounts]:
        """The same for each of some types, by one state of names and watch list."""
        types, labels = self.load()
        watched = self._watched()
        entities, numbers = named.entities, named.counts
        # The index may know an entity that a later change of the archive dropped.
        known = entities < len(types)
        entities, numbers = entities[known], numbers[known]
        codes = types[entities]
        found = []
        for kind in kinds:
            chosen = codes == TYPES.index(kind) if kind else codes >= 0
            counts = entities[chosen], numbers[chosen], codes[chosen]
            found.append(EntityCounts(*counts, labels, watched))
        return found

    def watched(self) -> frozenset[int]:
        """The entities that are on the watch list."""
        return self._watched()

    def load(self) -> tuple[NDArray[np.int8], list[str]]:
        """See `Corpus.labels`."""
        return self._corpus.labels()


class EntityCounts(NameCounts):
    """Entities with their counts; an item is made when it is asked for."""

    def __init__(
        self,
        entities: Numbers,
        counts: Numbers,
        types: NDArray[np.int8],
        labels: Sequence[str],
        watched: frozenset[int],
    ) -> None:
        self._entities = entities
        self._counts = counts
        self._types = types
        self._labels = labels
        self._watched = watched

    def containing(self, words: str) -> Sequence[EntityCount]:
        """See `NameCounts`."""
        wanted = fold(words).split()
        labels = self._labels
        kept = [
            place
            for place, entity in enumerate(self._entities.tolist())
            for name in (fold(labels[entity]),)
            if all(word in name for word in wanted)
        ]
        entities, counts, types = self._entities[kept], self._counts[kept], self._types[kept]
        return EntityCounts(entities, counts, types, labels, self._watched)

    def __len__(self) -> int:
        return len(self._entities)

    @overload
    def __getitem__(self, position: int) -> EntityCount: ...
    @overload
    def __getitem__(self, position: slice) -> Sequence[EntityCount]: ...
    def __getitem__(self, position: int | slice) -> EntityCount | Sequence[EntityCount]:
        if isinstance(position, slice):
            return [self._make(i) for i in range(len(self))[position]]
        return self._make(range(len(self))[position])

    def _make(self, position: int) -> EntityCount:
        entity = int(self._entities[position])
        kind = TYPES[self._types[position]]
        count = int(self._counts[position])
        watched = entity in self._watched
        return EntityCount(entity, kind, self._labels[entity], count, watched)
