"""A linear-chain conditional random field over the words that may belong to names.

Lafferty, McCallum and Pereira 2001. Scores of a word by itself are kept for each distinct word;
all stretches of a batch are decoded together.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from index.core.growing import Growing
from index.core.values import EntityType
from index.entities.spans import Span
from index.entities.tagging.features import Places, places
from index.entities.tagging.word_features import FAR, NEAR
from index.entities.tagging.wordtable import ALPHA, LOWER, WordTable
from index.entities.version import model_version, shipped_model
from index.entities.words.gazetteer import DATA
from index.entities.words.hashing import Hashes, mix
from index.entities.words.tokenizer import Ints, Tokens

Floats = NDArray[np.float32]
KINDS: tuple[EntityType, ...] = ("person", "org", "place")
# O, then for each kind: begins, inside, ends, single.
LABELS = 1 + 4 * len(KINDS)
BEGIN, INSIDE, END, SINGLE = range(4)
# Slots: a word's role for a place, with how many of its columns count.
SLOTS: tuple[tuple[int, int], ...] = (
    (-2, FAR),
    (-1, NEAR),
    (0, 0),
    (1, NEAR),
    (2, FAR),
    (3, FAR),  # beside the stretch, left
    (4, FAR),  # beside the stretch, right
    (5, FAR),  # its first word
    (6, FAR),  # its last word
)
# Those of them that only words have which may belong to names.
_OWN = frozenset({2, 7, 8})
_LONGEST_RUN = 80
# Keys are looked up by their first 20 bits.
_SHIFT = 12
# Columns of a row of weights: LABELS, and as many more as make a power of two.
_WIDTH = 16


def slot_keys(hashes: Hashes, slot: int, columns: int) -> Hashes:
    """The keys of words' features in a slot; absent ones stay 0."""
    taken = hashes[:, :columns] if columns else hashes
    return np.where(taken == 0, np.uint32(0), mix(taken, slot + 50))


def slot_words(found: Places) -> list[Ints]:
    """For each slot the word numbers of all places."""
    near = [found.words[found.spot + step] for step in range(-2, 3)]
    return [*near, found.left, found.right, found.head, found.tail]


@cache
def allowed() -> NDArray[np.bool_]:
    """Which label may follow which. Not to be changed."""
    table = np.zeros((LABELS, LABELS), np.bool_)
    for before in range(LABELS):
        for after in range(LABELS):
            open_kind = (before - 1) // 4 if before and (before - 1) % 4 in (BEGIN, INSIDE) else -1
            continues = after and (after - 1) % 4 in (INSIDE, END)
            kind = (after - 1) // 4 if after else -1
            table[before, after] = kind == open_kind if continues else open_kind < 0
    return table


def starting() -> NDArray[np.bool_]:
    """Which labels may begin a stretch."""
    first: NDArray[np.bool_] = allowed()[0]
    return first


def ending() -> NDArray[np.bool_]:
    """Which labels may end a stretch."""
    last: NDArray[np.bool_] = allowed()[:, 0]
    return last


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by feature key, in order of key, and between labels.

    `keys` (K, ascending, never 0) and one more that no feature has belong to the rows of `weights`
    (K + 1, LABELS and some of padding, which is quicker to be had); the last row is 0. Weights are
    whole multiples of `scale` from -127 to 127, so that sums of them stay exact. `transitions`
    (LABELS, LABELS) is from the label before to the label after. `starts` says for each value of a
    key's first 20 bits where its keys begin, one more at the end.
    """

    keys: Hashes
    weights: NDArray[np.int16]
    scale: np.float32
    transitions: Floats
    version: str
    starts: NDArray[np.int32]

    def find(self, keys: Hashes) -> NDArray[np.int32]:
        """The row of weights of each key, the last one of those that have none. Keys lie evenly,
        so that their first bits nearly always lead to the place.
        """
        bucket = keys >> np.uint32(_SHIFT)
        row = np.take(self.starts, bucket)
        found = np.take(self.keys, row) == keys
        left = np.flatnonzero(~found)
        while len(left):
            place = row[left] + 1
            left = left[place < np.take(self.starts, bucket[left] + np.uint32(1))]
            row[left] += 1
            hit = np.take(self.keys, row[left]) == keys[left]
            found[left[hit]] = True
            left = left[~hit]
        row[~found] = len(self.keys) - 1
        return row

    def sums(self, keys: Hashes) -> NDArray[np.int16]:
        """The summed weights of each row of keys: (places, features) to (places, LABELS)."""
        total = np.zeros((len(keys), self.weights.shape[1]), np.int16)
        for column in self.find(np.ascontiguousarray(keys.T).ravel()).reshape(keys.shape[::-1]):
            total += np.take(self.weights, column, axis=0)
        return total[:, :LABELS]

    def scaled(self, sums: NDArray[np.int16]) -> Floats:
        """Sums of weights as what they count for."""
        scores: Floats = sums.astype(np.float32)
        scores *= self.scale
        return scores


@cache
def load() -> Model:
    """The model, read from the package once. Raises ValueError if the file was damaged."""
    return read((DATA / "model.npz").read_bytes(), shipped_model())


def read(data: bytes, version: str = "") -> Model:
    """The model in the bytes of its file, whose version may be known. Raises ValueError if they
    were damaged.
    """
    with np.load(BytesIO(data), allow_pickle=False) as tables:
        keys, weights = tables["keys"], tables["weights"]
        digest = hashlib.sha256(keys)
        digest.update(weights)
        if digest.hexdigest() != str(tables["checksum"]):
            raise ValueError("the entity model is damaged; install the program again")
        # Each key is the first for as many values as there are since that of the one before it: to
        # count the keys of a million values takes three times as long.
        begun, values = (keys >> np.uint32(_SHIFT)).astype(np.int32), np.int32(1 << 32 - _SHIFT)
        since = np.diff(begun, prepend=np.int32(-1), append=values)
        starts = np.repeat(np.arange(len(keys) + 1, dtype=np.int32), since)
        padded = np.zeros((len(keys) + 1, _WIDTH), np.int16)
        padded[:-1, :LABELS] = weights
        return Model(
            np.append(keys, np.uint32(0)),
            padded,
            tables["scale"][()],
            tables["transitions"],
            version or model_version(data),
            starts,
        )


class Tagger:
    """Names by the model. Answers do not depend on what was tagged before."""

    def __init__(self, model: Model | None = None) -> None:
        self._model = model or load()
        self._reset()

    @property
    def version(self) -> str:
        return self._model.version

    def _reset(self) -> None:
        self._table = WordTable()
        # As sums, which take half of the memory.
        self._scores = [Growing(np.zeros((0, LABELS), np.int16)) for _ in SLOTS]

    def spans(self, texts: Sequence[str], tokens: Tokens, article: Ints) -> list[Span]:  # noqa: ARG002
        """The names of all texts in order; `article` numbers the article of each text."""
        found = self._places(tokens, article)
        if found is None:
            return []
        labels, sure = decode(self._emissions(found), runs(found), self._model.transitions)
        return _spans(found.at, labels, sure)

    def likely(self, tokens: Tokens, article: Ints) -> tuple[NDArray[np.intp], Floats]:
        """The tokens that may belong to names, and how likely each label is there by itself,
        (places, LABELS); all others have none.
        """
        found = self._places(tokens, article)
        if found is None:
            return np.zeros(0, np.intp), np.zeros((0, LABELS), np.float32)
        shares = likelihood(self._emissions(found), runs(found), self._model.transitions)
        return found.at, shares

    def _places(self, tokens: Tokens, article: Ints) -> Places | None:
        if not len(tokens):
            return None
        if self._table.full:
            self._reset()
        return places(tokens, article, self._table)

    def _emissions(self, found: Places) -> Floats:
        """The scores of each label in all places, (places, LABELS)."""
        emissions = self._model.scaled(self._model.sums(found.hashes))
        self._grow()
        for scores, words in zip(self._scores, slot_words(found), strict=True):
            emissions += self._model.scaled(np.take(scores.rows, words, axis=0))
        return emissions

    def _grow(self) -> None:
        """Score the words entered since the last time."""
        done = len(self._scores[0])
        if done == len(self._table):
            return
        hashes = self._table.hashes[done:]
        own = np.flatnonzero(self._table.kind[done:] != LOWER | ALPHA)
        for place, (slot, columns) in enumerate(SLOTS):
            if place in _OWN:
                new = np.zeros((len(hashes), LABELS), np.int16)
                new[own] = self._model.sums(slot_keys(hashes[own], slot, columns))
            else:
                new = self._model.sums(slot_keys(hashes, slot, columns))
            self._scores[place].add(new)


def runs(found: Places) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Where stretches begin among the places, and how long they are, the longest first."""
    lengths = np.bincount(found.run)
    starts = np.append(0, np.cumsum(lengths)[:-1])
    if lengths.max() > _LONGEST_RUN:
        pieces = -(-lengths // _LONGEST_RUN)
        offset = np.arange(pieces.sum()) - np.repeat(np.cumsum(pieces) - pieces, pieces)
        starts = np.repeat(starts, pieces) + offset * _LONGEST_RUN
        rest = np.repeat(lengths, pieces) - offset * _LONGEST_RUN
        lengths = np.minimum(rest, _LONGEST_RUN)
    order = np.argsort(-lengths, kind="stable")
    return starts[order], lengths[order]


def decode(
    emissions: Floats, stretches: tuple[NDArray[np.intp], NDArray[np.intp]], transitions: Floats
) -> tuple[NDArray[np.int8], Floats]:
    """The best labels of all places (Viterbi), and how likely each is by itself.

    `emissions` are (places, LABELS). All stretches go forward together, a step at a time: they come
    longest first, so that those which still go on at a step are the first ones.
    """
    starts, lengths = stretches
    # Below any sum of weights, and far from where float32 would lose their differences.
    never = np.float32(-1e4)
    moves = np.where(allowed(), transitions, never)
    steps = int(lengths[0])
    going_on = active(lengths)
    score = emissions[starts] + np.where(starting(), np.float32(0), never)
    back = []
    best = [score]
    for step in range(1, steps):
        count = going_on[step]
        # (stretches, label before, label after): the best way to each label comes from where?
        options = best[-1][:count, :, None] + moves[None]
        back.append(options.argmax(1).astype(np.int8))
        best.append(options.max(1) + emissions[starts[:count] + step])
    labels = np.zeros(len(emissions), np.int8)
    label = np.zeros(len(starts), np.intp)
    final = np.where(ending(), np.float32(0), never)
    for step in range(steps - 1, -1, -1):
        count = going_on[step]
        last = lengths[:count] == step + 1
        label[:count][last] = (best[step][last] + final).argmax(1)
        labels[starts[:count] + step] = label[:count]
        if step:
            label[:count] = back[step - 1][np.arange(count), label[:count]]
    shares = likelihood(emissions, stretches, transitions)
    chosen: Floats = shares[np.arange(len(labels)), labels]
    return labels, chosen


def active(lengths: NDArray[np.intp]) -> list[int]:
    """How many stretches, the longest first, are longer than each number of steps."""
    counts: list[int] = np.searchsorted(-lengths, -np.arange(int(lengths[0]))).tolist()
    return counts


def likelihood(
    emissions: Floats, stretches: tuple[NDArray[np.intp], NDArray[np.intp]], transitions: Floats
) -> Floats:
    """How likely each label is in each place by itself, (places, LABELS), by the forward and
    backward sums (Rabiner 1989, with scaling).

    Only labels that may begin a stretch count at its first word, as in training, and only those
    that may end one at its last.

    Every row is divided by its sum or its maximum: only ratios within a row count in the end, and
    products over eighty words would leave the range of float32.
    """
    # What may not follow is all but impossible instead of impossible, so that no row sums to 0.
    factor = np.exp(np.where(allowed(), np.maximum(transitions, -60), np.float32(-60)))
    power = np.exp(emissions - emissions.max(1, keepdims=True))
    starts, lengths = stretches
    going_on = active(lengths)
    steps = len(going_on)
    forward = power.copy()
    forward[starts] *= starting()
    for step in range(1, steps):
        at = starts[: going_on[step]] + step
        values = (forward[at - 1] @ factor) * power[at]
        forward[at] = values / values.sum(1, keepdims=True)
    backward = np.ones_like(power)
    backward[starts + lengths - 1] = ending()
    for step in range(steps - 2, -1, -1):
        at = starts[: going_on[step + 1]] + step
        values = (backward[at + 1] * power[at + 1]) @ factor.T
        backward[at] = values / values.sum(1, keepdims=True)
    shares: Floats = forward * backward
    shares /= shares.sum(1, keepdims=True)
    return shares


def _spans(at: NDArray[np.intp], labels: NDArray[np.int8], sure: Floats) -> list[Span]:
    named = np.flatnonzero(labels)
    part = (labels[named] - 1) % 4
    firsts = named[(part == BEGIN) | (part == SINGLE)]
    lasts = named[(part == END) | (part == SINGLE)]
    kinds = ((labels[firsts] - 1) // 4).tolist()
    if not len(firsts):
        return []
    # The stretches between names are reduced as well, and every second result is left out.
    edges = np.stack([firsts, lasts + 1], axis=1).ravel()
    lowest = np.minimum.reduceat(np.append(sure, np.float32(1)), edges)[::2]
    return [
        Span(first, last, KINDS[kind], round(confidence, 3))
        for first, last, kind, confidence in zip(
            at[firsts].tolist(), at[lasts].tolist(), kinds, lowest.tolist(), strict=True
        )
    ]
