"""Bodies whole that begin with what they are, of which a tagger saw a part or nothing: "Commission
on Audit", "Chamber of Deputies".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from index.entities.spans import Span
from index.entities.words import gazetteer as gz
from index.entities.words.gazetteer import known_bits
from index.entities.words.name_cues import POSSESSIVE_ENDINGS
from index.entities.words.tokenizer import Tokens

_BODIES = frozenset(
    "Academy Agency Alliance Association Authority Bureau Campaign Centre Center Chamber "
    "Commission Committee Confederation Congress Corporation Council Court Department Directorate "
    "Faculty Federation Foundation Institute Institution Inspectorate League Ministry Office "
    "Registry Secretariat Society Union University".split()
)
_OF = frozenset("of on for".split())
_OWNERS = frozenset({"'", "’"})
_JOINTS = frozenset({"and", "&", "of", "in"}) | POSSESSIVE_ENDINGS | _OWNERS
_PLACES = gz.CITY | gz.COUNTRY | gz.REGION
# What many bodies have, and none is called by: "Board of Directors".
_PARTS = frozenset(
    "Directors Trustees Governors Commissioners Regents Elections Appeals Representatives".split()
)
_NO_MATTER = gz.CALENDAR | gz.TITLE | gz.STARTER
_LONGEST = 7  # words
_SURE = 0.8


def bodies_of_matters(tokens: Tokens, taken: Mapping[int, Span]) -> Iterator[Span]:
    """Bodies with the matter behind "of", "on" or "for", where no span, by token, reaches."""
    words = tokens.words
    for at in tokens.among(_BODIES):
        if (
            words[at + 1 : at + 2]
            and words[at + 1] in _OF
            and tokens.texts[at + 1] == (tokens.texts[at])
        ):
            # "the ruling by the Supreme Court on DACA"
            judged = words[at] == "Court" and words[at + 1] == "on"
            last = at if judged else _end(at, tokens)
            if last > at + 1 and (span := _whole(at, last, tokens, taken)):
                yield span


def _end(at: int, tokens: Tokens) -> int:
    """The last word of the matter behind a body's first; the preposition where none follows."""
    words, last = tokens.words, at + 1
    for place in range(at + 2, min(at + 2 + _LONGEST, len(words))):
        word = words[place]
        if tokens.texts[place] != tokens.texts[at]:
            break
        bits = known_bits(word)
        if word[:1].isupper() and word.isalpha() and not bits & _NO_MATTER:
            if words[place - 1] == "in" and bits & _PLACES:
                break
            last = place
        elif word not in _JOINTS or last < place - 1 or last == at + 1:
            break
    return last


def _whole(at: int, last: int, tokens: Tokens, taken: Mapping[int, Span]) -> Span | None:
    """The body from its first word to the last of its matter, where that is more than was seen."""
    words = tokens.words
    if words[last] in _PARTS or words[at + 2] in _PARTS or words[last + 1 : last + 2] == ["-"]:
        return None
    first = _first(at, tokens, taken)
    own = {taken[place] for place in range(first, last + 1) if place in taken}
    if any(span.last > last or span.first < first or span.type == "person" for span in own):
        return None
    if any(span.first <= first and span.last > at and span.type == "org" for span in own):
        return None
    if first in taken and any(span.first > at for span in own):
        # "the Senate Committee on Capitol Hill"
        return None
    before = words[first - 1] if first and tokens.texts[first - 1] == tokens.texts[at] else ""
    if before[:1].isupper() and not tokens.first[first - 1]:
        return None
    return Span(first, last, "org", _SURE)


def _first(at: int, tokens: Tokens, taken: Mapping[int, Span]) -> int:
    """Where a body begins whose kind stands at a place: before that with whose it is, "National
    Lawyers' Committee for", or with what was found of it.
    """
    words = tokens.words
    own = taken.get(at)
    if own and own.type == "org" and own.last == at and words[at + 1] != "of":
        return own.first
    first = at
    while own is None and first > at - _LONGEST and first - 1 not in taken:
        # "the Telecommunications Authority of Trinidad and Tobago"
        if not _may_begin(first - 1, at, tokens):
            break
        first -= 1
    if first == at > 1 and words[at - 1] in _OWNERS and words[at - 2].istitle():
        first = at - 2
        while first > at - _LONGEST and _may_begin(first - 1, at, tokens):
            first -= 1
    return first


def _may_begin(at: int, body: int, tokens: Tokens) -> bool:
    """Whether a word may be one of a body's before whose it is."""
    same = at >= 0 and tokens.texts[at] == tokens.texts[body] and not tokens.first[at]
    return same and tokens.words[at].istitle() and not known_bits(tokens.words[at]) & _NO_MATTER
