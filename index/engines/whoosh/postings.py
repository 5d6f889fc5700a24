"""Where a word stands: one term, one spelling of it, or everything a pattern stands for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from index.core.kept import kept
from index.engines.whoosh.array_file import Array
from index.engines.whoosh.choices import Choice, keys_of
from index.engines.whoosh.segment import POSITION_BITS, Segment, Term
from index.engines.whoosh.sorted_arrays import (
    NONE,
    SEARCHED,
    Docs,
    Flags,
    are_counted,
    flags,
    member,
    places,
    ranges,
    runs,
    where_set,
)

_LARGE = 50_000
"""Of a word with more documents some are looked up where they lie, without a list of all."""

_FEW = 16
"""Documents are looked up one by one where there are so many times fewer of them."""

_READ_THROUGH = 40000
"""The positions of a word with no more documents are read all, whichever are asked for."""


class Postings:
    """Documents (live ones, sorted), frequencies and positions, read when they are asked for.

    `parts` holds for each segment its first document and what counts in it. `go_on` is called
    between any two of them; what it raises ends the reading.
    """

    def __init__(
        self,
        parts: Sequence[tuple[Segment, int, Sequence[Choice]]],
        go_on: Callable[[], None] | None = None,
    ) -> None:
        self._go_on = go_on
        self._parts = [part for part in parts if part[2]]
        plain = whole = True
        most = 0
        for segment, _, found in self._parts:
            plain = plain and self._plain(found)
            whole = whole and segment.live is None
            for choice in found:
                most += choice.term.stop - choice.term.start
        self.plain = plain
        """Whether it is one term in each segment, in any spelling."""
        self.whole = plain and whole
        """Whether what the index holds of one term is all of it, and nothing of it is deleted."""
        self.most = most
        """No more documents than this."""

    def verify(self) -> None:
        """Look at all of its documents and frequencies. Raises IndexDamaged."""
        for segment, _, found in self._parts:
            for choice in found:
                segment.verify(choice.term)

    @property
    def terms(self) -> list[tuple[Segment, int, Term]]:
        """Of a plain word: the segments it stands in, the first document and the term of each."""
        return [(segment, base, found[0].term) for segment, base, found in self._parts]

    @property
    def is_listed(self) -> bool:
        """Whether `docs` costs nothing."""
        return "docs" in self.__dict__

    @kept
    def count(self) -> int:
        """In how many documents it stands."""
        return self.most if self.whole else len(self.docs)

    def mark(self, marked: Flags) -> None:
        """Set the flags of the documents it stands in."""
        if not self._bits:
            marked[self.docs] = True
            return
        for segment, base, found in self._parts:
            bits = segment.bits(found[0].term)
            if bits is None:
                marked[segment.docs(found[0].term) + base] = True
            else:
                some = marked[base : base + segment.size]
                np.logical_or(some, np.unpackbits(bits, count=segment.size).view(bool), out=some)

    @kept
    def _bits(self) -> list[tuple[Segment, int, NDArray[np.uint8]]]:
        """The parts that have a bit for each document."""
        if not self.whole:
            return []
        found = [(s, base, s.bits(parts[0].term)) for s, base, parts in self._parts]
        return [(s, base, bits) for s, base, bits in found if bits is not None]

    def has(self, docs: Docs, size: int) -> Flags:
        """For each of `docs`, in order and below `size`, whether it stands there."""
        if not self._bits:
            return member(docs, self.docs, size)
        if len(docs) * SEARCHED > size:
            marked = np.zeros(size, bool)
            self.mark(marked)
            return marked[docs]
        found = np.zeros(len(docs), bool)
        for segment, base, parts in self._parts:
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
        if len(self._bits) < len(self._parts) or not are_counted(docs, size):
            many = len(docs) * SEARCHED > self.most + size // 16
            if not self.whole or self.is_listed or many or self.most < _LARGE:
                return self._find_listed(docs, size)
        inside, places, before = np.zeros(len(docs), bool), [NONE], 0
        for segment, base, parts in self._parts:
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
            return places(docs, self.docs, size)
        return self.find(docs, size)[1]

    def _find_listed(self, docs: Docs, size: int) -> tuple[Flags, Docs]:
        known = self.docs
        # Flags are set and looked up in both directions.
        if len(docs) * SEARCHED > 2 * (len(known) + size // 16):
            inside = self.has(docs, size)
            return inside, where_set(flags(docs, size)[known])
        if not len(known):
            return np.zeros(len(docs), bool), NONE
        places = known.searchsorted(docs)
        found: Flags = known.take(places, mode="clip") == docs
        return found, places.compress(found)

    def freqs_at(self, places: Docs) -> NDArray[np.int32]:
        """How often it stands in some of its documents, by their places in order."""
        if not self.whole or "freqs" in self.__dict__ or len(places) * _FEW > self.most:
            return self.freqs[places]
        found = [segment.freqs_at(term, own) for segment, term, own in self._parted(places)]
        return _joined(found) if found else np.zeros(0, np.int32)

    def _parted(self, places: Docs) -> Iterator[tuple[Segment, Term, Docs]]:
        """Some places of a `whole` word, in order, as those in each segment that has any."""
        if len(self._parts) == 1:
            segment, _, parts = self._parts[0]
            yield segment, parts[0].term, places
            return
        before = 0
        for segment, _, parts in self._parts:
            term = parts[0].term
            size = term.stop - term.start
            first, last = places.searchsorted((before, before + size)).tolist()
            if first < last:
                yield segment, term, places[first:last] - before
            before += size

    @kept
    def docs(self) -> Docs:
        """The documents it stands in, ascending, deleted ones left out."""
        if self.whole:
            return _joined_docs(self._parts)
        if self._is_spelling:
            return self._merged[0]
        parts = []
        for segment, base, found in self._politely():
            if self._plain(found):
                docs = _live(segment, segment.docs(found[0].term))
            else:
                docs = self._marked(segment, found)
            parts.append(docs + base if base else docs)
        return _joined(parts)

    def _politely(self) -> Iterator[tuple[Segment, int, Sequence[Choice]]]:
        for part in self._parts:
            if self._go_on is not None:
                self._go_on()
            yield part

    def _marked(self, segment: Segment, found: Sequence[Choice]) -> Docs:
        """The live documents of several terms, without a look at positions where that will do."""
        marked = np.zeros(segment.size, bool)
        for choice in found:
            if choice.kinds is None and choice.taken is None:
                marked[segment.docs(choice.term)] = True
            else:
                marked[keys_of(segment, 0, choice) >> POSITION_BITS] = True
        if segment.live is not None:
            marked &= segment.live
        return where_set(marked)

    @kept
    def freqs(self) -> NDArray[np.int32]:
        """How often in each of `docs`."""
        if not self.plain:
            return self._merged[1]
        parts = []
        for segment, _, found in self._parts:
            freqs = segment.freqs(found[0].term)
            if segment.live is not None:
                freqs = freqs.compress(segment.live[segment.docs(found[0].term)])
            parts.append(freqs)
        return _joined(parts).astype(np.int32, copy=False)

    @kept
    def _is_spelling(self) -> bool:
        """Whether it is one term in each segment, in some of its spellings: all of the term is read
        to tell its places, which is done once.
        """
        return not self.plain and all(len(p[2]) == 1 and p[2][0].single for p in self._parts)

    @kept
    def _spelt(self) -> Docs:
        return self._chosen_keys(None)

    @kept
    def _merged(self) -> tuple[Docs, NDArray[np.int32]]:
        docs, counts = runs(self.keys() >> POSITION_BITS)
        return docs, counts.astype(np.int32)

    @staticmethod
    def _plain(found: Sequence[Choice]) -> bool:
        return len(found) == 1 and found[0].kinds is None and found[0].single

    @kept
    def _positions(self) -> Array:
        """The positions in all documents, one behind the other; of a plain word."""
        return _joined([segment.positions(found[0].term) for segment, _, found in self._parts])

    @kept
    def _starts(self) -> Docs:
        """Where each document's positions begin."""
        starts = self.freqs.cumsum(dtype=np.int64)
        starts -= self.freqs
        return starts

    def keys(self, within: Docs | None = None) -> Docs:
        """Every place as document and position, sorted; only those in documents `within`."""
        if self.whole:
            if within is not None and len(within) * _FEW < self.most:
                return self._few_keys(within)
            return self._plain_keys(within)
        if not self._is_spelling:
            return self._chosen_keys(within)
        keys = self._spelt
        if within is None or not len(keys):
            return keys
        docs = keys >> POSITION_BITS
        return keys.compress(member(docs, within, int(max(docs[-1], *within[-1:])) + 1))

    def _chosen_keys(self, within: Docs | None) -> Docs:
        parts = []
        for segment, base, found in self._politely():
            inside = None
            if within is not None:
                first, last = within.searchsorted((base, base + segment.size)).tolist()
                if first == last:
                    continue
                inside = within[first:last] - base
            marked = None
            if inside is not None and not all(choice.single for choice in found):
                marked = flags(inside, segment.size)
            keys = _joined([keys_of(segment, base, one, inside, marked) for one in found])
            if len(found) > 1 or not found[0].single:
                keys.sort()
                # A word may stand there in two spellings (Sorensen, Soerensen): that is one place.
                keys = runs(keys)[0]
            parts.append(keys)
        return _joined(parts)

    def _few_keys(self, within: Docs) -> Docs:
        """The keys of a `whole` word in few documents, in any of which it may stand."""
        rows = [NONE]
        for segment, base, found in self._parts:
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
        """The keys of a `whole` word in the documents from one to another, that one left out."""
        begin, end = self.docs.searchsorted((first, stop)).tolist()
        freqs = self.freqs[begin:end]
        if not len(freqs):
            return NONE
        tokens = slice(self._starts[begin], self._starts[end - 1] + freqs[-1])
        return _keys(self.docs[begin:end], freqs, self._positions[tokens])

    def keys_at(self, docs: Docs, places: Docs, asked: int = 0) -> Docs:
        """The keys of a `whole` word in some documents that have it, given with their places; all
        in all so many are `asked` for, where these are a part of them.
        """
        if not len(docs):
            return NONE
        if max(len(docs), asked) * _FEW + _READ_THROUGH < self.most:
            rows = [segment.positions_at(term, own) for segment, term, own in self._parted(places)]
            positions, freqs = (_joined([row[part] for row in rows]) for part in (0, 1))
            return _keys(docs, freqs, positions)
        if len(docs) == self.most:
            return self._plain_keys(None)
        freqs = self.freqs[places]
        return _keys(docs, freqs, self._positions[ranges(self._starts[places], freqs)])


def _keys(docs: Docs, freqs: Array, positions: Array) -> Docs:
    """Documents with the positions that each of them has, so many, as keys."""
    if len(docs) < len(positions):
        docs = docs.repeat(freqs)
    return (docs << POSITION_BITS) | positions


def apart(words: Sequence[Postings]) -> list[list[Postings]]:
    """Some words in each segment that has all of them; [] when no more than one has."""
    parts = [{base: (s, base, found) for s, base, found in word._parts} for word in words]
    shared = [base for base in parts[0] if all(base in part for part in parts)]
    if len(shared) < 2:
        return []
    return [
        [Postings([part[base]], word._go_on) for part, word in zip(parts, words, strict=True)]
        for base in shared
    ]


def _live(segment: Segment, docs: Docs) -> Docs:
    return docs if segment.live is None else docs.compress(segment.live[docs])


def _joined_docs(parts: Sequence[tuple[Segment, int, Sequence[Choice]]]) -> Docs:
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


def _joined(parts: Sequence[Array]) -> Array:
    if len(parts) == 1:
        return parts[0]
    return np.concatenate(parts) if parts else NONE
