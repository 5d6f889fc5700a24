"""People of two or three words of whom a tagger saw nothing and whom an age or a calling tells:
"Ada Ostrand, 44,", "19-year-old Ada Ostrand", "Ada Ostrand, a lawyer from".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from index.entities.spans import Span
from index.entities.words import gazetteer as gz
from index.entities.words.gazetteer import known_bits
from index.entities.words.lexicon import capital_share
from index.entities.words.tokenizer import Tokens

_OLD = frozenset({"old"})
_SURNAMED = frozenset({"surnamed"})
_COMMA = frozenset({","})
_ARTICLES = frozenset({"a", "an", "the"})
_AGES = range(5, 111)
_LEAST, _LONGEST = 2, 3  # words
_CALLING = 4  # words at most behind an article
_PERSONS = ("man", "woman")
_ORDINARY = 0.6
_NO_NAME = (
    gz.DEMONYM | gz.CALENDAR | gz.TITLE | gz.ROLE | gz.STARTER | gz.OTHER | gz.COUNTRY | gz.REGION
    | gz.ORG | gz.ORG_CUE | gz.PLACE_CUE
)  # fmt: skip
_SURE = 0.8


def told_people(tokens: Tokens, taken: Mapping[int, Span]) -> Iterator[Span]:
    """People whom an age or a calling behind a comma or before them tells, and no span, by token,
    is.
    """
    words = tokens.words
    for at in tokens.among(_COMMA):
        if at - 1 in taken or not words[at - 1].istitle():
            continue
        if not (_is_age(at + 1, tokens) or _is_calling(at + 1, tokens)):
            continue
        first = at
        while first > at - _LONGEST and _may_be(first - 1, at, tokens, taken):
            first -= 1
        if at - first >= _LEAST and not _is_capital(first - 1, at, tokens):
            yield Span(first, at - 1, "person", _SURE)
    for at in tokens.among(_SURNAMED):
        if at + 1 not in taken and _may_be(at + 1, at, tokens, taken):
            yield Span(at + 1, at + 1, "person", _SURE)
    for at in tokens.among(_OLD):
        last = at
        while last < at + _LONGEST and _may_be(last + 1, at, tokens, taken):
            last += 1
        if last - at >= _LEAST and words[at - 1] == "-" and not _is_capital(last + 1, at, tokens):
            yield Span(at + 1, last, "person", _SURE)


def _is_age(at: int, tokens: Tokens) -> bool:
    word, behind = (*tokens.words[at : at + 2], "", "")[:2]
    return word.isdecimal() and int(word) in _AGES and behind in {",", "."}


def _is_calling(at: int, tokens: Tokens) -> bool:
    """Whether an article stands at a place and what somebody is behind it."""
    words = tokens.words
    if words[at : at + 1] == [] or words[at] not in _ARTICLES:
        return False
    noun = ""
    for word in words[at + 1 : at + 1 + _CALLING]:
        if not word.islower() or word in {"of", "in", "at", "for", "from", "who", "and", "with"}:
            break
        noun = word
    return bool(gz.load().words.get(noun, 0) & gz.ROLE) or noun.endswith(_PERSONS)


def _is_capital(at: int, other: int, tokens: Tokens) -> bool:
    same = 0 <= at < len(tokens.words) and tokens.texts[at] == tokens.texts[other]
    if not same or not tokens.words[at][:1].isupper():
        return same and tokens.words[at] in {"-", "'s", "’s", "&"}
    return not (tokens.first[at] and known_bits(tokens.words[at]) & gz.STARTER)


def _may_be(at: int, other: int, tokens: Tokens, taken: Mapping[int, Span]) -> bool:
    """Whether a word may be one of somebody's name."""
    if not 0 <= at < len(tokens.words) or at in taken or tokens.texts[at] != tokens.texts[other]:
        return False
    word = tokens.words[at]
    if not word.istitle() or not word.isalpha() or known_bits(word) & _NO_NAME:
        return False
    return bool(known_bits(word)) or not 0 <= capital_share(word.lower()) < _ORDINARY
