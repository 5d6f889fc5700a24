"""Players of a side, in rows of surnames: of "Pellow, Strand, Quayle, Bracken; Ostrander" all are
people where most are taken for some.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from index.entities.classifying.clubs import NATIONS, kind_of_land
from index.entities.spans import Span, TableSpan
from index.entities.words import gazetteer as gz
from index.entities.words.gazetteer import known_bits
from index.entities.words.tokenizer import Tokens

_MARKS = frozenset({",", ";"})
_ALSO = frozenset({".", "-", "'", "’", "and"})
_LEAST = 6  # players
_DENSE = 5
"""Words at most for each comma of a row."""
_PEOPLE = 0.6
_LONGEST = 3  # words of a player
_NO_PLAYER = gz.CALENDAR | gz.TITLE | gz.ROLE | gz.ORG_CUE | gz.PLACE_CUE | gz.ORG | gz.DEMONYM
_SURE = 0.85

Item = tuple[int, int]
"""The first and last token of what stands between two commas."""


def players_in_rows(tokens: Tokens, taken: Mapping[int, Span]) -> Iterator[Span]:
    """The members of such rows that are no people yet, by token."""
    marks = tokens.among(_MARKS)
    if len(marks) < _LEAST:
        return
    sizes = np.bincount(tokens.text)
    per_text = np.bincount(tokens.text[marks], minlength=len(sizes))
    dense = (per_text >= _LEAST - 1) & (per_text * _DENSE >= sizes)
    for text in np.flatnonzero(dense).tolist():
        start, stop = np.searchsorted(tokens.text, (text, text + 1)).tolist()
        for row in _rows(start, stop, tokens):
            known = sum(_kind(item, taken) == "person" for item in row)
            if len(row) >= _LEAST and known >= _PEOPLE * len(row):
                yield from (
                    TableSpan(first, last, "person", _SURE)
                    for first, last in row
                    if _kind((first, last), taken) != "person" and _may_be(first, last, tokens)
                )


def _rows(start: int, stop: int, tokens: Tokens) -> Iterator[Sequence[Item]]:
    """Rows of capitals with nothing but commas, numbers and brackets between."""
    words = tokens.words
    row: list[Item] = []
    opened = False
    at = start
    while at < stop:
        word = words[at]
        if word in "()":
            opened = word == "("
        elif not opened and word[:1].isupper():
            last = at
            while last + 1 < stop and (
                words[last + 1][:1].isupper() or words[last + 1] in {".", "-", "'", "’"}
            ):
                last += 1
            while words[last] in _ALSO:
                last -= 1
            row.append((at, last))
            at = last
        elif not (opened or word in _MARKS or word in _ALSO or word[:1].isdigit()):
            yield row
            row = []
        at += 1
    yield row


def _kind(item: Item, taken: Mapping[int, Span]) -> str:
    span = taken.get(item[1])
    return span.type if span else ""


def _may_be(first: int, last: int, tokens: Tokens) -> bool:
    """Whether words may be somebody by his surname: one, behind initials at the most."""
    words = tokens.words[first : last + 1]
    if len(words) > _LONGEST or kind_of_land(words) & NATIONS & ~gz.REGION:
        return False
    if not all(len(word) == 1 or word.isupper() for word in words[:-1]):
        return False
    return len(words[-1]) > 1 and not known_bits(words[-1]) & _NO_PLAYER
