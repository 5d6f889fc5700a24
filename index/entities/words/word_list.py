"""The distinct words of texts, so that what is to be known of each is asked once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from index.core.numbering import Numbering


class WordList:
    """Words by number; it only grows."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self._numbers = Numbering()
        self._told: dict[Callable[[str], object], NDArray[np.bool_]] = {}

    def __len__(self) -> int:
        return len(self.words)

    def enter(self, words: Sequence[str]) -> NDArray[np.int32]:
        """The numbers of words, given to those that have none."""
        numbers = self._numbers.of(words)
        self.words += self._numbers.entered()
        return numbers

    def known(self, words: Iterable[str]) -> list[int]:
        """The numbers of those of some words that have one."""
        return [self._numbers[word] for word in words if word in self._numbers]

    def told(self, of: Callable[[str], object]) -> NDArray[np.bool_]:
        """For each word whether something is true of it. The question is remembered with its
        answers: it is to be the same object whenever it is asked.
        """
        known = self._told.get(of, np.zeros(0, np.bool_))
        if len(known) < len(self.words):
            new = np.fromiter(map(bool, map(of, self.words[len(known) :])), np.bool_)
            known = self._told[of] = np.concatenate([known, new])
        return known
