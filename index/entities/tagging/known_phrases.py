"""Known names of several words, found among the words of a text by their hashes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache, reduce
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from index.entities.tagging.word_features import starting
from index.entities.words import gazetteer as gz
from index.entities.words.hashing import Hashes, mix, normal
from index.entities.words.tokenizer import Flags

LONGEST = 6
"""Words of the longest of them."""

# Hashes are told apart by their first 20 bits before they are looked for.
_SHIFT = 12


@dataclass(frozen=True, slots=True)
class Phrases:
    """Known names of several words as hashes in order, with what they are. `begun` says by the
    first bits of a hash whether there may be such a name: few others pass.
    """

    keys: Hashes
    kinds: Hashes
    begun: Flags

    def find(self, hashes: Hashes) -> tuple[NDArray[np.intp], Hashes]:
        """Which of some hashes are known, and what each of these is."""
        may = np.flatnonzero(self.begun[hashes >> np.uint32(_SHIFT)])
        place = np.minimum(np.searchsorted(self.keys, hashes[may]), len(self.keys) - 1)
        same = self.keys[place] == hashes[may]
        return may[same], self.kinds[place[same]]


@cache
def known_phrases() -> Phrases:
    """Known names of several words, put together once."""
    known = gz.load().phrases
    by_length: dict[int, list[str]] = defaultdict(list)
    for phrase in known:
        by_length[1 + phrase.count(" ")].append(phrase)
    some = [by_length[length] for length in range(2, LONGEST + 1) if by_length[length]]
    words = [" ".join(phrases).split(" ") for phrases in some]
    distinct = [*set(chain.from_iterable(words))]
    lower = "\n".join(distinct).lower().split("\n")
    # The feature of each as one of a known name.
    features = starting("w=", [word if word.isalpha() else normal(word) for word in lower])
    numbers = dict(zip(distinct, features, strict=True))
    keys = np.concatenate(
        [
            reduce(mix, np.array([*map(numbers.get, own)], np.uint32).reshape(len(of), -1).T)
            for of, own in zip(some, words, strict=True)
        ]
    )
    kinds = np.array([*map(known.get, chain.from_iterable(some))], np.uint32)
    order = np.argsort(keys, kind="stable")
    begun = np.zeros(1 << 32 - _SHIFT, np.bool_)
    begun[keys >> np.uint32(_SHIFT)] = True
    return Phrases(keys[order], kinds[order], begun)
