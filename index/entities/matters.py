"""Offices of several matters whole, of which a tagger saw the first alone: "Ministry of Health and
Sanitation".
"""

from __future__ import annotations

from collections.abc import Mapping

from index.entities import gazetteer as gz
from index.entities.gazetteer import known_bits
from index.entities.spans import Span, by_token
from index.entities.tokenizer import Tokens

_OFFICES = frozenset("Ministry Department Ministries Chamber".split())
_AND = frozenset({"and", "&"})
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
    longer = {span for span in offices if _goes_on(span.last, tokens, taken)}
    return [s._replace(last=s.last + 2) if s in longer else s for s in spans]


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
