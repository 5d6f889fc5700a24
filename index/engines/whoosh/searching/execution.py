"""A search of the local engine: run when it is first asked for something."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from whoosh import query as wq

from index.core.counts import ClauseCount
from index.core.folding import fold
from index.core.kept import kept
from index.engines.contract import (
    Corpus,
    Interval,
    Numbers,
    Page,
    TermCounts,
    TermKind,
    Total,
    Wants,
)
from index.engines.whoosh.patience import Patience
from index.engines.whoosh.searching import facets
from index.engines.whoosh.searching.collector import ArrayCollector
from index.engines.whoosh.searching.compiler import Compiled, compiled, up_to
from index.engines.whoosh.searching.evaluator import Evaluator
from index.engines.whoosh.searching.found import Found
from index.engines.whoosh.searching.ranking import Merits, Ranked
from index.engines.whoosh.sorted_arrays import NONE, Docs
from index.engines.whoosh.untyped import Whoosh
from index.query.ground import GroundQuery

_TYPES: tuple[TermKind, ...] = ("person", "org", "place")


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What a run found: documents, the same best first, and counts of the clauses, the last two
    where they are wanted.
    """

    found: Found
    ranked: Ranked | None
    clauses: tuple[ClauseCount, ...] | None


class WhooshSearch:
    """See `index.engines.contract.Search`. Safe to use from several threads.

    What was found stays as it is when somebody cancels afterwards.
    """

    def __init__(
        self,
        searcher: Whoosh,
        query: GroundQuery,
        wants: Wants,
        patience: Patience,
        corpus: Corpus | None = None,
    ) -> None:
        self._searcher, self._snapshot = searcher, searcher.snapshot
        self._query, self._wants = query, wants
        self._patience, self._corpus = patience, corpus
        self._guard = threading.Lock()
        self._outcome: _Outcome | None = None

    def cancel(self) -> None:
        self._patience.cancel()

    def _found(self, *, ranked: bool = False, clauses: bool = False) -> _Outcome:
        """What the query finds, with what else is asked for."""
        with self._guard:
            known = self._outcome
            if (
                known is None
                or (ranked and known.ranked is None)
                or (clauses and known.clauses is None)
            ):
                wants = self._wants
                known = self._outcome = self._run(
                    ranked=ranked or bool(wants.rows), clauses=clauses or wants.clauses
                )
            return known

    def _run(self, *, ranked: bool, clauses: bool) -> _Outcome:
        """Every search goes through a Whoosh searcher, with a collector of ours."""
        best = self._snapshot.best
        begun = best.get(self._query) if ranked else None
        if begun is not None and not len(begun) and not clauses:
            # It was asked before and found nothing.
            nothing = Found(NONE)
            return _Outcome(nothing, Ranked(self._snapshot, nothing, _no_merits, scored=True), None)
        self._snapshot.let_go()
        asked = compiled(self._query)
        sort = self._query.sort if ranked else None

        def counts(evaluator: Evaluator, found: Found) -> tuple[ClauseCount, ...] | None:
            return _clause_counts(self._query, asked, evaluator, found) if clauses else None

        collector = ArrayCollector(sort=sort, go_on=self._patience.go_on, also=counts, begun=begun)
        self._searcher.search_with_collector(asked.query, collector)
        if begun is None and collector.ranked is not None:
            best.put(self._query, collector.ranked.in_order)
        return _Outcome(collector.found, collector.ranked, collector.answer)

    @property
    def _ranked(self) -> Ranked:
        ranked = self._found(ranked=True).ranked
        assert ranked is not None
        return ranked

    @property
    def total(self) -> Total:
        """See `Search`; it is exact."""
        return Total(self._found().found.count)

    @kept
    def _per_article(self) -> tuple[Docs, Numbers]:
        return facets.per_article(self._snapshot, self._found().found.docs)

    @property
    def articles(self) -> int:
        return len(self._per_article[0])

    def page(self, cursor: int, count: int) -> Page:
        ranked, end = self._ranked, cursor + count
        numbers, scores, lengths = ranked.page(cursor, end)
        paragraphs = numbers.astype(np.int64, copy=False)
        return Page(paragraphs, scores, lengths, end if end < len(ranked) else None)

    def locate(self, paragraph: int) -> int | None:
        docs = self._snapshot.with_numbers([paragraph])
        found = self._found().found.docs
        if not len(docs) or not np.isin(docs, found).any():
            return None
        numbers = self._ranked.page(0, len(found))[0]
        return int(np.flatnonzero(numbers == paragraph)[0])

    def among(self, paragraphs: Numbers) -> Numbers:
        docs = self._snapshot.with_numbers(paragraphs)
        found = self._found().found
        chosen = docs[found.has(docs, self._snapshot.size)]
        return np.sort(self._snapshot.numbers[chosen].astype(np.int64, copy=False))

    def firsts(self) -> Numbers:
        return self._ranked.firsts()

    def clause_counts(self) -> Sequence[ClauseCount]:
        counts = self._found(clauses=True).clauses
        assert counts is not None
        return counts

    def terms(
        self, kind: TermKind = "entity", top: int | None = None, containing: str = ""
    ) -> TermCounts:
        entities, counts = facets.entities(self._snapshot, self._found().found.docs)
        if (kind != "entity" or containing) and len(entities):
            chosen = self._fitting(entities, kind, containing)
            entities, counts = entities[chosen], counts[chosen]
        order = np.lexsort((entities, -counts))[:top]
        return TermCounts(entities[order], counts[order])

    def _fitting(self, entities: Numbers, kind: TermKind, containing: str) -> Docs:
        """The places of the entities of a type that have some words in their name."""
        if self._corpus is None:
            return NONE
        types, labels = self._corpus.labels()
        # The index may know an entity that a later change of the archive dropped.
        known = entities < len(types)
        if kind != "entity":
            known[known] = types[entities[known]] == _TYPES.index(kind)
        places = np.flatnonzero(known)
        if wanted := fold(containing).split():
            names = (fold(labels[entity]) for entity in entities[places].tolist())
            kept = [all(word in name for word in wanted) for name in names]
            places = places[np.array(kept, bool)]
        return places

    def outlets(self) -> Sequence[tuple[str, int]]:
        return facets.outlets(self._snapshot, *self._per_article)

    def histogram(self, interval: Interval = "month") -> Sequence[tuple[str, int]]:
        if interval == "day":
            return facets.days(self._snapshot, *self._per_article)
        months = facets.months(self._snapshot, *self._per_article)
        return months if interval == "month" else facets.by_year(months)

    def iterate(self, count: int = 1_000) -> Iterator[Page]:
        cursor: int | None = 0
        while cursor is not None:
            page = self.page(cursor, count)
            yield page
            cursor = page.next


def _no_merits() -> Merits:
    return np.zeros(0, np.int32)


def _clause_counts(
    query: GroundQuery, asked: Compiled, evaluator: Evaluator, whole: Found
) -> tuple[ClauseCount, ...]:
    """Each clause at the top: what it finds alone, and what is left once it is applied."""
    if asked.joined is None:
        ((span, _),) = asked.clauses
        return (ClauseCount(span, whole.count, whole.count),)
    if query.scope == "article":
        return tuple(
            ClauseCount(
                span, evaluator.found(clause).count, evaluator.found(up_to(query, place)).count
            )
            for place, (span, clause) in enumerate(asked.clauses, 1)
        )
    return _remaining(asked, evaluator, whole)


def _remaining(asked: Compiled, evaluator: Evaluator, whole: Found) -> tuple[ClauseCount, ...]:
    """What each clause finds, and how many are left once it is applied to those before it."""
    answer = []
    clauses = [clause for _, clause in asked.clauses]
    for place, (span, clause) in enumerate(asked.clauses, 1):
        found = evaluator.found(clause)
        if place == len(clauses):
            # What is left in the end was found already.
            left = whole
        elif place == 1:
            left = found
        elif asked.joined is wq.Or:
            left = evaluator.any_of(clauses[:place])
        else:
            left = evaluator.all_of(clauses[:place])
        answer.append(ClauseCount(span, found.count, left.count))
    return tuple(answer)
