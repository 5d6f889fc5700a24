"""Searching with Whoosh: a collector that takes whole arrays instead of a document at a time."""

from __future__ import annotations

from collections.abc import Callable

from whoosh.collectors import Collector

from index.engines.whoosh import ranking
from index.engines.whoosh.evaluator import Evaluator
from index.engines.whoosh.ranking import Ranked
from index.engines.whoosh.sorted_arrays import Docs
from index.engines.whoosh.untyped import Whoosh
from index.query.nodes import Sort


def _tireless() -> None:
    pass


class ArrayCollector(Collector):  # type: ignore[misc]
    """Collects all hits of a query at once, in an order of ours.

    After the search `docs` are the documents found, numbered through all segments and in order,
    `ranked` the same best first (None without a `sort`), and `evaluator` knows of every clause what
    it found. `limit` is how many the results hold that Whoosh asks for.
    """

    def __init__(
        self,
        *,
        sort: Sort | None = "relevance",
        limit: int | None = None,
        go_on: Callable[[], None] = _tireless,
    ) -> None:
        self._sort = sort
        self._limit = limit
        self._go_on = go_on

    def run(self) -> None:
        """Where Whoosh's own collectors go from segment to segment with a matcher for each."""
        try:
            evaluator = self.evaluator = Evaluator(self.top_searcher, self._go_on)
            docs = self.docs = evaluator.docs(self.q)
            self.ranked = None if self._sort is None else self._in_order(evaluator, docs)
        finally:
            self.finish()

    def _in_order(self, evaluator: Evaluator, docs: Docs) -> Ranked:
        if self._sort not in (None, "relevance"):
            return ranking.by_column(evaluator.snapshot, docs, self._sort)
        return ranking.by_score(evaluator.snapshot, docs, evaluator.scores(self.q, docs))

    def count(self) -> int:
        return len(self.docs)

    def all_ids(self) -> list[int]:
        ids: list[int] = self.docs.tolist()
        return ids

    def results(self) -> Whoosh:
        """The hits as Whoosh hands them out."""
        wanted = len(self.docs) if self._limit is None else self._limit
        ranked = self.ranked or self._in_order(self.evaluator, self.docs)
        docs, scores = ranked.documents(0, wanted)
        items = list(zip(scores.tolist(), docs.tolist(), strict=True))
        return self._results(items, docset=set(self.all_ids()))
