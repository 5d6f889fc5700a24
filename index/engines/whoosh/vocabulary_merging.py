"""The sorted strings of several segments as those of one, few of them in memory as objects."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.array_file import Array
from index.engines.whoosh.sorted_arrays import ranges
from index.engines.whoosh.vocabulary import Names

_STEP = 8_000
"""Strings of the longest list that are united at once, with what the others have between them."""


class Strings:
    """Sorted strings, one behind the other in a block of bytes."""

    def __init__(self, block: bytes | bytearray, lengths: array[int]) -> None:
        self._block = np.frombuffer(block, np.uint8)
        self._lengths = np.frombuffer(lengths, np.uint32)
        self._starts = np.cumsum(self._lengths, dtype=np.uint32) - self._lengths

    def __len__(self) -> int:
        return len(self._lengths)

    @property
    def first_bytes(self) -> NDArray[np.uint8]:
        """The first byte of each; none of them is empty."""
        found: NDArray[np.uint8] = self._block[self._starts]
        return found

    def encoded(self, name: str, chosen: NDArray[np.bool_]) -> dict[str, Array]:
        """The arrays of those that are chosen, as `vocabulary.encode` lays them out."""
        lengths = self._lengths[chosen]
        block = self._block
        if not chosen.all():
            block = block[ranges(self._starts[chosen].astype(np.int64), lengths)]
        ends = np.concatenate([[0], np.cumsum(lengths, dtype=np.int64)])
        return {f"{name}.text": block, f"{name}.ends": ends.astype(np.uint32)}


def united(lists: Sequence[Names]) -> tuple[Strings, list[NDArray[np.int32]]]:
    """All strings once and sorted, and the new place of each string of each list."""
    longest = max(lists, key=len)
    cuts = [longest[place] for place in range(_STEP, len(longest), _STEP)]
    bounds = [[0, *map(names.first, cuts), len(names)] for names in lists]
    places = [np.empty(len(names), np.int32) for names in lists]
    block, lengths = bytearray(), array("I")
    for part in range(len(cuts) + 1):
        rows = [
            names.slice(*bound[part : part + 2]) for names, bound in zip(lists, bounds, strict=True)
        ]
        # Rows in order are joined by sorting them in less time than their set is sorted.
        merged = list(dict.fromkeys(sorted(chain.from_iterable(rows))))
        before = len(lengths)
        numbers = dict(zip(merged, range(before, before + len(merged)), strict=True))
        for row, place, bound in zip(rows, places, bounds, strict=True):
            place[bound[part] : bound[part + 1]] = list(map(numbers.__getitem__, row))
        block += b"".join(merged)
        lengths.extend(map(len, merged))
    return Strings(block, lengths), places


def numbered_spellings(terms: NDArray[np.int32]) -> NDArray[np.int32]:
    """Numbers the spellings of each term, in the order in which they are listed."""
    order = np.argsort(terms, kind="stable")
    ordered = terms[order]
    starts = np.searchsorted(ordered, ordered)
    kinds = np.empty(len(terms), np.int32)
    kinds[order] = np.arange(len(terms)) - starts
    return kinds
