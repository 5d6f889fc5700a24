"""Which paragraph became which, and which of them moved."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from index.compare.words import differences, tokens
from index.core.comparison import ChangeKind, ParagraphChange, Piece

_ALIKE = 0.4
"""Of the words of two paragraphs, the share that both have from which on the one is the other,
rewritten (Dice's coefficient). Below it, they are two.
"""
_PAIRS = 250_000
"""Pairs of paragraphs that are held against each other at most."""

Pairs = dict[int, int]
"""Places in the text after → places in the text before, both from 0."""


def changes(old: Sequence[str], new: Sequence[str]) -> tuple[ParagraphChange, ...]:
    """What became of each paragraph, in the order of the text after."""
    pairs = _same(old, new)
    pairs |= _rewritten(old, new, pairs)
    in_place = _in_order(pairs)
    dropped = _dropped(len(old), pairs, in_place)
    return tuple(_told(old, new, pairs, in_place, dropped))


def _told(
    old: Sequence[str],
    new: Sequence[str],
    pairs: Pairs,
    in_place: set[int],
    dropped: Mapping[int | None, list[int]],
) -> Iterator[ParagraphChange]:
    for place in dropped.get(None, ()):
        yield ParagraphChange("dropped", place + 1, None, (Piece("dropped", old[place]),))
    for at, text in enumerate(new):
        origin = pairs.get(at)
        if origin is None:
            yield ParagraphChange("added", None, at + 1, (Piece("added", text),))
            continue
        moved = at not in in_place
        pieces = differences(old[origin], text)
        kind: ChangeKind = "same" if old[origin] == text else "rewritten"
        yield ParagraphChange(kind, origin + 1, at + 1, pieces, moved)
        for place in dropped.get(origin, ()):
            yield ParagraphChange("dropped", place + 1, None, (Piece("dropped", old[place]),))


def _same(old: Sequence[str], new: Sequence[str]) -> Pairs:
    """Paragraphs that stand in both, word for word: first those in one order, then the others."""
    pairs: Pairs = {}
    for a, b, size in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        pairs |= {b + at: a + at for at in range(size)}
    taken = set(pairs.values())
    places = defaultdict(list)
    for place in range(len(old) - 1, -1, -1):
        if place not in taken:
            places[old[place]].append(place)
    for at, text in enumerate(new):
        if at not in pairs and places[text]:
            pairs[at] = places[text].pop()
    return pairs


def _rewritten(old: Sequence[str], new: Sequence[str], same: Pairs) -> Pairs:
    """Of what is left, the paragraphs that are most alike, then the next, each once."""
    taken = set(same.values())
    before = {at: _words(old[at]) for at in range(len(old)) if at not in taken}
    after = {at: _words(new[at]) for at in range(len(new)) if at not in same}
    if len(before) * len(after) > _PAIRS:
        return {}
    likely = sorted(
        (-likeness, abs(a - b), a, b)
        for a, words in before.items()
        for b, others in after.items()
        if (likeness := _likeness(words, others)) >= _ALIKE
    )
    pairs: Pairs = {}
    used: set[int] = set()
    for _, _, a, b in likely:
        if a not in used and b not in pairs:
            pairs[b] = a
            used.add(a)
    return pairs


def _words(text: str) -> Counter[str]:
    return Counter(word.casefold() for word in tokens(text) if word[0].isalnum())


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    size = one.total() + other.total()
    return 2 * (one & other).total() / size if size else 0.0


def _in_order(pairs: Pairs) -> set[int]:
    """The most paragraphs that stand in the same order in both (the longest increasing
    subsequence, Fredman 1975); the others have moved. Places in the text after.
    """
    ends: list[int] = []
    tops: list[int] = []
    before: dict[int, int | None] = {}
    for at in sorted(pairs):
        place = bisect_left(ends, pairs[at])
        before[at] = tops[place - 1] if place else None
        ends[place : place + 1] = [pairs[at]]
        tops[place : place + 1] = [at]
    kept: set[int] = set()
    last = tops[-1] if tops else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return kept


def _dropped(size: int, pairs: Pairs, in_place: set[int]) -> dict[int | None, list[int]]:
    """The paragraphs that are gone, by the one in its place that they stood behind, if any."""
    stayed = {pairs[at] for at in in_place}
    paired = set(pairs.values())
    found: dict[int | None, list[int]] = {}
    behind: int | None = None
    for place in range(size):
        if place in stayed:
            behind = place
        elif place not in paired:
            found.setdefault(behind, []).append(place)
    return found
