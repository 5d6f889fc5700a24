"""Rows that were read ahead, in the thread that searched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from index import Hit, Hits

_AROUND = 24
"""Rows on either side of the one that will be under the cursor."""


class ReadAhead:
    """Hits of which those that are painted first are at hand. All others are read from the archive,
    which is for threads.
    """

    def __init__(self, hits: Hits, count: int, paragraph: int | None = None) -> None:
        """Reads the first ones, and those around a paragraph; to be called in a thread."""
        self._hits = hits
        self._known = dict(enumerate(hits[0:count]))
        if paragraph is not None and paragraph in self._numbers:
            at = self._numbers.index(paragraph)
            start = max(0, at - _AROUND)
            self._known.update(enumerate(hits[start : at + _AROUND], start))

    def __len__(self) -> int:
        return len(self._hits)

    @overload
    def __getitem__(self, position: int) -> Hit: ...
    @overload
    def __getitem__(self, position: slice) -> Sequence[Hit]: ...
    def __getitem__(self, position: int | slice) -> Hit | Sequence[Hit]:
        if isinstance(position, slice):
            wanted = range(len(self))[position]
            if all(at in self._known for at in wanted):
                return [self._known[at] for at in wanted]
            return self._hits[position]
        at = range(len(self))[position]
        return self._known[at] if at in self._known else self._hits[at]

    @property
    def known(self) -> Mapping[int, Hit]:
        """The rows that were read ahead."""
        return self._known

    def numbers(self) -> Sequence[int]:
        return self._numbers

    @cached_property
    def _numbers(self) -> Sequence[int]:
        return self._hits.numbers()

    def firsts(self) -> Sequence[int]:
        return self._hits.firsts()
