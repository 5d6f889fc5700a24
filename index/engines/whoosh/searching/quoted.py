"""What clauses of words find inside of what somebody said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from whoosh import query as wq

from index.engines.whoosh.index_schema import CLOSES, CODES, MARKED, OPENS, QUOTES
from index.engines.whoosh.searching import proximity, queries
from index.engines.whoosh.searching.proximity import Spans
from index.engines.whoosh.segments.segment import POSITION_BITS
from index.engines.whoosh.segments.vocabulary import key
from index.engines.whoosh.sorted_arrays import NONE, Docs, both, either, runs, without
from index.engines.whoosh.untyped import Whoosh

if TYPE_CHECKING:
    from index.engines.whoosh.searching.evaluation import Evaluation
    from index.engines.whoosh.searching.snapshot import Snapshot


def between_marks(snapshot: Snapshot) -> Docs:
    """Documents that quote somebody with words between quotation marks."""
    docs: Docs = snapshot.postings(key(CODES[QUOTES].code + MARKED)).docs
    return docs


def spoken(evaluator: Evaluation, query: queries.Spoken) -> Docs:
    """Documents in which a clause matches inside of some quotes."""
    quotes = _quotes(evaluator.snapshot)
    if query.quotes is not None:
        quotes = _chosen(evaluator.snapshot, quotes, query.quotes)
    return _Inside(evaluator, quotes).docs(query.child)


def _quotes(snapshot: Snapshot) -> Spans:
    """All quotes: where each begins, and where the first word behind it stands."""

    def read() -> Docs:
        terms = [snapshot.postings(key(CODES[QUOTES].code + term)) for term in (OPENS, CLOSES)]
        return np.stack([term.keys() for term in terms])

    starts, ends = snapshot.derived("quotes", read)
    return Spans(starts, ends)


def _chosen(snapshot: Snapshot, quotes: Spans, wanted: Sequence[tuple[int, int]]) -> Spans:
    """The quotes that are given by paragraph and place in it, as far as they are there."""
    if not wanted or not len(quotes.starts):
        return Spans(NONE, NONE)
    numbers, places = np.array(wanted, np.int64).T
    docs = snapshot.with_numbers(numbers)
    held = snapshot.numbers[docs]
    order = np.argsort(held)
    found = np.searchsorted(held[order], numbers)
    known = found < len(held)
    known[known] = held[order[found[known]]] == numbers[known]
    doc = docs[order[found[known]]]
    rows = np.searchsorted(quotes.starts, doc << POSITION_BITS) + places[known]
    inside = rows < len(quotes.starts)
    inside[inside] = quotes.starts[rows[inside]] >> POSITION_BITS == doc[inside]
    chosen = np.unique(rows[inside])
    return Spans(quotes.starts[chosen], quotes.ends[chosen])


class _Inside:
    """Finds clauses inside of some quotes."""

    def __init__(self, evaluator: Evaluation, quotes: Spans) -> None:
        self._evaluator = evaluator
        self._size = evaluator.size
        self._quotes = quotes
        self._every = quotes.docs

    def docs(self, query: Whoosh) -> Docs:
        """Documents in which a clause holds of the quotes by themselves."""
        if query is None or type(query) is queries.EveryParagraph:
            return self._every
        if not len(self._every):
            return NONE
        kind = type(query)
        if kind is queries.Without:
            return without(self._every, self.docs(query.query), self._size)
        if kind is wq.And:
            found = self._every
            for operand in query.subqueries:
                found = both(found, self.docs(operand), self._size)
            return found
        if kind is wq.Or:
            return either([self.docs(operand) for operand in query.subqueries], self._size)
        if kind is queries.InSentence:
            places = [self._spans(operand) for operand in query.subqueries]
            breaks = self._evaluator.breaks(self._every)
            return proximity.same_sentence(places, breaks)
        if kind is queries.AtLeastTimes:
            starts = np.unique(self._spans(query.child).starts)
            docs, counts = runs(starts >> POSITION_BITS)
            return docs.compress(counts >= query.count)
        return self._spans(query).docs

    def _spans(self, query: Whoosh) -> Spans:
        """Where a clause matches, from its first word to its last inside of one quote."""
        found = self._evaluator.positions.within(query, self._every)
        places = np.searchsorted(self._quotes.starts, found.starts, "right") - 1
        inside = (places >= 0) & (found.ends < self._quotes.ends[places])
        return Spans(found.starts.compress(inside), found.ends.compress(inside))
