"""Words and features as 32-bit numbers."""

from __future__ import annotations

from collections.abc import Iterable
from operator import methodcaller
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint32]
_encoded = methodcaller("encode", "utf-8", "replace")
DIGITS = str.maketrans("123456789", "000000000")


def normal(word: str) -> str:
    """A word as the lexicon knows it: digits alike, straight apostrophes."""
    if word.isalpha():
        return word
    return word.translate(DIGITS).replace("’", "'")


def hash_words(words: Iterable[str]) -> Hashes:
    """A number a word, the same on every machine."""
    return np.fromiter(map(crc32, map(_encoded, words)), np.uint32)


def mix(left: Hashes, right: Hashes | int) -> Hashes:
    """A number for two numbers in order (multiply and xor-shift, as in MurmurHash3)."""
    mixed = left * np.uint32(0x85EBCA6B)
    mixed += np.uint32(1)
    mixed ^= mixed >> np.uint32(15)
    mixed = mixed + np.asarray(right, np.uint32)
    mixed *= np.uint32(0xC2B2AE35)
    mixed ^= mixed >> np.uint32(13)
    return mixed
