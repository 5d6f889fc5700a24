"""Who and what is in the hits of a collection, with how often: the most frequent of each type."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import overload

import numpy as np

from index.core.counts import EntityCount, Facets, NameCounts, most_first
from index.core.folding import fold
from index.core.shared_article import TYPE_DIGITS, entity_type
from index.core.values import EntityType
from index.engines.contract import Numbers, Search, TermCounts
from index.entities.views.document_frequencies import NO_TERMS, DocumentFrequencies
from index.sharing.collection_engine import CollectionEngine
from index.sharing.name_directory import NameDirectory

MOST = 500
"""So many of each type are counted and named. Whoever looks for another one writes a part of it."""

_REMEMBERED = 50_000


class CountedNames(NameCounts):
    """Entities with their counts, each named by now. `search` finds others by their names."""

    def __init__(
        self,
        found: Sequence[EntityCount],
        search: Callable[[str], NameCounts],
        *,
        cut: bool | None = None,
    ) -> None:
        self._found, self._search = found, search
        self.cut = len(found) >= MOST if cut is None else cut

    def containing(self, words: str) -> NameCounts:
        """See `NameCounts`: of all that there are, not of these alone."""
        return self._search(words) if words.strip() else self

    def __len__(self) -> int:
        return len(self._found)

    @overload
    def __getitem__(self, position: int) -> EntityCount: ...
    @overload
    def __getitem__(self, position: slice) -> Sequence[EntityCount]: ...
    def __getitem__(self, position: int | slice) -> EntityCount | Sequence[EntityCount]:
        return self._found[position]


class CollectionLabels:
    """See `index.search.names_and_rows.Labels`."""

    def __init__(self, directory: NameDirectory) -> None:
        self._directory = directory

    def facets(self, search: Search) -> Facets:
        """Counts with names over all hits, each type by itself, most frequent first."""
        people, organisations, places = (
            self.frequent(search, kind) for kind in ("person", "org", "place")
        )
        return Facets(
            people=people,
            organisations=organisations,
            places=places,
            outlets=most_first(search.outlets()),
            months=tuple(search.histogram("month")),
        )

    def frequent(self, search: Search, kind: EntityType, words: str = "") -> CountedNames:
        """The entities of a type that are named most, those alone that have some words in their
        name.
        """
        named = self._named(search.terms(kind, MOST, words))
        return CountedNames(named, lambda more: self.frequent(search, kind, more))

    def of(self, kind: EntityType | None, named: TermCounts) -> CountedNames:
        """The first entities of a type, or of all, with their counts, in the order given."""
        numbers = named.entities.tolist()
        chosen = [at for at, one in enumerate(numbers) if kind in (None, entity_type(one))][:MOST]
        found = self._named(TermCounts(named.entities[chosen], named.counts[chosen]))
        return CountedNames(found, lambda words: _containing(found, words))

    def of_each_type(self, search: Search) -> CountedNames:
        """The entities of each type that hits name most, in one list."""
        parts = [self.frequent(search, kind) for kind in TYPE_DIGITS]
        every = [one for part in parts for one in part]
        every.sort(key=lambda one: (-one.count, one.entity))
        cut = any(part.cut for part in parts)
        return CountedNames(every, lambda words: _containing(every, words), cut=cut)

    def _named(self, counts: TermCounts) -> list[EntityCount]:
        pairs = list(zip(counts.entities.tolist(), counts.counts.tolist(), strict=True))
        labels = self._directory.labels(number for number, _ in pairs)
        return [
            EntityCount(number, *labels[number], count)
            for number, count in pairs
            if number in labels
        ]


def _containing(found: Sequence[EntityCount], words: str) -> CountedNames:
    wanted = fold(words).split()
    kept = [one for one in found if all(word in fold(one.name) for word in wanted)]
    return CountedNames(kept, lambda more: _containing(found, more))


class CollectionFrequencies(DocumentFrequencies):
    """In how many paragraphs of a collection entities are named, counted for those that are asked
    for.
    """

    def __init__(self, engine: Callable[[], CollectionEngine]) -> None:
        super().__init__(engine)
        self._of = engine
        self._last: tuple[int, dict[int, int]] = (0, {})

    def all(self) -> TermCounts:
        """None: they are more than anybody reads."""
        return NO_TERMS

    def of(self, entities: Numbers) -> Numbers:
        """The counts of some entities, in their order; 0 for unknown ones."""
        engine = self._of()
        revision, known = self._last
        if revision != engine.revision or len(known) > _REMEMBERED:
            known = {}
        unknown = np.array([one for one in entities.tolist() if one not in known], np.int64)
        if len(unknown):
            found = engine.everything().counts(unknown)
            known = known | {one: found.get(one, 0) for one in unknown.tolist()}
        self._last = engine.revision, known
        return np.array([known[one] for one in entities.tolist()], np.int64)
