"""Organisations that an acronym in brackets spells, of which a tagger saw a part or nothing: "the
Porthaven Harbour and Fisheries Authority (PHFA)".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from index.entities.spans import Span
from index.entities.words import gazetteer as gz
from index.entities.words.gazetteer import known_bits
from index.entities.words.legal_forms import is_legal
from index.entities.words.tokenizer import Tokens

_BRACKET = frozenset({"("})
_ACRONYM = 3, 8  # letters, at least and at most
_SMALL = frozenset("of for the and & in on at to de del des du da do la le el y et - by".split())
# What has an acronym as well and is no organisation.
_NO_BODY = frozenset(
    "Act Agreement Bill Tax Treaty Officer Programme Program Plan Project Scheme Report Code "
    "Index Rate Fund Day Week Cup Open Games Deal Pact Accord Partnership Initiative System "
    "Order Number Area Zone Control Law".split()
)
_PLACES = gz.COUNTRY | gz.REGION | gz.CITY
_LETTERS = 0.8
_WING = 4  # letters
_LEAST = 2  # words
_SURE = 0.9


def wings(tokens: Tokens, taken: Mapping[int, Span]) -> Iterator[Span]:
    """Parties with the wing that stands in brackets behind their letters: "CPI (M)"."""
    words = tokens.words
    for at in tokens.among(_BRACKET):
        party = taken.get(at - 1)
        if party is None or party.type != "org" or words[at + 2 : at + 3] != [")"]:
            continue
        letters, wing = words[at - 1], words[at + 1]
        if party.first < at - 1 or not (letters.isupper() and wing.isupper() and wing.isalpha()):
            continue
        if len(wing) < _WING and len(letters) > 1 and not known_bits(wing):
            yield Span(at - 1, at + 2, "org", party.confidence)


def letters(tokens: Tokens, taken: Mapping[int, Span]) -> Iterator[Span]:
    """Acronyms in brackets behind an organisation of several words, whatever they spell: "the
    Labour Party (PT)".
    """
    words = tokens.words
    for at in tokens.among(_BRACKET):
        body = taken.get(at - 1)
        if body is None or body.type != "org" or body.last == body.first or at + 1 in taken:
            continue
        if words[at + 2 : at + 3] != [")"] or is_legal(words[at - 1]):
            continue
        short = words[at + 1]
        if (
            not short.isalpha()
            or len(short) >= _ACRONYM[1]
            or sum(map(str.isupper, short)) < _LEAST
        ):
            continue
        if not known_bits(short) & ~(gz.ORG | gz.SURNAME | gz.GIVEN):
            yield Span(at + 1, at + 1, "org", _LETTERS)


def defined(tokens: Tokens, taken: Mapping[int, Span]) -> Iterator[Span]:
    """Organisations whole that an acronym behind them spells, where no span, by token, is one."""
    words = tokens.words
    for at in tokens.among(_BRACKET):
        if words[at + 2 : at + 3] != [")"] or not _is_acronym(words[at + 1]):
            continue
        first = _begin(at, tokens)
        if at - first < _LEAST or words[at - 1] in _NO_BODY:
            continue
        if (known_bits(" ".join(words[first:at])) | known_bits(words[at + 1])) & _PLACES:
            continue
        own = {taken[place] for place in range(first, at) if place in taken}
        if any(span.first < first or span.last >= at for span in own):
            continue
        # A network is a body of its own, and a thing that people have.
        cue = any(known_bits(w) & gz.ORG_CUE for w in words[first:at] if w != "Network")
        if cue or any(span.type == "org" for span in own):
            yield Span(first, at - 1, "org", _SURE)


def _is_acronym(word: str) -> bool:
    return word.isalpha() and word.isupper() and _ACRONYM[0] <= len(word) <= _ACRONYM[1]


def _begin(at: int, tokens: Tokens) -> int:
    """Where the words begin whose first letters an acronym in brackets at a place has; the place
    itself where there are none.
    """
    words, text = tokens.words, tokens.texts
    letters = words[at + 1]
    place, first = at - 1, at
    for letter in reversed(letters):
        while place >= 0 and text[place] == text[at] and words[place] in _SMALL:
            place -= 1
        if place < 0 or text[place] != text[at] or words[place][:1] != letter:
            return at
        first, place = place, place - 1
    return first
