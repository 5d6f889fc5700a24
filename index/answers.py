"""What a search hands out: rows read when looked at, facets with their names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import overload

import numpy as np
from numpy.typing import NDArray

from index.article import paragraph_id
from index.bookmarks import Bookmarks
from index.fulltext.document import FacetCounts, Matches, Numbers
from index.model import EntityCount, Facets, Hit
from index.query.nodes import EntityType, StateName
from index.store import names, reading
from index.store.database import Database


class ArchiveHits:
    """Hits whose rows are read when they are looked at."""

    def __init__(
        self,
        database: Database,
        matches: Matches,
        highlight: Callable[[str], tuple[tuple[int, int], ...]],
        bookmarked: Callable[[], frozenset[int]],
    ) -> None:
        self._database = database
        self._hits = matches.hits
        self._highlight = highlight
        self._bookmarked = bookmarked

    def __len__(self) -> int:
        return len(self._hits)

    @overload
    def __getitem__(self, position: int) -> Hit: ...
    @overload
    def __getitem__(self, position: slice) -> Sequence[Hit]: ...
    def __getitem__(self, position: int | slice) -> Hit | Sequence[Hit]:
        if isinstance(position, slice):
            return self._read(range(len(self))[position])
        place = range(len(self))[position]
        return self._read(range(place, place + 1))[0]

    def numbers(self) -> Sequence[int]:
        return [int(number) for number in self._hits.page(0, len(self))[0]]

    def _read(self, positions: range) -> list[Hit]:
        if not positions:
            return []
        first = min(positions)
        numbers, scores = self._hits.page(first, max(positions) + 1)
        wanted = [(int(numbers[i - first]), float(scores[i - first])) for i in positions]
        rows = reading.hit_rows(self._database, [number for number, _ in wanted])
        bookmarked = self._bookmarked()
        return [
            Hit(
                number=number,
                id=paragraph_id(row[1], row[8], row[9]),
                article=row[0],
                article_id=row[1],
                ordinal=row[2],
                paragraphs=row[3],
                title=row[4],
                outlet=row[5],
                date=row[6],
                text=row[7],
                score=score,
                spans=self._highlight(row[7]),
                bookmarked=number in bookmarked,
                url=row[10],
            )
            for number, score in wanted
            for row in (rows[number],)
        ]


class ArchiveLookup:
    """Tells the index what only the archive knows."""

    def __init__(self, database: Database, bookmarks: Bookmarks) -> None:
        self._database = database
        self._bookmarks = bookmarks

    def entities(self, kind: EntityType | None, name: str, *, exact: bool) -> Sequence[int]:
        return names.entities_named(self._database, kind, name, exact=exact)

    def in_state(self, state: StateName) -> Sequence[int]:
        marked = [mark for mark in self._bookmarks.all() if mark.paragraph is not None]
        chosen = {
            "bookmarked": marked,
            "note": [mark for mark in marked if mark.note],
            "tag": [mark for mark in marked if mark.tags],
        }.get(state, [])
        return [mark.paragraph for mark in chosen if mark.paragraph is not None]

    def notes(self) -> Iterable[tuple[int, str]]:
        return [(m.paragraph, m.note) for m in self._bookmarks.all() if m.note and m.paragraph]

    def tags(self) -> Iterable[tuple[int, str]]:
        return [(m.paragraph, tag) for m in self._bookmarks.all() if m.paragraph for tag in m.tags]


class Labels:
    """Types and names of all entities, read once for each state of the archive."""

    _CODES: tuple[EntityType, ...] = ("person", "org", "place")

    def __init__(self, database: Database) -> None:
        self._database = database
        self._loaded: tuple[int, NDArray[np.int8], list[str]] = (-1, np.zeros(0, np.int8), [])

    def facets(self, counts: FacetCounts) -> Facets:
        """Counts with names, each type by itself, most frequent first."""
        types, labels = self._load()
        order = np.lexsort((counts.entities, -counts.counts))
        entities, numbers = counts.entities[order], counts.counts[order]
        # The index may know an entity that a later change of the archive dropped.
        known = entities < len(types)
        entities, numbers = entities[known], numbers[known]
        codes = types[entities]

        def of(kind: EntityType) -> Sequence[EntityCount]:
            chosen = codes == self._CODES.index(kind)
            return EntityCounts(kind, entities[chosen], numbers[chosen], labels)

        return Facets(
            people=of("person"),
            organisations=of("org"),
            places=of("place"),
            outlets=tuple(sorted(counts.outlets, key=lambda pair: (-pair[1], pair[0]))),
            months=counts.months,
        )

    def _load(self) -> tuple[NDArray[np.int8], list[str]]:
        state = self._database.change_counter()
        loaded, types, labels = self._loaded
        if loaded != state:
            rows = names.all_labels(self._database)
            size = rows[-1][0] + 1 if rows else 0
            types = np.full(size, -1, np.int8)
            labels = [""] * size
            for number, kind, name in rows:
                types[number] = self._CODES.index(kind)
                labels[number] = name
            self._loaded = (state, types, labels)
        return types, labels


class EntityCounts(Sequence[EntityCount]):
    """Entities of one type with their counts; an item is made when it is asked for."""

    def __init__(
        self, kind: EntityType, entities: Numbers, counts: Numbers, labels: Sequence[str]
    ) -> None:
        self._kind = kind
        self._entities = entities
        self._counts = counts
        self._labels = labels

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
        return EntityCount(entity, self._kind, self._labels[entity], int(self._counts[position]))
