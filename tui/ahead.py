"""Rows that were read ahead, in the thread that searched."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from index import Hit, Hits


class ReadAhead:
    """Hits of which the first ones are read already: they are painted without the archive."""

    def __init__(self, hits: Hits, count: int) -> None:
        """Reads; to be called in a thread."""
        self._hits = hits
        self._first = list(hits[0:count])

    def __len__(self) -> int:
        return len(self._hits)

    @overload
    def __getitem__(self, position: int) -> Hit: ...
    @overload
    def __getitem__(self, position: slice) -> Sequence[Hit]: ...
    def __getitem__(self, position: int | slice) -> Hit | Sequence[Hit]:
        if isinstance(position, slice):
            wanted = range(len(self))[position]
            if not wanted or max(wanted) < len(self._first):
                return [self._first[at] for at in wanted]
            return self._hits[position]
        at = range(len(self))[position]
        return self._first[at] if at < len(self._first) else self._hits[at]

    def numbers(self) -> Sequence[int]:
        return self._hits.numbers()

    def firsts(self) -> Sequence[int]:
        return self._hits.firsts()
