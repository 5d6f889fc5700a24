"""What engines may ask of an archive; see `index.engines.contract.Corpus`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.core.number_lists import numbers_of
from index.core.values import EntityType
from index.store import reading
from index.store.database import Database
from index.store.names import entity_names

TYPES: tuple[EntityType, ...] = ("person", "org", "place")
_CODES = {kind: code for code, kind in enumerate(TYPES)}


@dataclass(frozen=True, slots=True)
class _Loaded:
    """Types and names as of a state of the archive, by which edits; whom these call otherwise."""

    state: object
    spelled: int
    edits: list[int]
    renamed: frozenset[int]
    types: NDArray[np.int8]
    labels: list[str]


_NOTHING = _Loaded(None, 0, [], frozenset(), np.zeros(0, np.int8), [])


class ArchiveCorpus:
    """Types and names of all entities, read as the archive changes; texts as they are asked for."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._loaded = _NOTHING

    def labels(self) -> tuple[NDArray[np.int8], list[str]]:
        """A code of its type and a name for each entity number; -1 and "" where there is none."""
        state = self._database.state()
        loaded = self._loaded
        if state != loaded.state:
            self._loaded = loaded = self._read(state, loaded)
        return loaded.types, loaded.labels

    def _read(self, state: object, known: _Loaded) -> _Loaded:
        """What came in is added. Edits may change names, and remove what is known."""
        database = self._database
        spelled = entity_names.spelled(database)
        if spelled != known.spelled:
            known = _NOTHING
        edits = entity_names.edit_numbers(database)
        types, labels, renamed = known.types, known.labels, known.renamed
        if edits != known.edits:
            renamed = entity_names.renamed(database)
            there = numbers_of(entity_names.numbers(database))
            gone = np.ones(len(types), bool)
            gone[there[there < len(types)]] = False
            types, labels = np.where(gone, np.int8(-1), types), labels.copy()
            for number in np.flatnonzero(gone & (known.types >= 0)).tolist():
                labels[number] = ""
            called = entity_names.labels(database, [*(renamed | known.renamed)])
            for number, (_, name) in called.items():
                if number < len(labels):
                    labels[number] = name
        more = entity_names.labels_from(database, len(types))
        if more.numbers:
            numbers = numbers_of(more.numbers)
            count = int(numbers[-1]) + 1 - len(types)
            types = np.append(types, np.full(count, -1, np.int8))
            types[numbers] = [*map(_CODES.__getitem__, more.types)]
            labels = labels + [""] * count
            for number, name in zip(numbers.tolist(), more.names, strict=True):
                labels[number] = name
        return _Loaded(state, spelled, edits, renamed, types, labels)

    def stored(self, paragraphs: Sequence[int]) -> dict[int, dict[str, str]]:
        """What is known of paragraphs, by number."""
        with self._database.snapshot():
            texts = reading.texts(self._database, paragraphs)
            published = reading.publications_of(self._database, paragraphs)
        return {
            number: {
                "title": about.title,
                "outlet": about.outlet,
                "date": about.date,
                "text": texts[number],
                "url": about.url,
            }
            for number, about in published.items()
        }
