"""What engines may ask of an archive; see `index.engines.contract.Corpus`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.core.values import EntityType
from index.store import entity_names, reading
from index.store.database import Database

TYPES: tuple[EntityType, ...] = ("person", "org", "place")
_CODES = {kind: code for code, kind in enumerate(TYPES)}


@dataclass(frozen=True, slots=True)
class _Loaded:
    """Types and names as of a state of the archive, by which edits."""

    state: object
    edits: list[int]
    types: NDArray[np.int8]
    labels: list[str]


class ArchiveCorpus:
    """Types and names of all entities, read as the archive changes; texts as they are asked for."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._loaded = _Loaded(None, [], np.zeros(0, np.int8), [])

    def labels(self) -> tuple[NDArray[np.int8], list[str]]:
        """A code of its type and a name for each entity number; -1 and "" where there is none."""
        state = self._database.state()
        loaded = self._loaded
        if state != loaded.state:
            self._loaded = loaded = self._read(state, loaded)
        return loaded.types, loaded.labels

    def _read(self, state: object, known: _Loaded) -> _Loaded:
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
            numbers, kinds, names = zip(*rows, strict=True)
            types[np.array(numbers)] = list(map(_CODES.__getitem__, kinds))
            for number, name in zip(numbers, names, strict=True):
                labels[number] = name
        return _Loaded(state, edits, types, labels)

    def stored(self, paragraphs: Sequence[int]) -> dict[int, dict[str, str]]:
        """What is known of paragraphs, by number."""
        rows = reading.hit_rows(self._database, paragraphs)
        return {
            number: {
                "title": row.publication.title,
                "outlet": row.publication.outlet,
                "date": row.publication.date,
                "text": row.text,
                "url": row.publication.url,
            }
            for number, row in rows.items()
        }
