"""Where in the texts the clauses of a query match."""

from __future__ import annotations

import weakref
from collections.abc import Sequence
from typing import TYPE_CHECKING

from whoosh import query as wq

from index.engines.whoosh.patience import go_on
from index.engines.whoosh.searching import proximity, queries
from index.engines.whoosh.searching.proximity import NO_SPANS, Spans
from index.engines.whoosh.searching.whole_term import WholeTerm
from index.engines.whoosh.sorted_arrays import Docs, either
from index.engines.whoosh.untyped import Whoosh

if TYPE_CHECKING:
    from index.engines.whoosh.searching.evaluation import Evaluation


class Positions:
    """Spans of the clauses of one query; what has none, such as a filter, matches nowhere."""

    def __init__(self, evaluator: Evaluation) -> None:
        # Else the two would hold each other, with all that was found, until garbage is looked for.
        self._evaluator: Evaluation = weakref.proxy(evaluator)
        self._size = evaluator.size
        self._known: dict[int, tuple[Whoosh, Spans]] = {}

    def spans(self, query: Whoosh) -> Spans:
        """Where a clause matches in its field."""
        known = self._known.get(id(query))
        if known is None:
            go_on()
            known = self._known[id(query)] = (query, self._place(query))
        return known[1]

    def _place(self, query: Whoosh) -> Spans:
        evaluator, size = self._evaluator, self._size
        if isinstance(query, queries.WordsQuery):
            leaf = evaluator.leaf(query)
            if leaf.slop:
                return proximity.union(
                    [proximity.loose_phrase(row, leaf.slop, size) for row in leaf.loose]
                )
            return proximity.union([proximity.phrase(row, size) for row in leaf.alternatives])
        if isinstance(query, queries.NearBy):
            places = self.narrowed(query.qs)
            return proximity.near(places, query.slop, ordered=query.ordered) if places else NO_SPANS
        if type(query) is wq.Or:
            return proximity.union([self.spans(operand) for operand in query.subqueries])
        if type(query) is wq.And:
            docs = evaluator.docs(query)
            positive = [o for o in query.subqueries if not isinstance(o, wq.Not)]
            return proximity.union([self.spans(o).within(docs, size) for o in positive])
        if isinstance(query, queries.InLead | queries.AtLeastTimes):
            return self.spans(query.child).within(evaluator.docs(query), size)
        return NO_SPANS

    def near(self, query: queries.NearBy) -> Docs:
        """Documents in which clauses match near each other."""
        words = [self._evaluator.single(operand) for operand in query.qs]
        if len(words) == 2 and not query.ordered:
            one, other = words
            if isinstance(one, WholeTerm) and isinstance(other, WholeTerm):
                return proximity.near_docs((one, other), query.slop, self._size)
        return self.spans(query).docs

    def within(self, query: Whoosh, docs: Docs) -> Spans:
        """Where a clause matches inside some documents."""
        return self._narrow(query, docs)

    def narrowed(self, operands: Sequence[Whoosh]) -> list[Spans]:
        """Where each of several clauses matches, in documents in which all of them may; [] where
        none can.
        """
        docs = proximity.together([self._spread(operand) for operand in operands], self._size)
        return [self._narrow(operand, docs) for operand in operands] if len(docs) else []

    def _spread(self, query: Whoosh) -> Docs:
        """Documents in which a clause can match, without looking at positions where possible."""
        go_on()
        if isinstance(query, queries.WordsQuery):
            leaf = self._evaluator.leaf(query)
            rows = [proximity.all_in(row, self._size) for row in leaf.alternatives]
            return rows[0] if len(rows) == 1 else either(rows, self._size)
        if type(query) is wq.Or:
            return either([self._spread(operand) for operand in query.subqueries], self._size)
        return self.spans(query).docs

    def _narrow(self, query: Whoosh, docs: Docs) -> Spans:
        """Where a clause matches inside some documents."""
        go_on()
        if isinstance(query, queries.WordsQuery):
            leaf = self._evaluator.leaf(query)
            if not leaf.slop:
                rows = [proximity.phrase(row, self._size, docs) for row in leaf.alternatives]
                return proximity.union(rows)
        if type(query) is wq.Or:
            return proximity.union([self._narrow(operand, docs) for operand in query.subqueries])
        return self.spans(query).within(docs, self._size)
