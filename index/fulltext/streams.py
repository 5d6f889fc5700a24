"""From texts to numbers for words, quickly: what stands between two blanks is analysed once.

A text is cut at its blanks and each piece looked up; pieces recur. What follows matters in one
respect only: a full stop ends a sentence, or belongs to an abbreviation, where the next piece
begins with a capital. So a piece that has one is analysed for every way the next may begin, and
arrays do the rest. The outcome is that of `analysis.TOKEN` on the whole text.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.fulltext.analysis import LONGEST, TOKEN, lower, stemmed, surface
from index.fulltext.arrays import ranges
from index.fulltext.container import Array

SEPARATOR = "\x1f"
"""Stands between the two spellings of a surface in the list of surfaces; in no word."""

_MOST = 120_000
"""Pieces that are remembered from one batch to the next; they take some 600 bytes each."""

_CAPITAL = re.compile(r"([\"'“‘(\[]*)[^\Wa-z_]")
_FOLLOWING = (" a", " A", ' "A')
"""How the next piece may begin: otherwise, with a capital, with a capital in quotes or brackets."""

_OPEN_END = re.compile(r"[.!?…][\"'”’)\]]*$")


class Surfaces:
    """Numbers for surfaces; 0 is the end of a sentence. `strings` lists them by number."""

    def __init__(self) -> None:
        self.strings = [""]
        self._numbers = {"": 0}
        self._keys: list[str] = [""]
        self._forms: dict[Callable[[str], str], list[str]] = {lower: [""], stemmed: [""]}

    def number(self, token: str) -> int:
        exact = surface(token)
        number = self._numbers.setdefault(exact, len(self.strings))
        if number == len(self.strings):
            self.strings.append(exact)
        return number

    def keys(self) -> list[str]:
        """How each surface is listed."""
        self._keys += map(surface_key, self.strings[len(self._keys) :])
        return self._keys

    def forms(self, form: Callable[[str], str]) -> list[str]:
        """What the index files each surface under."""
        known = self._forms[form]
        known += map(form, self.strings[len(known) :])
        return known


def surface_key(exact: str) -> str:
    """How a surface is listed: by its spelling without case, then as it is written."""
    plain = lower(exact)
    return plain + SEPARATOR + ("" if exact == plain else exact)


class Pieces(dict[str, int]):
    """Numbers for pieces of text, and what tokens each one holds.

    A piece has one row of tokens, or one for each way in which the next piece may begin; `rows` is
    its first, `varies` says which. `begins` is the way in which it begins itself, `starts` where
    each row begins among the `tokens`. What is longer than a word is not remembered: encoded data
    and scripts without blanks would fill the memory and never come again.
    """

    def __init__(self) -> None:
        super().__init__()
        self.forget()

    def forget(self) -> None:
        """Begin anew."""
        self.clear()
        self.surfaces = Surfaces()
        self.rows = array("I")
        self.varies = bytearray()
        self.begins = bytearray()
        self.starts = array("I")
        self.tokens = array("I")
        self._known: dict[str, int] = {}

    def __missing__(self, piece: str) -> int:
        number = len(self.rows)
        if len(piece) <= LONGEST:
            self[piece] = number
        self.rows.append(len(self.starts))
        # Most pieces are a word and perhaps a comma: no need to ask the expressions.
        word = piece[:-1] if piece[-1] == "," else piece
        if word.isascii() and word.isalpha():
            self._row((word,))
            self.varies.append(0)
            self.begins.append(word[0] <= "Z")
            return number
        varies = _OPEN_END.search(piece) is not None
        if varies:
            for following in _FOLLOWING:
                self._row(TOKEN.findall(piece + following)[:-1])
        else:
            self._row(TOKEN.findall(piece))
        self.varies.append(varies)
        capital = _CAPITAL.match(piece)
        self.begins.append(0 if capital is None else 2 if capital[1] else 1)
        return number

    def _row(self, tokens: Sequence[str]) -> None:
        self.starts.append(len(self.tokens))
        known = self._known
        for token in tokens:
            number = known.get(token)
            if number is None:
                number = self.surfaces.number(token)
                if len(token) <= LONGEST:
                    known[token] = number
            self.tokens.append(number)

    @property
    def full(self) -> bool:
        """Whether it is time to begin anew."""
        return len(self.rows) > _MOST


@dataclass(frozen=True, slots=True)
class Tokens:
    """Surface numbers, document after document, and how many each of some documents has."""

    ids: Array
    docs: Array
    counts: Array


class Stream:
    """The texts of one field, cut into pieces."""

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces
        self._numbers = array("I")
        self._docs = array("I")
        self._counts = array("I")

    def add(self, doc: int, text: str) -> None:
        before = len(self._numbers)
        self._numbers.extend(map(self._pieces.__getitem__, text.split()))
        self._docs.append(doc)
        self._counts.append(len(self._numbers) - before)

    def tokens(self) -> Tokens:
        numbers, counts = _array(self._numbers), _array(self._counts).astype(np.int64)
        ends = np.cumsum(counts)
        rows = _array(self._pieces.rows)[numbers].astype(np.int64)
        if len(rows):
            following = np.append(np.array(self._pieces.begins, np.uint8)[numbers[1:]], 0)
            # Nothing follows the last piece of a document.
            following[ends[counts > 0] - 1] = 0
            rows += following * np.array(self._pieces.varies, np.uint8)[numbers]
        starts = np.append(_array(self._pieces.starts), len(self._pieces.tokens)).astype(np.int64)
        each = np.diff(starts)[rows]
        ids = _array(self._pieces.tokens)[ranges(starts[rows], each)]
        totals = np.concatenate([[0], np.cumsum(each, dtype=np.int64)])
        return Tokens(ids, _array(self._docs), totals[ends] - totals[ends - counts])


def _array(values: array[int]) -> NDArray[np.uint32]:
    """A copy: an array that is looked at cannot grow."""
    return np.array(values, np.uint32)
