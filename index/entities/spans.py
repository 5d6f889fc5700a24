"""Names as a tagger finds them, before it is settled who is meant."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from index.core.values import EntityType


class Span(NamedTuple):
    """A name in a batch of tokens; `first` and `last` are token numbers, last inclusive."""

    first: int
    last: int
    type: EntityType
    confidence: float


class TableSpan(Span):
    """A name whose type the line of a table or a list tells, whatever the article says elsewhere of
    names that are written the same.
    """

    __slots__ = ()


def by_token(spans: Iterable[Span]) -> dict[int, Span]:
    """Which of some spans each token is in, for the tokens that are in one."""
    found = {}
    for span in spans:
        at, last, _, _ = span
        found[at] = span
        while at < last:  # most are of a word
            at += 1
            found[at] = span
    return found


def replaced(spans: list[Span], added: Iterable[Span]) -> list[Span]:
    """The spans in order with others in the place of those that they overlap."""
    new = apart(added)
    if not new:
        return spans
    inside = {at for span in new for at in range(span.first, span.last + 1)}
    kept = [span for span in spans if inside.isdisjoint(range(span.first, span.last + 1))]
    return sorted([*kept, *new], key=lambda span: span.first)


def apart(spans: Iterable[Span]) -> list[Span]:
    """The spans in order; of those that overlap the one that begins first, or else is longer."""
    every = list(spans)
    # Most come so.
    if all(before.last < after.first for before, after in pairwise(every)):
        return every
    found: list[Span] = []
    for span in sorted(every, key=lambda span: (span.first, -span.last)):
        if not found or span.first > found[-1].last:
            found.append(span)
    return found
