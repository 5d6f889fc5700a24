"""The rows of the paragraphs that were looked at last.

Each letter that is typed brings many paragraphs that the one before it brought.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence

from index.store.database import Database
from index.store.reading import HitRow, hit_rows

_ROWS = 4_096
"""So many are kept: some six megabytes."""


class KnownRows:
    """What result rows show, read once for a state of the archive. Safe to use from several
    threads.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._guard = threading.Lock()
        self._state: object = None
        self._rows: dict[int, HitRow] = {}

    def of(self, numbers: Sequence[int]) -> dict[int, HitRow]:
        """See `reading.hit_rows`. What is read belongs to one moment, inside of a snapshot to the
        snapshot's.
        """
        if not numbers:
            return {}
        with self._database.snapshot():
            state = self._database.state()
            with self._guard:
                known = self._rows if state == self._state else {}
                found = {number: known[number] for number in numbers if number in known}
            missing = [number for number in numbers if number not in found]
            if missing:
                read = hit_rows(self._database, missing)
                found |= read
                self._keep(state, read)
        return found

    def _keep(self, state: object, rows: dict[int, HitRow]) -> None:
        with self._guard:
            if state != self._state:
                self._state, self._rows = state, {}
            self._rows |= rows
            while len(self._rows) > _ROWS:
                del self._rows[next(iter(self._rows))]
