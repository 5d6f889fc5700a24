"""How words are written in news, and which behave alike; learnt by benchmarks/train_lexicon.py."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from index.entities.gazetteer import DATA
from index.entities.hashing import Hashes, hash_words, normal

UNKNOWN = -1


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Tables by the hash of a word, sorted by it."""

    words: Hashes
    coarse: NDArray[np.uint8]
    fine: NDArray[np.uint16]
    cased: Hashes
    share: NDArray[np.uint8]

    def clusters(self, words: Sequence[str]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Coarse and fine cluster of each word, UNKNOWN for those never learnt."""
        place, known = _find(self.words, hash_words(map(normal, words)))
        return (
            np.where(known, self.coarse[place].astype(np.int32), UNKNOWN),
            np.where(known, self.fine[place].astype(np.int32), UNKNOWN),
        )

    def capital_share(self, words: Sequence[str]) -> NDArray[np.float32]:
        """How often, inside sentences, a word begins with a capital: 0 to 1, -1 if never seen."""
        place, known = _find(self.cased, hash_words(normal(word).lower() for word in words))
        return np.where(known, self.share[place].astype(np.float32) / 255, np.float32(UNKNOWN))


def _find(table: Hashes, keys: Hashes) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    place = np.minimum(np.searchsorted(table, keys), len(table) - 1)
    return place, table[place] == keys


@cache
def load() -> Lexicon:
    """The lexicon, read from the package once."""
    with np.load(BytesIO((DATA / "lexicon.npz").read_bytes()), allow_pickle=False) as tables:
        return Lexicon(*(tables[name] for name in ("words", "coarse", "fine", "cased", "share")))
