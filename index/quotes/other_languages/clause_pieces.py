"""What a paragraph is made of: words, signs, names and passages between marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.core.late_patterns import late
from index.quotes.attribution_words import Named
from index.quotes.quotation_marks import Marked

_PRONOUN = r"(?:ils?|elles?|on|je|nous|vous)\b"
# French pronouns behind their verb, and what is elided before a vowel, are words of their own.
_WORD = late(
    rf"(?P<link>-(?:t-)?(?={_PRONOUN}))"
    rf"|[^\W\d_]+?(?=-(?:t-)?{_PRONOUN})"
    # … or before a name, where the words end that are looked at.
    r"|[^\W\d_]+[’'](?=[^\W\d_]|\Z)"
    r"|\w+(?:[-‑]\w+)*|[^\w\s]"
)


class Piece(NamedTuple):
    """Start and end in the text; `kind` and `entity` as in `ClauseWords`."""

    start: int
    end: int
    kind: str
    entity: int


def pieces(text: str, marked: Sequence[Marked], mentions: Sequence[Named]) -> Iterator[Piece]:
    """What a text is made of, in order and apart."""
    blocks = sorted(
        [Piece(one.outer, one.outer_end, "q", 0) for one in marked]
        + [
            Piece(a, b, str(kind), entity)
            for a, b, entity, kind in mentions
            if 0 <= a < b <= len(text)
        ],
        key=lambda piece: (piece.start, -piece.end),
    )
    kept: list[Piece] = []
    place = 0
    for block in blocks:
        # A name between marks is part of what stands there.
        while place < len(marked) and marked[place].outer_end <= block.start:
            place += 1
        inside = place < len(marked) and marked[place].outer < block.end
        if (block.kind == "q" or not inside) and (not kept or block.start >= kept[-1].end):
            kept.append(block)
    reached = 0
    for block in (*kept, Piece(len(text), len(text), "", 0)):
        for match in _WORD.finditer(text, reached, block.start):
            if match.lastgroup != "link":
                start, end = match.span()
                yield Piece(start, end, "w" if text[start].isalnum() else ".", 0)
        if block.kind:
            yield block
        reached = block.end
