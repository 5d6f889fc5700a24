"""Sketches of paragraphs, by which those that are nearly alike are found without comparing all.

MinHash (Broder, 1997) with weights: each word gets an exponentially distributed value whose mean
falls with its weight, and the word of the least value in a text stands for the text; two texts have
the same one as often as their words, weighted, are the same (Ioffe, 2010; for sets of words with
fixed weights it comes to this). Long words weigh more, as they are rare in any language: common
words alone bring no texts together. `ROWS` such words are one key, and texts that share `SHARED` of
their `BANDS` keys are candidates (Indyk and Motwani, 1998).

Of paragraphs with a tenth of the words replaced, 99 of 100 share two keys. That chance brings two
texts together so is rare, however many there are; by one key of eight it brought one candidate to
each paragraph of 100,000 and two to each of 400,000, and finding copies took ever longer.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from index.core.numbering import Numbering
from index.enrich.likeness import LEAST, words

Keys = NDArray[np.uint32]

ROWS, BANDS, SHARED = 4, 12, 2
_AT_ONCE = 250
"""Texts that are sketched together."""

_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_MULTIPLIERS = np.random.Generator(np.random.PCG64(1997)).integers(
    1, 2**63, ROWS * BANDS, dtype=np.uint64
) | np.uint64(1)


class Sketcher:
    """Sketches texts, and remembers what their words are worth: they come again and again."""

    def __init__(self) -> None:
        self._known = Numbering()
        self._valued = np.zeros((0, ROWS * BANDS), np.float32)

    @property
    def words(self) -> int:
        """How many words it remembers."""
        return len(self._known)

    def sketch(self, texts: Sequence[Collection[str]]) -> Keys:
        """The keys of texts, given as their words, of which none lacks one: `BANDS` for each."""
        number = self._known.__getitem__
        places: list[int] = []
        sizes: list[int] = []
        for text in texts:
            distinct = set(map(number, text))
            places.extend(distinct)
            sizes.append(len(distinct))
        if len(self._known) > len(self._valued):
            fresh = self._known.entered()
            self._valued = np.concatenate([self._valued, _values(fresh)])
        starts = np.concatenate(([0], np.cumsum(sizes)[:-1])).astype(np.int64)
        least = np.minimum.reduceat(self._valued[np.array(places)], starts, axis=0)
        # The value is the word: no two have the same but by a chance of one in millions.
        bits = least.view(np.uint32).astype(np.uint64).reshape(len(texts), BANDS, ROWS)
        keys = np.broadcast_to(np.arange(1, BANDS + 1, dtype=np.uint64), (len(texts), BANDS)).copy()
        for row in range(ROWS):
            keys = (keys ^ bits[:, :, row]) * _SPREAD
            keys ^= keys >> np.uint64(31)
        return (keys >> np.uint64(32)).astype(np.uint32)


def keys_of(texts: Iterable[str], sketcher: Sketcher) -> Iterator[bytes]:
    """The keys of each text, joined; b"" where it is too short to be a copy."""
    waiting = iter(texts)
    while said := [words(text) for text in islice(waiting, _AT_ONCE)]:
        long = [found for found in said if len(found) >= LEAST]
        sketched = iter(sketcher.sketch(long).astype("<u4") if long else ())
        for found in said:
            yield next(sketched).tobytes() if len(found) >= LEAST else b""


def _values(words: Sequence[str]) -> NDArray[np.float32]:
    """The values of words, a row each."""
    codes = np.array([zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in words])
    mixed = (codes.astype(np.uint64) * _SPREAD)[:, None] * _MULTIPLIERS[None, :]
    mixed ^= mixed >> np.uint64(29)
    mixed *= _MIX
    mixed ^= mixed >> np.uint64(32)
    even = ((mixed >> np.uint64(40)).astype(np.float32) + np.float32(0.5)) / np.float32(1 << 24)
    weights = np.array([_weight(word) for word in words], np.float32)
    values: NDArray[np.float32] = -np.log(even) / weights[:, None]
    return values


def _weight(word: str) -> float:
    if word[0].isdigit():
        return 4.0
    return 0.02 if len(word) < 4 and word.isascii() else float(min(max(len(word), 3) - 2, 7) ** 1.5)
