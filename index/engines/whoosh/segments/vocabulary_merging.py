"""The sorted strings of several segments as those of one, none of them in memory as an object."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.segments.array_file import Array
from index.engines.whoosh.segments.vocabulary import Names
from index.engines.whoosh.sorted_arrays import Flags, begins, ranges

_STEP = 4_000
"""Strings of the longest list that are united at once, with what the others have between them."""

_WORD = 8
_FIRST_BYTES = np.array([(1 << 64) - (1 << 8 * (_WORD - n)) for n in range(_WORD + 1)], np.uint64)
"""Of a word of eight bytes, the first of which is the highest, those before each place."""


class Strings:
    """Strings, one behind the other in a block of bytes."""

    def __init__(self, block: NDArray[np.uint8], lengths: NDArray[np.uint32]) -> None:
        self._block = block
        self._lengths = lengths
        self._starts = np.cumsum(lengths, dtype=np.int64) - lengths

    @classmethod
    def joined(cls, parts: Sequence[Strings]) -> Strings:
        """Those of all parts, one part behind the other."""
        return cls(
            np.concatenate([part._block for part in parts]),
            np.concatenate([part._lengths for part in parts]),
        )

    def __len__(self) -> int:
        return len(self._lengths)

    @property
    def first_bytes(self) -> NDArray[np.uint8]:
        """The first byte of each; none of them is empty."""
        found: NDArray[np.uint8] = self._block[self._starts]
        return found

    def chosen(self, places: NDArray[np.int64]) -> Strings:
        """Some of them, in the order in which their places come."""
        lengths = self._lengths[places]
        return Strings(self._block[ranges(self._starts[places], lengths)], lengths)

    def sorted(self) -> tuple[NDArray[np.int64], Flags]:
        """The places of the strings in their order, and of each of these whether its string is
        another than the one before.
        """
        words = -(-int(self._lengths.max(initial=0)) // _WORD)
        padded = np.concatenate([self._block, np.zeros(_WORD, np.uint8)])
        windows = np.ndarray((len(self._block) + 1,), ">u8", padded, strides=(1,))
        # The length comes last: of two that are alike as far as the shorter goes it decides.
        rows = np.empty((len(self), words + 1), ">u8")
        rows[:, words] = self._lengths
        for word in range(words):
            left = np.clip(self._lengths.astype(np.int64) - word * _WORD, 0, _WORD)
            found = windows.take(self._starts + word * _WORD, mode="clip")
            rows[:, word] = found & _FIRST_BYTES[left]
        # numpy compares fixed strings by their bytes, and joins rows that are in order quickly.
        fixed = rows.view(f"S{rows.itemsize * (words + 1)}").ravel()
        order = np.argsort(fixed, kind="stable")
        return order, begins(fixed[order])

    def encoded(self, name: str, chosen: NDArray[np.bool_]) -> dict[str, Array]:
        """The arrays of those that are chosen, as `vocabulary.encode` lays them out."""
        some = self if chosen.all() else self.chosen(np.flatnonzero(chosen))
        ends = np.concatenate([[0], np.cumsum(some._lengths, dtype=np.int64)])
        return {f"{name}.text": some._block, f"{name}.ends": ends.astype(np.uint32)}


def united(lists: Sequence[Names]) -> tuple[Strings, list[NDArray[np.int32]]]:
    """All strings once and sorted, and the new place of each string of each list."""
    longest = max(lists, key=len)
    cuts = [longest[place] for place in range(_STEP, len(longest), _STEP)]
    bounds = [[0, *map(names.first, cuts), len(names)] for names in lists]
    places: list[list[NDArray[np.int32]]] = [[] for _ in lists]
    parts: list[Strings] = []
    before = 0
    for part in range(len(cuts) + 1):
        rows = [
            _strings(names, *bound[part : part + 2])
            for names, bound in zip(lists, bounds, strict=True)
        ]
        some = Strings.joined(rows)
        order, new = some.sorted()
        numbers = np.empty(len(some), np.int32)
        numbers[order] = np.cumsum(new) + (before - 1)
        each = np.split(numbers, np.cumsum([len(row) for row in rows])[:-1])
        for place, found in zip(places, each, strict=True):
            place.append(found)
        parts.append(some.chosen(order[new]))
        before += len(parts[-1])
    return Strings.joined(parts), [np.concatenate(place) for place in places]


def _strings(names: Names, first: int, last: int) -> Strings:
    block, starts = names.block(first, last)
    lengths = np.diff(starts, append=len(block))
    return Strings(np.frombuffer(block, np.uint8), lengths.astype(np.uint32))


def numbered_spellings(terms: NDArray[np.int32]) -> NDArray[np.int32]:
    """Numbers the spellings of each term, in the order in which they are listed."""
    order = np.argsort(terms, kind="stable")
    ordered = terms[order]
    starts = np.searchsorted(ordered, ordered)
    kinds = np.empty(len(terms), np.int32)
    kinds[order] = np.arange(len(terms)) - starts
    return kinds
