"""Which quotes of a speaker are the same words: alike, a part, or the same with other words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from index.core.priority import way

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_ROW = 3
"""Words in a row that two quotes must share to be looked at together."""

_LEAST = 6
"""Words of a quote of which a part, or other words, are looked for."""

_SHARED = 2
_COMMON = 40
"""Rows of words that more quotes than this begin with tell nothing."""

_ALIKE = 0.72


@dataclass(slots=True)
class Group:
    """Places of quotes: the first one, those with the same words or a part, those with others."""

    first: int
    same: list[int] = field(default_factory=list)
    other: list[int] = field(default_factory=list)


def grouped(quotes: Sequence[tuple[str, bool]]) -> list[Group]:
    """Quotes by their words, in order of the first of each group; `True` stands beside those that
    are compared by more than being the same.
    """
    groups: list[Group] = []
    by_words: dict[tuple[str, ...], Group] = {}
    rows: dict[tuple[str, ...], list[int]] = defaultdict(list)
    texts: list[tuple[str, ...]] = []
    for at, (text, compared) in way.politely(list(enumerate(quotes)), 20):
        words = tuple(word.casefold().replace("’", "'") for word in _WORD.findall(text))
        if (known := by_words.get(words)) is not None:
            known.same.append(at)
            continue
        near = _near(words, rows, texts) if compared and len(words) >= _LEAST else None
        if near is None:
            by_words[words] = group = Group(at)
            groups.append(group)
            texts.append(words)
            if compared and len(words) >= _LEAST:
                for row in _rows(words):
                    rows[row].append(len(groups) - 1)
            continue
        group = groups[near]
        by_words[words] = group
        is_part = _is_part(words, texts[near]) or _is_part(texts[near], words)
        (group.same if is_part else group.other).append(at)
    return groups


def _rows(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[at : at + _ROW]) for at in range(len(words) - _ROW + 1)}


def _near(
    words: tuple[str, ...], rows: dict[tuple[str, ...], list[int]], texts: list[tuple[str, ...]]
) -> int | None:
    """The group whose first words are most like some."""
    shared = Counter(
        group
        for row in _rows(words)
        if len(found := rows.get(row, [])) <= _COMMON
        for group in found
    )
    best, likeness = None, _ALIKE
    for group, count in shared.most_common(5):
        if count < _SHARED:
            break
        other = texts[group]
        if _is_part(words, other) or _is_part(other, words):
            return group
        ratio = SequenceMatcher(None, words, other, autojunk=False).ratio()
        if ratio >= likeness:
            best, likeness = group, ratio
    return best


def _is_part(few: Sequence[str], many: Sequence[str]) -> bool:
    return f" {' '.join(few)} " in f" {' '.join(many)} "
