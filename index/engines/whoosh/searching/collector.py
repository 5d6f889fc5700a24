"""Searching with Whoosh: a collector that takes whole arrays instead of a document at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from whoosh.collectors import UnlimitedCollector

from index.engines.whoosh import patience
from index.engines.whoosh.patience import tireless
from index.engines.whoosh.searching import ranking, top_hits
from index.engines.whoosh.searching.best_hits import Keys
from index.engines.whoosh.searching.evaluator import Evaluator
from index.engines.whoosh.searching.found import Found
from index.engines.whoosh.searching.ranking import Ranked
from index.engines.whoosh.sorted_arrays import Docs
from index.engines.whoosh.untyped import Whoosh
from index.query.nodes import Sort


class ArrayCollector(UnlimitedCollector):  # type: ignore[misc]
    """Collects all hits of a query at once, in an order of ours.

    Wrapped in another collector it collects a document at a time, as that one asks.

    After the search `found` are the documents found, numbered through all segments, `ranked` the
    same best first (None without a `sort`), and `answer` is what `also` said: it may ask the
    evaluator what single clauses found. `begun` are the best of the same query in the same order,
    where they are known (`Ranked.in_order`). `limit` is how many the results hold that Whoosh asks
    for.
    """

    def __init__(
        self,
        *,
        sort: Sort | None = "relevance",
        limit: int | None = None,
        go_on: Callable[[], None] = tireless,
        also: Callable[[Evaluator, Found], Any] = lambda _evaluator, _found: None,
        begun: Keys | None = None,
    ) -> None:
        super().__init__()
        self._sort = sort
        self._limit = limit
        self._go_on = go_on
        self._also = also
        self._begun = begun
        self._at_once = False

    def run(self) -> None:
        """Where Whoosh's own collectors go from segment to segment with a matcher for each."""
        self._at_once = True
        try:
            # What is worked out when somebody looks further down is not given up any more.
            with patience.asking(self._go_on):
                self._find()
        finally:
            self.finish()

    def _find(self) -> None:
        evaluator = self.evaluator = Evaluator(self.top_searcher)
        self.found = evaluator.found(self.q)
        self.answer = self._also(evaluator, self.found)
        self.ranked = None if self._sort is None else self._in_order(evaluator)
        if self.ranked is not None:
            # Whatever may turn out to be damaged is read here, not when a row is looked at.
            self.ranked.begin()
            evaluator.verify()

    def _in_order(self, evaluator: Evaluator) -> Ranked:
        query, found = self.q, self.found
        if self._sort not in (None, "relevance"):
            return ranking.by_column(evaluator.snapshot, found, self._sort, self._begun)
        return ranking.by_score(
            evaluator.snapshot,
            found,
            lambda: evaluator.scores(query, found.docs),
            lambda count: top_hits.best(evaluator, query, found, count),
            self._begun,
        )

    @property
    def docs(self) -> Docs:
        """The documents found, in order."""
        return self.found.docs

    def count(self) -> int:
        return self.found.count if self._at_once else len(self.docset)

    def all_ids(self) -> Iterable[int]:
        ids: Iterable[int] = self.docs.tolist() if self._at_once else self.docset
        return ids

    def results(self) -> Whoosh:
        """The hits as Whoosh hands them out."""
        if not self._at_once:
            found = super().results()
            found.top_n = found.top_n[: self._limit]
            return found
        wanted = self.found.count if self._limit is None else self._limit
        ranked = self.ranked or self._in_order(self.evaluator)
        docs, scores = ranked.documents(0, wanted)
        items = list(zip(scores.tolist(), docs.tolist(), strict=True))
        return self._results(items, docset=set(self.all_ids()))
