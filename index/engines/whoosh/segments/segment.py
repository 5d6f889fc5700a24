"""One segment of the index, read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from copy import copy
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.core.kept import kept
from index.engines.whoosh.segments.array_file import Array, Container
from index.engines.whoosh.segments.packed_integers import SmallInts, Width
from index.engines.whoosh.segments.postings_layout import SKIP
from index.engines.whoosh.segments.vocabulary import Names
from index.engines.whoosh.sorted_arrays import are_counted, places_in_bits, ranges

Docs = NDArray[np.int64]

POSITION_BITS = 32
"""The key of a place is the document in the high bits and the position in the low ones."""

UNDATED = np.iinfo(np.int64).min
"""The instant of an article without a date."""


class Term(NamedTuple):
    """A term of a segment: where its postings and its positions stand."""

    number: int
    start: int
    stop: int
    token: int
    last_token: int


_NAMES = ("entity", "entity.count")


class Segment:
    """The arrays of a segment, and which of its articles are deleted."""

    def __init__(self, container: Container, deleted: Array) -> None:
        self.container = container
        self._names = container
        self.size: int = container.meta["docs"]
        self.articles: int = container.meta["articles"]
        self.average: float = container.meta["average"]
        """How long a text was on the average when `impacts` were worked out."""
        self.languages: Sequence[str] = container.meta.get("languages", ())
        """Those by which texts are stemmed beside English."""
        self.deleted = deleted
        self.terms = Names(container, "terms")
        self.surfaces = Names(container, "surfaces")
        self._freqs = SmallInts(container, "freqs")
        self._positions = SmallInts(container, "positions")
        self._variants = SmallInts(container, "variants")
        self._kinds = SmallInts(container, "terms.kinds")
        self._wide = container.has("docs.high")
        self._wider = container.has("docs.bits")
        self.live = self._live()

    def with_names(self, names: Container) -> Segment:
        """The same segment where something else is known of whom its paragraphs name."""
        changed = copy(self)
        changed._names = names
        return changed

    @property
    def widths(self) -> dict[str, Width]:
        """What the numbers of postings take."""
        return {
            "freqs": self._freqs.width,
            "positions": self._positions.width,
            "variants": self._variants.width,
        }

    def _live(self) -> NDArray[np.bool_] | None:
        """A flag for each document, None when all are live."""
        if not len(self.deleted):
            return None
        gone = np.zeros(self.articles, bool)
        gone[self.deleted] = True
        live: NDArray[np.bool_] = ~gone[self.container.all("article")]
        return live

    def prepare(self) -> None:
        """Read what finding a term needs, which the first one does otherwise."""
        self.terms.prepare()
        self.surfaces.prepare()
        for name in ("terms.start", "terms.token", "impacts.start"):
            self.container.all(name)
        len(self._frequent), len(self._weighed)

    def column(self, name: str) -> Array:
        """A column as it lies on disk: one value a document."""
        return self._holding(name).all(name)

    def small(self, name: str) -> Array:
        """A column of small numbers, unpacked: int32, one a document."""
        return SmallInts(self._holding(name), name).get(0, self.size)

    def _holding(self, name: str) -> Container:
        return self._names if name in _NAMES else self.container

    def term(self, key: bytes) -> Term | None:
        """The term with this field code and form."""
        number = self.terms.find(key)
        return None if number < 0 else self.term_at(number)

    def run(self, first: int, last: int) -> Term:
        """Terms numbered first to last, both included, as if they were one.

        Their documents and positions then come term after term.
        """
        start, stop = self.term_at(first), self.term_at(last)
        return Term(first, start.start, stop.stop, start.token, stop.last_token)

    def kinds(self, first: int = 0, last: int | None = None) -> Array:
        """How many spellings each term has, or each of some."""
        return self._kinds.least(first, len(self.terms) if last is None else last)

    def term_at(self, number: int) -> Term:
        """The term with a number, from 0 in the order of the vocabulary."""
        pair = self.container.pair
        return Term(number, *pair("terms.start", number), *pair("terms.token", number))

    def spellings(self, first: int, last: int) -> tuple[Array, Array]:
        """Term number and variant of a range of surfaces."""
        terms = self.container.get("surfaces.term", first, last)
        return terms, self.container.get("surfaces.kind", first, last)

    def halves(self, term: Term) -> tuple[Array, Array | None]:
        """The low 16 bits of each document of a term, and what stands above them, if anything."""
        start, stop = term.start, term.stop
        low = self.container.get("docs.low", start, stop)
        if self._wide:
            return low, self.container.get("docs.high", start, stop)
        if self._wider and start < stop:
            bits = self.container.get("docs.bits", start // 8, (stop + 7) // 8)
            return low, np.unpackbits(bits)[start % 8 : start % 8 + stop - start]
        return low, None

    def docs(self, term: Term) -> Docs:
        """Documents of a term, deleted ones included."""
        low, high = self.halves(term)
        if high is None:
            return low.astype(np.int64)
        docs = high.astype(np.int64)
        docs <<= 16
        docs |= low
        return docs

    def verify(self, term: Term) -> None:
        """Raises IndexDamaged where documents or frequencies are not as they were written."""
        if self.container.is_read:
            return
        start, stop = term.start, term.stop
        self.container.get("docs.low", start, stop)
        if self._wide:
            self.container.get("docs.high", start, stop)
        elif self._wider and start < stop:
            self.container.get("docs.bits", start // 8, (stop + 7) // 8)
        self._freqs.verify(start, stop)

    def docs_at(self, term: Term, places: Docs) -> Docs:
        """Some documents of a term, by their places among all of them."""
        low, high = self.halves(term)
        docs = low[places].astype(np.int64)
        if high is not None:
            docs |= high[places].astype(np.int64) << 16
        return docs

    def find(self, term: Term, docs: Docs) -> Docs:
        """The place of each of some documents, in order, among those of a term; -1 of others."""
        if (bits := self.bits(term)) is not None and are_counted(docs, self.size):
            return places_in_bits(bits, docs)
        low, high = self.halves(term)
        wanted = (docs & 0xFFFF).astype(np.uint16)
        if high is None:
            places = low.searchsorted(wanted)
        else:
            # Documents with the same high bits stand in a row.
            blocks = np.arange(docs[0] >> 16, (docs[-1] >> 16) + 2)
            begins = high.searchsorted(blocks.astype(high.dtype)).tolist()
            begins[-1] = high.searchsorted(high.dtype.type(blocks[-2]), "right")
            cuts = docs.searchsorted(blocks << 16).tolist()
            places = np.empty(len(docs), np.int64)
            for begin, end, first, last in zip(begins, begins[1:], cuts, cuts[1:], strict=False):
                if first < last:
                    places[first:last] = low[begin:end].searchsorted(wanted[first:last])
                    places[first:last] += begin
        inside = places < len(low)
        inside[inside] = self.docs_at(term, places[inside]) == docs[inside]
        return np.where(inside, places, -1)

    def bits(self, term: Term) -> NDArray[np.uint8] | None:
        """A bit for each document, of a term that stands in many texts; None of others."""
        place = self._frequent.get(term.number)
        if place is None:
            return None
        row = -(-self.size // 8)
        return self.container.get("frequent.bits", place * row, (place + 1) * row)

    @kept
    def _frequent(self) -> dict[int, int]:
        terms = self.container.all("frequent.term").tolist()
        return {term: place for place, term in enumerate(terms)}

    def impacts(self, term: Term) -> NDArray[np.uint8] | None:
        """How much a term of the texts counts for in each document, see `impacts`; None where it
        stands in few.
        """
        terms = self._weighed
        place = bisect_left(terms, term.number)
        if place == len(terms) or terms[place] != term.number:
            return None
        start = int(self.container.get("impacts.start", place, place + 1)[0])
        return self.container.get("impacts", start, start + term.stop - term.start)

    @kept
    def _weighed(self) -> Sequence[int] | memoryview:
        terms = self.container.all("impacts.term")
        return terms.data if len(terms) else ()

    def freqs_at(self, term: Term, places: Docs) -> NDArray[np.int32]:
        """How often a term stands in some of its documents, by their places in order."""
        return self._freqs.take(term.start, term.stop, places)

    def freqs(self, term: Term) -> Array:
        """How often a term stands in each of its documents; in the least width that will do."""
        return self._freqs.least(term.start, term.stop)

    def positions(self, term: Term) -> Array:
        """All positions of a term, document after document; in the least width that will do."""
        return self._positions.least(term.token, term.last_token)

    def positions_at(self, term: Term, places: Docs) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        """The positions in some documents of a term, by their places in order, and how many each
        has; without a look at the others.
        """
        if not len(places):
            none = np.zeros(0, np.int32)
            return none, none
        first = term.start // SKIP
        blocks, last = np.divmod(places + (term.start - first * SKIP), SKIP)
        # Of each block what it has up to the posting that is meant: it may begin with postings of
        # the term before.
        freqs = self._freqs.take(first * SKIP, term.stop, ranges(blocks * SKIP, last + 1))
        ends = (last + 1).cumsum()
        sums = freqs.cumsum(dtype=np.int64)
        before = sums[ends - 1]
        before[1:] -= sums[ends[:-1] - 1]
        counts = freqs[ends - 1]
        skips = self.container.get("skips", first, (term.stop - 1) // SKIP + 1)
        begins = skips[blocks] + (before - counts) - term.token
        return self._positions.take(term.token, term.last_token, ranges(begins, counts)), counts

    def tokens(self, run: Term) -> NDArray[np.int64]:
        """How many positions each term of a run has."""
        first = run.number
        starts = self.container.all("terms.token")
        last = first + int(np.searchsorted(starts[first:], run.last_token))
        begins = starts[first : last + 1].astype(np.int64)
        return begins[1:] - begins[:-1]

    def variants(self, term: Term) -> Array:
        """Which spelling stands at each position; in the least width that will do."""
        return self._variants.least(term.token, term.last_token)

    def check(self) -> None:
        """Raises IndexDamaged when what lies on disk is not what was written."""
        self.container.check()
        if self._names is not self.container:
            self._names.check()
