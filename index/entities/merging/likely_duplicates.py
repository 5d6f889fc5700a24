"""Likely duplicates among an archive's entities, worked out once for what it holds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.core.priority import way
from index.engines.contract import Engine, Numbers, TermCounts
from index.engines.corpus import TYPES
from index.entities.merging.duplicates import likely
from index.entities.merging.name_likeness import Duplicate, Known
from index.entities.merging.surroundings import surroundings
from index.entities.views.document_frequencies import NO_TERMS, DocumentFrequencies
from index.entities.views.facets import EntityLabels
from index.store.database import Database
from index.store.names import kept_edits, name_lookup
from index.store.names.kept_edits import KeptEdit


@dataclass(frozen=True, slots=True)
class _Answer:
    """Pairs with what they were worked out from."""

    counts: TermCounts
    called: list[str]
    kept: list[KeptEdit]
    limit: int
    pairs: Sequence[Duplicate]


class _Census:
    """Who is named in an archive, and how often."""

    def __init__(
        self,
        database: Database,
        engine: Engine,
        counts: TermCounts,
        types: NDArray[np.int8],
        called: list[str],
    ) -> None:
        self._database, self._engine = database, engine
        self._types, self._called = types, called
        known = counts.entities < len(types)
        known[known] = types[counts.entities[known]] >= 0
        self._entities, self._counts = counts.entities[known], counts.counts[known]

    def most_named(self, count: int) -> Sequence[Known]:
        """See `Census`."""
        if count < len(self._counts):
            # Counts fall: those that are as large as the last one end where smaller ones begin.
            count = int(np.searchsorted(-self._counts, -self._counts[count - 1], "right"))
        return self._known(self._entities[:count], self._counts[:count])

    def namesakes(self, surnames: Collection[str]) -> Sequence[Known]:
        """See `Census`."""
        people = name_lookup.with_any_word(self._database, "person", surnames)
        named = np.isin(self._entities, np.array(people, np.int64))
        return self._known(self._entities[named], self._counts[named])

    def surroundings(self, numbers: Sequence[int]) -> Mapping[int, Mapping[int, int]]:
        """See `Census`."""
        return surroundings(self._engine, numbers)

    def _known(self, entities: Numbers, counts: Numbers) -> list[Known]:
        kinds = [TYPES[kind] for kind in self._types[entities].tolist()]
        every = zip(entities.tolist(), kinds, counts.tolist(), strict=True)
        called = self._called
        return [
            Known(number, kind, called[number], count)
            for number, kind, count in way.politely(every, 256)
        ]


class LikelyDuplicates:
    """Pairs of entities that may be one; worked out anew when counts, names or edits are others."""

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
        # Neither the counts nor the list of names is ever changed: what is new is another one.
        self._last = _Answer(NO_TERMS, [], [], -1, ())

    def pairs(self, limit: int) -> Sequence[Duplicate]:
        """The likeliest first, at most `limit`."""
        with way.behind():
            counts, (types, called) = self._frequencies.all(), self._labels.load()
            with self._database.snapshot():
                kept = kept_edits.kept(self._database.connection)
            last = self._last
            same = counts is last.counts and called is last.called
            if same and (kept, limit) == (last.kept, last.limit):
                return last.pairs
            settled = [one.edit for one in kept if one.edit.kind == "apart"]
            census = _Census(self._database, self._engine(), counts, types, called)
            found = likely(census, settled, limit)
            self._last = _Answer(counts, called, kept, limit, found)
            return found
