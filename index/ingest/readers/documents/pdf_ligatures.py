"""Ligatures that a PDF has no letters for: “of�ce”, “oüce” and “ofﬁce” become “office”.

Fonts that do not say what letters a ligature stands for give a zero, a sign for private use or some
letter of another language, always the same one for the same ligature. Which one it is, the words
tell that are made by it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from index.core.late_patterns import late
from index.ingest.readers.text_parts.known_words import known

_UNICODE = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"}
)
_LOST = "\x00\ue000-\uf8ff"
_WORD = late(f"(?<![^\\W\\d_])[^\\W\\d_]*+(?:[{_LOST}][^\\W\\d_]*+)++")
_LETTERS = late(r"[^\W\d_]++")
# Letters that may stand for one: Latin ones with marks, and Greek ones.
_ODD = late("[\u00c0-\u024f\u0370-\u03ff]")
# The likeliest first, which is taken where no word is known.
_LIGATURES = ("fi", "ff", "fl", "ffi", "ti", "tt", "ffl", "ft", "Th", "fj")
# A letter stands for a ligature where so many words are known with that, half of its words at
# least, and not one with the letter.
_FEWEST = 3
# So many words tell it; more are not looked up.
_LOOKED_AT = 200


def spelled_out(texts: Iterable[str]) -> list[str]:
    """The texts of one document with ligatures as letters, as far as it can be told which."""
    found = [text.translate(_UNICODE) for text in texts]
    words = Counter(
        word for text in found for word in _WORD.findall(text) if sum(map(str.isalpha, word)) >= 2
    )
    if words:
        meant = _meant(words, re.compile(f"[{_LOST}]"))
        found = [_WORD.sub(lambda word: meant.get(word[0], word[0]), text) for text in found]
    return _without_wrong_letters(found)


def _without_wrong_letters(texts: list[str]) -> list[str]:
    """The texts, with ligatures where letters stand for them that no word is known with."""
    having: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for word in [] if text.isascii() else _LETTERS.findall(text):
            if len(word) > 2:
                for sign in set(_ODD.findall(word)):
                    having[sign][word] += 1
    for sign, words in having.items():
        if _is_wrong(sign, list(words)[:_LOOKED_AT]):
            texts = _replaced(texts, _meant(words, re.compile(sign)))
    return texts


def _replaced(texts: Iterable[str], meant: Mapping[str, str]) -> list[str]:
    return [_LETTERS.sub(lambda word: meant.get(word[0], word[0]), text) for text in texts]


def _is_wrong(sign: str, words: Sequence[str]) -> bool:
    """Whether a letter stands for a ligature in words that have it."""
    if len(words) < _FEWEST or known(words):
        return False
    ligated = [{word.replace(sign, one).lower() for one in _LIGATURES} for word in words]
    real = known({one for ones in ligated for one in ones})
    return sum(not real.isdisjoint(ones) for ones in ligated) >= max(_FEWEST, len(words) / 2)


def _meant(words: Counter[str], lost: re.Pattern[str]) -> Mapping[str, str]:
    """What each word is that has a sign in it."""
    real = known({lost.sub(one, word) for word in words for one in _LIGATURES})
    votes: dict[str, Counter[str]] = {}
    for word, count in words.items():
        for sign in set(lost.findall(word)):
            tried = votes.setdefault(sign, Counter())
            for ligature in _LIGATURES:
                tried[ligature] += count * (lost.sub(ligature, word).lower() in real)
    meant = {}
    for word in words:
        sign = next(iter(lost.findall(word)))
        usual = max(_LIGATURES, key=lambda one: (votes[sign][one], -_LIGATURES.index(one)))
        if not votes[sign][usual]:
            continue
        fitting = [one for one in _LIGATURES if lost.sub(one, word).lower() in real]
        # One sign may stand for several of them.
        meant[word] = lost.sub(usual if usual in fitting or not fitting else fitting[0], word)
    return meant
