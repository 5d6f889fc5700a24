"""Numbers that are nearly always small: a byte each, the few large ones kept beside them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from index.fulltext.container import Array, Container

_DEAR = 12
"""A wide base is chosen when more than one value in this many does not fit into a byte."""


def encode(name: str, values: Array) -> dict[str, Array]:
    """The arrays that stand for `values` (not negative), to be written under `name`."""
    large = np.flatnonzero(values > 255)
    if len(large) * _DEAR > len(values):
        wide = np.uint16 if values.max() <= 65_535 else np.uint32
        return {
            name: values.astype(wide),
            f"{name}.at": large[:0].astype(np.uint32),
            f"{name}.is": large[:0].astype(np.uint32),
        }
    return {
        name: np.minimum(values, 255).astype(np.uint8),
        f"{name}.at": large.astype(np.uint32),
        f"{name}.is": values[large].astype(np.uint32),
    }


class SmallInts:
    """Reads what `encode` laid out."""

    def __init__(self, container: Container, name: str) -> None:
        self._container = container
        self._name = name
        self._at: Array | None = None

    def get(self, start: int, stop: int) -> NDArray[np.int32]:
        base = self._container.get(self._name, start, stop)
        if self._at is None:
            self._at = self._container.all(f"{self._name}.at")
            self._is = self._container.all(f"{self._name}.is")
        if not len(self._at):
            return base.astype(np.int32)
        values = base.astype(np.int32)
        first, last = np.searchsorted(self._at, (start, stop))
        if last > first:
            values[self._at[first:last].astype(np.int64) - start] = self._is[first:last]
        return values
