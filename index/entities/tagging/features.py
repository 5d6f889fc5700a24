"""What a tagger sees of the surroundings of a word, as hashed features in arrays.

They are made for the words that may belong to a name (`Places`), by shifting arrays. What a word
says by itself is in `wordtable.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.entities.tagging.known_phrases import LONGEST, known_phrases
from index.entities.tagging.stretches import Stretches, glued, members
from index.entities.tagging.word_features import BROAD, COARSE, FINE, MASK, NEAR, SHAPE, SHARE, WORD
from index.entities.tagging.wordtable import (
    ALPHA,
    CAPITAL,
    LOWER,
    UPPER,
    WordTable,
)
from index.entities.words import gazetteer as gz
from index.entities.words.hashing import Hashes, mix
from index.entities.words.tokenizer import Ints, Tokens


@dataclass(frozen=True, slots=True)
class Numbered:
    """A batch of tokens as word numbers: of the tokens, and as `Places` has them."""

    tokens: Tokens
    article: Ints
    numbers: Ints
    words: Ints
    spots: NDArray[np.intp]
    kind: Ints


@dataclass(frozen=True, slots=True)
class Places:
    """The words that may belong to names.

    `at` are token numbers; `run` says in which stretch of such words each stands (0, 1, 2, …);
    `hashes` are features that depend on the place. `left`, `right`, `head` and `tail` are word
    numbers: those beside the stretch, and its first and last. `words` are the word numbers of all
    tokens with two of padding around each text, `spot` says where in them the places are.
    """

    at: NDArray[np.intp]
    spot: NDArray[np.intp]
    run: Ints
    words: Ints
    left: Ints
    right: Ints
    head: Ints
    tail: Ints
    hashes: Hashes


_EDGE = "\x00"


def places(tokens: Tokens, article: Ints, table: WordTable) -> Places | None:
    """The places of texts whose articles are numbered by `article`; None if there are none."""
    edge = int(table.number([_EDGE])[0])
    numbers = table.number_tokens(tokens)
    kind = table.kind[numbers]
    member = members(kind, tokens)
    at = np.flatnonzero(member)
    if not len(at):
        return None
    text = tokens.text
    begins = np.ones(len(at), np.bool_)
    begins[1:] = (np.diff(at) != 1) | (text[at[1:]] != text[at[:-1]])
    run = np.cumsum(begins, dtype=np.int32) - 1
    starts = at[begins]
    stops = at[np.append(np.flatnonzero(begins)[1:] - 1, len(at) - 1)]
    # Padding keeps texts, and with them articles, from seeing each other.
    spots = np.arange(len(numbers)) + 2 * (text.astype(np.intp) + 1)
    words = np.full(len(numbers) + 2 * (int(text[-1]) + 2), edge, np.int32)
    words[spots] = numbers
    left = words[spots[starts] - 1][run]
    right = words[spots[stops] + 1][run]
    inside = _Surroundings(Numbered(tokens, article, numbers, words, spots, kind), table)
    columns = inside.columns(Stretches(at, run, starts, stops, left, right))
    return Places(
        at, spots[at], run, words, left, right, numbers[starts][run], numbers[stops][run], columns
    )


class _Surroundings:
    """Features of places from their neighbours, their text and their article."""

    def __init__(self, batch: Numbered, table: WordTable) -> None:
        self._tokens = batch.tokens
        self._table = table
        self._numbers = batch.numbers
        self._kind = batch.kind
        self._words = batch.words
        self._spots = batch.spots
        self._article = batch.article[batch.tokens.text]
        self._style = styles(batch.tokens.text, batch.kind)

    def columns(self, stretches: Stretches) -> Hashes:
        """A row a place, a column a feature; 0 is no feature.

        The order of the columns is part of the model: each has a salt of its own, so that what two
        columns happen to share does not share a weight. Sums and products wrap at 32 bits.
        """
        at = stretches.at
        shape, phrase = self._shapes(at), self._phrases(at)
        previous, following = self._company(at)
        # A neighbour's columns are told of all words alike, and no others are asked for.
        hashes = self._table.hashes[:, :NEAR]
        here = hashes[self._words[self._spots[at]]]
        columns = [
            *self._beside(at, hashes),
            *self._written(at, here, shape),
            shape,
            phrase,
            mix(phrase, here[:, MASK]),
            previous,
            following,
            mix(previous, following),
            mix(previous, here[:, MASK]),
            mix(following, here[:, MASK]),
            *self._around(stretches, hashes),
            *self._glued(at, hashes),
        ]
        salts = np.arange(1000, 1000 + len(columns), dtype=np.uint32)
        found = mix(np.stack(columns), salts[:, None])
        for column, values in ((19, phrase), (20, phrase), (21, previous), (22, following)):
            found[column, values == 0] = 0
        # Weights are summed a feature at a time: each lies in one piece.
        return found.T

    def _beside(self, at: NDArray[np.intp], hashes: Hashes) -> Iterator[Hashes]:
        """Places with the words before and after them, by what each word says by itself."""
        before, here, after = self._three(at, hashes)
        for column in (WORD, COARSE, FINE, MASK, SHAPE):
            yield mix(before[:, column], here[:, column])
            yield mix(here[:, column], after[:, column])
        yield mix(mix(before[:, COARSE], here[:, SHAPE]), after[:, COARSE])
        yield mix(before[:, FINE], here[:, SHAPE])
        yield mix(here[:, SHAPE], after[:, FINE])
        yield mix(mix(before[:, WORD], here[:, SHAPE]), after[:, WORD])

    def _three(self, at: NDArray[np.intp], hashes: Hashes) -> tuple[Hashes, Hashes, Hashes]:
        """The hashes of the words before places, of those themselves, and of those after."""
        before, here, after = (hashes[self._words[self._spots[at] + step]] for step in (-1, 0, 1))
        return before, here, after

    def _shapes(self, at: NDArray[np.intp]) -> Hashes:
        """How the words of places are written, and the texts that they stand in."""
        shapes = self._table.hashes[self._words[self._spots[at]], SHAPE]
        return mix(shapes, self._style[self._tokens.text[at]].astype(np.uint32))

    def _written(self, at: NDArray[np.intp], here: Hashes, shape: Hashes) -> Iterator[Hashes]:
        """How often words are written with a capital, in news and in their article, and how near
        places are to the beginning of their text.
        """
        first = self._tokens.first[at].astype(np.uint32)
        lower, middle = self._evidence(at)
        begun = at - self._text_starts()[self._tokens.text[at]]
        beginning = np.uint32(1) + begun.clip(0, 3).astype(np.uint32)
        style = self._style[self._tokens.text[at]].astype(np.uint32)
        share = mix(here[:, SHARE], first)
        yield mix(share, here[:, SHAPE])
        yield mix(share, lower * np.uint32(4) + middle)
        yield mix(shape, beginning)
        yield mix(mix(here[:, COARSE], beginning), style)

    def _around(self, stretches: Stretches, hashes: Hashes) -> Iterator[Hashes]:
        """Where in its stretch a place stands, and the words beside the stretch."""
        at, run, starts = stretches.at, stretches.run, stretches.starts
        here = hashes[self._words[self._spots[at]]]
        left, right = hashes[stretches.left], hashes[stretches.right]
        length = (stretches.stops - starts + 1)[run].astype(np.uint32)
        position = (at - starts[run]).astype(np.uint32)
        size = np.minimum(length, 6)
        spot = size * np.uint32(8) + np.minimum(position, 7)
        yield spot + np.uint32(1)
        yield mix(mix(left[:, FINE], size), position == 0)
        yield mix(mix(right[:, FINE], size), position == length - 1)
        yield mix(mix(left[:, COARSE], right[:, COARSE]), size)
        yield mix(mix(left[:, COARSE], here[:, MASK]), right[:, COARSE])
        yield mix(left[:, WORD], here[:, COARSE])
        yield mix(right[:, WORD], here[:, COARSE])

    def _glued(self, at: NDArray[np.intp], hashes: Hashes) -> Iterator[Hashes]:
        """Places with their neighbours of the broadest kind, and whether a blank parts them."""
        before, here, after = self._three(at, hashes)
        bound = np.append(glued(self._tokens), False).astype(np.uint32)
        glue = np.uint32(1) + bound[at] + np.uint32(2) * bound[at + 1]
        yield mix(before[:, BROAD], here[:, BROAD])
        yield mix(here[:, BROAD], after[:, BROAD])
        yield mix(here[:, SHAPE], glue)
        yield mix(here[:, WORD], glue)
        two_before = hashes[self._words[self._spots[at] - 2], MASK]
        yield mix(mix(two_before, here[:, SHAPE]), glue)

    def _text_starts(self) -> NDArray[np.intp]:
        text = self._tokens.text
        return np.searchsorted(text, np.arange(int(text[-1]) + 1))

    def _evidence(self, at: NDArray[np.intp]) -> tuple[Hashes, Hashes]:
        """How often the article has a place's word in lower case, and with a capital inside a
        sentence of ordinary style; both up to 3.
        """
        fold = self._table.fold[self._numbers].astype(np.int64)
        # Article and word as one number: 64 bits, since both may have tens of thousands of values.
        key = self._article.astype(np.int64) * (int(fold.max()) + 1) + fold
        wanted, place = np.unique(key[at], return_inverse=True)
        found = np.minimum(np.searchsorted(wanted, key), len(wanted) - 1)
        known = wanted[found] == key
        ordinary = self._style[self._tokens.text] == 0
        low = known & ((self._kind & LOWER) > 0)
        high = known & ((self._kind & CAPITAL) > 0) & ~self._tokens.first & ordinary
        counts = (np.bincount(found[flag], minlength=len(wanted)) for flag in (low, high))
        lower, middle = (np.minimum(count, 3).astype(np.uint32)[place] for count in counts)
        return lower, middle

    def _company(self, at: NDArray[np.intp]) -> tuple[Hashes, Hashes]:
        """What the words before and after are known to be, over all places of the article that
        have the same word.
        """
        fold = self._table.fold[self._numbers[at]].astype(np.int64)
        key = self._article[at].astype(np.int64) * (int(fold.max()) + 1) + fold
        _, place = np.unique(key, return_inverse=True)
        kinds = gz.GIVEN | gz.TITLE | gz.ROLE | gz.ORG_CUE | gz.PLACE_CUE | gz.SURNAME
        results = []
        for step in (-1, 1):
            beside = self._table.bits[self._words[self._spots[at] + step]] & kinds
            seen = np.zeros(int(place.max()) + 1, np.int32)
            np.bitwise_or.at(seen, place, beside)
            results.append(seen[place].astype(np.uint32))
        return results[0], results[1]

    def _phrases(self, at: NDArray[np.intp]) -> Hashes:
        """Which part of which kind of known name of several words a place is; 0 if of none."""
        known = known_phrases()
        # The hash of a phrase grows word by word, so that all lengths are looked up in one pass;
        # what two phrases share by chance (one in 4e9 / the number of phrases) is left as it is.
        base = self._table.hashes[self._words, WORD]
        spots = self._spots[at]
        rolling = base[spots]
        inside = np.zeros(len(base), np.uint32)
        for length in range(2, LONGEST + 1):
            stop = np.minimum(spots + length - 1, len(base) - 1)
            rolling = mix(rolling, base[stop])
            hit, kinds = known.find(rolling)
            for step in range(length):
                part = 1 if step == 0 else 3 if step == length - 1 else 2
                place = np.minimum(spots[hit] + step, len(base) - 1)
                inside[place] = kinds * np.uint32(4) + np.uint32(part)
        return inside[spots]


def styles(text: Ints, kind: Ints) -> Ints:
    """How each text is written: 0 in sentences, 1 with most words capitalised, 2 in capitals."""
    count = int(text[-1]) + 1
    alpha = np.bincount(text, (kind & ALPHA) > 0, count)
    capital = np.bincount(text, (kind & (CAPITAL | ALPHA)) == CAPITAL | ALPHA, count)
    upper = np.bincount(text, (kind & UPPER) > 0, count)
    style = np.zeros(count, np.int32)
    style[(capital >= 0.6 * alpha) & (alpha >= 3)] = 1
    style[(upper >= 0.6 * alpha) & (alpha >= 2)] = 2
    return style
