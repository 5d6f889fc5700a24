"""Which quotes of a speaker are the same words: alike, a part, or the same with other words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from heapq import nsmallest

from index.core.priority import way

_WORD = re.compile(r"\w+(?:['’]\w+)*")
Words = tuple[str, ...]
_INSERTED = re.compile(r"\[[^\]]*\]")
_INITIALS = re.compile(r"\b(?:[A-Z]\.){2,}")
_STATES = re.compile(r"\bUnited States\b")
_ELLIPSIS = re.compile(r"(?:\. ?){3,}|…")
_TITLES = {"senator": "sen", "senators": "sens", "representative": "rep", "governor": "gov"}
LEAST = 6
"""Words of a quote of which a part, or other words, are looked for."""

_SHARED = 2
"""Rows of three words that two quotes must have in common to be looked at together."""

_COMMON = 40
"""Rows of words that more quotes than this begin with tell nothing."""

_ALIKE = 0.72
_LOOKED_AT = 5


@dataclass(slots=True)
class Group:
    """Places of quotes: the first one, those with the same words or a part, those with others."""

    first: int
    same: list[int] = field(default_factory=list)
    other: list[int] = field(default_factory=list)

    @property
    def every(self) -> list[int]:
        """All of them."""
        return [self.first, *self.same, *self.other]


def grouped(quotes: Sequence[tuple[str, bool]]) -> list[Group]:
    """Quotes by their words, in order of the first of each group; `True` stands beside those that
    are compared by more than being the same.
    """
    groups: list[Group] = []
    by_words: dict[Words, Group] = {}
    rows = _Rows()
    texts: list[Words] = []
    for at, (text, compared) in way.politely(list(enumerate(quotes)), 20):
        words = _words(text)
        if (known := by_words.get(words)) is not None:
            known.same.append(at)
            continue
        own = _rows(words) if compared and len(words) >= LEAST else set()
        near = _near(words, rows.shared(own), texts)
        if near is None:
            rows.learn(own, len(groups))
            by_words[words] = group = Group(at)
            groups.append(group)
            texts.append(words)
            continue
        group = groups[near]
        by_words[words] = group
        first = texts[near]
        is_part = _is_part(words, first) or _is_part(first, words)
        if not is_part:
            is_part = _is_shortened(text, first) or _is_shortened(quotes[group.first][0], words)
        (group.same if is_part else group.other).append(at)
    return groups


def _words(text: str) -> Words:
    """The words of a quote, without what its writer put into it and what papers write otherwise:
    [Mr. Smith], e-mail, 47%, U.S.
    """
    plain = _INSERTED.sub(" ", text) if "[" in text else text
    if "." in plain:
        plain = _INITIALS.sub(lambda found: found[0].replace(".", ""), plain)
    plain = _STATES.sub("US", plain)
    plain = plain.casefold().replace("’", "'").replace("-", "").replace("%", " percent")
    found = tuple(_WORD.findall(plain)) or tuple(_WORD.findall(text.casefold()))
    if _TITLES.keys().isdisjoint(found):
        return found
    return tuple(_TITLES.get(word, word) for word in found)


def _rows(words: Words) -> set[int]:
    """Three words in a row each, as numbers: of tuples there would be some hundred thousand."""
    return {*map(hash, zip(words, words[1:], words[2:], strict=False))}


class _Rows:
    """Which groups begin with which rows of words."""

    def __init__(self) -> None:
        # Nearly every row is of one group.
        self._first: dict[int, int] = {}
        self._more: dict[int, list[int]] = {}

    def learn(self, rows: set[int], group: int) -> None:
        """Rows of a group that is new."""
        for row in rows:
            if self._first.setdefault(row, group) != group:
                self._more.setdefault(row, []).append(group)

    def shared(self, rows: set[int]) -> Counter[int]:
        """How many of some rows each group begins with; those of too many tell nothing."""
        found: Counter[int] = Counter()
        for row in filter(self._first.__contains__, rows):
            more = self._more.get(row, ())
            if len(more) < _COMMON:
                found.update((self._first[row], *more))
        return found


def _near(words: Words, shared: Counter[int], texts: Sequence[Words]) -> int | None:
    """The group whose first words are most like some, of those that have rows in common."""
    best, likeness = None, _ALIKE
    likely = [(-count, group) for group, count in shared.items() if count >= _SHARED]
    # Of those with as many rows the first: where they stand in a set means nothing.
    for _, group in nsmallest(_LOOKED_AT, likely):
        other = texts[group]
        if _is_part(words, other) or _is_part(other, words):
            return group
        # No more words can be alike than the shorter one has.
        if 2 * min(len(words), len(other)) < likeness * (len(words) + len(other)):
            continue
        ratio = SequenceMatcher(None, words, other, autojunk=False).ratio()
        if ratio >= likeness:
            best, likeness = group, ratio
    return best


def _is_part(few: Sequence[str], many: Sequence[str]) -> bool:
    return f" {' '.join(few)} " in f" {' '.join(many)} "


def _is_shortened(text: str, whole: Words) -> bool:
    """Whether a text says the words of another one but for what it shows to have left out: "It was
    all about 2020 … another four years".
    """
    parts = [_words(part) for part in _ELLIPSIS.split(text) if part.strip()]
    if len(parts) < 2:
        return False
    at = 0
    for part in parts:
        size = len(part)
        at = next((n for n in range(at, len(whole) - size + 1) if whole[n : n + size] == part), -1)
        if at < 0:
            return False
        at += size
    return True
