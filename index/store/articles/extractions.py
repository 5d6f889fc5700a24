"""Whether two texts are of one page, taken out of it by two programs.

Each program has its own idea of what belongs to an article: captions, headings, bylines, boxes are
taken by one and left out by another, and paragraphs are parted otherwise. Words within a sentence
are nobody's idea: where these differ the page was another one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from index.core.late_patterns import late
from index.core.word_runs import word_runs

_ENDS = late(r"(?<=[.!?…:])[\"'”’»)\]]*\s+|(?<=[。！？])")
# Stretches in the same place of two texts with this share of their words in common (Dice) are one,
# rewritten.
_REWRITTEN = 0.4
# Pairs of words that are compared at most; longer texts that differ are taken for two.
_PATIENCE = 4_000_000


def differ_as_extractions(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two texts have the same sentences, but for whole ones that either has besides."""
    first, second = _Words(one), _Words(other)
    return _are_apart(first, second, _gaps(first, second))


def holds(whole: Sequence[str], part: Sequence[str]) -> bool:
    """Whether a text is another one, or what is left of that without some whole sentences."""
    first, second = _Words(whole), _Words(part)
    gaps = _gaps(first, second)
    return gaps is not None and all(c == d for *_, c, d in gaps) and _are_apart(first, second, gaps)


class _Gap(NamedTuple):
    """Where two texts differ: from `a` to `b` in the one, from `c` to `d` in the other."""

    a: int
    b: int
    c: int
    d: int

    def moved(self, by: int) -> _Gap:
        return _Gap(self.a + by, self.b + by, self.c + by, self.d + by)


class _Words:
    """The words of a text, and behind how many of them a sentence or paragraph ends."""

    def __init__(self, paragraphs: Sequence[str]) -> None:
        self.words: list[str] = []
        self.ends = {0}
        for paragraph in paragraphs:
            for sentence in _ENDS.split(paragraph):
                self.words += word_runs(sentence.casefold())
                self.ends.add(len(self.words))


def _gaps(first: _Words, second: _Words) -> list[_Gap] | None:
    """Where two texts differ, None where they are too long to tell."""
    start, end = _common(first.words, second.words)
    before, after = (each.words[start : len(each.words) - end] for each in (first, second))
    if len(before) * len(after) > _PATIENCE:
        return None
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    found = (_Gap(*at).moved(start) for kind, *at in matcher.get_opcodes() if kind != "equal")
    return [_in_place(first, second, gap) for gap in found]


def _common(one: Sequence[str], other: Sequence[str]) -> tuple[int, int]:
    """How many words two texts begin with, and how many more they end with, alike."""
    most = min(len(one), len(other))
    start = next((at for at in range(most) if one[at] != other[at]), most)
    rest = most - start
    return start, next((at for at in range(rest) if one[-1 - at] != other[-1 - at]), rest)


def _in_place(first: _Words, second: _Words, gap: _Gap) -> _Gap:
    """A gap between sentences, where it may as well be there: the same words stand before what is
    missing and at its end.
    """
    at = gap
    while not _is_between(first, second, at):
        if min(at.a, at.c) == 0:
            return gap
        if any(
            x < y and text.words[x - 1] != text.words[y - 1]
            for text, x, y in ((first, at.a, at.b), (second, at.c, at.d))
        ):
            return gap
        at = at.moved(-1)
    return at


def _is_between(first: _Words, second: _Words, gap: _Gap) -> bool:
    return {gap.a, gap.b} <= first.ends and {gap.c, gap.d} <= second.ends


def _are_apart(first: _Words, second: _Words, gaps: Sequence[_Gap] | None) -> bool:
    """Whether what stands in gaps are sentences of which each text has its own."""
    if gaps is None:
        return False
    for a, b, c, d in _widened(first, second, gaps):
        one, other = Counter(first.words[a:b]), Counter(second.words[c:d])
        if 2 * (one & other).total() >= _REWRITTEN * (b - a + d - c):
            return False
    return True


def _widened(first: _Words, second: _Words, gaps: Sequence[_Gap]) -> list[_Gap]:
    """Gaps with the rest of the sentences they are in, those that meet by it as one."""
    found = list(gaps)
    at = 0
    while at < len(found):
        a, b, c, d = found[at]
        if not (a in first.ends and c in second.ends) and min(a, c) > 0:
            if at and a == found[at - 1].b:
                at -= 1
                found[at : at + 2] = [_Gap(found[at].a, b, found[at].c, d)]
            else:
                found[at] = _Gap(a - 1, b, c - 1, d)
        elif not (b in first.ends and d in second.ends):
            if at + 1 < len(found) and b == found[at + 1].a:
                found[at : at + 2] = [_Gap(a, found[at + 1].b, c, found[at + 1].d)]
            else:
                found[at] = _Gap(a, b + 1, c, d + 1)
        else:
            at += 1
    return found
