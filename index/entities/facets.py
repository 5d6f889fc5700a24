"""Entities counted over hits or over everything, with their names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import overload
from weakref import ref

import numpy as np
from numpy.typing import NDArray

from index.core.folding import fold
from index.core.model import EntityCount, Facets, NameCounts
from index.engines.whoosh.document import FacetCounts, Lookup, Numbers
from index.engines.whoosh.engine import Commit, FullText
from index.engines.whoosh.facets import NO_FACETS
from index.entities.keyness import NOTABLE, log_likelihood
from index.query.nodes import EntityType
from index.query.parser import parse
from index.store import entity_names
from index.store.database import Database

TYPES: tuple[EntityType, ...] = ("person", "org", "place")


@dataclass(frozen=True, slots=True)
class _Loaded:
    """Types and names as of a state of the archive, by which edits."""

    state: int
    edits: list[int]
    types: NDArray[np.int8]
    labels: list[str]


class Labels:
    """Types and names of all entities, read as the archive changes."""

    _CODES = TYPES

    def __init__(self, database: Database) -> None:
        self._database = database
        self._loaded = _Loaded(-1, [], np.zeros(0, np.int8), [])

    def facets(self, counts: FacetCounts) -> Facets:
        """Counts with names, each type by itself, most frequent first."""
        order = np.lexsort((counts.entities, -counts.counts))
        entities, numbers = counts.entities[order], counts.counts[order]
        return Facets(
            people=self.of("person", entities, numbers),
            organisations=self.of("org", entities, numbers),
            places=self.of("place", entities, numbers),
            outlets=tuple(sorted(counts.outlets, key=lambda pair: (-pair[1], pair[0]))),
            months=counts.months,
        )

    def of(self, kind: EntityType | None, entities: Numbers, numbers: Numbers) -> EntityCounts:
        """The entities of a type, or all, with their counts, in the order given."""
        types, labels = self.load()
        # The index may know an entity that a later change of the archive dropped.
        known = entities < len(types)
        entities, numbers = entities[known], numbers[known]
        codes = types[entities]
        chosen = codes == self._CODES.index(kind) if kind else codes >= 0
        return EntityCounts(entities[chosen], numbers[chosen], codes[chosen], labels)

    def load(self) -> tuple[NDArray[np.int8], list[str]]:
        """A code of its type and a name for each entity number; -1 and "" where there is none."""
        state = self._database.change_counter()
        loaded = self._loaded
        if state != loaded.state:
            self._loaded = loaded = self._read(state, loaded)
        return loaded.types, loaded.labels

    def _read(self, state: int, known: _Loaded) -> _Loaded:
        """What came in is added. Edits may change and remove what is known: then all is read."""
        edits = entity_names.edit_numbers(self._database)
        types, labels = known.types, known.labels
        if edits != known.edits:
            types, labels = types[:0], []
        rows = entity_names.labels_from(self._database, len(types))
        if rows:
            more = rows[-1][0] + 1 - len(types)
            types = np.append(types, np.full(more, -1, np.int8))
            labels = labels + [""] * more
            for number, kind, name in rows:
                types[number] = self._CODES.index(kind)
                labels[number] = name
        return _Loaded(state, edits, types, labels)


class EntityCounts(NameCounts):
    """Entities with their counts; an item is made when it is asked for."""

    def __init__(
        self,
        entities: Numbers,
        counts: Numbers,
        types: NDArray[np.int8],
        labels: Sequence[str],
    ) -> None:
        self._entities = entities
        self._counts = counts
        self._types = types
        self._labels = labels

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
        return EntityCounts(entities, counts, types, labels)

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
        return EntityCount(entity, kind, self._labels[entity], int(self._counts[position]))


class Census:
    """In how many of an archive's paragraphs each entity is named, counted once a commit."""

    def __init__(self, fulltext: FullText, lookup: Lookup) -> None:
        self._fulltext = fulltext
        self._lookup = lookup
        self._counted: tuple[Callable[[], Commit | None], FacetCounts] = (lambda: None, NO_FACETS)

    def all(self) -> FacetCounts:
        """The counts over everything."""
        commit = self._fulltext.commit
        # Both at once, since other threads count as well; the files of a commit that is no longer
        # in use are not held on to.
        counted, counts = self._counted
        if counted() is not commit:
            counts = commit.search(parse(""), self._lookup, clauses=False).facets
            self._counted = (ref(commit), counts)
        return counts

    def of(self, entities: Numbers) -> Numbers:
        """The counts of some entities, in their order; 0 for unknown ones."""
        known = self.all()
        size = int(max(known.entities.max(initial=0), entities.max(initial=0))) + 1
        table = np.zeros(size, np.int64)
        table[known.entities] = known.counts
        counts: Numbers = table[entities]
        return counts

    def telling(self, found: FacetCounts, hits: int) -> tuple[Numbers, Numbers]:
        """The entities that hits name more often than chance would have it, most telling first,
        and in how many hits.
        """
        totals = self.of(found.entities)
        scores = log_likelihood(found.counts, hits, totals, self._fulltext.paragraphs)
        # Once is chance, whatever the ratio says.
        kept = np.flatnonzero((scores > NOTABLE) & (found.counts > 1))
        order = kept[np.lexsort((found.entities[kept], -scores[kept]))]
        return found.entities[order], found.counts[order]
