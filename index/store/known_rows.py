"""The rows of the paragraphs that were looked at last.

Each letter that is typed brings many paragraphs that the one before it brought.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence

from index.store.database import Database
from index.store.reading import HitRow, counted_hit_rows

_ROWS = 2_048
"""Twice as many are kept at most: some six megabytes."""


class KnownRows:
    """What result rows show, read once for a state of the archive. Safe to use from several
    threads.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._guard = threading.Lock()
        self._state = (-1, 0)
        """`Database.change_counter` and `commits` as of which `_rows` and `_before` hold."""
        self._rows: dict[int, HitRow] = {}
        self._before: dict[int, HitRow] = {}
        """Those that were looked at before so many others were."""

    def of(self, numbers: Sequence[int]) -> dict[int, HitRow]:
        """See `reading.hit_rows`. What is read belongs to one moment, inside of a snapshot to the
        snapshot's.
        """
        if not numbers:
            return {}
        # Asked before rows are read: what is committed in between has them forgotten.
        changes = self._database.change_counter()
        found, commits = self._known(changes, numbers)
        missing = [number for number in numbers if number not in found] if found else numbers
        rows, reached = counted_hit_rows(self._database, missing)
        if found and commits != reached:
            # What is remembered is of another moment: an earlier one, or later than the snapshot.
            found = {}
            rows, reached = counted_hit_rows(self._database, numbers)
        found |= rows
        self._keep((changes, reached), found)
        return found

    def _known(self, changes: int, numbers: Sequence[int]) -> tuple[dict[int, HitRow], int]:
        """Those that are known and may still hold, and the commits at which they did."""
        with self._guard:
            known, commits = self._state
            if changes != known:
                return {}, commits
            rows, before = self._rows, self._before
            found = {number: rows[number] for number in numbers if number in rows}
            if before and len(found) < len(numbers):
                found |= {number: before[number] for number in numbers if number in before}
            return found, commits

    def _keep(self, state: tuple[int, int], rows: dict[int, HitRow]) -> None:
        with self._guard:
            if state != self._state:
                self._state, self._rows, self._before = state, {}, {}
            elif len(self._rows) >= _ROWS:
                # Let go of one by one, each would be looked for behind those that went before.
                self._before, self._rows = self._rows, {}
            self._rows |= rows
