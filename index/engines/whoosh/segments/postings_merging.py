"""The postings of several segments as those of one.

They are joined by ranges of the vocabulary: some hundred thousand postings are sorted at a time,
never one by one and never all at once, and written as soon as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.segments import packed_integers
from index.engines.whoosh.segments.array_file import Array
from index.engines.whoosh.segments.array_writing import ArrayWriter
from index.engines.whoosh.segments.packed_integers import Width
from index.engines.whoosh.segments.postings_layout import Lengths, PostingsLayout, Range
from index.engines.whoosh.segments.segment import Segment, Term
from index.engines.whoosh.segments.vocabulary_merging import numbered_spellings, united
from index.engines.whoosh.sorted_arrays import NONE, Docs, ranges, stable_order

# Postings sorted at once: each takes some hundred bytes meanwhile, and more are not quicker.
_POSTINGS = 1 << 18
_TERMS = 1 << 16
_TOUCHED = 24_000_000
"""Bytes of the segments that may be in memory before they are let go of."""


def merge_postings(
    segments: Sequence[Segment],
    renumbering: Sequence[NDArray[np.int32]],
    lengths: Lengths,
    out: ArrayWriter,
) -> None:
    """Write the arrays of all words; `renumbering` has the new number of each document, -1 if
    deleted, `lengths` are those of the documents as they are numbered anew.
    """
    vocabulary, maps = united([segment.terms for segment in segments])
    listed, places = united([segment.surfaces for segment in segments])
    terms = np.zeros(len(listed), np.int32)
    for segment, place, renamed in zip(segments, places, maps, strict=True):
        terms[place] = renamed[segment.column("surfaces.term")]
    kinds = numbered_spellings(terms)
    sources = [
        _Source(segment, new, renamed, _new_kinds(segment, kinds[place]))
        for segment, new, renamed, place in zip(segments, renumbering, maps, places, strict=True)
    ]
    del places
    totals = np.zeros(len(vocabulary), np.int64)
    for source in sources:
        starts = source.segment.column("terms.start")
        totals[source.terms] += starts[1:] - starts[:-1]
        source.segment.container.let_go()
    used = np.zeros(len(vocabulary), bool)
    codes = vocabulary.first_bytes
    apart = _apart(renumbering)
    layout = PostingsLayout(lengths, _widths(segments))
    for first, last in _term_ranges(totals):
        parts = [source.slice(first, last) for source in sources]
        joined = _joined(parts, codes[first:last], apart=apart)
        used[first:last] = joined.counts > 0
        out.add(layout.add(_without_empty(joined)))
        if sum(segment.container.touched for segment in segments) > _TOUCHED:
            for segment in segments:
                segment.container.let_go()
    out.add(layout.end())
    out.add(vocabulary.encoded("terms", used))
    out.add(listed.encoded("surfaces", used[terms]))
    _add_spellings(terms, kinds, used, out)


def _add_spellings(
    terms: NDArray[np.int32], kinds: NDArray[np.int32], used: NDArray[np.bool_], out: ArrayWriter
) -> None:
    """Write the term and the number of each spelling; of terms that are not `used` none."""
    renumbered = np.cumsum(used) - 1
    spelt = used[terms]
    counts = np.bincount(terms, minlength=len(used))[used]
    out.add(packed_integers.encode("terms.kinds", counts))
    out.add({"surfaces.term": renumbered[terms[spelt]].astype(np.uint32)})
    out.add({"surfaces.kind": kinds[spelt].astype(np.uint32)})


def _apart(renumbering: Sequence[NDArray[np.int32]]) -> bool:
    """Whether the documents of each segment come behind those of the one before, as those of later
    news do.
    """
    last = -1
    for new in renumbering:
        kept = new[new >= 0]
        if len(kept):
            if kept[0] <= last or (kept[1:] <= kept[:-1]).any():
                return False
            last = int(kept[-1])
    return True


def _widths(segments: Sequence[Segment]) -> dict[str, Width]:
    """The widest that any of the segments takes."""
    return {name: max(segment.widths[name] for segment in segments) for name in segments[0].widths}


def _new_kinds(
    segment: Segment, kinds: NDArray[np.int32]
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """For each term where its spellings begin in the second array, which holds the new kinds."""
    counts = segment.kinds().astype(np.int32)
    starts = np.cumsum(counts, dtype=np.int32) - counts
    table = np.zeros(int(counts.sum()), np.int32)
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
    """Postings of a range of terms, still in the order of their segment; terms count from 0."""

    terms: NDArray[np.uint16]
    docs: Array
    freqs: Array
    positions: Array
    variants: Array


_NOTHING = _Part(np.zeros(0, np.uint16), NONE, NONE, NONE, NONE)


@dataclass(frozen=True, slots=True)
class _Source:
    segment: Segment
    new: NDArray[np.int32]
    terms: NDArray[np.int32]
    kinds: tuple[NDArray[np.int32], NDArray[np.int32]]

    def slice(self, first: int, last: int) -> _Part:
        """The live postings of the new terms first to last, last excluded."""
        low, high = np.searchsorted(self.terms, (first, last)).tolist()
        if low == high:
            return _NOTHING
        run: Term = self.segment.run(low, high - 1)
        starts = self.segment.column("terms.start")[low : high + 1].astype(np.int64)
        tokens = self.segment.column("terms.token")[low : high + 1].astype(np.int64)
        terms = np.repeat((self.terms[low:high] - first).astype(np.uint16), np.diff(starts))
        docs, freqs = self.new[self.segment.docs(run)], self.segment.freqs(run)
        positions, variants = self.segment.positions(run), self.segment.variants(run)
        begins, table = self.kinds
        variants = table[np.repeat(begins[low:high], np.diff(tokens)) + variants]
        if self.segment.live is not None:
            live = docs >= 0
            kept = np.repeat(live, freqs)
            positions, variants = positions[kept], variants[kept]
            terms, docs, freqs = terms[live], docs[live], freqs[live]
        return _Part(terms, docs, freqs, positions, variants)


def _joined(parts: Sequence[_Part], codes: NDArray[np.uint8], *, apart: bool) -> Range:
    """The postings of all parts in the order term, document, position."""
    terms = np.concatenate([part.terms for part in parts])
    docs = np.concatenate([part.docs for part in parts])
    freqs = np.concatenate([part.freqs for part in parts])
    positions = np.concatenate([part.positions for part in parts])
    variants = np.concatenate([part.variants for part in parts])
    counts = np.bincount(terms, minlength=len(codes))
    if len(codes) > 1 or not apart:
        order = np.argsort(terms, kind="stable") if apart else stable_order(docs)
        if not apart:
            order = order[np.argsort(terms[order], kind="stable")]
        lengths = freqs.astype(np.int64)
        starts = np.cumsum(lengths) - lengths
        docs, freqs = docs[order], freqs[order]
        tokens = ranges(starts[order], lengths[order])
        positions, variants = positions[tokens], variants[tokens]
    return Range(codes, counts, docs, freqs, positions, variants)


def _without_empty(joined: Range) -> Range:
    """The same without the terms that no live document has."""
    kept = joined.counts > 0
    return Range(
        joined.codes[kept], joined.counts[kept], joined.docs, joined.freqs, joined.positions,
        joined.variants,
    )  # fmt: skip
