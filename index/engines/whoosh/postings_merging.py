"""The postings of several segments as those of one.

They are joined by ranges of the vocabulary: some hundred thousand postings are sorted at a time,
never one by one and never all at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.engines.whoosh import packed_integers
from index.engines.whoosh import vocabulary as names
from index.engines.whoosh.array_file import Array
from index.engines.whoosh.inversion import documents
from index.engines.whoosh.segment import Segment, Term
from index.engines.whoosh.sorted_arrays import NONE, Docs, ranges, stable_order
from index.engines.whoosh.vocabulary import Names

# Postings sorted at once: each takes some hundred bytes meanwhile, and more are not quicker.
_POSTINGS = 1 << 18
_TERMS = 1 << 16
_TOUCHED = 4_000_000
"""Bytes of a segment that may be in memory before it is let go of."""


def merged_postings(segments: Sequence[Segment], renumbering: Sequence[Docs]) -> dict[str, Array]:
    """The arrays of all words; `renumbering` has the new number of each document, -1 if deleted."""
    vocabulary, maps = united_strings([listed_strings(segment.terms) for segment in segments])
    listed, places = united_strings([listed_strings(segment.surfaces) for segment in segments])
    terms = np.zeros(len(listed), np.int64)
    for segment, place, renamed in zip(segments, places, maps, strict=True):
        terms[place] = renamed[segment.column("surfaces.term")]
    kinds = _kinds(terms)
    sources = [
        _Source(segment, new, renamed, _new_kinds(segment, kinds[place]))
        for segment, new, renamed, place in zip(segments, renumbering, maps, places, strict=True)
    ]
    kept = np.concatenate([new[new >= 0] for new in renumbering])
    out = _Postings(apart=bool((kept[1:] > kept[:-1]).all()))
    totals = np.zeros(len(vocabulary), np.int64)
    for source in sources:
        starts: Docs = source.segment.column("terms.start").astype(np.int64)
        totals[source.terms] += starts[1:] - starts[:-1]
    for first, last in _term_ranges(totals):
        out.add([source.slice(first, last) for source in sources], first, last)
        for segment in segments:
            if segment.container.touched > _TOUCHED:
                segment.container.let_go()
    used = out.counts() > 0
    renumbered = np.cumsum(used) - 1
    spelt = used[terms]
    return {
        **names.encode_bytes("terms", [t for t, u in zip(vocabulary, used, strict=True) if u]),
        **names.encode_bytes("surfaces", [s for s, u in zip(listed, spelt, strict=True) if u]),
        "surfaces.term": renumbered[terms[spelt]].astype(np.uint32),
        "surfaces.kind": kinds[spelt].astype(np.uint32),
        **packed_integers.encode(
            "terms.kinds", np.bincount(terms, minlength=len(vocabulary))[used]
        ),
        **out.arrays(used),
    }


def listed_strings(strings: Names) -> list[bytes]:
    """All of them, in memory."""
    return strings.slice(0, len(strings))


def united_strings(lists: Sequence[list[bytes]]) -> tuple[list[bytes], list[Docs]]:
    """All strings once and sorted, and the new place of each string of each list."""
    united = sorted(set().union(*lists))
    places = {string: place for place, string in enumerate(united)}
    return united, [np.fromiter(map(places.__getitem__, row), np.int64, len(row)) for row in lists]


def _kinds(terms: Docs) -> Docs:
    """Numbers the spellings of each term, in the order in which they are listed."""
    order = np.argsort(terms, kind="stable")
    ordered = terms[order]
    starts = np.searchsorted(ordered, ordered)
    kinds = np.empty(len(terms), np.int64)
    kinds[order] = np.arange(len(terms)) - starts
    return kinds


def _new_kinds(segment: Segment, kinds: Docs) -> tuple[Docs, Docs]:
    """For each term where its spellings begin in the second array, which holds the new kinds."""
    counts = segment.kinds().astype(np.int64)
    starts = np.cumsum(counts) - counts
    table = np.zeros(int(counts.sum()), np.int64)
    terms, old = segment.column("surfaces.term"), segment.column("surfaces.kind")
    table[starts[terms] + old] = kinds
    return starts, table


def _term_ranges(totals: Docs) -> list[tuple[int, int]]:
    """The vocabulary in ranges whose postings can be sorted at once."""
    ends = np.cumsum(totals)
    found = []
    first = 0
    while first < len(totals):
        before = ends[first - 1] if first else 0
        last = int(np.searchsorted(ends, before + _POSTINGS, "right"))
        last = min(max(last, first + 1), first + _TERMS)
        found.append((first, last))
        first = last
    return found


@dataclass(frozen=True, slots=True)
class _Part:
    """Postings of a range of terms, still in the order of their segment."""

    terms: Docs
    docs: Docs
    freqs: Array
    positions: Array
    variants: Array


@dataclass(frozen=True, slots=True)
class _Source:
    segment: Segment
    new: Docs
    terms: Docs
    kinds: tuple[Docs, Docs]

    def slice(self, first: int, last: int) -> _Part:
        """The live postings of the new terms first to last, last excluded."""
        low, high = np.searchsorted(self.terms, (first, last)).tolist()
        if low == high:
            return _Part(NONE, NONE, NONE, NONE, NONE)
        run: Term = self.segment.run(low, high - 1)
        starts = self.segment.column("terms.start")[low : high + 1].astype(np.int64)
        tokens = self.segment.column("terms.token")[low : high + 1].astype(np.int64)
        terms = np.repeat(self.terms[low:high], np.diff(starts))
        docs, freqs = self.new[self.segment.docs(run)], self.segment.freqs(run)
        positions, variants = self.segment.positions(run), self.segment.variants(run)
        begins, table = self.kinds
        variants = table[np.repeat(begins[low:high], np.diff(tokens)) + variants]
        live = docs >= 0
        if not live.all():
            kept = np.repeat(live, freqs)
            positions, variants = positions[kept], variants[kept]
            terms, docs, freqs = terms[live], docs[live], freqs[live]
        return _Part(terms, docs, freqs, positions, variants)


class _Postings:
    """Collects merged postings in few bytes each.

    `apart` says that the documents of each segment come behind those of the one before, as those
    of later news do.
    """

    def __init__(self, *, apart: bool) -> None:
        self._apart = apart
        self._counts: list[Docs] = []
        self._tokens: list[Docs] = []
        self._docs: list[Array] = []
        self._freqs: list[Array] = []
        self._positions: list[Array] = []
        self._variants: list[Array] = []

    def add(self, parts: Sequence[_Part], first: int, last: int) -> None:
        """Append a range of terms."""
        terms = np.concatenate([part.terms for part in parts]) - first
        docs = np.concatenate([part.docs for part in parts])
        freqs = np.concatenate([part.freqs for part in parts]).astype(np.int64)
        positions = np.concatenate([part.positions for part in parts])
        variants = np.concatenate([part.variants for part in parts])
        order = np.arange(len(docs)) if self._apart else stable_order(docs)
        order = order[stable_order(terms[order])]
        starts = np.cumsum(freqs) - freqs
        self._counts.append(np.bincount(terms, minlength=last - first))
        weights = np.bincount(terms, weights=freqs, minlength=last - first)
        self._tokens.append(weights.astype(np.int64))
        self._docs.append(docs[order].astype(np.uint32))
        self._freqs.append(_narrow(freqs[order]))
        tokens = ranges(starts[order], freqs[order])
        self._positions.append(_narrow(positions[tokens]))
        self._variants.append(_narrow(variants[tokens]))

    def counts(self) -> Docs:
        """Postings of each term."""
        return np.concatenate(self._counts) if self._counts else NONE

    def arrays(self, used: Array) -> dict[str, Array]:
        tokens = (np.concatenate(self._tokens) if self._tokens else NONE)[used]
        counts = self.counts()[used]
        return {
            "terms.start": np.concatenate([[0], np.cumsum(counts)]).astype(np.uint32),
            "terms.token": np.concatenate([[0], np.cumsum(tokens)]).astype(np.uint32),
            **documents("docs", _cat(self._docs)),
            **packed_integers.encode("freqs", _cat(self._freqs)),
            **packed_integers.encode("positions", _cat(self._positions)),
            **packed_integers.encode("variants", _cat(self._variants)),
        }


def _narrow(values: Array) -> Array:
    return values.astype(np.uint16 if values.max(initial=0) <= 0xFFFF else np.uint32)


def _cat(parts: list[Array]) -> Array:
    joined = np.concatenate(parts) if parts else NONE
    parts.clear()
    return joined
