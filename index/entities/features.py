"""What a tagger sees of the surroundings of a word, as hashed features in arrays.

They are made for the words that may belong to a name (`Places`), by shifting arrays. What a word
says by itself is in `wordtable.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.entities import gazetteer as gz
from index.entities.hashing import Hashes, mix
from index.entities.known_phrases import LONGEST, known_phrases
from index.entities.tokenizer import Flags, Ints, Tokens
from index.entities.word_features import BROAD, COARSE, FINE, MASK, NEAR, SHAPE, SHARE, WORD
from index.entities.wordtable import (
    ALPHA,
    ARTICLE,
    CAPITAL,
    HYPHEN,
    JOINT,
    LOWER,
    NUMBER,
    SYLLABLE,
    UPPER,
    WordTable,
)

_LONGEST_GAP = 3


@dataclass(frozen=True, slots=True)
class Stretches:
    """Which words may belong to names; see `Places`. `starts` and `stops` are by stretch."""

    at: NDArray[np.intp]
    run: Ints
    starts: NDArray[np.intp]
    stops: NDArray[np.intp]
    left: Ints
    right: Ints


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
    member = _members(kind, tokens)
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


def _glued(tokens: Tokens) -> Flags:
    """Which tokens follow the one before without a blank."""
    glued = np.zeros(len(tokens), np.bool_)
    glued[1:] = (tokens.start[1:] == tokens.end[:-1]) & (tokens.text[1:] == tokens.text[:-1])
    return glued


def _members(kind: Ints, tokens: Tokens) -> Flags:
    """Capitalised words, what may join them where it stands between two, and what a hyphen binds
    to one of them: "Kim Jong-un", "al-Assad".
    """
    text = tokens.text
    capital = (kind & CAPITAL) > 0
    joint = (kind & (JOINT | NUMBER)) > 0
    member = capital.copy()
    # A number may end a name: "Group of 20".
    member[1:] |= ((kind & NUMBER) > 0)[1:] & capital[:-1] & (text[1:] == text[:-1])
    count = len(kind)
    for gap in range(1, _LONGEST_GAP + 1):
        if count < gap + 2:
            break
        stop = count - gap - 1
        spanned = capital[:stop] & capital[gap + 1 :] & (text[:stop] == text[gap + 1 :])
        for step in range(1, gap + 1):
            spanned = spanned & joint[step : stop + step]
        for step in range(1, gap + 1):
            member[step : stop + step] |= spanned
    if count > 2:
        glued = _glued(tokens)
        bound = (((kind & HYPHEN) > 0) & glued)[1:-1] & glued[2:]
        after = bound & member[:-2] & capital[:-2] & ((kind & SYLLABLE) > 0)[2:]
        before = bound & ((kind & ARTICLE) > 0)[:-2] & capital[2:]
        member[:-2] |= before
        member[1:-1] |= after | before
        member[2:] |= after
    return member


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
        at, run, starts = stretches.at, stretches.run, stretches.starts
        # A neighbour's columns are told of all words alike, and no others are asked for.
        hashes = self._table.hashes[:, :NEAR]
        before, here, after = (hashes[self._words[self._spots[at] + step]] for step in (-1, 0, 1))
        beside_left, beside_right = hashes[stretches.left], hashes[stretches.right]
        length = (stretches.stops - starts + 1)[run].astype(np.uint32)
        position = (at - starts[run]).astype(np.uint32)
        size = np.minimum(length, 6)
        spot = size * np.uint32(8) + np.minimum(position, 7)
        first = self._tokens.first[at].astype(np.uint32)
        style = self._style[self._tokens.text[at]].astype(np.uint32)
        lower, middle = self._evidence(at)
        previous, following = self._company(at)
        phrase = self._phrases(at)
        beginning = np.uint32(1) + (at - self._text_starts()[self._tokens.text[at]]).clip(
            0, 3
        ).astype(np.uint32)
        shape = mix(here[:, SHAPE], style)
        glued = np.append(_glued(self._tokens), False).astype(np.uint32)
        glue = np.uint32(1) + glued[at] + np.uint32(2) * glued[at + 1]
        two_before = hashes[self._words[self._spots[at] - 2]]
        columns = [
            mix(before[:, WORD], here[:, WORD]),
            mix(here[:, WORD], after[:, WORD]),
            mix(before[:, COARSE], here[:, COARSE]),
            mix(here[:, COARSE], after[:, COARSE]),
            mix(before[:, FINE], here[:, FINE]),
            mix(here[:, FINE], after[:, FINE]),
            mix(before[:, MASK], here[:, MASK]),
            mix(here[:, MASK], after[:, MASK]),
            mix(before[:, SHAPE], here[:, SHAPE]),
            mix(here[:, SHAPE], after[:, SHAPE]),
            mix(mix(before[:, COARSE], here[:, SHAPE]), after[:, COARSE]),
            mix(before[:, FINE], here[:, SHAPE]),
            mix(here[:, SHAPE], after[:, FINE]),
            mix(mix(before[:, WORD], here[:, SHAPE]), after[:, WORD]),
            mix(mix(here[:, SHARE], first), here[:, SHAPE]),
            mix(mix(here[:, SHARE], first), lower * np.uint32(4) + middle),
            mix(shape, beginning),
            mix(mix(here[:, COARSE], beginning), style),
            shape,
            phrase,
            mix(phrase, here[:, MASK]),
            previous,
            following,
            mix(previous, following),
            mix(previous, here[:, MASK]),
            mix(following, here[:, MASK]),
            spot + np.uint32(1),
            mix(mix(beside_left[:, FINE], size), position == 0),
            mix(mix(beside_right[:, FINE], size), position == length - 1),
            mix(mix(beside_left[:, COARSE], beside_right[:, COARSE]), size),
            mix(mix(beside_left[:, COARSE], here[:, MASK]), beside_right[:, COARSE]),
            mix(beside_left[:, WORD], here[:, COARSE]),
            mix(beside_right[:, WORD], here[:, COARSE]),
            mix(before[:, BROAD], here[:, BROAD]),
            mix(here[:, BROAD], after[:, BROAD]),
            mix(here[:, SHAPE], glue),
            mix(here[:, WORD], glue),
            mix(mix(two_before[:, MASK], here[:, SHAPE]), glue),
        ]
        salts = np.arange(1000, 1000 + len(columns), dtype=np.uint32)
        found = mix(np.stack(columns), salts[:, None])
        for column, values in ((19, phrase), (20, phrase), (21, previous), (22, following)):
            found[column, values == 0] = 0
        # Weights are summed a feature at a time: each lies in one piece.
        return found.T

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
