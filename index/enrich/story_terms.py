"""What articles are compared by when it is asked whether they tell one story: their telling words.

A text is a vector of its most telling words, as in the detection of topics in news (Allan,
Papka and Lavrenko, 1998; Yang, Pierce and Carbonell, 1998): how often a word stands at the
beginning of the text, names twice, times how rare it is. Likeness is the cosine of two vectors,
with a constant in the lengths, so that notices of a line or two, which are made from one form, need
as much in common as others. News puts what it is about first (`_READ` characters).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.core.late_patterns import late
from index.enrich.likeness import pieces
from index.entities.words.gazetteer import DATA
from index.entities.words.hashing import Hashes, hash_words

Weights = NDArray[np.float16]

_READ = 4000
_TERMS = 60
_NAME, _HEADLINE = 2.0, 2
"""What a name counts for beside a word, and a word of the headline beside one of the text."""

_CONSTANT = 72.0
"""Added to the square of each length: about that of a text of some length."""

_COMMON, _FEW = 0.1, 5
"""Words in a greater share of all articles, and in more than a few, tell nothing."""

_BACKGROUND = 1000
"""As many articles of general news count beside the archive's own, of which there may be few."""

_UNHEARD = 5e-5
"""The share of articles that words have which general news does not know."""

_FOREIGN, _LARGE = 0.5, 2000
"""Where less of the words is known, only the archive's own count, once it has so many articles."""

_INSIDE = late(r" (?<=[\w,;] )([^\W\d_a-z]\w+)")
"""A word inside of a sentence that may begin with a capital. The blank is looked for first."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The distinct words of an article as numbers, ascending, and what each counts for in it."""

    hashes: Hashes
    counts: NDArray[np.float32]


def terms(title: str, paragraphs: Iterable[str]) -> Terms:
    """The words of an article that may tell what it is about."""
    text = _beginning(paragraphs)
    words = pieces(text)
    counts = Counter(map(str.casefold, words))
    for word in map(str.casefold, pieces(title)):
        counts[word] += _HEADLINE
    names = {word.casefold() for word in _INSIDE.findall(text) if word[0].isupper()}
    names.difference_update([word for word in names.intersection(words) if word[0].islower()])
    kept = {
        word: count
        for word, count in counts.items()
        if ("a" <= word < "{" and len(word) > 2) or _may_tell(word)  # as most are
    }
    weights = np.log(np.fromiter(kept.values(), np.float32, len(kept))) + np.float32(1)
    weights[[at for at, word in enumerate(kept) if word in names]] *= np.float32(_NAME)
    hashes, places = np.unique(hash_words(kept), return_index=True)
    return Terms(hashes, weights[places])


def terms_of(articles: Sequence[tuple[str, Sequence[str]]]) -> list[Terms]:
    """The same of several articles, given as headline and paragraphs; in whatever process."""
    return [terms(title, paragraphs) for title, paragraphs in articles]


def _beginning(paragraphs: Iterable[str]) -> str:
    taken, size = [], 0
    for paragraph in paragraphs:
        taken.append(paragraph[: _READ - size])
        size += len(paragraph)
        if size >= _READ:
            break
    return " ".join(taken)


def _may_tell(word: str) -> bool:
    return (len(word) > 2 or (len(word) == 2 and not word.isascii())) and not word[0].isdigit()


@dataclass(frozen=True, slots=True)
class Frequencies:
    """In how many of `articles` words stand; words by number, ascending. `density` is how many
    articles a dated one has around it (`story_links`).
    """

    articles: int
    density: float
    hashes: Hashes
    counts: NDArray[np.uint32]

    @classmethod
    def of(cls, texts: Collection[Terms], articles: int, density: float) -> Frequencies:
        """Those of some texts, which stand for so many articles."""
        every = [one.hashes for one in texts] or [np.zeros(0, np.uint32)]
        hashes, counts = np.unique(np.concatenate(every), return_counts=True)
        often = counts > 1
        scaled = counts[often] * (articles / max(1, len(texts)))
        return cls(articles, density, hashes[often], scaled.astype(np.uint32))

    @classmethod
    def kept(cls, articles: int, density: float, words: bytes, counts: bytes) -> Frequencies:
        """Those that were kept, their arrays as bytes (`index.store.derived.stories`)."""
        hashes, often = (np.frombuffer(one, np.uint32) for one in (words, counts))
        return cls(articles, density, hashes, often)

    def vectors(self, texts: Sequence[Terms]) -> list[tuple[Hashes, Weights]]:
        """The most telling words of texts, ascending, each with its part of the whole."""
        hashes = np.concatenate([text.hashes for text in texts])
        owner = np.repeat(np.arange(len(texts)), [len(text.hashes) for text in texts])
        counts = _looked_up(self.hashes, self.counts, hashes)
        weights = np.concatenate([text.counts for text in texts])
        weights = weights * self._rarity(hashes, counts, owner)
        weights[counts > max(_FEW, _COMMON * self.articles)] = 0
        ends = np.searchsorted(owner, np.arange(len(texts) + 1))
        order = np.lexsort((-weights, owner))
        best = order[np.arange(len(order)) - ends[owner] < _TERMS]
        best = np.sort(best[weights[best] > 0])
        hashes, chosen = hashes[best], weights[best].astype(np.float64)
        ends = np.searchsorted(owner[best], np.arange(len(texts) + 1)).tolist()
        found = []
        for first, last in pairwise(ends):
            own = chosen[first:last]
            length = math.sqrt(float((own**2).sum()) + _CONSTANT)
            found.append((hashes[first:last], (own / length).astype(np.float16)))
        return found

    def _rarity(
        self, hashes: Hashes, counts: NDArray[np.float32], owner: NDArray[np.int64]
    ) -> NDArray[np.float32]:
        """How rare the words of texts are: 1 for those that stand nowhere else."""
        known, shares = _background()
        usual = _looked_up(known, shares, hashes)
        every, own = self.articles + _BACKGROUND, max(self.articles, _LARGE)
        heard = np.bincount(owner, usual > 0) >= _FOREIGN * np.bincount(owner)
        usual[usual == 0] = _UNHEARD
        general = np.log(every / (counts + _BACKGROUND * usual + 0.5)) / math.log(every)
        alone = np.log((self.articles + 1) / (counts + 0.5)) / math.log(own)
        return np.clip(np.where(heard[owner], general, alone), 0, 1).astype(np.float32)


def _looked_up(table: Hashes, values: NDArray[np.generic], hashes: Hashes) -> NDArray[np.float32]:
    if not len(table):
        return np.zeros(len(hashes), np.float32)
    place = np.minimum(np.searchsorted(table, hashes), len(table) - 1)
    return np.where(table[place] == hashes, values[place], 0).astype(np.float32)


@cache
def _background() -> tuple[Hashes, NDArray[np.float32]]:
    """In which share of the articles of general news words stand."""
    with np.load(BytesIO((DATA / "common_words.npz").read_bytes()), allow_pickle=False) as tables:
        return tables["words"], np.exp(-tables["share"].astype(np.float32) / 16)


def packed(words: Hashes, weights: Weights) -> bytes:
    """A vector as bytes."""
    return words.astype("<u4").tobytes() + weights.astype("<f2").tobytes()


def unpacked(vectors: Sequence[bytes]) -> tuple[Hashes, NDArray[np.float64], NDArray[np.int64]]:
    """Words, weights and lengths of vectors, one after the other."""
    lengths = np.array([len(one) // 6 for one in vectors], np.int64)
    words = b"".join(one[: len(one) // 6 * 4] for one in vectors)
    weights = b"".join(one[len(one) // 6 * 4 :] for one in vectors)
    return (
        np.frombuffer(words, "<u4").astype(np.uint32),
        np.frombuffer(weights, "<f2").astype(np.float64),
        lengths,
    )
