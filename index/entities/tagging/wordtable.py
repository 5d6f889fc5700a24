"""What a tagger sees of a word by itself, as hashed features, made once for each distinct word."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.core.growing import Growing
from index.core.numbering import Numbering
from index.entities.tagging.word_features import COLUMNS, word_features
from index.entities.words import gazetteer as gz
from index.entities.words.hashing import DIGITS, Hashes
from index.entities.words.tokenizer import Ints, Tokens
from index.entities.words.word_list import WordList

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


class _Numbers(Numbering):
    """Figures are alike but for their digits."""

    def __missing__(self, word: str) -> int:
        if word[0].isdigit():
            alike = word.translate(DIGITS)
            if alike != word:
                number = self[word] = self[alike]
                return number
        return super().__missing__(word)


class WordTable:
    """Numbers for words, and the features of each; it only grows, and `full` says when to stop."""

    def __init__(self, limit: int = 60_000) -> None:
        self._known = gz.load()
        self._numbers = _Numbers()
        self._folds: dict[str, int] = {}
        self._limit = limit
        self._listed = WordList()
        self._of_listed: Ints = np.zeros(0, np.int32)
        """The numbers here of the words listed there, -1 for none yet."""
        # A row a word, a column a feature, 0 for none; the other three have an entry a word.
        self._hashes = Growing(np.zeros((0, COLUMNS), np.uint32))
        self.fold: Ints = np.zeros(0, np.int32)
        self.kind: Ints = np.zeros(0, np.int32)
        self.bits: Ints = np.zeros(0, np.int32)

    def __len__(self) -> int:
        return len(self._hashes)

    @property
    def hashes(self) -> Hashes:
        """The features of all words."""
        return self._hashes.rows

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

    def number_tokens(self, tokens: Tokens) -> Ints:
        """The numbers of the words of tokens."""
        if tokens.listed is not self._listed:
            self._listed, self._of_listed = tokens.listed, self._of_listed[:0]
        new = np.full(len(tokens.listed) - len(self._of_listed), -1, np.int32)
        self._of_listed = np.concatenate([self._of_listed, new])
        # A set: `unique` loads NumPy's masked arrays.
        lacking = sorted(set(tokens.number[self._of_listed[tokens.number] < 0].tolist()))
        words = [tokens.listed.words[number] for number in lacking]
        self._of_listed[lacking] = self.number(words)
        return self._of_listed[tokens.number]

    def _enter(self, words: list[str]) -> None:
        if not words:
            return
        proper = list(map(self._proper, words))
        kinds = np.array(list(map(_kind, words)), np.int32)
        known = self._known.words
        masks = np.array([known.get(gz.plain(word), 0) for word in proper], np.int32)
        hashes = word_features(words, proper, masks, kinds != LOWER | ALPHA)
        lower = map(str.lower, words)
        folds = [self._folds.setdefault(word, len(self._folds)) for word in lower]
        self._hashes.add(hashes)
        self.kind = np.append(self.kind, kinds)
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
    upper = word != word.lower() if word.isascii() else any(map(str.isupper, word))
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
