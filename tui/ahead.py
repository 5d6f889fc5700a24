"""Rows that were read ahead, in the thread that searched."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from index import Hit, Hits


class ReadAhead:
    """Hits of which those that are painted first are at hand. All others are read from the archive,
    which is for threads.
    """

    def __init__(self, hits: Hits, count: int, paragraph: int | None = None) -> None:
        """Reads so many from the first one on, and as many on either side of a paragraph; to be
        called in a thread.
        """
        self._hits = hits
        self._known = dict(enumerate(hits[0:count]))
        at = self.places.get(paragraph) if paragraph is not None else None
        if at is not None:
            start = max(0, at - count)
            self._known.update(enumerate(hits[start : at + count], start))

    @classmethod
    def of(cls, hits: Hits) -> ReadAhead:
        """Hits as they were read ahead; of others none is at hand."""
        return hits if isinstance(hits, ReadAhead) else cls(hits, 0)

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
        return self._hits.numbers() if len(self._hits) else ()

    @cached_property
    def places(self) -> Mapping[int, int]:
        """Where each paragraph stands. Puts all hits in order first: for threads."""
        return {number: at for at, number in enumerate(self._numbers)}

    def firsts(self) -> Sequence[int]:
        return self._hits.firsts()

    def unmarked(self) -> Hits:
        return self._hits.unmarked()
