"""Joining segments so that their number stays small and deleted paragraphs leave the disk.

A merge works on ranges of the vocabulary: it sorts some millions of postings at a time, never one
by one and never all at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import numpy as np

from index.engines.whoosh import packed_integers
from index.engines.whoosh import vocabulary as names
from index.engines.whoosh.array_file import Array, Container
from index.engines.whoosh.compounds import united
from index.engines.whoosh.inversion import documents
from index.engines.whoosh.manifest import SegmentEntry
from index.engines.whoosh.segment import Segment, Term
from index.engines.whoosh.segment_files import store
from index.engines.whoosh.sorted_arrays import NONE, Docs, ranges, stable_order
from index.engines.whoosh.vocabulary import Names

FAN = 4
"""So many segments of about the same size become one."""

LARGEST = 150_000
"""Documents from which on a segment is not joined any more: no commit takes minutes."""

_JOINED = 110_000
"""Documents that are joined at once, at most: joining takes memory for each of them."""

_SMALLEST = 1_000
# Postings sorted at once: each takes some hundred bytes meanwhile, and more are not quicker.
_POSTINGS = 1 << 18
_TERMS = 1 << 16
_TOUCHED = 4_000_000
"""Bytes of a segment that may be in memory before it is let go of."""


def tidy(folder: Path, entries: Sequence[SegmentEntry]) -> list[SegmentEntry]:
    """The segments after whatever joining is due. Files that are replaced stay on disk."""
    kept = [entry for entry in entries if entry.deleted_docs < entry.docs]
    while True:
        due = _due(kept)
        if not due:
            return kept
        joined = merge(folder, due)
        place = kept.index(due[0])
        kept = [entry for entry in kept if entry not in due]
        kept.insert(place, joined)


def _due(entries: Sequence[SegmentEntry]) -> list[SegmentEntry]:
    """The segments to join next, if any."""
    levels: dict[int, list[SegmentEntry]] = {}
    for entry in entries:
        live = entry.docs - entry.deleted_docs
        if entry.deleted_docs * 4 > entry.docs:
            return [entry]
        if live < LARGEST:
            level, size = 0, _SMALLEST
            while live > size:
                level, size = level + 1, size * FAN
            levels.setdefault(level, []).append(entry)
    for level in sorted(levels):
        if len(levels[level]) >= FAN:
            chosen = _together(levels[level])
            if len(chosen) > 1:
                return chosen
    return []


def _together(entries: Sequence[SegmentEntry]) -> list[SegmentEntry]:
    """The first of some segments, as many as may become one."""
    sizes = accumulate(entry.docs - entry.deleted_docs for entry in entries)
    return [entry for entry, size in zip(entries, sizes, strict=True) if size <= _JOINED]


def merge(folder: Path, entries: Sequence[SegmentEntry]) -> SegmentEntry:
    """One segment with the live paragraphs of several, in order of their numbers."""
    segments = []
    for entry in entries:
        deleted = NONE
        if entry.deletions:
            deleted = Container(folder / entry.deletions).all("deleted").astype(np.int64)
        segments.append(Segment(Container(folder / entry.file), deleted))
    plan = _plan(segments)
    arrays = _merged_postings(segments, plan)
    arrays |= _paragraph_columns(segments, plan)
    arrays |= _article_columns(segments, plan)
    arrays["compounds"] = united([segment.column("compounds") for segment in segments])
    meta = {"docs": int(plan.firsts[-1]), "articles": len(plan.firsts) - 1}
    return store(folder, arrays, meta)


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where everything goes. `articles` are the live ones through all segments, in new order;
    `docs` their documents; `new` the new number of each document of a segment, -1 if deleted.
    """

    articles: Docs
    docs: Docs
    firsts: Docs
    new: list[Docs]


def _plan(segments: Sequence[Segment]) -> _Plan:
    starts, counts, numbers, live = [], [], [], []
    base = 0
    for segment in segments:
        firsts = segment.column("article.first").astype(np.int64)
        starts.append(firsts[:-1] + base)
        counts.append(np.diff(firsts))
        numbers.append(segment.column("number")[firsts[:-1]])
        alive = np.ones(segment.articles, bool)
        alive[segment.deleted] = False
        live.append(alive)
        base += segment.size
    keep = np.flatnonzero(np.concatenate(live))
    order = keep[np.argsort(np.concatenate(numbers)[keep], kind="stable")]
    sizes = np.concatenate(counts)[order]
    docs = ranges(np.concatenate(starts)[order], sizes)
    new = np.full(base, -1, np.int64)
    new[docs] = np.arange(len(docs))
    bounds = np.cumsum([segment.size for segment in segments])[:-1]
    firsts = np.concatenate([[0], np.cumsum(sizes)])
    return _Plan(order, docs, firsts, np.split(new, bounds))


def _merged_postings(segments: Sequence[Segment], plan: _Plan) -> dict[str, Array]:
    vocabulary, maps = _united([list(_slice(segment.terms)) for segment in segments])
    listed, places = _united([list(_slice(segment.surfaces)) for segment in segments])
    terms = np.zeros(len(listed), np.int64)
    for segment, place, renamed in zip(segments, places, maps, strict=True):
        terms[place] = renamed[segment.column("surfaces.term")]
    kinds = _kinds(terms)
    sources = [
        _Source(segment, new, renamed, _new_kinds(segment, kinds[place]))
        for segment, new, renamed, place in zip(segments, plan.new, maps, places, strict=True)
    ]
    kept = np.concatenate([new[new >= 0] for new in plan.new])
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


def _slice(strings: Names) -> list[bytes]:
    return strings.slice(0, len(strings))


def _united(lists: Sequence[list[bytes]]) -> tuple[list[bytes], list[Docs]]:
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


def _paragraph_columns(segments: Sequence[Segment], plan: _Plan) -> dict[str, Array]:
    docs = plan.docs

    def gathered(name: str) -> Array:
        values: Array = np.concatenate([segment.column(name) for segment in segments])[docs]
        return values

    def small(name: str) -> Array:
        values: Array = np.concatenate([segment.small(name) for segment in segments])
        return values

    counts = small("entity.count").astype(np.int64)
    starts = np.cumsum(counts) - counts
    entities = np.concatenate([segment.column("entity") for segment in segments])
    sizes = np.diff(plan.firsts)
    return {
        "number": gathered("number"),
        "length.text": gathered("length.text"),
        "length.title": gathered("length.title"),
        "article": np.repeat(np.arange(len(sizes)), sizes).astype(np.uint32),
        **packed_integers.encode("ordinal", small("ordinal")[docs]),
        **packed_integers.encode("entity.count", counts[docs]),
        "entity": entities[ranges(starts[docs], counts[docs])],
    }


def _article_columns(segments: Sequence[Segment], plan: _Plan) -> dict[str, Array]:
    plain = ("number", "from", "to", "month", "instant", "words", "title")
    arrays = {
        f"article.{name}": np.concatenate([s.column(f"article.{name}") for s in segments])[
            plan.articles
        ]
        for name in plain
    }
    lists = [_slice(Names(segment.container, "outlets")) for segment in segments]
    outlets, places = _united(lists)
    codes = [place[s.column("article.outlet")] for s, place in zip(segments, places, strict=True)]
    arrays["article.outlet"] = np.concatenate(codes)[plan.articles].astype(np.uint32)
    arrays["article.first"] = plan.firsts.astype(np.uint32)
    return arrays | names.encode_bytes("outlets", outlets)
