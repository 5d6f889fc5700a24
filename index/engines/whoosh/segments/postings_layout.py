"""Postings as a segment holds them: laid out by ranges of terms, for one batch or for a joining."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.index_schema import CODES, TEXT
from index.engines.whoosh.segments.array_file import Array
from index.engines.whoosh.segments.impacts import impacts
from index.engines.whoosh.segments.packed_integers import Encoder, Width, fitting
from index.engines.whoosh.sorted_arrays import Docs, ranges

SKIP = 32
"""It is written down where the positions of every so manieth posting begin."""

FREQUENT = 16
"""A word of the texts that more than one paragraph in so many has gets a bit for each of them."""

WEIGHED = 256
"""So many paragraphs with a word and it is written down how much it counts for in each."""

_TEXT = ord(CODES[TEXT].code)
_NUMBERS = ("freqs", "positions", "variants")


@dataclass(frozen=True, slots=True)
class Range:
    """Postings of terms in a row, in the order term, document, position.

    `codes` and `counts` are the field code and the number of postings of each term, none of them 0.
    """

    codes: NDArray[np.uint8]
    counts: Docs
    docs: Array
    freqs: Array
    positions: Array
    variants: Array


@dataclass(frozen=True, slots=True)
class Lengths:
    """The length byte of each document's text, and the average length."""

    texts: NDArray[np.uint8]
    average: float


def widths(postings: Range) -> dict[str, Width]:
    """What the numbers of some postings take."""
    return {name: fitting(getattr(postings, name)) for name in _NUMBERS}


class PostingsLayout:
    """Lays out the postings of some documents. Ranges of terms come in order."""

    def __init__(self, lengths: Lengths, width: Mapping[str, Width]) -> None:
        self._size, self._lengths = len(lengths.texts), lengths
        self._encoders = {name: Encoder(name, width[name]) for name in _NUMBERS}
        self._terms = self._postings = self._tokens = self._weighed = 0
        self._bits: NDArray[np.bool_] = np.zeros(0, bool)

    def add(self, postings: Range) -> dict[str, Array]:
        """The arrays that the next terms are appended as."""
        counts, freqs = postings.counts, postings.freqs
        starts = np.cumsum(counts) - counts
        tokens = np.cumsum(freqs, dtype=np.int64) - freqs
        tokens += self._tokens
        arrays = {
            "terms.start": (starts + self._postings).astype(np.uint32),
            "terms.token": tokens[starts].astype(np.uint32),
            "skips": tokens[-self._postings % SKIP :: SKIP].astype(np.uint32),
            **self._impacts(postings, starts),
            **self._documents(postings.docs),
            **self._frequent(postings, starts),
        }
        for name, encoder in self._encoders.items():
            arrays |= encoder.add(getattr(postings, name))
        self._terms += len(counts)
        self._postings += len(postings.docs)
        self._tokens += len(postings.positions)
        return arrays

    def end(self) -> dict[str, Array]:
        """What comes behind the last range."""
        arrays: dict[str, Array] = {
            "terms.start": np.array([self._postings], np.uint32),
            "terms.token": np.array([self._tokens], np.uint32),
        }
        if self._has_bits:
            arrays["docs.bits"] = np.packbits(self._bits)
        for encoder in self._encoders.values():
            arrays |= encoder.end()
        return arrays

    @property
    def _has_bits(self) -> bool:
        return 1 << 16 < self._size <= 1 << 17

    def _documents(self, docs: Array) -> dict[str, Array]:
        """Numbers in two bytes each, and one bit or one byte more where it takes that."""
        arrays: dict[str, Array] = {"docs.low": (docs & 0xFFFF).astype(np.uint16)}
        if self._has_bits:
            bits = np.concatenate([self._bits, docs > 0xFFFF])
            whole = len(bits) // 8 * 8
            arrays["docs.bits"], self._bits = np.packbits(bits[:whole]), bits[whole:]
        elif self._size > 1 << 17:
            arrays["docs.high"] = (docs >> 16).astype(np.uint8)
        return arrays

    def _impacts(self, postings: Range, starts: Docs) -> dict[str, Array]:
        """What words of the texts that stand in many documents count for in each."""
        weighed = (postings.codes == _TEXT) & (postings.counts >= WEIGHED)
        chosen = np.flatnonzero(weighed)
        counts = postings.counts[chosen]
        places = ranges(starts[chosen], counts)
        freqs, docs = postings.freqs[places], postings.docs[places]
        begins = np.cumsum(counts) - counts + self._weighed
        self._weighed += len(places)
        return {
            "impacts": impacts(freqs, self._lengths.texts[docs], self._lengths.average),
            "impacts.term": (chosen + self._terms).astype(np.uint32),
            "impacts.start": begins.astype(np.uint32),
        }

    def _frequent(self, postings: Range, starts: Docs) -> dict[str, Array]:
        """A bit for each document, of each word that many of the texts have."""
        text = postings.codes == _TEXT
        chosen = np.flatnonzero(text & (postings.counts * FREQUENT > self._size))
        rows = [np.zeros(0, np.uint8)]
        for term in chosen.tolist():
            marked = np.zeros(self._size, bool)
            marked[postings.docs[starts[term] : starts[term] + postings.counts[term]]] = True
            rows.append(np.packbits(marked))
        return {
            "frequent.term": (chosen + self._terms).astype(np.uint32),
            "frequent.bits": np.concatenate(rows),
        }
