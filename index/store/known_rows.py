"""The rows of the paragraphs that were looked at last.

Each letter that is typed brings many paragraphs that the one before it brought.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence

from index.store.database import Database
from index.store.reading import HitRow, hit_rows

_ROWS = 2_048
"""Twice as many are kept at most: some six megabytes."""


class KnownRows:
    """What result rows show, read once for a state of the archive. Safe to use from several
    threads.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._guard = threading.Lock()
        self._state: object = None
        self._rows: dict[int, HitRow] = {}
        self._before: dict[int, HitRow] = {}
        """Those that were looked at before so many others were."""

    def of(self, numbers: Sequence[int]) -> dict[int, HitRow]:
        """See `reading.hit_rows`. What is read belongs to one moment, inside of a snapshot to the
        snapshot's.
        """
        if not numbers:
            return {}
        with self._database.snapshot():
            state = self._database.state()
            found = self._known(state, numbers)
            missing = [number for number in numbers if number not in found] if found else numbers
            if missing:
                found |= hit_rows(self._database, missing)
        self._keep(state, found)
        return found

    def _known(self, state: object, numbers: Sequence[int]) -> dict[int, HitRow]:
        with self._guard:
            if state != self._state:
                return {}
            rows, before = self._rows, self._before
            found = {number: rows[number] for number in numbers if number in rows}
            if before and len(found) < len(numbers):
                found |= {number: before[number] for number in numbers if number in before}
            return found

    def _keep(self, state: object, rows: dict[int, HitRow]) -> None:
        with self._guard:
            if state != self._state:
                self._state, self._rows, self._before = state, {}, {}
            elif len(self._rows) >= _ROWS:
                # Let go of one by one, each would be looked for behind those that went before.
                self._before, self._rows = self._rows, {}
            self._rows |= rows
