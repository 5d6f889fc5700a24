"""Surnames whole that begin with a word in small letters: "von Ostrander" again of an article that
has named Ida von Ostrander.
"""

from __future__ import annotations

from collections.abc import Mapping

from index.entities.completing.nicknamed import CLOSES, OPENS
from index.entities.spans import Span, by_token, replaced
from index.entities.words import gazetteer as gz
from index.entities.words.tokenizer import Tokens

_NONE = frozenset("and of the for y e".split())
# What surnames of the Philippines begin with, which a tagger parts there.
_PARTED = frozenset({"dela", "delos", "delas"})
_SURE = 0.8
Words = tuple[str, ...]


def with_joined(spans: list[Span], tokens: Tokens) -> list[Span]:
    """The spans in order, people whole whose surname begins with "dela" or "delos": "Ronaldo dela
    Rosa", "Francis “Kiko” dela Rosa".
    """
    words, text = tokens.words, tokens.texts
    added: list[Span] = []
    taken: dict[int, Span] = {}
    for at in tokens.among(_PARTED):
        taken = taken or by_token(spans)
        if not 0 < at < len(words) - 1 or not text[at - 1] == text[at] == text[at + 1]:
            continue
        if not words[at + 1].istitle():
            continue
        first = _begin(at, words, taken)
        right = taken.get(at + 1)
        # "Ronaldo dela [Rosa of Davao]"
        rest = right.last if right and right.type == "person" else at + 1
        sure = max((one.confidence for one in (taken.get(first), right) if one), default=_SURE)
        added.append(Span(first, rest, "person", max(sure, _SURE)))
    return replaced(spans, added) if added else spans


def _begin(at: int, words: list[str], taken: Mapping[int, Span]) -> int:
    """Where the name begins whose surname has its particle at a place."""
    before = at - 1
    if words[before] in CLOSES:
        marks = range(at - 3, max(at - 6, 0), -1)
        before = next((mark - 1 for mark in marks if words[mark] in OPENS), -1)
    span = taken.get(before)
    return span.first if span and span.type == "person" and span.last == before else at


def with_particles(spans: list[Span], tokens: Tokens) -> list[Span]:
    """The spans of an article in order, people who are called by their surname alone with what it
    begins with.
    """
    words = tokens.words
    whole: dict[Words, Words] = {}
    for span in spans:
        if span.type == "person" and span.last > span.first + 1:
            own = tuple(words[span.first : span.last + 1])
            at = next((at for at in range(1, len(own) - 1) if _is_particle(own[at])), 0)
            if at:
                rest = at
                while rest < len(own) - 1 and own[rest].islower():
                    rest += 1
                whole[own[rest:]] = own[at:rest]
    if not whole:
        return spans
    found = list(spans)
    for place, span in enumerate(spans):
        before = whole.get(tuple(words[span.first : span.last + 1]))
        if before and span.type != "place":
            first = span.first - len(before)
            same = first >= 0 and tokens.texts[first] == tokens.texts[span.first]
            if same and tuple(map(str.lower, words[first : span.first])) == before:
                found[place] = span._replace(first=first, type="person")
    return found


def _is_particle(word: str) -> bool:
    known = word.islower() and word not in _NONE
    return known and bool(gz.load().words.get(word, 0) & gz.PARTICLE)
