"""Documents of paragraphs that are looked at, kept so that rows are made of them: an index that is
searched without the archive of its texts gives them along with the hits.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from typing import Any

Json = dict[str, Any]

AT_ONCE = 200
"""So many hits are given with their documents; who goes through more looks at none of them."""

_KEPT = 5_000


class ShownDocuments:
    """The documents that were looked at last. Safe to use from several threads."""

    def __init__(self, fields: Sequence[str]) -> None:
        self.fields = list(fields)
        self._kept: dict[int, Json] = {}
        self._guard = threading.Lock()

    def keep(self, hits: Iterable[Json]) -> None:
        """Keep what came with hits."""
        found = {int(hit["_id"]): hit["_source"] for hit in hits if "_source" in hit}
        with self._guard:
            for number in found:
                self._kept.pop(number, None)
            self._kept |= found
            for number in list(self._kept)[: max(0, len(self._kept) - _KEPT)]:
                del self._kept[number]

    def of(self, numbers: Iterable[int]) -> dict[int, Json]:
        """Those of some paragraphs that are kept."""
        with self._guard:
            kept = self._kept
            return {number: kept[number] for number in numbers if number in kept}
