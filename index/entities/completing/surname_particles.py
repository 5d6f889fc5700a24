"""Surnames whole that begin with a word in small letters: "von Ostrander" again of an article that
has named Ida von Ostrander.
"""

from __future__ import annotations

from index.entities.spans import Span
from index.entities.words import gazetteer as gz
from index.entities.words.tokenizer import Tokens

_NONE = frozenset("and of the for y e".split())
Words = tuple[str, ...]


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
