"""Articles and prepositions that lost their vowel apart from the word behind: "l'Assemblée"."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from index.core.late_patterns import late
from index.entities.words.tokenizer import Flags, Ints, Tokens, words

_PREFIXES = {
    "fr": "l d s n j m t c qu jusqu lorsqu puisqu quoiqu",
    "it": "l un dell all nell sull dall coll quell quest d c nessun tutt mezz sant",
}
_PARTED = {
    language: late(rf"(?:{'|'.join(prefixes.split())})['’](?=\w)", re.IGNORECASE)
    for language, prefixes in _PREFIXES.items()
}
# "D'Annunzio"
_SURNAME = late(r"D['’][A-Z]")


def _length(word: str, language: str) -> int:
    """How many characters a word begins with that are a word by themselves; 0 for none."""
    if language not in _PARTED or (language == "it" and _SURNAME.match(word)):
        return 0
    found = _PARTED[language].match(word)
    return found.end() if found else 0


def parted(text: str, language: str) -> list[str]:
    """The words of a text, such beginnings apart, apostrophes straight."""
    found = []
    for word in words(text):
        length = _length(word, language)
        found += [word[:length], word[length:]] if length else [word]
    return [word.replace("’", "'") for word in found]


def with_parted(tokens: Tokens, spoken: Sequence[str], owner: Ints) -> Tokens:
    """The tokens, with such beginnings apart in the articles of `owner` whose language, of those
    `spoken` by article, has them.
    """
    if _PARTED.keys().isdisjoint(spoken):
        return tokens
    cut = [
        (at, length)
        for at in tokens.where(_has_apostrophe)
        if (length := _length(tokens.words[at], spoken[owner[tokens.texts[at]]]))
    ]
    return _cut(tokens, cut) if cut else tokens


def _has_apostrophe(word: str) -> bool:
    return "'" in word or "’" in word


def _cut(tokens: Tokens, cut: list[tuple[int, int]]) -> Tokens:
    at = np.array([place for place, _ in cut])
    length = np.array([size for _, size in cut], np.int32)
    counts = np.ones(len(tokens), np.int64)
    counts[at] = 2
    source = np.repeat(np.arange(len(tokens)), counts)
    second = at + np.arange(1, len(at) + 1)
    own = [tokens.words[place] for place in source.tolist()]
    for place, size in zip(second.tolist(), length.tolist(), strict=True):
        own[place - 1], own[place] = own[place][:size], own[place][size:]
    start, end = tokens.start[source], tokens.end[source]
    first: Flags = tokens.first[source]
    start[second] = tokens.start[at] + length
    end[second - 1] = start[second]
    first[second] = False
    number = tokens.listed.enter(own)
    text = tokens.text[source]
    return Tokens(own, text, text.tolist(), start, end, first, number, tokens.listed)
