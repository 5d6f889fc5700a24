"""Patterns of addresses as clauses of words, which is how addresses are indexed.

`*` is any run of characters there, signs between words among them: `*.gov` is any address with the
word “gov”, `example.org/w*` the words “example” and “org” in a row before one that begins with w.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice, product

from index.core.late_patterns import late
from index.core.values import Span
from index.query.nodes import Near, Node, Or, Phrase, Wildcard, Word

# Words that `*` may stand for.
_FAR = 20
# Parts of a pattern that are looked at. Each may go through all words of the archive.
_MOST_PARTS = 16
# Ways of reading the asterisks within words: as a part of a word, or of the address.
_MOST_WAYS = 8
_GAP = "\0"
_STARS = late(r"\*+")
_WITHIN = late(r"(?<=[^\W_])\*(?=[^\W_])")
_BEHIND = late(r"(?<=[^\W_])\*(?![^\W_])")
_BEFORE = late(r"(?<![^\W_])\*(?=[^\W_])")
_ALONE = late(r"(?<![^\W_])\*(?![^\W_])")
_PART = late(r"(?<![^\W_*])([^\W_]*+(?:\*[^\W_]*+)++)")
_ENDS = late(r"^[\W_]+|[\W_]+$")


def spelt_out(pattern: str, span: Span) -> Node:
    """The clause of words that finds addresses with a pattern in them; the pattern itself where it
    is one of a single word, or has too many parts.
    """
    if "*" not in pattern:
        return Wildcard(pattern, span=span)
    pattern = _STARS.sub("*", pattern)
    ways = [_way(each, span) for each in _readings(pattern)]
    found = [way for way in ways if way is not None]
    if not found or len(ways) != len(found):
        return Wildcard(pattern, span=span)
    return found[0] if len(found) == 1 else Or(tuple(found), span=span)


def _readings(pattern: str) -> Iterator[str]:
    """The pattern with each asterisk within a word as a part of it, and as more than that."""
    pieces = _WITHIN.split(pattern)
    choices = product((f"*{_GAP}*", "*"), repeat=len(pieces) - 1)
    for chosen in islice(choices, _MOST_WAYS):
        yield "".join(part for pair in zip(pieces, (*chosen, ""), strict=True) for part in pair)


def _way(pattern: str, span: Span) -> Node | None:
    """The words of a pattern: in a row, and further apart where `*` is no part of a word alone."""
    pattern = _ALONE.sub(_GAP, _BEFORE.sub(f"{_GAP}*", _BEHIND.sub(f"*{_GAP}", pattern)))
    rows = [row for part in pattern.split(_GAP) if (row := _row(part, span))]
    if not rows or sum(map(len, rows)) > _MOST_PARTS:
        return None
    joined = [_in_a_row(row, 1, span) for row in rows]
    return _in_a_row(joined, _FAR, span)


def _in_a_row(several: Sequence[Node], distance: int, span: Span) -> Node:
    if len(several) == 1:
        return several[0]
    return Near(tuple(several), distance, ordered=True, span=span)


def _row(text: str, span: Span) -> list[Node]:
    """Words in a row, each as it stands or a pattern."""
    found: list[Node] = []
    for part in _PART.split(text):
        if "*" in part:
            found.append(Wildcard(part, span=span))
        elif plain := _ENDS.sub("", part):
            is_word = all(map(str.isalnum, plain))
            found.append(Word(plain, span=span) if is_word else Phrase(plain, 0, span=span))
    return found
