"""Which quotes of a speaker are the same words, and which are nearly so: less, more or other words.

What is the same is so word for word: only what papers write in their own way is overlooked (47%,
U.S., e-mail). What a writer leaves out (…) or puts in ([Smith]) makes another wording.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from heapq import nsmallest
from itertools import groupby

from index.core.late_patterns import late
from index.core.ledger import VariantKind
from index.core.priority import way

_WORD = late(r"\d+(?:[.,:/]\d+)*|[$£€¥…]|\[[^\]]*\]|\w+(?:['’]\w+)*")
Words = tuple[str, ...]
_INITIALS = late(r"\b(?:[A-Z]\.){2,}")
_STATES = late(r"\bUnited States\b")
_ELLIPSIS = late(r"(?:\. ?){3,}|…|\[(?:…|\.\.\.)\]")
_HYPHEN = late(r"(?<=[^\W\d])[-‐‑](?=\w)|(?<=\w)[-‐‑](?=[^\W\d])")
_MINUS = late(r"(?<!\w)[-−–](?=\d)")
_THOUSANDS = late(r"(?<=\d),(?=\d{3}(?!\d))")
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
    """Places of quotes: the first one, those with the same words, and the other wordings, each with
    what it is and its places.
    """

    first: int
    same: list[int] = field(default_factory=list)
    other: list[tuple[VariantKind, list[int]]] = field(default_factory=list)

    @property
    def every(self) -> list[int]:
        """All of them."""
        return [self.first, *self.same, *(at for _, places in self.other for at in places)]


def grouped(quotes: Sequence[tuple[str, bool]]) -> list[Group]:
    """Quotes by their words, in order of the first of each group; `True` stands beside those that
    are compared by more than being the same.
    """
    groups: list[Group] = []
    by_words: dict[Words, list[int]] = {}
    rows = _Rows()
    texts: list[Words] = []
    for at, (text, compared) in way.politely(list(enumerate(quotes)), 20):
        words = _words(text)
        if (known := by_words.get(words)) is not None:
            known.append(at)
            continue
        spoken = _spoken(words)
        own = _rows(spoken) if compared and len(spoken) >= LEAST else set()
        near = _near(spoken, rows.shared(own), texts)
        if near is None:
            rows.learn(own, len(groups))
            groups.append(group := Group(at))
            by_words[words] = group.same
            texts.append(spoken)
            continue
        by_words[words] = places = [at]
        group = groups[near]
        first = _words(quotes[group.first][0])
        group.other.append((_kind(words, first), places))
    return groups


def _kind(words: Words, first: Words) -> VariantKind:
    """What a wording is to the first one."""
    spoken, before = _spoken(words), _spoken(first)
    if spoken == before:
        return "edited"
    if _is_part(words, first):
        return "shorter"
    if _is_part(first, words):
        return "longer"
    parts = _is_part(spoken, before) or _is_part(before, spoken)
    if parts or _is_shortened(words, before) or _is_shortened(first, spoken):
        return "edited"
    return "other"


def _words(text: str) -> Words:
    """The words of a quote, but for what papers write otherwise: e-mail, 47%, U.S. What its writer
    left out or put into it stands among them: …, [Mr. Smith].
    """
    plain = _ELLIPSIS.sub(" … ", text) if "." in text or "…" in text else text
    if "." in plain:
        plain = _INITIALS.sub(lambda found: found[0].replace(".", ""), plain)
    plain = _STATES.sub("US", plain)
    plain = plain.casefold().replace("’", "'").replace("%", " percent")
    plain = _THOUSANDS.sub("", _MINUS.sub(" minus ", _HYPHEN.sub("", plain)))
    found = tuple(_WORD.findall(plain)) or tuple(text.casefold().split())
    # Before the first word and behind the last one nothing is left out of what is quoted.
    while found[:1] == ("…",):
        found = found[1:]
    while found[-1:] == ("…",):
        found = found[:-1]
    if _TITLES.keys().isdisjoint(found):
        return found
    return tuple(_TITLES.get(word, word) for word in found)


def _spoken(words: Words) -> Words:
    """Words without what stands for what a writer left out or put in."""
    found = tuple(word for word in words if not _is_put_in(word))
    return words if len(found) == len(words) else found or words


def _is_put_in(word: str) -> bool:
    return word == "…" or word[0] == "["


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


def _is_shortened(words: Words, whole: Words) -> bool:
    """Whether a text says the words of another one but for what it shows to have left out or put
    in: It was all about 2020 … another four years; [They] will do it.
    """
    parts = [tuple(part) for put_in, part in groupby(words, _is_put_in) if not put_in]
    if len(parts) == 1 and len(parts[0]) == len(words):
        return False
    at = 0
    for part in parts:
        size = len(part)
        at = next((n for n in range(at, len(whole) - size + 1) if whole[n : n + size] == part), -1)
        if at < 0:
            return False
        at += size
    return True
