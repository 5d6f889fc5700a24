"""Searching with Whoosh: a collector that takes whole arrays instead of a document at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from whoosh.collectors import UnlimitedCollector

from index.engines.whoosh import ranking
from index.engines.whoosh.evaluator import Evaluator
from index.engines.whoosh.ranking import Ranked
from index.engines.whoosh.sorted_arrays import Docs
from index.engines.whoosh.untyped import Whoosh
from index.query.nodes import Sort


def _tireless() -> None:
    pass


class ArrayCollector(UnlimitedCollector):  # type: ignore[misc]
    """Collects all hits of a query at once, in an order of ours.

    Wrapped in another collector it collects a document at a time, as that one asks.

    After the search `docs` are the documents found, numbered through all segments and in order,
    `ranked` the same best first (None without a `sort`), and `answer` is what `also` said: it may
    ask the evaluator what single clauses found. `limit` is how many the results hold that Whoosh
    asks for.
    """

    def __init__(
        self,
        *,
        sort: Sort | None = "relevance",
        limit: int | None = None,
        go_on: Callable[[], None] = _tireless,
        also: Callable[[Evaluator, Docs], Any] = lambda _evaluator, _docs: None,
    ) -> None:
        super().__init__()
        self._sort = sort
        self._limit = limit
        self._go_on = go_on
        self._also = also
        self._at_once = False

    def run(self) -> None:
        """Where Whoosh's own collectors go from segment to segment with a matcher for each."""
        self._at_once = True
        try:
            evaluator = self.evaluator = Evaluator(self.top_searcher, self._go_on)
            docs = self.docs = evaluator.docs(self.q)
            self.answer = self._also(evaluator, docs)
            self.ranked = None if self._sort is None else self._in_order(evaluator, docs)
        finally:
            self.finish()

    def _in_order(self, evaluator: Evaluator, docs: Docs) -> Ranked:
        if self._sort not in (None, "relevance"):
            return ranking.by_column(evaluator.snapshot, docs, self._sort)
        return ranking.by_score(evaluator.snapshot, docs, evaluator.scores(self.q, docs))

    def count(self) -> int:
        return len(self.docs) if self._at_once else len(self.docset)

    def all_ids(self) -> Iterable[int]:
        ids: Iterable[int] = self.docs.tolist() if self._at_once else self.docset
        return ids

    def results(self) -> Whoosh:
        """The hits as Whoosh hands them out."""
        if not self._at_once:
            found = super().results()
            found.top_n = found.top_n[: self._limit]
            return found
        wanted = len(self.docs) if self._limit is None else self._limit
        ranked = self.ranked or self._in_order(self.evaluator, self.docs)
        docs, scores = ranked.documents(0, wanted)
        items = list(zip(scores.tolist(), docs.tolist(), strict=True))
        return self._results(items, docset=set(self.all_ids()))
