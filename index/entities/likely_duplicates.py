"""Likely duplicates among an archive's entities, worked out once for what it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.core.priority import way
from index.engines.contract import TermCounts
from index.engines.corpus import TYPES
from index.entities.document_frequencies import NO_TERMS, DocumentFrequencies
from index.entities.duplicates import Duplicate, Known, likely
from index.entities.facets import EntityLabels
from index.store import entity_names, kept_edits
from index.store.database import Database
from index.store.kept_edits import KeptEdit


@dataclass(frozen=True, slots=True)
class _Answer:
    """Pairs with what they were worked out from."""

    counts: TermCounts
    called: list[str]
    kept: list[KeptEdit]
    limit: int
    pairs: Sequence[Duplicate]


class LikelyDuplicates:
    """Pairs of entities that may be one; worked out anew when counts, names or edits are others."""

    def __init__(
        self, database: Database, labels: EntityLabels, frequencies: DocumentFrequencies
    ) -> None:
        self._database = database
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
            entities = [
                Known(number, TYPES[types[number]], called[number], count)
                for number, count in way.politely(
                    zip(counts.entities.tolist(), counts.counts.tolist(), strict=True)
                )
                if number < len(types) and types[number] >= 0
            ]
            settled = [one.edit for one in kept if one.edit.kind == "apart"]
            found = likely(
                entities,
                settled,
                lambda some: entity_names.surroundings(self._database, some),
                limit,
            )
            self._last = _Answer(counts, called, kept, limit, found)
            return found
