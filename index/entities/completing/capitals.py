"""Texts in capitals, whose letters tell nothing of what is a name: the article beside them does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from index.entities.completing.listed_names import NameList
from index.entities.spans import Span
from index.entities.words import lexicon
from index.entities.words.tokenizer import Tokens

# How sure a name is that is one elsewhere in the article.
_SURE = 0.7
# Fewer letters in capitals may be any word: "US", "WHO".
_LEAST_LETTERS = 4
# A word that is seldom written with a capital may be meant as a word.
_ORDINARY = 0.6


def in_capitals(text: str) -> bool:
    """Whether a text of several words is written in capitals, but for what Scots have small."""
    return " " in text and text.replace("Mc", "MC").replace("Mac", "MAC").isupper()


def with_repeated(spans: list[Span], tokens: Tokens, loud: Iterable[tuple[int, int]]) -> list[Span]:
    """The spans of an article and those of its names that stand in texts in capitals unmarked;
    `loud` are the first token of each of these and the one after its last.
    """
    words = tokens.words
    places = [at for start, stop in loud for at in range(start, stop)]
    inside = set(places)
    taken = {at for span in spans for at in range(span.first, span.last + 1)}
    if inside <= taken:
        return spans
    names = {
        " ".join(words[span.first : span.last + 1]).upper(): span.type
        for span in spans
        if span.first not in inside and _tells(words[span.first : span.last + 1])
    }
    added = []
    for start, stop in loud:
        shown = [word.upper() for word in words[start:stop]]
        for first, last, kind in NameList(names).find(shown, range(len(shown)), shouted=True):
            own = range(start + first, start + last + 1)
            if taken.isdisjoint(own):
                added.append(Span(own[0], own[-1], kind, _SURE))
    return sorted([*spans, *added], key=lambda span: span.first) if added else spans


def _tells(words: Sequence[str]) -> bool:
    """Whether words in capitals are a name wherever they stand."""
    if len(words) > 1:
        return True
    (word,) = words
    if len(word) < _LEAST_LETTERS:
        return False
    share = lexicon.capital_share(word.lower())
    return share < 0 or share >= _ORDINARY
