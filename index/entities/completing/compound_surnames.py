"""Surnames of several words whole, of people whom an article names in full: "Nguyen-Harris" again
of Sue Nguyen-Harris, "De Leon" of Leila Guevarra-De Leon.
"""

from __future__ import annotations

from collections import defaultdict

from index.entities.resolving.person_names import compound_surnames
from index.entities.spans import Span, by_token, replaced
from index.entities.words import gazetteer as gz
from index.entities.words.tokenizer import Tokens

_SURE = 0.8
Words = tuple[str, ...]


def with_compound_surnames(spans: list[Span], tokens: Tokens, place: range) -> list[Span]:
    """The spans of an article in order, people who are called by such a surname as a whole."""
    words = tokens.words
    known = _known(spans, words)
    if not known:
        return spans
    holding = by_token(spans)
    added: list[Span] = []
    for at in tokens.among(known, place):
        for surname in sorted(known[words[at]], key=len, reverse=True):
            last = at + len(surname) - 1
            if tuple(words[at : last + 1]) != surname or tokens.texts[at] != tokens.texts[last]:
                continue
            inside = {holding[place] for place in range(at, last + 1) if place in holding}
            if all(_is_inside(one, at, last, words) for one in inside):
                added.append(Span(at, last, "person", _sure(inside)))
            break
    if not added:
        return spans
    return replaced(spans, added)


def _known(spans: list[Span], words: list[str]) -> dict[str, set[Words]]:
    """The surnames of several words of people who are named in full, by their first word."""
    full = [span for span in spans if span.type == "person" and span.last > span.first]
    surnames = {
        surname
        for span in full
        if span.last > span.first + 1
        for surname in compound_surnames(tuple(words[span.first : span.last + 1]))
    }
    known: dict[str, set[Words]] = defaultdict(set)
    if surnames:
        plain = {words[span.last] for span in full if words[span.last - 1] != "-"}
        plain |= {words[span.first] for span in full} | gz.leaders()
        for surname in surnames:
            # "Donald Trump-Kim" is no name.
            if not {surname[0], surname[-1]} <= plain:
                known[surname[0]].add(surname)
    return known


def _is_inside(span: Span, at: int, last: int, words: list[str]) -> bool:
    """Whether a span is part of a surname, but for titles before it: "Justice Mac Giolla"."""
    titles = gz.load().words
    before = all(titles.get(word, 0) & gz.TITLE for word in words[span.first : at])
    return span.last <= last and (at <= span.first or (span.type == "person" and before))


def _sure(inside: set[Span]) -> float:
    return max((span.confidence for span in inside if span.type == "person"), default=_SURE)
