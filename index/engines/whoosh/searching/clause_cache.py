"""What clauses found on one snapshot, remembered from one search to the next.

Who types asks for the same words with every key. What a clause finds depends on the snapshot alone,
so it is kept as long as the snapshot is in use, the least recently used forgotten first.
"""

from __future__ import annotations

import threading
from collections.abc import Hashable

from index.engines.whoosh.searching.found import Found

BYTES = 32_000_000
"""All that is remembered takes at most so much memory."""


class ClauseCache:
    """Safe to use from several threads. `size` is the number of documents of the snapshot."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._known: dict[Hashable, Found] = {}
        self._bytes = 0
        self._guard = threading.Lock()

    def get(self, key: Hashable) -> Found | None:
        """What is known of a clause, None when nothing is."""
        found = self._known.get(key)
        if found is not None:
            with self._guard:
                if key in self._known:
                    # Taken out and put in again, it is the last to be forgotten.
                    self._known[key] = self._known.pop(key)
        return found

    def put(self, key: Hashable, found: Found) -> None:
        """Remember what a clause found; what was asked for least lately makes room."""
        room = self._room(found)
        if room > BYTES // 2:
            return
        with self._guard:
            before = self._known.pop(key, None)
            self._bytes += room - (0 if before is None else self._room(before))
            self._known[key] = found
            while self._bytes > BYTES:
                self._bytes -= self._room(self._known.pop(next(iter(self._known))))

    def _room(self, found: Found) -> int:
        flagged = self._size if found.most * 16 > self._size else 0
        return 200 + 12 * found.most + flagged
