"""What words say by themselves, as hashed features: a row a word, a column a feature."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from functools import cache
from zlib import crc32

import numpy as np

from index.core.late_patterns import late
from index.entities.words import gazetteer as gz
from index.entities.words import lexicon
from index.entities.words.hashing import Hashes, hash_words, normal
from index.entities.words.tokenizer import Flags, Ints

# The first few say enough of a neighbour.
WORD, COARSE, FINE, MASK, BROAD, SHAPE, SUFFIX, SHARE, ALIKE = range(9)
FAR, NEAR = 5, 9
COLUMNS = NEAR + 12 + gz.BITS

_REPEATS = late(r"(.)\1+")
# Bounds between the ways in which words are written with a capital, from hardly ever to always.
_BOUNDS = np.array((0.03, 0.15, 0.4, 0.7, 0.9, 0.98))


class _Shapes(dict[int, str]):
    """For `str.translate`: X for capitals, x for small letters, 0 for digits, else itself."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        kind = re.sub("[A-ZÀ-ÖØ-Þ]", "X", re.sub("[a-zß-öø-ÿ]", "x", re.sub(r"\d", "0", character)))
        self[code] = kind
        return kind


_SHAPES = _Shapes()


class _Hashed(dict[Hashable, int]):
    """A feature of few values: the hash of each in a text, worked out once."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def __missing__(self, value: Hashable) -> int:
        number = self[value] = _hash(self._text % value)
        return number


def _hash(text: str) -> int:
    return crc32(text.encode("utf-8", "replace")) or 1


@cache
def _hashed(text: str) -> _Hashed:
    return _Hashed(text)


def word_features(words: Sequence[str], proper: Sequence[str], masks: Ints, named: Flags) -> Hashes:
    """The features of words, 0 for none.

    `proper` is how each would stand in a sentence, `masks` what the lists know of it. Those that
    are not `named` belong to no name: they are only ever seen as neighbours, of which less is
    asked.
    """
    known = lexicon.load()
    lower = [word.lower() for word in words]
    bases = list(map(normal, lower))
    shapes = list(map(_shape, words))
    shorts = [_REPEATS.sub(r"\1", shape) if len(shape) > 1 else shape for shape in shapes]
    plain = hash_words(bases)
    coarse, fine = known.clusters(hash_words(map(normal, proper)))
    broad, alike = known.kin(plain)
    shares = known.share_of(plain)
    # How often a word is written with a capital; -1 is not known.
    share = np.where(shares < 0, -1, np.searchsorted(_BOUNDS, shares, "right"))
    found = np.zeros((len(words), COLUMNS), np.uint32)
    found[:, WORD] = starting("w=", bases)
    for column, letter, clusters in (
        (COARSE, "c", coarse), (FINE, "f", fine), (BROAD, "k", broad), (ALIKE, "a", alike)
    ):  # fmt: skip
        found[:, column] = _known_or_shape(letter, clusters, shorts)
    found[:, MASK] = _few("g=%s", masks.tolist())
    found[:, SHAPE] = _few("s=%s", shorts)
    found[:, SUFFIX] = starting("3=", [base[-3:] for base in bases])
    found[:, SHARE] = _few("h=%s", share.tolist())
    chosen = np.flatnonzero(named)
    some = chosen.tolist()
    own = [[texts[at] for at in some] for texts in (words, bases, shapes)]
    lists = [column[chosen].tolist() for column in known.clusters(plain)]
    told = zip(share[chosen].tolist(), (masks[chosen] & 127).tolist(), some, strict=True)
    often = [(often, mask, shorts[at][:3]) for often, mask, at in told]
    low = map(_few, ("lc=%s", "lf=%s"), lists)
    columns = (*_of_letters(*own), *low, _few("hg=%s,%s,%s", often))
    for column, values in enumerate(columns, NEAR):
        found[chosen, column] = values
    found[:, -gz.BITS :] = _bit_features(masks)
    return found


def _of_letters(
    words: Sequence[str], bases: Sequence[str], shapes: Sequence[str]
) -> Iterator[list[int]]:
    """The first and last letters of words, and how they are written, as columns."""
    yield _few("1=%s", [base[-1:] for base in bases])
    yield _few("2=%s", [base[-2:] for base in bases])
    yield starting("4=", [base[-4:] for base in bases])
    yield _few("p1=%s", [base[:1] for base in bases])
    yield _few("p2=%s", [base[:2] for base in bases])
    yield starting("p3=", [base[:3] for base in bases])
    yield starting("p4=", [base[:4] for base in bases])
    yield starting("W=", list(map(normal, words)))
    yield _few("S=%s", [shape[:8] for shape in shapes])


def _shape(word: str) -> str:
    if word.isascii() and word.isalpha():
        # Most words; `translate` takes ten times as long.
        if word.islower():
            return "x" * len(word)
        if word[1:].islower():
            return "X" + "x" * (len(word) - 1)
    return word.translate(_SHAPES)


def starting(mark: str, texts: Sequence[str]) -> list[int]:
    """The hashes of texts behind a mark, none of them 0."""
    begun = crc32(mark.encode())
    return [crc32(text.encode("utf-8", "replace"), begun) or 1 for text in texts]


def _few(text: str, values: Sequence[Hashable]) -> list[int]:
    """The hashes of values in a text, of which there are few."""
    return list(map(_hashed(text).__getitem__, values))


def _known_or_shape(letter: str, values: Ints, shorts: Sequence[str]) -> list[int]:
    """The hashes of numbers of clusters; of the shape of the word where it is in none."""
    known, unknown = _hashed(f"{letter}=%s"), _hashed(f"{letter}?%s")
    return [
        known[value] if value >= 0 else unknown[short[:4]]
        for value, short in zip(values.tolist(), shorts, strict=True)
    ]


_BIT_HASHES = np.array([crc32(b"b%d" % bit) for bit in range(gz.BITS)], np.uint32)


def _bit_features(masks: Ints) -> Hashes:
    """A column for each thing that a word may be known to be, 0 where it is not."""
    known = masks[:, None] >> np.arange(gz.BITS) & 1
    found: Hashes = known.astype(np.uint32) * _BIT_HASHES
    return found
