"""A word that is several terms, no two of which stand in one document: its forms in texts in
different languages. It is read, counted and scored as if it were one term.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.core.kept import kept
from index.engines.whoosh.searching.postings import Part, Postings, joined
from index.engines.whoosh.searching.whole_term import postings_of
from index.engines.whoosh.segments.segment import Segment, Term
from index.engines.whoosh.sorted_arrays import Docs, Flags


class TermsApart(Postings):
    """All of one term or several in each segment, in any spelling."""

    def __init__(self, parts: Sequence[Part]) -> None:
        super().__init__(parts)
        self.plain = True

    @property
    def terms(self) -> list[tuple[Segment, int, Term]]:
        """The segments they stand in, the first document and the term of each."""
        return [(s, base, choice.term) for s, base, found in self.parts for choice in found]

    @kept
    def count(self) -> int:
        """In how many documents any of them stands."""
        deleted = any(segment.live is not None for segment, *_ in self.parts)
        return len(self.docs) if deleted else self.most

    def mark(self, marked: Flags) -> None:
        """Set the flags of the documents they stand in."""
        for segment, base, term in self.terms:
            docs = segment.docs(term)
            if segment.live is not None:
                docs = docs.compress(segment.live[docs])
            marked[docs + base] = True

    @kept
    def docs(self) -> Docs:
        """The documents any of them stands in, ascending, deleted ones left out."""
        return self._merged[0]

    @kept
    def freqs(self) -> NDArray[np.int32]:
        """How often in each of `docs`."""
        return self._merged[1]

    @kept
    def _merged(self) -> tuple[Docs, NDArray[np.int32]]:
        rows, times = [], []
        for segment, base, found in self._politely():
            docs = joined([segment.docs(choice.term) for choice in found])
            freqs = joined([segment.freqs(choice.term) for choice in found])
            if segment.live is not None:
                live = segment.live[docs]
                docs, freqs = docs.compress(live), freqs.compress(live)
            if len(found) > 1:
                # Each term's documents are in order already: most of the sorting is done.
                order = docs.argsort(kind="stable")
                docs, freqs = docs[order], freqs[order]
            rows.append(docs + base)
            times.append(freqs)
        return joined(rows), joined(times).astype(np.int32)


def word_of(parts: Sequence[Part]) -> Postings:
    """Where a word stands that is one term or several apart in each segment."""
    if any(len(found) > 1 for *_, found in parts):
        return TermsApart(parts)
    return postings_of(parts)
