"""Whether words that are quoted stand in a text: all of it, a part of it word for word, or with
what the writer shows to have left out (…, […]) or put in ([They], [t]he).

Signs around words, the form of marks, and a capital that a writer shows to have changed are no
words. Numbers are compared as they are written, with their signs: 1.5 is not 15, nor $5 €5.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from index.core.clean import clean
from index.core.late_patterns import late

_GAP = late(r"\[[^\]]{0,400}\]|\(\s*(?:…|\.{3})\s*\)|…|(?:\.[ \u00a0]?){3,}")
_OMITTED = late(r"\W*")
_LETTER = late(r"\[([^\W\d_])\](?=[^\W\d_])")
_CHANGED = "\ue000"
"""Stands before a letter that a writer shows to have changed."""

# Scripts that write no blanks between words are compared letter by letter.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
_BETWEEN = late(rf"[\s—–―…|/“”„«»‹›\"]+|(?<=[{_UNSPACED}])(?=\S)|(?<=\S)(?=[{_UNSPACED}])")
_SAME = str.maketrans({"’": "'", "‘": "'", "‐": "-", "‑": "-", "−": "-", "\u00ad": None})
_KEPT = frozenset("%‰°§#@&")


class Extent(NamedTuple):
    """How much of a text is quoted: `is_whole`, or a part; and whether the writer `left_out` or
    `put_in` something where it is shown.
    """

    is_whole: bool
    left_out: bool = False
    put_in: bool = False


def extent(said: str, text: str) -> Extent | None:
    """How much of a text some words are; None where they do not stand there so."""
    whole = _words(text)
    plain = _words(said)
    if plain and (at := _find(plain, whole, 0)) >= 0:
        return Extent(is_whole=len(plain) == len(whole) and at == 0)
    gaps = [found[0] for found in _GAP.finditer(_shown(said))]
    parts = [*filter(None, map(_words, _GAP.split(_shown(said))))]
    if not gaps or not parts:
        return None
    reached = 0
    for part in parts:
        at = _find(part, whole, reached)
        if at < 0:
            return None
        reached = at + len(part)
    is_omitted = [_OMITTED.fullmatch(gap) is not None for gap in gaps]
    return Extent(is_whole=False, left_out=any(is_omitted), put_in=not all(is_omitted))


def word_count(text: str) -> int:
    """How many words there are; in scripts without blanks, how many letters."""
    return len(_words(text))


def longest_part(said: str) -> str:
    """The longest row of words that stands together in what is quoted."""
    return max(_GAP.split(said), key=word_count)


def _shown(said: str) -> str:
    """The words with changed letters as parts of them: [T]he."""
    return _LETTER.sub(rf"{_CHANGED}\1", said)


@lru_cache(maxsize=256)
def _words(text: str) -> tuple[str, ...]:
    # A private sign of the text's own is no sign of ours.
    plain = _shown(clean(text).replace(_CHANGED, "") if _CHANGED in text else clean(text))
    pieces = _BETWEEN.split(unicodedata.normalize("NFC", plain.translate(_SAME)))
    return tuple(filter(None, map(_bare, pieces)))


def _bare(piece: str) -> str:
    """A word without the signs around it, but for those of a number."""
    first, last = 0, len(piece)
    while first < last and _is_sign(piece[first]):
        first += 1
    while first < last and _is_sign(piece[last - 1]):
        last -= 1
    is_negative = piece[first - 1 : first] == "-" and piece[first:last][:1].isdigit()
    return piece[first - is_negative : last]


def _is_sign(letter: str) -> bool:
    kind = unicodedata.category(letter)
    return (kind[0] == "P" and letter not in _KEPT) or letter in "`*_~"


def _find(part: Sequence[str], whole: Sequence[str], start: int) -> int:
    """Where words stand in others, from a place on; -1 where they do not."""
    size = len(part)
    for at in range(start, len(whole) - size + 1):
        if _is_word(part[0], whole[at]) and all(map(_is_word, part[1:], whole[at + 1 : at + size])):
            return at
    return -1


def _is_word(said: str, word: str) -> bool:
    if said[:1] != _CHANGED:
        return said == word
    return said[1:2].casefold() == word[:1].casefold() and said[2:] == word[1:]
