"""BM25F as Whoosh computes it (whoosh.scoring.BM25F with its defaults), over whole arrays."""

from __future__ import annotations

from math import log

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.bm25 import K1, norms
from index.engines.whoosh.index_schema import TITLE
from index.engines.whoosh.searching.postings import Postings
from index.engines.whoosh.searching.snapshot import Snapshot
from index.engines.whoosh.sorted_arrays import Docs, where_set

Scores = NDArray[np.float32]

_STRETCH = 1 << 15
"""So many are looked up at a time, so that what is worked on stays in the processor's cache."""

_TABLE = 2_000
"""From this many documents on, scores are looked up by frequency and length."""


class Scorer:
    """Scores words against the statistics of a snapshot. Deleted paragraphs count for nothing."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._norms_at: tuple[Docs, str, NDArray[np.float64]] | None = None

    def score(self, postings: Postings, field: str, docs: Docs, boost: float = 1.0) -> Scores:
        """The score of a word in each of `docs`, in all of which it stands."""
        if postings.is_listed and docs is postings.docs:
            return self._of(postings, field, docs, postings.freqs, boost)
        places = postings.places_of(docs, self._snapshot.size)
        return self._of(postings, field, docs, postings.freqs_at(places), boost)

    def add(
        self, total: Scores, postings: Postings, field: str, docs: Docs, boost: float = 1.0
    ) -> None:
        """Add the score of a word in those of `docs` in which it stands."""
        if not postings.most:
            return
        if postings.is_listed and docs is postings.docs:
            total += self._of(postings, field, docs, postings.freqs, boost)
            return
        inside, places = postings.find(docs, self._snapshot.size)
        if not len(places):
            return
        freqs = postings.freqs_at(places)
        if len(places) == len(docs):
            total += self._of(postings, field, docs, freqs, boost)
        else:
            there = where_set(inside)
            total[there] += self._of(postings, field, docs[there], freqs, boost)

    def weight(self, postings: Postings, boost: float = 1.0) -> float:
        """What a word counts for because it is rare."""
        return (log((self._snapshot.paragraphs or 1) / (postings.count + 1)) + 1) * boost

    def _of(
        self, postings: Postings, field: str, docs: Docs, freqs: NDArray[np.int32], boost: float
    ) -> Scores:
        """The score in each of `docs`, where the word stands so many times."""
        idf = self.weight(postings, boost)
        if len(docs) < _TABLE or (most := int(freqs.max())) > 255:
            scored = idf * (freqs * (K1 + 1) / (freqs + self._norm_at(field, docs)))
            return scored.astype(np.float32)
        lengths = self._lengths(field)
        table = (idf * self._saturation(field)[: (most + 1) << 8]).astype(np.float32)
        scores: Scores = np.empty(len(docs), np.float32)
        for begin in range(0, len(docs), _STRETCH):
            some = slice(begin, begin + _STRETCH)
            cells = freqs[some].astype(np.int64)
            cells <<= 8
            cells |= lengths.take(docs[some])
            # Nothing is out of bounds; `take` writes to `out` at once where it need not look.
            table.take(cells, out=scores[some], mode="clip")
        return scores

    def average(self, field: str) -> float:
        """How long a field is on the average."""
        return self._snapshot.words[field == TITLE] / (self._snapshot.paragraphs or 1)

    def _lengths(self, field: str) -> NDArray[np.uint8]:
        return self._snapshot.title_lengths if field == TITLE else self._snapshot.text_lengths

    def _norm_at(self, field: str, docs: Docs) -> NDArray[np.float64]:
        """The norm of each document: words in a row are scored for the same ones."""
        known = self._norms_at
        if known is None or known[0] is not docs or known[1] != field:
            known = self._norms_at = docs, field, self._norm(field)[self._lengths(field)[docs]]
        return known[2]

    def _saturation(self, field: str) -> NDArray[np.float64]:
        """What each frequency (0 to 255, a row each) comes to at each length, row after row."""

        def made() -> NDArray[np.float64]:
            counts = np.arange(256)[:, None]
            # The tiny number keeps 0 / 0 out of the row of frequency 0, which is never asked for.
            found: NDArray[np.float64] = counts * (K1 + 1) / (counts + self._norm(field) + 1e-300)
            return found.ravel()

        return self._snapshot.derived(f"saturation.{field}", made)

    def _norm(self, field: str) -> NDArray[np.float64]:
        """K1 * (1 - B + B * length / average) for each length that Whoosh tells apart."""
        return self._snapshot.derived(f"norm.{field}", lambda: norms(self.average(field)))
