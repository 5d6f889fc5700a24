"""From texts to numbers for words, quickly: what stands between two blanks is analysed once.

A text is cut at its blanks and each piece looked up; pieces recur. What follows matters in one
respect only: a full stop ends a sentence, or belongs to an abbreviation, where the next piece
begins with a capital. So a piece that has one is analysed for every way the next may begin, and
arrays do the rest. The outcome is that of `analysis.any_token` on the whole text.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from index.core.late_patterns import late
from index.engines.whoosh.segments.array_file import Array
from index.engines.whoosh.segments.surface_forms import STACKED, Surfaces
from index.engines.whoosh.sorted_arrays import numbered, ranges
from index.engines.whoosh.words.analysis import LONGEST, filed, token_in, token_or

_MOST = 120_000
"""Pieces that are remembered from one batch to the next; they take some 600 bytes each."""

_CAPITAL = late(r"([\"'“‘(\[]*)[^\Wa-z_]")
_FOLLOWING = (" a", " A", ' "A')
"""How the next piece may begin: otherwise, with a capital, with a capital in quotes or brackets."""

_OPEN_END = late(r"[.!?…][\"'”’)\]]*$")
_CLOSING = frozenset(".!?…\"'”’)]")

_WORDLY = late(r"\w")
NO_CUTS: Mapping[int, Sequence[int]] = {}

_END = "\n"
"""Stands between texts that are cut into tokens together; in no piece."""


class Pieces(dict[str, int]):
    """Numbers for pieces of text, and what tokens each one holds.

    A piece has one row of tokens, or one for each way in which the next piece may begin; `rows` is
    its first, `varies` says which. `begins` is the way in which it begins itself, `starts` where
    each row begins among the `tokens`. These know the pieces up to the last `analyse`.

    What is longer than a word is not remembered: encoded data and scripts without blanks would fill
    the memory and never come again.
    """

    def __init__(self) -> None:
        super().__init__()
        self.forget()

    def forget(self) -> None:
        """Begin anew."""
        self.clear()
        self.surfaces = Surfaces()
        self._known = _Known(self.surfaces)
        self._new: list[str] = []
        self._next = 0
        self.rows = np.zeros(0, np.uint32)
        self.varies = self.begins = np.zeros(0, np.uint8)
        self.starts = np.zeros(1, np.int64)
        self.tokens = np.zeros(0, np.uint32)

    def __missing__(self, piece: str) -> int:
        number = self._next
        self._next += 1
        if len(piece) <= LONGEST:
            self[piece] = number
        self._new.append(piece)
        return number

    def analyse(self) -> None:
        """Find the tokens of all pieces that were met since this was last called."""
        new, self._new = self._new, []
        if not new:
            return
        # Most pieces are a word and perhaps a comma: no need to ask the expressions.
        words = [piece[:-1] if piece[-1] == "," else piece for piece in new]
        plain = _each(str.isalpha, words) & _each(str.isascii, words)
        first = len(self.starts) - 1
        rows = np.empty(len(new), np.uint32)
        rows[plain] = np.arange(first, first + np.count_nonzero(plain))
        begins = np.array([word < "[" for word in words], np.uint8)
        varies = np.zeros(len(new), np.uint8)
        tokens = [self.surfaces[word[:LONGEST]] for word in compress(words, plain.tolist())]
        self._append(np.array(tokens, np.uint32), np.ones(len(tokens), np.int64))

        odd = np.flatnonzero(~plain)
        others = [new[place] for place in odd.tolist()]
        begins[odd] = [_beginning(piece) for piece in others]
        varies[odd] = open_ended = np.array([_is_open(piece) for piece in others], bool)
        first = len(self.starts) - 1
        fixed, varying = odd[~open_ended], odd[open_ended]
        rows[fixed] = np.arange(first, first + len(fixed))
        rows[varying] = first + len(fixed) + len(_FOLLOWING) * np.arange(len(varying))
        self._append(*self._rows([new[place] for place in fixed.tolist()], 0))
        followed = [new[place] + after for place in varying.tolist() for after in _FOLLOWING]
        self._append(*self._rows(followed, 1))

        self.rows = np.concatenate([self.rows, rows])
        self.varies = np.concatenate([self.varies, varies])
        self.begins = np.concatenate([self.begins, begins])

    def _rows(self, texts: Sequence[str], dropped: int) -> tuple[Array, Array]:
        """The tokens of some texts without the last so many of each, and how many each has."""
        text = _END.join([*texts, ""])
        found = token_or(_END, text).findall(text)
        tokens = np.fromiter(map(self._known.__getitem__, found), np.int64, len(found))
        tokens = self._known.spread(tokens)
        ends = np.flatnonzero(tokens < 0)
        kept = tokens >= 0
        if dropped:
            kept[ends - 1] = False
        return tokens[kept], np.diff(ends, prepend=-1) - 1 - dropped

    def _append(self, tokens: Array, counts: Array) -> None:
        self.starts = np.concatenate([self.starts, self.starts[-1] + np.cumsum(counts)])
        self.tokens = np.concatenate([self.tokens, tokens.astype(np.uint32)])

    @property
    def full(self) -> bool:
        """Whether it is time to begin anew."""
        return self._next > _MOST


class _Known(dict[str, int]):
    """The surface number of a token; -1 for what stands between two texts.

    A lower number stands for a token with several surfaces, which `spread` puts in its place.
    """

    def __init__(self, surfaces: Surfaces) -> None:
        super().__init__({_END: -1})
        self._surfaces = surfaces
        self._several: list[list[int]] = []

    def __missing__(self, token: str) -> int:
        numbers = [self._surfaces[exact] for exact in filed(token)]
        number = numbers[0]
        if len(numbers) > 1:
            self._several.append([number, *(STACKED + other for other in numbers[1:])])
            number = -1 - len(self._several)
        if len(token) <= LONGEST:
            self[token] = number
        return number

    def spread(self, tokens: Array) -> Array:
        """Numbers of tokens as numbers of surfaces."""
        places = np.flatnonzero(tokens < -1)
        if not len(places):
            return tokens
        several = [self._several[-2 - number] for number in tokens[places].tolist()]
        sizes = np.ones(len(tokens), np.int64)
        sizes[places] = list(map(len, several))
        spread = np.repeat(tokens, sizes)
        starts = (np.cumsum(sizes) - sizes)[places]
        spread[ranges(starts, sizes[places])] = np.concatenate(several)
        return spread


def _each(test: Callable[[str], bool], words: Sequence[str]) -> NDArray[np.bool_]:
    return np.fromiter(map(test, words), bool, len(words))


def _beginning(piece: str) -> int:
    """The way in which a piece begins, as a place in `_FOLLOWING`."""
    capital = _CAPITAL.match(piece)
    return 0 if capital is None else 2 if capital[1] else 1


def _is_open(piece: str) -> bool:
    """Whether what follows may decide on the last token of a piece."""
    return piece[-1] in _CLOSING and _OPEN_END.search(piece) is not None


@dataclass(frozen=True, slots=True)
class Tokens:
    """Surface numbers, document after document, and how many each of some documents has.

    What is STACKED stands where the number before it stands. `cuts` are the places where texts were
    cut, in words from the beginning of each.
    """

    ids: Array
    docs: Array
    counts: Array
    cuts: Array


def in_languages(tokens: Tokens, languages: Mapping[int, str], surfaces: Surfaces) -> Tokens:
    """The same words where some documents are stemmed by another language than English: surfaces of
    these have numbers of their own.
    """
    ids = tokens.ids.copy()
    starts = np.cumsum(tokens.counts) - tokens.counts
    places: dict[str, list[int]] = {}
    for place, doc in enumerate(tokens.docs.tolist()):
        if doc in languages:
            places.setdefault(languages[doc], []).append(place)
    for language, chosen in places.items():
        at = ranges(starts[chosen], tokens.counts[chosen])
        at = at[ids[at] != 0]
        found, own = numbered(ids[at] & ~np.uint32(STACKED))
        numbers = np.array(surfaces.in_language(found.tolist(), language), np.uint32)
        ids[at] = numbers[own] | (ids[at] & np.uint32(STACKED))
    kept = _apart(ids, surfaces)
    ends = np.concatenate([[0], np.cumsum(kept)])[np.cumsum(tokens.counts)]
    return replace(tokens, ids=ids[kept], counts=np.diff(ends, prepend=0))


def _apart(ids: Array, surfaces: Surfaces) -> NDArray[np.bool_]:
    """Which words are kept: of those in one place that are filed under the same form the first."""
    kept = np.ones(len(ids), bool)
    kinds = surfaces.filed(stems=True).kinds
    for at in np.flatnonzero(ids >= STACKED).tolist():
        kind, before = kinds[ids[at] - STACKED], at - 1
        while kept[at]:
            kept[at] = kinds[ids[before] & ~np.uint32(STACKED)] != kind
            if ids[before] < STACKED:
                break
            before -= 1
    return kept


class Stream:
    """The texts of one field, cut into pieces."""

    def __init__(self, pieces: Pieces) -> None:
        self._pieces = pieces
        self._numbers = array("I")
        self._docs = array("I")
        self._counts = array("I")
        self._cuts: list[tuple[int, int, int]] = []
        """Of each cut the text, the pieces before it, and the words between these and the cut."""

    def add(
        self, texts: Iterable[tuple[int, str]], cuts: Mapping[int, Sequence[int]] = NO_CUTS
    ) -> None:
        """Add texts, each with the number of its document; `cuts` are offsets in these, in order,
        for which it is wanted how many words stand before each.
        """
        number = self._pieces.__getitem__
        for doc, text in texts:
            before = len(self._numbers)
            reached = 0
            for at in cuts.get(doc, ()):
                edge, words = _cut(text, at)
                self._numbers.extend(map(number, text[reached:edge].split()))
                self._cuts.append((len(self._docs), len(self._numbers), words))
                reached = max(reached, edge)
            self._numbers.extend(map(number, text[reached:].split()))
            self._docs.append(doc)
            self._counts.append(len(self._numbers) - before)

    def tokens(self) -> Tokens:
        """The words of all texts so far: numbers of surfaces, flat, with the texts' ends."""
        pieces = self._pieces
        pieces.analyse()
        numbers, counts = _array(self._numbers), _array(self._counts).astype(np.int64)
        ends = np.cumsum(counts)
        rows = pieces.rows[numbers].astype(np.int64)
        if len(rows):
            following = np.append(pieces.begins[numbers[1:]], np.uint8(0))
            # Nothing follows the last piece of a document.
            following[ends[counts > 0] - 1] = 0
            rows += following * pieces.varies[numbers]
        starts = pieces.starts[rows]
        each = pieces.starts[rows + 1] - starts
        ids = pieces.tokens[ranges(starts, each)]
        totals = np.concatenate([[0], np.cumsum(each, dtype=np.int64)])
        sizes = totals[ends] - totals[ends - counts]
        return Tokens(ids, _array(self._docs), sizes, self._placed(ids, totals, ends - counts))

    def _placed(self, ids: Array, totals: Array, firsts: Array) -> Array:
        """How many words stand before each cut; `totals` are the tokens before each piece, and
        `firsts` the first piece of each text.
        """
        if not self._cuts:
            return np.zeros(0, np.int64)
        texts, pieces, more = np.array(self._cuts, np.int64).T
        words = np.concatenate([[0], np.cumsum((ids != 0) & (ids < STACKED), dtype=np.int64)])
        placed: Array = words[totals[pieces]] - words[totals[firsts[texts]]] + more
        return placed


def _cut(text: str, at: int) -> tuple[int, int]:
    """The edge of a piece beside a place in a text, and how many words lie between the two."""
    first = last = at
    while first and not text[first - 1].isspace():
        first -= 1
    if _WORDLY.search(text, first, at) is None:
        return first, 0
    while last < len(text) and not text[last].isspace():
        last += 1
    if _WORDLY.search(text, at, last) is None:
        return last, 0
    tokens = token_in(text).finditer(text, first)
    return first, sum(bool(filed(token[0])[0]) for token in tokens if _begins(token) < at)


def _begins(token: re.Match[str]) -> int:
    """Where a token has its first letter or figure."""
    worldly = _WORDLY.search(token.string, *token.span())
    return worldly.start() if worldly else token.start()


def _array(values: array[int]) -> NDArray[np.uint32]:
    """A copy: an array that is looked at cannot grow."""
    return np.array(values, np.uint32)
