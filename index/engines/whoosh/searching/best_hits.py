"""The best hits of the queries that were asked last on one snapshot.

Who takes a letter back, or a filter off again, asks for what was put in order a moment ago.
"""

from __future__ import annotations

import threading
from collections.abc import Hashable

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.int64]
"""Hits in an order, as `ranking` numbers them: the lower, the better."""

_QUERIES = 256
"""So many are remembered; those of one take at most half a kilobyte."""


class BestHits:
    """Safe to use from several threads. The least recently asked for is forgotten first."""

    def __init__(self) -> None:
        self._known: dict[Hashable, Keys] = {}
        self._guard = threading.Lock()

    def get(self, query: Hashable) -> Keys | None:
        """The best hits of a query in order (`Ranked.in_order`), None where they are not known."""
        with self._guard:
            keys = self._known.pop(query, None)
            if keys is not None:
                self._known[query] = keys
            return keys

    def put(self, query: Hashable, keys: Keys) -> None:
        """Remember them. Nobody writes into `keys` any more."""
        with self._guard:
            self._known[query] = keys
            while len(self._known) > _QUERIES:
                del self._known[next(iter(self._known))]
