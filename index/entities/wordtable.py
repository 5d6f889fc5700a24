"""What a tagger sees of a word by itself, as hashed features, made once for each distinct word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from zlib import crc32

import numpy as np

from index.entities import gazetteer as gz
from index.entities import lexicon
from index.entities.hashing import DIGITS, Hashes, normal
from index.entities.tokenizer import Ints

# Columns of a word's features. The first few say enough of a neighbour.
WORD, COARSE, FINE, MASK, BROAD, SHAPE, SUFFIX, SHARE, ALIKE = range(9)
FAR, NEAR = 5, 9
COLUMNS = NEAR + 12 + gz.BITS
_JOINTS = frozenset(
    "of the for and & - – / a des de del la da di do du van von der den bin ibn al el y e on in at"
    " ' ’ 's ’s , d'".split()
)
CAPITAL, JOINT, NUMBER, ALPHA, UPPER, LOWER, HYPHEN, SYLLABLE, ARTICLE = (
    1 << bit for bit in range(9)
)
# What may follow a hyphen inside a name, "Kim Jong-un", has few letters.
_LONGEST_SYLLABLE = 6
# What may stand before the hyphen of a name: "al-Assad", "ul-Haq".
_ARTICLES = frozenset("al el ad an ar as ash at ul".split())
_REPEATS = re.compile(r"(.)\1+")


class _Shapes(dict[int, str]):
    """For `str.translate`: X for capitals, x for small letters, 0 for digits, else itself."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        kind = re.sub("[A-ZÀ-ÖØ-Þ]", "X", re.sub("[a-zß-öø-ÿ]", "x", re.sub(r"\d", "0", character)))
        self[code] = kind
        return kind


_SHAPES = _Shapes()


def _shape(word: str) -> str:
    return word.translate(_SHAPES)


def _bucket(share: float) -> int:
    """How often a word is written with a capital, from 0 (hardly ever) to 6; -1 is not known."""
    return -1 if share < 0 else sum(share >= edge for edge in (0.03, 0.15, 0.4, 0.7, 0.9, 0.98))


class _Numbers(dict[str, int]):
    """Numbers for words, given when they are asked for. Figures are alike but for their digits."""

    def __init__(self) -> None:
        super().__init__()
        self._next = 0
        self._new: list[str] = []

    def __missing__(self, word: str) -> int:
        if word[0].isdigit():
            alike = word.translate(DIGITS)
            if alike != word:
                number = self[word] = self[alike]
                return number
        number = self[word] = self._next
        self._next += 1
        self._new.append(word)
        return number

    def entered(self) -> list[str]:
        """The words that have a number of their own since this was last asked, in order."""
        new, self._new = self._new, []
        return new


class WordTable:
    """Numbers for words, and the features of each; it only grows, and `full` says when to stop."""

    def __init__(self, limit: int = 60_000) -> None:
        self._known = gz.load()
        self._lexicon = lexicon.load()
        self._numbers = _Numbers()
        self._folds: dict[str, int] = {}
        self._limit = limit
        # A row a word, a column a feature, 0 for none; the other three have an entry a word.
        self.hashes: Hashes = np.zeros((0, COLUMNS), np.uint32)
        self.fold: Ints = np.zeros(0, np.int32)
        self.kind: Ints = np.zeros(0, np.int32)
        self.bits: Ints = np.zeros(0, np.int32)

    def __len__(self) -> int:
        return len(self.hashes)

    @property
    def full(self) -> bool:
        """Whether it holds so many words that it is better begun anew."""
        # Figures alone are many, and take a number each but no features of their own.
        return len(self) > self._limit or len(self._numbers) > 20 * self._limit

    def number(self, words: Sequence[str]) -> Ints:
        """The numbers of words, those not met before being entered."""
        numbers = np.fromiter(map(self._numbers.__getitem__, words), np.int32, len(words))
        self._enter(self._numbers.entered())
        return numbers

    def _enter(self, words: list[str]) -> None:
        if not words:
            return
        lower = [word.lower() for word in words]
        proper = [self._proper(word) for word in words]
        shares = self._lexicon.capital_share(words).tolist()
        coarse, fine = (column.tolist() for column in self._lexicon.clusters(proper))
        low_coarse, low_fine = (column.tolist() for column in self._lexicon.clusters(lower))
        broad, alike = (column.tolist() for column in self._lexicon.kin(words))
        rows, kinds, bits = [], [], []
        for place, word in enumerate(words):
            mask = self._known.words.get(gz.plain(proper[place]), 0)
            near = coarse[place], fine[place], low_coarse[place], low_fine[place]
            kin = broad[place], alike[place]
            share, kind = _bucket(shares[place]), _kind(word)
            named = kind != LOWER
            rows.append(_word_features(word, lower[place], mask, (*near, *kin), share, named=named))
            kinds.append(kind)
            bits.append(mask)
        folds = [self._folds.setdefault(word, len(self._folds)) for word in lower]
        masks = np.array(bits, np.int32)
        hashes = np.hstack([np.array(rows, np.uint32), _bit_features(masks)])
        self.hashes = np.vstack([self.hashes, hashes])
        self.kind = np.append(self.kind, np.array(kinds, np.int32))
        self.bits = np.append(self.bits, masks)
        self.fold = np.append(self.fold, np.array(folds, np.int32))

    def _proper(self, word: str) -> str:
        """A word in capitals as it would stand in a sentence, as far as the lists know it."""
        if len(word) > 2 and word.isupper() and word not in self._known.words:
            title = word.title()
            if len(word) > 3 or title in self._known.words:
                return title
        return word


def _kind(word: str) -> int:
    alpha = word[:1].isalpha()
    number = word[:1].isdigit()
    upper = any(character.isupper() for character in word)
    return (
        CAPITAL * (upper and (alpha or number))
        | JOINT * (word in _JOINTS)
        | NUMBER * number
        | ALPHA * alpha
        | UPPER * (alpha and len(word) > 1 and word.isupper())
        | LOWER * (alpha and not upper)
        | HYPHEN * (word == "-")
        | SYLLABLE * (alpha and not upper and len(word) <= _LONGEST_SYLLABLE)
        | ARTICLE * (word in _ARTICLES)
    )


_NO_MORE = [0] * 12


def _word_features(
    word: str,
    lower: str,
    mask: int,
    clusters: tuple[int, int, int, int, int, int],
    share: int,
    *,
    named: bool,
) -> list[int]:
    """The features of a word that do not come from lists, in the order of the columns."""
    base = normal(lower)
    shape = _shape(word)
    short = _REPEATS.sub(r"\1", shape)
    coarse, fine, low_coarse, low_fine, broad, alike = clusters
    texts = [
        f"w={base}",
        f"c={coarse}" if coarse >= 0 else f"c?{short[:4]}",
        f"f={fine}" if fine >= 0 else f"f?{short[:4]}",
        f"g={mask}",
        f"k={broad}" if broad >= 0 else f"k?{short[:4]}",
        f"s={short}",
        f"3={base[-3:]}",
        f"h={share}",
        f"a={alike}" if alike >= 0 else f"a?{short[:4]}",
    ]
    # Long words in small letters are only ever seen as neighbours, of which no more is asked.
    if not named:
        return [crc32(text.encode("utf-8", "replace")) or 1 for text in texts] + _NO_MORE
    texts += [
        f"1={base[-1:]}",
        f"2={base[-2:]}",
        f"4={base[-4:]}",
        f"p1={base[:1]}",
        f"p2={base[:2]}",
        f"p3={base[:3]}",
        f"p4={base[:4]}",
        f"W={normal(word)}",
        f"S={shape[:8]}",
        f"lc={low_coarse}",
        f"lf={low_fine}",
        f"hg={share},{mask & 127},{short[:3]}",
    ]
    return [crc32(text.encode("utf-8", "replace")) or 1 for text in texts]


_BIT_HASHES = np.array([crc32(b"b%d" % bit) for bit in range(gz.BITS)], np.uint32)


def _bit_features(masks: Ints) -> Hashes:
    """A column for each thing that a word may be known to be, 0 where it is not."""
    known = masks[:, None] >> np.arange(gz.BITS) & 1
    found: Hashes = known.astype(np.uint32) * _BIT_HASHES
    return found
