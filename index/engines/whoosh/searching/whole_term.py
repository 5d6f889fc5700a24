"""All of one term, nothing of it deleted: only what is asked for is read where it lies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeGuard

import numpy as np
from numpy.typing import NDArray

from index.core.kept import kept
from index.engines.whoosh.searching.postings import Part, Postings, is_plain, joined
from index.engines.whoosh.segments.array_file import Array
from index.engines.whoosh.segments.segment import POSITION_BITS, Segment, Term
from index.engines.whoosh.sorted_arrays import (
    NONE,
    SEARCHED,
    Docs,
    Flags,
    are_counted,
    member,
    ranges,
    sums,
    where_set,
)

_LARGE = 50_000
"""Of a word with more documents some are looked up where they lie, without a list of all."""

_FEW = 16
"""Documents are looked up one by one where there are so many times fewer of them."""

_READ_THROUGH = 40000
"""The positions of a word with no more documents are read all, whichever are asked for."""


class WholeTerm(Postings):
    """One term in each segment, in any spelling; no document in which it stands is deleted."""

    @kept
    def count(self) -> int:
        """In how many documents it stands."""
        return self.most

    def mark(self, marked: Flags) -> None:
        """Set the flags of the documents it stands in."""
        if not self._bits:
            marked[self.docs] = True
            return
        for segment, base, found in self.parts:
            bits = segment.bits(found[0].term)
            if bits is None:
                marked[segment.docs(found[0].term) + base] = True
            else:
                some = marked[base : base + segment.size]
                np.logical_or(some, np.unpackbits(bits, count=segment.size).view(bool), out=some)

    @kept
    def _bits(self) -> list[tuple[Segment, int, NDArray[np.uint8]]]:
        """The parts that have a bit for each document."""
        found = [(s, base, s.bits(parts[0].term)) for s, base, parts in self.parts]
        return [(s, base, bits) for s, base, bits in found if bits is not None]

    def has(self, docs: Docs, size: int) -> Flags:
        """For each of `docs`, in order and below `size`, whether it stands there."""
        if not self._bits:
            return member(docs, self.docs, size)
        if len(docs) * SEARCHED > size:
            marked = np.zeros(size, bool)
            self.mark(marked)
            return marked.take(docs)
        found = np.zeros(len(docs), bool)
        for segment, base, parts in self.parts:
            first, last = docs.searchsorted((base, base + segment.size)).tolist()
            own = docs[first:last] - base
            bits = segment.bits(parts[0].term)
            if bits is None:
                found[first:last] = member(own, segment.docs(parts[0].term), segment.size)
            else:
                found[first:last] = bits[own >> 3] >> (~own & 7).astype(np.uint8) & 1
        return found

    def find(self, docs: Docs, size: int) -> tuple[Flags, Docs]:
        """For each of `docs`, in order and below `size`, whether it stands there; and the places of
        those where it does among its own documents.
        """
        if len(self._bits) < len(self.parts) or not are_counted(docs, size):
            many = len(docs) * SEARCHED > self.most + size // 16
            if self.is_listed or many or self.most < _LARGE:
                return super().find(docs, size)
        inside, places, before = np.zeros(len(docs), bool), [NONE], 0
        for segment, base, parts in self.parts:
            first, last = docs.searchsorted((base, base + segment.size)).tolist()
            if first < last:
                own = segment.find(parts[0].term, docs[first:last] - base)
                inside[first:last] = own >= 0
                places.append(own.compress(own >= 0) + before)
            before += parts[0].term.stop - parts[0].term.start
        return inside, np.concatenate(places)

    def places_of(self, docs: Docs, size: int) -> Docs:
        """Where documents in which it stands, in order and below `size`, are among its own."""
        if self.is_listed or self.most < _LARGE:
            return super().places_of(docs, size)
        return self.find(docs, size)[1]

    def freqs_at(self, places: Docs) -> NDArray[np.int32]:
        """How often it stands in some of its documents, by their places in order."""
        if "freqs" in self.__dict__ or len(places) * _FEW > self.most:
            return self.freqs[places]
        found = [segment.freqs_at(term, own) for segment, term, own in self._parted(places)]
        return joined(found) if found else np.zeros(0, np.int32)

    def _parted(self, places: Docs) -> Iterator[tuple[Segment, Term, Docs]]:
        """Some places, in order, as those in each segment that has any."""
        if len(self.parts) == 1:
            segment, _, parts = self.parts[0]
            yield segment, parts[0].term, places
            return
        before = 0
        for segment, _, parts in self.parts:
            term = parts[0].term
            size = term.stop - term.start
            first, last = places.searchsorted((before, before + size)).tolist()
            if first < last:
                yield segment, term, places[first:last] - before
            before += size

    @kept
    def docs(self) -> Docs:
        """The documents it stands in, ascending."""
        return _joined_docs(self.parts)

    @kept
    def _positions(self) -> Array:
        """The positions in all documents, one behind the other."""
        return joined([segment.positions(found[0].term) for segment, _, found in self.parts])

    @kept
    def _starts(self) -> NDArray[np.integer]:
        """Where each document's positions begin."""
        starts = sums(self.freqs, len(self._positions))
        starts -= self.freqs
        return starts

    def keys(self, within: Docs | None = None) -> Docs:
        """Every place as document and position, sorted; only those in documents `within`."""
        if within is not None and len(within) * _FEW < self.most:
            return self._few_keys(within)
        return self._plain_keys(within)

    def _few_keys(self, within: Docs) -> Docs:
        """The keys in few documents, in any of which it may stand."""
        rows = [NONE]
        for segment, base, found in self.parts:
            first, last = within.searchsorted((base, base + segment.size)).tolist()
            docs = within[first:last]
            if not len(docs):
                continue
            places = segment.find(found[0].term, docs - base)
            inside = places >= 0
            positions, counts = segment.positions_at(found[0].term, places.compress(inside))
            rows.append(_keys(docs.compress(inside), counts, positions))
        return np.concatenate(rows)

    def _plain_keys(self, within: Docs | None) -> Docs:
        docs, freqs, positions = self.docs, self.freqs, self._positions
        if within is not None and len(docs):
            if len(within) * _FEW < len(docs):
                places = docs.searchsorted(within)
                places = places[docs.take(places, mode="clip") == within]
            else:
                size = int(max(docs[-1], within[-1])) + 1
                places = where_set(member(docs, within, size))
            if len(places) < len(docs):
                docs, freqs = docs[places], freqs[places]
                positions = positions[ranges(self._starts[places], freqs)]
        return _keys(docs, freqs, positions)

    def keys_between(self, first: int, stop: int) -> Docs:
        """The keys in the documents from one to another, that one left out."""
        begin, end = self.docs.searchsorted((first, stop)).tolist()
        freqs = self.freqs[begin:end]
        if not len(freqs):
            return NONE
        tokens = slice(self._starts[begin], self._starts[end - 1] + freqs[-1])
        return _keys(self.docs[begin:end], freqs, self._positions[tokens])

    def keys_at(self, docs: Docs, places: Docs, asked: int = 0) -> Docs:
        """The keys in some documents that have it, given with their places; all
        in all so many are `asked` for, where these are a part of them.
        """
        if not len(docs):
            return NONE
        if max(len(docs), asked) * _FEW + _READ_THROUGH < self.most:
            rows = [segment.positions_at(term, own) for segment, term, own in self._parted(places)]
            positions, freqs = (joined([row[part] for row in rows]) for part in (0, 1))
            return _keys(docs, freqs, positions)
        if len(docs) == self.most:
            return self._plain_keys(None)
        freqs = self.freqs[places]
        return _keys(docs, freqs, self._positions[ranges(self._starts[places], freqs)])


def postings_of(parts: Sequence[Part]) -> Postings:
    """Where stands what counts in each segment."""
    for segment, _, found in parts:
        if found and (segment.live is not None or not is_plain(found)):
            return Postings(parts)
    return WholeTerm(parts)


def are_whole(words: Sequence[Postings]) -> TypeGuard[Sequence[WholeTerm]]:
    """Whether each of some words is all of one term."""
    return all(isinstance(word, WholeTerm) for word in words)


def apart(words: Sequence[Postings]) -> list[list[Postings]]:
    """Some words in each segment that has all of them; [] when no more than one has."""
    parts = [{part[1]: part for part in word.parts} for word in words]
    shared = [base for base in parts[0] if all(base in part for part in parts)]
    if len(shared) < 2:
        return []
    return [[postings_of([part[base]]) for part in parts] for base in shared]


def _keys(docs: Docs, freqs: Array, positions: Array) -> Docs:
    """Documents with the positions that each of them has, so many, as keys."""
    keys = docs << POSITION_BITS
    if len(keys) < len(positions):
        keys = keys.repeat(freqs)
    keys |= positions
    return keys


def _joined_docs(parts: Sequence[Part]) -> Docs:
    """The documents of one term in all segments."""
    if len(parts) == 1:
        segment, base, found = parts[0]
        docs = segment.docs(found[0].term)
        return docs + base if base else docs
    docs = np.empty(sum([f[0].term.stop - f[0].term.start for *_, f in parts]), np.int64)
    begin = 0
    # Segment by segment: what it takes beside the documents themselves is small.
    for segment, base, found in parts:
        low, high = segment.halves(found[0].term)
        own = docs[begin : begin + len(low)]
        if high is None:
            own[:] = low
        else:
            own[:] = high
            own <<= 16
            own |= low
        if base:
            own += base
        begin += len(low)
    return docs
