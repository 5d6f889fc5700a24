"""Ligatures that a PDF has no letters for: “of�ce” and “ofﬁce” become “office”.

Fonts that do not say what letters a ligature stands for give a zero, or a sign for private use,
always the same one for the same ligature. Which one it is, the words tell that are made by it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

_UNICODE = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "ft", "ﬆ": "st"}
)
_LOST = "\x00\ue000-\uf8ff"
_WORD = re.compile(f"(?<![^\\W\\d_])[^\\W\\d_]*+(?:[{_LOST}][^\\W\\d_]*+)++")
# The likeliest first, which is taken where no word is known.
_LIGATURES = ("fi", "ff", "fl", "ffi", "ti", "tt", "ffl", "ft", "Th", "fj")


def spelled_out(texts: Iterable[str]) -> list[str]:
    """The texts with ligatures as letters, as far as it can be told which they are."""
    found = [text.translate(_UNICODE) for text in texts]
    words = Counter(
        word for text in found for word in _WORD.findall(text) if sum(map(str.isalpha, word)) >= 2
    )
    if not words:
        return found
    meant = _meant(words)
    return [_WORD.sub(lambda word: meant.get(word[0], word[0]), text) for text in found]


def _meant(words: Counter[str]) -> Mapping[str, str]:
    """What each word is that has a sign in it."""
    known = _known({_with(word, one) for word in words for one in _LIGATURES})
    votes: dict[str, Counter[str]] = {}
    for word, count in words.items():
        for sign in set(re.findall(f"[{_LOST}]", word)):
            tried = votes.setdefault(sign, Counter())
            for ligature in _LIGATURES:
                tried[ligature] += count * (_with(word, ligature).lower() in known)
    meant = {}
    for word in words:
        sign = next(iter(re.findall(f"[{_LOST}]", word)))
        usual = max(_LIGATURES, key=lambda one: (votes[sign][one], -_LIGATURES.index(one)))
        if not votes[sign][usual]:
            continue
        fitting = [one for one in _LIGATURES if _with(word, one).lower() in known]
        # A zero may stand for several of them.
        meant[word] = _with(word, usual if usual in fitting or not fitting else fitting[0])
    return meant


def _with(word: str, ligature: str) -> str:
    return re.sub(f"[{_LOST}]", ligature, word)


def _known(words: Iterable[str]) -> frozenset[str]:
    """Those of some words that stand in news."""
    # Loaded here: it takes 20 ms, and only such files need it.
    from index.entities.words.lexicon import load  # noqa: PLC0415

    listed = sorted({word.lower() for word in words})
    seen = load().capital_share(listed)
    return frozenset(word for word, share in zip(listed, seen, strict=True) if share >= 0)
