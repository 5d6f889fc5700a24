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

from index.core.growing import Growing
from index.core.numbering import Numbering
from index.enrich.likeness import LEAST, words

Keys = NDArray[np.uint32]

ROWS, BANDS, SHARED = 4, 12, 2
_AT_ONCE = 250
"""Texts that are sketched together."""

_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)
# Odd numbers by chance, one for each value of a sketch. Written out, since keys are kept that were
# made with them, and since NumPy's generators take longer to load than a text to sketch.
# fmt: off
_MULTIPLIERS = np.array(
    [
        0x5805AFF264B89743, 0x32208200B61FE7A9, 0x2114829FA01FDBA9, 0x03082E0427B9E665,
        0x1CC949C1A55D8051, 0x73F1186129AD877D, 0x459A490C5F1BAFA1, 0x36F081E6294EA06D,
        0x2443AB7D1D8BB8F1, 0x32C8CF7F9B715139, 0x0F44AFBC7A61DCBD, 0x3C7DE88EA6DD325F,
        0x7DD749DEA8A4F87D, 0x18E7C0C558B51B11, 0x02023B5458F514B9, 0x6FFC574A9C7FB227,
        0x5E8C1117459D7AA7, 0x09DB4AADEC298E75, 0x10813EE274A30441, 0x07E44217CF39DF33,
        0x7463068D8FCDE9E9, 0x381010F2942AAF6F, 0x0FB88199FBDFDA85, 0x49858909E8C9A0FB,
        0x6EBB97B778571C2D, 0x2C1E7ECFCFAA8205, 0x51A5CBA2BB2537FF, 0x2DA54D931BF54A61,
        0x3D4B37C80827A7AF, 0x42AD980C29980FD3, 0x21D261DDCE36CAC9, 0x2DF7C5408EA7F1DF,
        0x000DF760469BEE27, 0x328FD68CFAC9374D, 0x78F6CB3FE840933D, 0x258CFA2F4E62CD55,
        0x132112D16A1CA0E1, 0x6A4C92356B1E39BF, 0x1325588569AEF26F, 0x7A30DA0A4B4D48EF,
        0x0010E586955B7C99, 0x0FC929BF9CD18BB3, 0x7A5428B540D01463, 0x5F8B78CE860C43FD,
        0x4EEDB5A759E97A5D, 0x20C0331CBE88C6EF, 0x5D2D25322801BAAB, 0x38E980E6811B6E69,
    ],
    np.uint64,
)
# fmt: on


class Sketcher:
    """Sketches texts, and remembers what their words are worth: they come again and again."""

    def __init__(self) -> None:
        self._known = Numbering()
        self._valued = Growing(np.zeros((0, ROWS * BANDS), np.float32))

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
            distinct = set(text)
            places.extend(map(number, distinct))
            sizes.append(len(distinct))
        if fresh := self._known.entered():
            self._valued.add(_values(fresh))
        starts = np.concatenate(([0], np.cumsum(sizes)[:-1])).astype(np.int64)
        values = np.take(self._valued.rows, places, axis=0)
        least = np.minimum.reduceat(values, starts, axis=0)
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
