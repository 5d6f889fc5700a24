"""Where two stretches of text differ, word by word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby

from index.core.comparison import Piece, PieceKind, Pieces
from index.core.late_patterns import late

# A word with what joins its parts (18.7, o'clock, cease-fire), blanks, or a sign.
_TOKEN = late(r"\w+(?:[.,:/'’\-‐‑]\w+)*|\s+|[^\w\s]")

_PATIENCE = 4_000_000
"""Pairs of words that are compared at most; longer texts that differ all through are not."""


def tokens(text: str) -> list[str]:
    """The words, blanks and signs of a text, all of it."""
    return _TOKEN.findall(text)


def differences(old: str, new: str) -> Pieces:
    """How `old` becomes `new`: kept and dropped pieces give the one, kept and added the other."""
    if old == new:
        return (Piece("kept", old),) if old else ()
    before, after = tokens(old), tokens(new)
    first, last = _ends(before, after)
    middle = _middle(before[first : len(before) - last], after[first : len(after) - last])
    kept_last = before[len(before) - last :]
    marked = [*_mark("kept", before[:first]), *middle, *_mark("kept", kept_last)]
    return tuple(_pieces(_without_islands(marked)))


_Marked = tuple[PieceKind, str]


def _mark(kind: PieceKind, words: Iterable[str]) -> list[_Marked]:
    return [(kind, word) for word in words]


def _ends(before: Sequence[str], after: Sequence[str]) -> tuple[int, int]:
    """How many tokens both begin with, and how many more both end with."""
    most = min(len(before), len(after))
    first = next((at for at in range(most) if before[at] != after[at]), most)
    rest = most - first
    last = next((at for at in range(rest) if before[-1 - at] != after[-1 - at]), rest)
    return first, last


def _middle(before: Sequence[str], after: Sequence[str]) -> Iterator[_Marked]:
    if len(before) * len(after) > _PATIENCE:
        yield from _mark("dropped", before)
        yield from _mark("added", after)
        return
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield from _mark("kept", before[a:b])
        else:
            yield from _mark("dropped", before[a:b])
            yield from _mark("added", after[c:d])


def _without_islands(marked: Sequence[_Marked]) -> Iterator[_Marked]:
    """Blanks and signs alone that are kept between two changes are made part of them: to read,
    “eight ministers” for “two of them” is one change and not three.
    """
    runs = [(kind, [word for _, word in run]) for kind, run in groupby(marked, lambda one: one[0])]
    for at, (kind, words) in enumerate(runs):
        inside = 0 < at < len(runs) - 1
        if kind == "kept" and inside and not any(word[0].isalnum() for word in words):
            yield from _mark("dropped", words)
            yield from _mark("added", words)
        else:
            yield from _mark(kind, words)


def _pieces(marked: Iterable[_Marked]) -> Iterator[Piece]:
    """Neighbours of a kind as one; of a change, what was dropped stands before what was added."""
    for is_kept, run in groupby(marked, lambda one: one[0] == "kept"):
        words = list(run)
        kinds: tuple[PieceKind, ...] = ("kept",) if is_kept else ("dropped", "added")
        for kind in kinds:
            if text := "".join(word for which, word in words if which == kind):
                yield Piece(kind, text)
