"""Offices of several matters whole, of which a tagger saw the first alone: "Ministry of Health and
Sanitation".
"""

from __future__ import annotations

from collections.abc import Mapping

from index.entities.spans import Span, apart, by_token
from index.entities.words import gazetteer as gz
from index.entities.words.gazetteer import known_bits
from index.entities.words.lexicon import capital_share
from index.entities.words.tokenizer import Tokens

_OFFICES = frozenset("Ministry Department Ministries Chamber".split())
_AND = frozenset({"and", "&"})
# A matter's word has a capital more seldom.
_OFTEN = 0.6
_OF = 3
"""Words at least of an office and its matter: "Ministry of Health"."""
# Somebody, or something else, that comes next: "the Ministry of Health and Dr Kargbo".
_OTHERS = (
    gz.TITLE | gz.ROLE | gz.DEMONYM | gz.STARTER | gz.CALENDAR | gz.GIVEN | gz.COUNTRY | gz.REGION
)


def with_matters(spans: list[Span], tokens: Tokens) -> list[Span]:
    """The spans in order, each office with all that it is for."""
    offices = {span for span in spans if _is_office(span, tokens)}
    if not offices:
        return spans
    taken = by_token(spans)
    ends = {span: _end(span, tokens, taken) for span in offices}
    longer = [s._replace(last=ends.get(s, s.last)) for s in spans]
    return apart(longer) if longer != spans else spans


def _end(span: Span, tokens: Tokens, taken: Mapping[int, Span]) -> int:
    """The last word of an office's matters: "Ministry of Youth, Sports and the Arts"."""
    words = tokens.words
    listed = at = last = span.last
    several = "," in words[span.first : last]
    while words[at + 1 : at + 2] == [","]:
        first = at + 2 + (words[at + 2 : at + 3] == ["the"])
        own = taken.get(first)
        if own and own.first == first and own.type == "org" and _are_two(own, tokens):
            # "Ministry of Housing, [Utilities and Urban Communities]"
            return own.last
        if not _is_matter(first, last, tokens, taken, given=first > at + 2):
            break
        at = _matter_end(first, last, tokens, taken)
    joint = at + 1 + (words[at + 1 : at + 2] == [","])
    if (several or at > listed) and words[joint : joint + 1] and words[joint] in _AND:
        the = words[joint + 1 : joint + 2] == ["the"]
        first = joint + 1 + the
        own = taken.get(first)
        if own and own.type == "org" and own.first == first and own.last > first:
            # "and [Rural Affairs]"
            return own.last
        if _is_matter(first, last, tokens, taken, given=the):
            return _matter_end(first, last, tokens, taken)
    return last + 2 if _goes_on(last, tokens, taken) else last


def _is_matter(
    at: int, last: int, tokens: Tokens, taken: Mapping[int, Span], *, given: bool = False
) -> bool:
    """Whether a word may be one of a matter, and is no name by itself; a given name may be if so
    said: "the Marine".
    """
    if at >= len(tokens.words) or tokens.texts[at] != tokens.texts[last] or at in taken:
        return False
    word = tokens.words[at]
    return word.istitle() and not known_bits(word) & (_OTHERS & ~gz.GIVEN if given else _OTHERS)


def _matter_end(at: int, last: int, tokens: Tokens, taken: Mapping[int, Span]) -> int:
    while _is_matter(at + 1, last, tokens, taken):
        at += 1
    return at


def _are_two(span: Span, tokens: Tokens) -> bool:
    """Whether what was taken for a name is two matters, of words that are often written small."""
    own = tokens.words[span.first : span.last + 1]
    return not _AND.isdisjoint(own) and 0 <= capital_share(own[0].lower()) < _OFTEN


def _is_office(span: Span, tokens: Tokens) -> bool:
    if span.type != "org" or span.last - span.first + 1 < _OF:
        return False
    own = tokens.words[span.first : span.last + 1]
    return "of" in own and not _OFFICES.isdisjoint(own) and _AND.isdisjoint(own)


def _goes_on(last: int, tokens: Tokens, taken: Mapping[int, Span]) -> bool:
    """Whether another matter follows that is no name by itself."""
    words, text, end = tokens.words, tokens.texts, last + 2
    if end >= len(words) or text[end] != text[last] or words[last + 1] not in _AND:
        return False
    word = words[end]
    if end in taken or not word.istitle() or known_bits(word) & _OTHERS:
        return False
    after = words[end + 1] if end + 1 < len(words) and text[end + 1] == text[last] else ""
    return not after[:1].isupper() and end + 1 not in taken
