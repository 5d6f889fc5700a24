"""Numbers for words, given as the words come."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import repeat

import numpy as np
from numpy.typing import NDArray


class Numbering(dict[str, int]):
    """Numbers from 0 on for words, in the order in which they are asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._next = 0
        self._new: list[str] = []

    def __missing__(self, word: str) -> int:
        number = self[word] = self._next
        self._next += 1
        self._new.append(word)
        return number

    def of(self, words: Sequence[str]) -> NDArray[np.int32]:
        """The numbers of words."""
        # What is known is half again as quick to be had by `get`, and of many words few are new.
        known = np.fromiter(map(self.get, words, repeat(-1)), np.int32, len(words))
        for at in np.flatnonzero(known < 0).tolist():
            known[at] = self[words[at]]
        return known

    def entered(self) -> list[str]:
        """The words that were given a number since this was last asked, in order."""
        new, self._new = self._new, []
        return new
