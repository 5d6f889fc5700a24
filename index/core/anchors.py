"""Finding a marked paragraph again after its article changed.

The anchor is the W3C Web Annotation TextQuoteSelector (the exact text with some characters before
and after it) with the paragraph's position and hash.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from index.core.article import paragraph_hash
from index.core.bookmark import Anchor, BookmarkState

CONTEXT = 32
"""Characters kept from before and after the paragraph."""

# A paragraph is the same one edited when half of its word pairs are kept. Where its neighbours are
# still the same on both sides, a quarter is enough.
_ENOUGH = 0.5
_NEIGHBOURS = 0.25

# Only the beginning of a very long paragraph is compared, so that one of megabytes costs no more.
_COMPARED = 20_000
_UNSPACED = "\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_WORD = rf"[{_UNSPACED}]|[^\W{_UNSPACED}]+"


def make(paragraphs: Sequence[str], position: int) -> Anchor:
    """The anchor of the paragraph at a position, counted from 0."""
    exact = paragraphs[position]
    return Anchor(
        exact=exact,
        prefix=_before(paragraphs, position),
        suffix=_after(paragraphs, position),
        ordinal=position + 1,
        hash=paragraph_hash(exact),
    )


def locate(
    anchor: Anchor, paragraphs: Sequence[str], beside: Collection[str] = ()
) -> tuple[int | None, BookmarkState]:
    """Where the paragraph stands now, and what became of it. What stood `beside` it in its own
    version is itself, however like it is, and never this one edited.

    kept: the same text at the same place; moved: the same text elsewhere; changed: another text
    that is the same paragraph edited; gone: nothing like it, without a position.
    """
    expected = anchor.ordinal - 1
    if expected < len(paragraphs) and paragraphs[expected] == anchor.exact:
        return expected, "kept"
    same = [i for i, text in enumerate(paragraphs) if text == anchor.exact]
    if same:
        return max(
            same, key=lambda i: (_context(anchor, paragraphs, i), -abs(i - expected))
        ), "moved"
    position = _edited(anchor, paragraphs, frozenset(beside))
    return (None, "gone") if position is None else (position, "changed")


def _edited(anchor: Anchor, paragraphs: Sequence[str], others: frozenset[str]) -> int | None:
    """The paragraph most like the marked one, if it is like enough and none of the `others`."""
    pairs = _pairs(anchor.exact)
    best: tuple[float, int, int] | None = None
    for position, text in enumerate(paragraphs):
        if text in others:
            continue
        likeness = _likeness(pairs, _pairs(text))
        if likeness < _ENOUGH - _NEIGHBOURS:
            continue
        score = likeness + _NEIGHBOURS * _context(anchor, paragraphs, position)
        rank = score, -abs(position + 1 - anchor.ordinal), position
        if score >= _ENOUGH and (best is None or rank > best):
            best = rank
    return best[2] if best else None


def _pairs(text: str) -> Counter[tuple[str, ...]]:
    """How often each pair of neighbouring words stands in a text, or its only word."""
    words = re.findall(_WORD, text[:_COMPARED].casefold())
    size = min(2, len(words))
    return Counter(zip(*(words[start:] for start in range(size)), strict=False))


def _likeness(one: Counter[tuple[str, ...]], other: Counter[tuple[str, ...]]) -> float:
    """Dice's coefficient: 1 for the same pairs, 0 for none in common."""
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def _context(anchor: Anchor, paragraphs: Sequence[str], position: int) -> float:
    """How much of what stood around the paragraph stands around this one, from 0 to 1."""
    before = _shared(anchor.prefix[::-1], _before(paragraphs, position)[::-1])
    after = _shared(anchor.suffix, _after(paragraphs, position))
    return (before + after) / 2


def _shared(expected: str, found: str) -> float:
    """The share of the expected text that the found one begins with; nothing is like nothing."""
    if not expected or not found:
        return float(expected == found)
    length = 0
    for one, other in zip(expected, found, strict=False):
        if one != other:
            break
        length += 1
    return length / len(expected)


def _before(paragraphs: Sequence[str], position: int) -> str:
    text = ""
    while position and len(text) <= CONTEXT:
        position -= 1
        text = f"{paragraphs[position][-CONTEXT:]}\n{text}"
    return text[:-1][-CONTEXT:]


def _after(paragraphs: Sequence[str], position: int) -> str:
    text = ""
    while position + 1 < len(paragraphs) and len(text) <= CONTEXT:
        position += 1
        text = f"{text}\n{paragraphs[position][:CONTEXT]}"
    return text[1:][:CONTEXT]
