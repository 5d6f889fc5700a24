"""A search of a cluster: put when it is first asked for something."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from index.core.counts import ClauseCount
from index.core.led_names import AS_FOUND, LedNames
from index.engines.contract import (
    Corpus,
    Interval,
    Numbers,
    Page,
    Partial,
    TermCounts,
    TermKind,
    Total,
    Unavailable,
    Wants,
)
from index.engines.opensearch import conditions
from index.engines.opensearch.aggregations import Facets
from index.engines.opensearch.article_scope import Scope
from index.engines.opensearch.asking import Asking
from index.engines.opensearch.cluster_errors import Refused
from index.engines.opensearch.lookups import StateLookups, in_articles
from index.engines.opensearch.paging import Hits, some_of
from index.engines.opensearch.score_scripts import Scoring, weight
from index.engines.opensearch.state import State, counting
from index.engines.opensearch.translation import Translation
from index.query import nodes
from index.query.ground import GroundQuery
from index.query.nodes import Node

Json = dict[str, Any]

_ROWS = 50
_MOST_CONDITIONS = 1_000
"""So many a query may have: a cluster takes 1,024 as a rule."""
_TOO_LONG = "too many nested clauses"
_TOO_MANY = "expanded to too many terms"


@dataclass(frozen=True, slots=True)
class _Asked:
    """A query in the words of a cluster: what it finds, each clause at the top by itself, and what
    is left after the first ones.
    """

    condition: Json
    scored: list[Json]
    each: tuple[Json, ...]
    left: tuple[Json, ...]
    counted: bool


@dataclass(frozen=True, slots=True)
class _Outcome:
    hits: Hits
    condition: Json
    articles: int
    clauses: tuple[ClauseCount, ...] | None
    ranked: bool


class OpenSearchSearch:
    """See `index.engines.contract.Search`. Safe to use from several threads."""

    def __init__(
        self,
        state: State,
        query: GroundQuery,
        wants: Wants,
        asking: Asking,
        corpus: Corpus,
        *,
        names: LedNames = AS_FOUND,
    ) -> None:
        """`names` says whom names mean, where the index has them as they were found."""
        self._state, self._query, self._wants = state, query, wants
        self._asking, self._corpus, self._names = asking, corpus, names
        self._guard = threading.Lock()
        self._known: _Outcome | None = None

    def cancel(self) -> None:
        self._asking.cancel()

    def _outcome(self, *, counted: bool = False, ranked: bool = False) -> _Outcome:
        """What the query finds, with what else is asked for."""
        with self._guard:
            known = self._known
            if (
                known is None
                or (counted and known.clauses is None)
                or (ranked and not known.ranked)
            ):
                wants = self._wants
                known = self._known = self._run(
                    wants.rows or (_ROWS if ranked else 0), counted=counted or wants.clauses
                )
            return known

    def _run(self, rows: int, *, counted: bool) -> _Outcome:
        """Put the query; where there are too many words for intervals, with reading instead."""
        try:
            return self._put(self._asked(rows, counted=counted, reads=False), rows)
        except (Refused, Unavailable) as refusal:
            if _TOO_LONG in refusal.message:
                raise Partial(
                    "The query has more words than the cluster takes.", "Ask for fewer."
                ) from None
            if _TOO_MANY not in refusal.message:
                raise
        return self._put(self._asked(rows, counted=counted, reads=True), rows)

    def _asked(self, rows: int, *, counted: bool, reads: bool) -> _Asked:
        lookups = self._lookups
        root = self._query.root
        lookups.prepare(root)
        translation = Translation(lookups, reads=reads)
        operands = _operands(root) if counted else ()
        if self._query.scope == "article":
            scope = Scope(translation, lookups.articles, root)
            found, scorable = scope.condition(), scope.scored
            left = tuple(
                Scope(Translation(lookups, reads=reads), lookups.articles, first).condition()
                for first in (_beginnings(root) if counted else ())
            )
        else:
            found, scorable = translation.condition(root), (root,)
            left = tuple(_upto(translation, root, n) for n in range(1, len(operands)))
        scored: list[Json] = []
        if self._query.sort == "relevance" and rows:
            scored = _affordable(_scored(translation, lookups, scorable), conditions.size(found))
        each = tuple(translation.condition(operand) for operand in operands)
        return _Asked(found, scored, each, left, counted)

    @property
    def _lookups(self) -> StateLookups:
        return StateLookups(self._state, self._asking, self._names)

    def _put(self, asked: _Asked, rows: int) -> _Outcome:
        """Everything that a screen shows at first, in one request."""
        hits = Hits(self._state, self._asking, asked.condition, asked.scored, self._query.sort)
        # What is left after the first clause is what it finds.
        left = asked.left[1:] if self._query.scope == "paragraph" else asked.left
        first, articles, *counts = self._state.ask(
            [
                hits.first(rows),
                in_articles(asked.condition),
                *map(counting, (*asked.each, *left)),
            ],
            self._asking,
        )
        hits.took(first)
        found = [answer["hits"]["total"]["value"] for answer in counts]
        size = len(asked.each)
        remaining = found[size:]
        if self._query.scope == "paragraph" and size > 1:
            remaining = [found[0], *remaining]
        root = self._query.root
        counted = None
        if asked.counted:
            spans = [operand.span for operand in _operands(root)] or [root.span]
            counted = tuple(
                ClauseCount(span, count, rest)
                for span, count, rest in zip(
                    spans, found[:size] or [hits.total], [*remaining, hits.total], strict=True
                )
            )
        return _Outcome(
            hits,
            asked.condition,
            int(articles["aggregations"]["articles"]["value"] or 0),
            counted,
            ranked=bool(rows),
        )

    @property
    def total(self) -> Total:
        """See `Search`; it is exact."""
        count, lacking = self._outcome().hits.total, self._asking.lacking
        return Total(count, exact=not lacking, lacking=lacking)

    @property
    def articles(self) -> int:
        return self._outcome().articles

    def article_numbers(self) -> Numbers:
        """The numbers of the articles that the hits come from, in order."""
        (numbers,) = self._lookups.articles([self._outcome().condition])
        return numbers

    def page(self, cursor: int, count: int) -> Page:
        return self._outcome(ranked=True).hits.page(cursor, count)

    def locate(self, paragraph: int) -> int | None:
        hits = self._outcome(ranked=True).hits
        key = hits.key(paragraph)
        return None if key is None else hits.before(key)

    def among(self, paragraphs: Numbers) -> Numbers:
        numbers = np.unique(np.asarray(paragraphs, np.int64)).tolist()
        return some_of(self._state, self._asking, self._outcome().condition, numbers)

    def firsts(self) -> Numbers:
        return self._outcome(ranked=True).hits.firsts()

    def clause_counts(self) -> Sequence[ClauseCount]:
        counts = self._outcome(counted=True).clauses
        assert counts is not None
        return counts

    @property
    def _facets(self) -> Facets:
        return Facets(self._state, self._asking, self._outcome().condition, self._names)

    def terms(
        self, kind: TermKind = "entity", top: int | None = None, containing: str = ""
    ) -> TermCounts:
        return self._facets.terms(self._corpus, kind, top, containing)

    def outlets(self) -> Sequence[tuple[str, int]]:
        return self._facets.outlets()

    def histogram(self, interval: Interval = "month") -> Sequence[tuple[str, int]]:
        return self._facets.histogram(interval)

    def iterate(self, count: int = 1_000) -> Iterator[Page]:
        cursor: int | None = 0
        while cursor is not None:
            page = self.page(cursor, count)
            yield page
            cursor = page.next


def _operands(root: Node) -> Sequence[Node]:
    """The clauses at the top of a query; none where it is a single one."""
    return root.operands if isinstance(root, nodes.And | nodes.Or) else ()


def _beginnings(root: Node) -> list[Node]:
    """A query with its first clause alone, with the first two, and so on, without the whole."""
    if not isinstance(root, nodes.And | nodes.Or):
        return []
    return [
        type(root)(root.operands[:count], span=root.span) for count in range(1, len(root.operands))
    ]


def _upto(translation: Translation, root: Node, count: int) -> Json:
    """What the first clauses of a query find by themselves."""
    first = _operands(root)[:count]
    if isinstance(root, nodes.Or):
        return conditions.any_of([translation.condition(operand) for operand in first])
    shown = translation.is_shown(first[0])
    unwanted = [o for o in first if isinstance(o, nodes.Not) and shown]
    wanted = [translation.condition(operand) for operand in first if operand not in unwanted]
    without = [translation.condition(operand.operand) for operand in unwanted]
    return conditions.all_of(wanted or [conditions.SHOWN], without)


def _affordable(scored: list[Json], others: int) -> list[Json]:
    """What adds to scores, the rarest words first where a query has hundreds of them."""
    left = _MOST_CONDITIONS - others
    if conditions.size(scored) <= left:
        return scored
    chosen = []
    for part in sorted(scored, key=weight, reverse=True):
        left -= conditions.size(part)
        if left >= 0:
            chosen.append(part)
    return chosen


def _scored(
    translation: Translation, lookups: StateLookups, scorable: Sequence[Node]
) -> list[Json]:
    """What adds to the scores of hits, with how rare each word is."""
    statistics = lookups.statistics()

    def parts() -> list[Json]:
        scoring = Scoring(translation, statistics)
        if len(scorable) == 1:
            return scoring.parts(scorable[0])
        return [part for clause in scorable for part in scoring.guarded(clause)]

    found = parts()
    if statistics.unknown:
        lookups.learn(statistics.unknown)
        found = parts()
    return found
