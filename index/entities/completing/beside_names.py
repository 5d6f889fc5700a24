"""Names told in a row with others of which a tagger saw nothing: "from Strand, Pellow and Carrick",
"Transocean or Saipem".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from index.core.values import EntityType
from index.entities.completing.unlisted_words import UnlistedWords
from index.entities.spans import Span
from index.entities.words import gazetteer as gz
from index.entities.words.tokenizer import Tokens

_JOINTS = frozenset({"and", "or"})
_THE = frozenset({"the"})
_COMMA = frozenset({","})
_BEFORE_TOWNS = frozenset("in near from between of to at across outside through towards".split())
# What is told in a row with names and names nothing, or nobody that a row tells of.
_NO_NAME = (
    gz.DEMONYM | gz.CALENDAR | gz.TITLE | gz.ROLE | gz.STARTER | gz.OTHER | gz.GIVEN | gz.SURNAME
)
_SURE = 0.8


def in_a_row(tokens: Tokens, taken: Mapping[int, Span]) -> Iterator[Span]:
    """Names beside an "and" or "or" on whose other side a place or an organisation is, by token."""
    unlisted = UnlistedWords(tokens, taken, _NO_NAME, begins=False)
    for at in tokens.among(_COMMA):
        right = taken.get(at + 1)
        if right and right.type == "place" and at - 1 not in taken:
            joint = tokens.words[right.last + 1 : right.last + 2]
            first = unlisted.begin(at - 1, at)
            if first < at and joint and joint[0] in _JOINTS and _is_led(first, tokens):
                yield Span(first, at - 1, "place", _SURE)
    for at in tokens.among(_JOINTS):
        left, right = taken.get(at - 1), taken.get(at + 1)
        if left is None and right is None:
            continue
        if right is None and left is not None:
            first = at + 1 + (tokens.words[at + 1 : at + 2] == ["the"])
            last = unlisted.end(first, at)
            if last >= first and _tells(left, tokens, taken):
                yield Span(first, last, left.type, _SURE)
        elif left is None and right is not None:
            first = unlisted.begin(at - 1, at)
            if first < at and (kind := _kind(first, right, tokens, taken)):
                yield Span(first, at - 1, kind, _SURE)


def _is_led(first: int, tokens: Tokens) -> bool:
    """Whether a word in small letters of the same text stands before a place."""
    same = first > 0 and tokens.texts[first - 1] == tokens.texts[first]
    return same and tokens.words[first - 1].islower()


def _tells(span: Span, tokens: Tokens, taken: Mapping[int, Span]) -> bool:
    """Whether what is told with a name is of its kind: things happen in a place, or another stands
    before it.
    """
    before = tokens.words[span.first - 1] if span.first else ""
    if span.type == "person":
        return False
    if before in _BEFORE_TOWNS:
        return True
    if before in _THE:
        return False
    one = taken.get(span.first - 2)
    return before == "," and one is not None and one.type == span.type


def _kind(first: int, right: Span, tokens: Tokens, taken: Mapping[int, Span]) -> EntityType | None:
    """What stands before "and" and a name, by that and by what stands before it."""
    before = tokens.words[first - 1] if first else ""
    one = taken.get(first - 2)
    if right.type == "person":
        return None
    if before == "," and one is not None and one.type == right.type:
        return right.type
    return right.type if before in _BEFORE_TOWNS and right.type == "place" else None
