"""What a tagger sees of a word and of its surroundings, as hashed features in arrays.

Features of a word by itself are made once for each distinct word (`WordTable`); what depends on
the place is made for the words that may belong to a name (`Places`), by shifting arrays.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from index.entities import gazetteer as gz
from index.entities import lexicon
from index.entities.hashing import Hashes, mix, normal
from index.entities.tokens import Flags, Ints, Tokens

# Columns of a word's features. The first few say enough of a neighbour.
WORD, COARSE, FINE, MASK, SHAPE, SUFFIX, SHARE = range(7)
FAR, NEAR = 4, 7
_SINGLES = 12
COLUMNS = NEAR + 12 + gz.BITS
_JOINTS = frozenset(
    "of the for and & - – / a des de del la da di do du van von der den bin ibn al el y e on in at ' ’"
    " 's ’s , d'".split()
)
_LOWER_NAMES = gz.GIVEN | gz.SURNAME | gz.CITY | gz.ORG
_LONGEST_GAP = 3
_CAPITAL, _JOINT, _NUMBER, _ALPHA, _UPPER, _LOWER = (1 << bit for bit in range(6))
# A word known only by its class still shares weights with the known ones.
_SHAPES = ((re.compile("[A-ZÀ-ÖØ-Þ]"), "X"), (re.compile("[a-zß-öø-ÿ]"), "x"))
_REPEATS = re.compile(r"(.)\1+")


def _shape(word: str) -> str:
    for pattern, letter in _SHAPES:
        word = pattern.sub(letter, word)
    return re.sub(r"\d", "0", word)


def _bucket(share: float) -> int:
    return -1 if share < 0 else sum(share >= edge for edge in (0.03, 0.15, 0.4, 0.7, 0.9, 0.98))


class WordTable:
    """Numbers for words, and the features of each. It only grows; `full` says when to start anew."""

    def __init__(self, limit: int = 40_000) -> None:
        self._known = gz.load()
        self._lexicon = lexicon.load()
        self._numbers: dict[str, int] = {}
        self._folds: dict[str, int] = {}
        self._limit = limit
        self.hashes: Hashes = np.zeros((0, COLUMNS), np.uint32)
        self.fold: Ints = np.zeros(0, np.int32)
        self.kind: Ints = np.zeros(0, np.int32)
        self.bits: Ints = np.zeros(0, np.int32)

    def __len__(self) -> int:
        return len(self._numbers)

    @property
    def full(self) -> bool:
        return len(self._numbers) > self._limit

    def number(self, words: Sequence[str]) -> Ints:
        """The numbers of words, those not met before being entered."""
        numbers = self._numbers
        new = [word for word in dict.fromkeys(words) if word not in numbers]
        if new:
            self._enter(new)
        return np.fromiter(map(numbers.__getitem__, words), np.int32, len(words))

    def _enter(self, words: list[str]) -> None:
        for word in words:
            self._numbers[word] = len(self._numbers)
        lower = [word.lower() for word in words]
        proper = [self._proper(word) for word in words]
        shares = self._lexicon.capital_share(words).tolist()
        coarse, fine = (column.tolist() for column in self._lexicon.clusters(proper))
        low_coarse, low_fine = (column.tolist() for column in self._lexicon.clusters(lower))
        rows, kinds, bits = [], [], []
        for place, word in enumerate(words):
            mask = self._known.words.get(gz.plain(proper[place]), 0)
            near = (coarse[place], fine[place], low_coarse[place], low_fine[place])
            rows.append(_word_features(word, lower[place], mask, near, _bucket(shares[place])))
            kinds.append(_kind(word))
            bits.append(mask)
        folds = [self._folds.setdefault(word, len(self._folds)) for word in lower]
        self.hashes = np.vstack([self.hashes, np.array(rows, np.uint32)])
        self.kind = np.append(self.kind, np.array(kinds, np.int32))
        self.bits = np.append(self.bits, np.array(bits, np.int32))
        self.fold = np.append(self.fold, np.array(folds, np.int32))

    def _proper(self, word: str) -> str:
        """A word in capitals as it would stand in a sentence, as far as the lists know it."""
        if len(word) > 2 and word.isupper() and word not in self._known.words:
            title = word.title()
            if len(word) > 3 or title in self._known.words:
                return title
        return word


def _kind(word: str) -> int:
    alpha = word[:1].isalpha()
    number = word[:1].isdigit()
    upper = any(character.isupper() for character in word)
    return (
        _CAPITAL * (upper and (alpha or number))
        | _JOINT * (word in _JOINTS)
        | _NUMBER * number
        | _ALPHA * alpha
        | _UPPER * (alpha and len(word) > 1 and word.isupper())
        | _LOWER * (alpha and not upper)
    )


def _word_features(
    word: str, lower: str, mask: int, clusters: tuple[int, int, int, int], share: int
) -> list[int]:
    """A row of features, 0 where one is absent. The order is that of the columns."""
    base = normal(lower)
    shape = _shape(word)
    short = _REPEATS.sub(r"\1", shape)
    coarse, fine, low_coarse, low_fine = clusters
    texts = [
        f"w={base}",
        f"c={coarse}" if coarse >= 0 else f"c?{short[:4]}",
        f"f={fine}" if fine >= 0 else f"f?{short[:4]}",
        f"g={mask}",
        f"s={short}",
        f"3={base[-3:]}",
        f"h={share}",
        f"1={base[-1:]}",
        f"2={base[-2:]}",
        f"4={base[-4:]}",
        f"p1={base[:1]}",
        f"p2={base[:2]}",
        f"p3={base[:3]}",
        f"p4={base[:4]}",
        f"W={normal(word)}",
        f"S={shape[:8]}",
        f"lc={low_coarse}",
        f"lf={low_fine}",
        f"hg={share},{mask & 127},{short[:3]}",
    ]
    row = [crc32(text.encode("utf-8", "replace")) or 1 for text in texts]
    row += [crc32(b"b%d" % bit) if mask >> bit & 1 else 0 for bit in range(gz.BITS)]
    return row


@dataclass(frozen=True, slots=True)
class Places:
    """The words that may belong to names.

    `at` are token numbers; `run` says in which stretch of such words each stands (0, 1, 2, …);
    `hashes` are features that depend on the place. `left`, `right`, `head` and `tail` are word
    numbers: those beside the stretch, and its first and last. `words` are the word numbers of all
    tokens with two of padding at either end.
    """

    at: NDArray[np.intp]
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
    numbers = table.number(tokens.words)
    kind = table.kind[numbers]
    member = _members(kind, tokens.text)
    at = np.flatnonzero(member)
    if not len(at):
        return None
    text = tokens.text
    begins = np.ones(len(at), np.bool_)
    begins[1:] = (np.diff(at) != 1) | (text[at[1:]] != text[at[:-1]])
    run = np.cumsum(begins, dtype=np.int32) - 1
    starts = at[begins]
    stops = at[np.append(np.flatnonzero(begins)[1:] - 1, len(at) - 1)]
    words = np.concatenate([[edge, edge], numbers, [edge, edge]]).astype(np.int32)
    outside = np.concatenate([[-1], text, [-1]])
    left = np.where(outside[starts] == text[starts], words[starts + 1], edge)[run]
    right = np.where(outside[stops + 2] == text[stops], words[stops + 3], edge)[run]
    inside = _Surroundings(tokens, article, table, numbers, kind, words, edge)
    columns = inside.columns(at, run, starts, stops, left, right)
    return Places(at, run, words, left, right, numbers[starts][run], numbers[stops][run], columns)


def _members(kind: Ints, text: Ints) -> Flags:
    """Capitalised words, and what may join them where it stands between two."""
    capital = (kind & _CAPITAL) > 0
    joint = (kind & (_JOINT | _NUMBER)) > 0
    member = capital.copy()
    # A number may end a name: "Group of 20".
    member[1:] |= ((kind & _NUMBER) > 0)[1:] & capital[:-1] & (text[1:] == text[:-1])
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
    return member


class _Surroundings:
    """Features of places from their neighbours, their text and their article."""

    def __init__(
        self,
        tokens: Tokens,
        article: Ints,
        table: WordTable,
        numbers: Ints,
        kind: Ints,
        words: Ints,
        edge: int,
    ) -> None:
        self._tokens = tokens
        self._table = table
        self._numbers = numbers
        self._kind = kind
        self._words = words
        self._edge = edge
        self._article = article[tokens.text]
        self._style = _styles(tokens.text, kind)

    def columns(
        self,
        at: NDArray[np.intp],
        run: Ints,
        starts: NDArray[np.intp],
        stops: NDArray[np.intp],
        left: Ints,
        right: Ints,
    ) -> Hashes:
        """A row a place, a column a feature; 0 is no feature."""
        hashes = self._table.hashes
        before, here, after = (hashes[self._words[at + 2 + step]] for step in (-1, 0, 1))
        beside_left, beside_right = hashes[left], hashes[right]
        length = (stops - starts + 1)[run].astype(np.uint32)
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
        ]
        found = np.stack(columns, axis=1)
        salts = np.arange(1000, 1000 + found.shape[1], dtype=np.uint32)
        absent = np.zeros(found.shape, np.bool_)
        for column, values in ((19, phrase), (20, phrase), (21, previous), (22, following)):
            absent[:, column] = values == 0
        return np.where(absent, np.uint32(0), mix(found, salts[None, :]))

    def _text_starts(self) -> NDArray[np.intp]:
        text = self._tokens.text
        return np.searchsorted(text, np.arange(int(text[-1]) + 1))

    def _evidence(self, at: NDArray[np.intp]) -> tuple[Hashes, Hashes]:
        """How often the article has a place's word in lower case, and with a capital inside a
        sentence of ordinary style; both up to 3.
        """
        fold = self._table.fold[self._numbers].astype(np.int64)
        key = self._article.astype(np.int64) * (int(fold.max()) + 1) + fold
        wanted, place = np.unique(key[at], return_inverse=True)
        found = np.minimum(np.searchsorted(wanted, key), len(wanted) - 1)
        known = wanted[found] == key
        ordinary = self._style[self._tokens.text] == 0
        low = known & ((self._kind & _LOWER) > 0)
        high = known & ((self._kind & _CAPITAL) > 0) & ~self._tokens.first & ordinary
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
            beside = self._table.bits[self._words[at + 2 + step]] & kinds
            seen = np.zeros(int(place.max()) + 1, np.int32)
            np.bitwise_or.at(seen, place, beside)
            results.append(seen[place].astype(np.uint32))
        return results[0], results[1]

    def _phrases(self, at: NDArray[np.intp]) -> Hashes:
        """Which part of which kind of known name of several words a place is; 0 if of none."""
        keys, kinds = _phrase_table()
        base = self._table.hashes[self._words, WORD]
        rolling = base[at + 2]
        inside = np.zeros(len(base), np.uint32)
        for length in range(2, _LONGEST_PHRASE + 1):
            stop = np.minimum(at + 1 + length, len(base) - 1)
            rolling = mix(rolling, base[stop])
            spot = np.minimum(np.searchsorted(keys, rolling), len(keys) - 1)
            hit = np.flatnonzero((keys[spot] == rolling) & (at + length <= len(base) - 4))
            for step in range(length):
                part = 1 if step == 0 else 3 if step == length - 1 else 2
                inside[at[hit] + 2 + step] = kinds[spot[hit]] * np.uint32(4) + np.uint32(part)
        return inside[at + 2]


_LONGEST_PHRASE = 6
_PHRASES: list[tuple[Hashes, Hashes]] = []


def _phrase_table() -> tuple[Hashes, Hashes]:
    """Known names of several words as hashes in order, with what they are."""
    if not _PHRASES:
        keys, kinds = [], []
        for phrase, bits in gz.load().phrases.items():
            words = [crc32(f"w={normal(w.lower())}".encode()) or 1 for w in phrase.split(" ")]
            if len(words) <= _LONGEST_PHRASE:
                rolling = np.array([words[0]], np.uint32)
                for word in words[1:]:
                    rolling = mix(rolling, word)
                keys.append(int(rolling[0]))
                kinds.append(bits)
        order = np.argsort(np.array(keys, np.uint32), kind="stable")
        _PHRASES.append((np.array(keys, np.uint32)[order], np.array(kinds, np.uint32)[order]))
    return _PHRASES[0]


def _styles(text: Ints, kind: Ints) -> Ints:
    """How each text is written: 0 in sentences, 1 with most words capitalised, 2 in capitals."""
    count = int(text[-1]) + 1
    alpha = np.bincount(text, (kind & _ALPHA) > 0, count)
    capital = np.bincount(text, (kind & (_CAPITAL | _ALPHA)) == _CAPITAL | _ALPHA, count)
    upper = np.bincount(text, (kind & _UPPER) > 0, count)
    style = np.zeros(count, np.int32)
    style[(capital >= 0.6 * alpha) & (alpha >= 3)] = 1
    style[(upper >= 0.6 * alpha) & (alpha >= 2)] = 2
    return style
