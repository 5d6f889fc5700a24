"""Where a word stands: the spellings of a term, everything a pattern stands for, one term."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from index.core.kept import kept
from index.engines.whoosh.patience import go_on
from index.engines.whoosh.searching.choices import Choice, keys_of
from index.engines.whoosh.segments.array_file import Array
from index.engines.whoosh.segments.segment import POSITION_BITS, Segment, Term
from index.engines.whoosh.sorted_arrays import (
    NONE,
    SEARCHED,
    Docs,
    Flags,
    flags,
    member,
    places,
    runs,
    where_set,
)

Part = tuple[Segment, int, Sequence[Choice]]
"""A segment, its first document and what counts in it."""


class Postings:
    """Documents (live ones, sorted), frequencies and positions, read when they are asked for.

    This class reads any choice of terms and of their spellings, with deleted documents among them;
    `WholeTerm` reads what needs no choosing.
    """

    def __init__(self, parts: Sequence[Part]) -> None:
        self.parts = [part for part in parts if part[2]]
        plain, most = True, 0
        for *_, found in self.parts:
            plain = plain and is_plain(found)
            for choice in found:
                most += choice.term.stop - choice.term.start
        self.plain = plain
        """Whether it is one term in each segment, in any spelling, or counts as one."""
        self.most = most
        """No more documents than this."""

    def verify(self) -> None:
        """Look at all of its documents and frequencies. Raises IndexDamaged."""
        for segment, _, found in self.parts:
            for choice in found:
                segment.verify(choice.term)

    @property
    def terms(self) -> list[tuple[Segment, int, Term]]:
        """Of a plain word: the segments it stands in, the first document and the term of each."""
        return [(segment, base, found[0].term) for segment, base, found in self.parts]

    @property
    def is_listed(self) -> bool:
        """Whether `docs` costs nothing."""
        return "docs" in self.__dict__

    @kept
    def count(self) -> int:
        """In how many documents it stands."""
        return len(self.docs)

    def mark(self, marked: Flags) -> None:
        """Set the flags of the documents it stands in."""
        marked[self.docs] = True

    def has(self, docs: Docs, size: int) -> Flags:
        """For each of `docs`, in order and below `size`, whether it stands there."""
        return member(docs, self.docs, size)

    def find(self, docs: Docs, size: int) -> tuple[Flags, Docs]:
        """For each of `docs`, in order and below `size`, whether it stands there; and the places of
        those where it does among its own documents.
        """
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

    def places_of(self, docs: Docs, size: int) -> Docs:
        """Where documents in which it stands, in order and below `size`, are among its own."""
        return places(docs, self.docs, size)

    def freqs_at(self, places: Docs) -> NDArray[np.int32]:
        """How often it stands in some of its documents, by their places in order."""
        return self.freqs[places]

    @kept
    def docs(self) -> Docs:
        """The documents it stands in, ascending, deleted ones left out."""
        if self._is_spelling:
            return self._merged[0]
        parts = []
        for segment, base, found in self._politely():
            if is_plain(found):
                docs = _live(segment, segment.docs(found[0].term))
            else:
                docs = self._marked(segment, found)
            parts.append(docs + base if base else docs)
        return joined(parts)

    def _politely(self) -> Iterator[tuple[Segment, int, Sequence[Choice]]]:
        for part in self.parts:
            go_on()
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
        return where_set(marked, int(np.count_nonzero(marked)))

    @kept
    def freqs(self) -> NDArray[np.int32]:
        """How often in each of `docs`."""
        if not self.plain:
            return self._merged[1]
        parts = []
        for segment, _, found in self.parts:
            freqs = segment.freqs(found[0].term)
            if segment.live is not None:
                freqs = freqs.compress(segment.live[segment.docs(found[0].term)])
            parts.append(freqs)
        return joined(parts).astype(np.int32, copy=False)

    @kept
    def _is_spelling(self) -> bool:
        """Whether it is one term in each segment, in some of its spellings: all of the term is read
        to tell its places, which is done once.
        """
        return not self.plain and all(len(p[2]) == 1 and p[2][0].single for p in self.parts)

    @kept
    def _spelt(self) -> Docs:
        return self._chosen_keys(None)

    @kept
    def _merged(self) -> tuple[Docs, NDArray[np.int32]]:
        docs, counts = runs(self.keys() >> POSITION_BITS)
        return docs, counts.astype(np.int32)

    def keys(self, within: Docs | None = None) -> Docs:
        """Every place as document and position, sorted; only those in documents `within`."""
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
            keys = joined([keys_of(segment, base, one, inside, marked) for one in found])
            if len(found) > 1 or not found[0].single:
                keys.sort()
                # A word may stand there in two spellings (Sorensen, Soerensen): that is one place.
                keys = runs(keys)[0]
            parts.append(keys)
        return joined(parts)


def is_plain(found: Sequence[Choice]) -> bool:
    """Whether a choice is one term in any spelling."""
    return len(found) == 1 and found[0].kinds is None and found[0].single


def joined(parts: Sequence[Array]) -> Array:
    """Arrays one behind the other, as one."""
    if len(parts) == 1:
        return parts[0]
    return np.concatenate(parts) if parts else NONE


def _live(segment: Segment, docs: Docs) -> Docs:
    return docs if segment.live is None else docs.compress(segment.live[docs])
