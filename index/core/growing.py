"""An array that grows, without being copied as a whole whenever something is added."""

from __future__ import annotations

from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

Kind = TypeVar("Kind", bound=np.generic)


class Growing(Generic[Kind]):
    """Rows of an array, and room for more. `empty` has none, and says what they are like."""

    def __init__(self, empty: NDArray[Kind]) -> None:
        self._room = empty
        self._size = 0

    def __len__(self) -> int:
        return self._size

    @property
    def rows(self) -> NDArray[Kind]:
        """All rows so far."""
        return self._room[: self._size]

    def add(self, rows: NDArray[Kind]) -> None:
        """Put rows behind the others."""
        size = self._size + len(rows)
        if size > len(self._room):
            # What is not written yet takes no memory.
            room = np.empty((max(size, 2 * self._size), *self._room.shape[1:]), self._room.dtype)
            room[: self._size] = self.rows
            self._room = room
        self._room[self._size : size] = rows
        self._size = size
