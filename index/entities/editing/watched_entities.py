"""Which entities are on the watch list, read as the archive changes."""

from __future__ import annotations

from dataclasses import dataclass

from index.store.database import Database


@dataclass(frozen=True, slots=True)
class _Loaded:
    state: object
    entities: frozenset[int]


class WatchedEntities:
    """The entities that the names of the watch list mean."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._loaded = _Loaded(None, frozenset())

    def __call__(self) -> frozenset[int]:
        """Their numbers."""
        state, loaded = self._database.state(), self._loaded
        if state != loaded.state:
            # Loaded where names are listed: who only searches has no use for it.
            from index.store.names import watched_forms  # noqa: PLC0415

            with self._database.snapshot():
                found = watched_forms.entities(self._database.connection)
            self._loaded = loaded = _Loaded(state, found)
        return loaded.entities
