"""Lines in Hebrew and Arabic letters: as they are read, whatever order a PDF draws them in.

Within words PDFium turns round what a file has drawn from left to right, where it can tell; files
that draw letter by letter, or name two letters for one sign, are read by where the letters stand.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby

from index.pdf.pdf_shapes import Character

_RIGHT = ("R", "AL")
_LEFT = ("L", "EN", "AN")
# Letters that stand behind a lam where one sign shows both.
_ALEFS = "اأإآ"
# Room in a line, in parts of the size, behind which another column begins.
_APART = 2.5


def is_right_to_left(line: Sequence[Character]) -> bool:
    """Whether most letters of a line are written from right to left."""
    kinds = [unicodedata.bidirectional(one.sign[0]) for one in line if one.size]
    right = sum(kind in _RIGHT for kind in kinds)
    return right > 0 and right >= kinds.count("L")


def in_order(line: Sequence[Character]) -> Iterator[list[Character]]:
    """The parts of a line from the right, as they are read, with blanks between words."""
    words = [_word(list(part)) for key, part in groupby(line, lambda one: one.size > 0) if key]
    words.sort(key=lambda word: -max(one.end for one in word))
    begun: list[Character] = []
    left = 0.0  # where what has begun ends
    for word in _left_to_right_turned(words):
        here = min(one.x for one in word)
        if begun and left - max(one.end for one in word) > _APART * word[0].size:
            yield begun
            begun = []
        if begun:
            begun.append(Character(" ", 0, 0, 0, 0))
        left = min(left, here) if begun else here
        begun.extend(word)
    if begun:
        yield begun


def _word(word: list[Character]) -> list[Character]:
    """The characters of a word as they are read; numbers and Latin letters in it as they stand."""
    if not any(_kind(one) in _RIGHT for one in word):
        return word
    bases = [one for one in word if _kind(one) != "NSM"]
    marks = [one for one in word if _kind(one) == "NSM"]
    bases.sort(key=lambda one: (-(one.x + one.end), one.sign in _ALEFS))
    ordered: list[Character] = []
    for is_left, part in groupby(bases, lambda one: _kind(one) in _LEFT):
        kept = list(part)
        ordered += reversed(kept) if is_left else kept
    for mark in marks:
        middle = (mark.x + mark.end) / 2
        near = min(range(len(ordered)), key=lambda at: _distance(ordered[at], middle), default=-1)
        ordered.insert(near + 1, mark)
    return ordered


def _left_to_right_turned(words: Sequence[list[Character]]) -> Iterator[list[Character]]:
    """The words from the right, with several Latin ones in a row from the left."""
    for is_latin, part in groupby(words, lambda word: any(_kind(one) == "L" for one in word)):
        kept = list(part)
        yield from reversed(kept) if is_latin else kept


def _distance(one: Character, middle: float) -> float:
    return abs((one.x + one.end) / 2 - middle)


def _kind(one: Character) -> str:
    return unicodedata.bidirectional(one.sign[0])
