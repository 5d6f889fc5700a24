"""Numbers that are nearly always small: half a byte or a byte each, the few large ones beside them.

Which of the widths an array has is told by the name it is kept under.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.segments.array_file import Array, Container
from index.engines.whoosh.sorted_arrays import where_set

_HALF = ".half"
_DEAR = 12
"""A wide base is chosen when more than one value in this many does not fit into a byte."""

_DEAR_HALF = 16
"""The same for half a byte: a value that does not fit takes eight bytes more."""

_PAIRS = np.array([(byte & 15) | (byte >> 4 << 8) for byte in range(256)], "<u2")
"""The two values of a byte, a byte each."""


Width = Literal[0, 1, 2, 4]
"""Bytes that a number takes; 0 is half a byte."""

_LARGEST: dict[Width, int] = {0: 15, 1: 255, 2: 65_535, 4: 0xFFFF_FFFF}


def fitting(values: Array) -> Width:
    """The width that takes least for some numbers, none of them negative."""
    large = np.count_nonzero(values > 15)
    if large * _DEAR_HALF <= len(values):
        return 0
    if np.count_nonzero(values > 255) * _DEAR <= len(values):
        return 1
    return 2 if values.max() <= _LARGEST[2] else 4


def encode(name: str, values: Array) -> dict[str, Array]:
    """The arrays that stand for `values` (not negative), to be written under `name`."""
    encoder = Encoder(name, fitting(values))
    arrays = encoder.add(values)
    return {piece: np.concatenate([arrays[piece], last]) for piece, last in encoder.end().items()}


class Encoder:
    """Encodes numbers piece by piece: the arrays of all pieces together are those of the whole."""

    def __init__(self, name: str, width: Width) -> None:
        self._name, self._width = name, width
        self._done = 0
        self._odd: Array = np.zeros(0, np.uint8)

    def add(self, values: Array) -> dict[str, Array]:
        """The arrays that the next numbers are appended as."""
        most = _LARGEST[self._width]
        large = where_set(values > most)
        beside = {
            f"{self._name}.at": (large + self._done).astype(np.uint32),
            f"{self._name}.is": values[large].astype(np.uint32),
        }
        self._done += len(values)
        small = np.minimum(values, most) if len(large) else values
        if self._width:
            return {self._name: small.astype(f"u{self._width}"), **beside}
        small = np.concatenate([self._odd, small.astype(np.uint8)])
        self._odd = small[len(small) // 2 * 2 :]
        small = small[: len(small) // 2 * 2]
        return {self._name + _HALF: small[::2] | (small[1::2] << 4), **beside}

    def end(self) -> dict[str, Array]:
        """What is left of an odd number of them."""
        none: Array = np.zeros(0, np.uint32)
        beside = {f"{self._name}.at": none, f"{self._name}.is": none}
        if self._width:
            return {self._name: none.astype(f"u{self._width}"), **beside}
        return {self._name + _HALF: self._odd, **beside}


class SmallInts:
    """Reads what `encode` laid out."""

    def __init__(self, container: Container, name: str) -> None:
        self._container = container
        self._name = name
        self._halves = container.has(name + _HALF)
        self.width: Width = 0 if self._halves else container.width(name)
        self._at: Sequence[int] | memoryview | None = None

    def get(self, start: int, stop: int) -> NDArray[np.int32]:
        """The numbers from one place to another."""
        return self.least(start, stop).astype(np.int32, copy=False)

    def least(self, start: int, stop: int) -> Array:
        """The values, not to be written to, in bytes where all of them are small enough."""
        values = self._base(start, stop)
        at = self._large()
        if at:
            first = bisect_left(at, start)
            last = bisect_left(at, stop, first)
            if last > first:
                values = values.astype(np.int32)
                places = np.array(at[first:last], np.int64) - start
                values[places] = self._is[first:last]
        return values

    def take(self, start: int, stop: int, places: NDArray[np.int64]) -> NDArray[np.int32]:
        """The numbers at some places, counted from `start`, all before `stop`."""
        if not len(places):
            return np.zeros(0, np.int32)
        if self._halves:
            halves = self._container.get(self._name + _HALF, start // 2, (stop + 1) // 2)
            at = places + start % 2
            values = (halves[at >> 1] >> ((at & 1) << 2).astype(np.uint8) & 15).astype(np.int32)
        else:
            values = self._container.get(self._name, start, stop)[places].astype(np.int32)
        numbers: NDArray[np.int32] = values
        doubtful = where_set(values == _LARGEST[self.width])
        if len(doubtful) and self._large():
            wanted = places[doubtful] + start
            known = self._container.all(f"{self._name}.at")
            found = known.searchsorted(wanted)
            same = known.take(found, mode="clip") == wanted
            numbers[doubtful[same]] = self._is[found[same]]
        return numbers

    def verify(self, start: int, stop: int) -> None:
        """Raises IndexDamaged where numbers are not as they were written."""
        self._large()
        if self._halves:
            self._container.get(self._name + _HALF, start // 2, (stop + 1) // 2)
        else:
            self._container.get(self._name, start, stop)

    def _large(self) -> Sequence[int] | memoryview:
        """Where the numbers stand that do not fit, in order."""
        if self._at is None:
            at = self._container.all(f"{self._name}.at")
            self._is = self._container.all(f"{self._name}.is")
            self._at = at.data if len(at) else ()
        return self._at

    def _base(self, start: int, stop: int) -> Array:
        if not self._halves:
            return self._container.get(self._name, start, stop)
        halves = self._container.get(self._name + _HALF, start // 2, (stop + 1) // 2)
        return _PAIRS[halves].view(np.uint8)[start % 2 : start % 2 + stop - start]
