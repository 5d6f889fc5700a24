"""Numbers that are nearly always small: half a byte or a byte each, the few large ones beside them.

Which of the widths an array has is told by the name it is kept under.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.array_file import Array, Container

_HALF = ".half"
_DEAR = 12
"""A wide base is chosen when more than one value in this many does not fit into a byte."""

_DEAR_HALF = 16
"""The same for half a byte: a value that does not fit takes eight bytes more."""

_PAIRS = np.array([(byte & 15) | (byte >> 4 << 8) for byte in range(256)], "<u2")
"""The two values of a byte, a byte each."""


def encode(name: str, values: Array) -> dict[str, Array]:
    """The arrays that stand for `values` (not negative), to be written under `name`."""
    large = np.flatnonzero(values > 15)
    if len(large) * _DEAR_HALF <= len(values):
        small = np.minimum(values, 15).astype(np.uint8)
        small = np.append(small, np.zeros(len(small) % 2, np.uint8))
        return _beside(name + _HALF, small[::2] | (small[1::2] << 4), name, values, large)
    large = large[values[large] > 255]
    if len(large) * _DEAR <= len(values):
        return _beside(name, np.minimum(values, 255).astype(np.uint8), name, values, large)
    wide = np.uint16 if values.max() <= 65_535 else np.uint32
    return _beside(name, values.astype(wide), name, values, large[:0])


def _beside(
    kept: str, base: Array, name: str, values: Array, large: NDArray[np.intp]
) -> dict[str, Array]:
    return {
        kept: base,
        f"{name}.at": large.astype(np.uint32),
        f"{name}.is": values[large].astype(np.uint32),
    }


class SmallInts:
    """Reads what `encode` laid out."""

    def __init__(self, container: Container, name: str) -> None:
        self._container = container
        self._name = name
        self._halves = container.has(name + _HALF)
        self._at: Sequence[int] | memoryview | None = None

    def get(self, start: int, stop: int) -> NDArray[np.int32]:
        """The numbers from one place to another."""
        return self.least(start, stop).astype(np.int32, copy=False)

    def least(self, start: int, stop: int) -> Array:
        """The values, not to be written to, in bytes where all of them are small enough."""
        values = self._base(start, stop)
        if self._at is None:
            at = self._container.all(f"{self._name}.at")
            self._is = self._container.all(f"{self._name}.is")
            self._at = at.data if len(at) else ()
        if self._at:
            first = bisect_left(self._at, start)
            last = bisect_left(self._at, stop, first)
            if last > first:
                values = values.astype(np.int32)
                places = np.array(self._at[first:last], np.int64) - start
                values[places] = self._is[first:last]
        return values

    def _base(self, start: int, stop: int) -> Array:
        if not self._halves:
            return self._container.get(self._name, start, stop)
        halves = self._container.get(self._name + _HALF, start // 2, (stop + 1) // 2)
        return _PAIRS[halves].view(np.uint8)[start % 2 : start % 2 + stop - start]
