"""How words are written in news, and which behave alike.

Learnt by benchmarks/train_lexicon.py from news and by benchmarks/cluster_vectors.py from vectors.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.entities.words.gazetteer import DATA
from index.entities.words.hashing import Hashes, hash_words, normal

UNKNOWN = -1


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Tables by the hash of a word, sorted by it."""

    words: Hashes
    coarse: NDArray[np.uint8]
    fine: NDArray[np.uint16]
    cased: Hashes
    share: NDArray[np.uint8]
    names: Hashes
    alike: NDArray[np.uint16]
    broad: NDArray[np.uint8]

    # Words are given as `hash_words` makes them of what `hashing.normal` makes of them.

    def clusters(self, words: Hashes) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Coarse and fine cluster of each word, UNKNOWN for those never learnt."""
        place, known = _find(self.words, words)
        return (
            np.where(known, self.coarse[place].astype(np.int32), UNKNOWN),
            np.where(known, self.fine[place].astype(np.int32), UNKNOWN),
        )

    def kin(self, words: Hashes) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """Coarse and fine cluster of each word, in lower case, by its vector; UNKNOWN for those
        without one.
        """
        place, known = _find(self.names, words)
        fine = self.alike[place].astype(np.int32)
        return (
            np.where(known, self.broad[fine].astype(np.int32), UNKNOWN),
            np.where(known, fine, UNKNOWN),
        )

    def capital_share(self, words: Sequence[str]) -> NDArray[np.float32]:
        """How often, inside sentences, a word begins with a capital: 0 to 1, -1 if never seen."""
        return self.share_of(hash_words(normal(word).lower() for word in words))

    def share_of(self, words: Hashes) -> NDArray[np.float32]:
        """The same of words in lower case."""
        place, known = _find(self.cased, words)
        return np.where(known, self.share[place].astype(np.float32) / 255, np.float32(UNKNOWN))


@lru_cache(maxsize=1 << 16)
def capital_share(word: str) -> float:
    """The same of a single word, remembered: the rules ask of the same ones again and again."""
    return float(load().capital_share([word])[0])


def _find(table: Hashes, keys: Hashes) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    place = np.minimum(np.searchsorted(table, keys), len(table) - 1)
    return place, table[place] == keys


@cache
def load() -> Lexicon:
    """The lexicon, read from the package once."""
    return Lexicon(
        *_read("lexicon.npz", ("words", "coarse", "fine", "cased", "share")),
        *_read("alike.npz", ("words", "fine", "coarse")),
    )


def _read(file: str, names: Sequence[str]) -> Iterator[NDArray[Any]]:
    with np.load(BytesIO((DATA / file).read_bytes()), allow_pickle=False) as tables:
        yield from (tables[name] for name in names)
