"""Hits in their order, page by page; any place can be begun at."""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

import numpy as np

from index.engines.contract import Numbers, Page, Partial, Scores
from index.engines.opensearch import conditions
from index.engines.opensearch.asking import Asking
from index.engines.opensearch.score_scripts import scoring
from index.engines.opensearch.shown_documents import AT_ONCE
from index.engines.opensearch.state import State, counting
from index.query.nodes import Sort

Json = dict[str, Any]

WINDOW = 10_000
"""So many hits are fetched at once at most; what lies deeper is gone to from there."""

_BY_NUMBER = {"number": "asc"}
_ORDERS: dict[Sort, Json] = {
    "relevance": {"_score": "desc"},
    "newest": {"instant": {"order": "desc", "missing": "_last"}},
    "oldest": {"instant": {"order": "asc", "missing": "_last"}},
    "outlet": {"outlet_order": {"order": "asc", "missing": "_last"}},
}
Key = Sequence[Any]
"""What a hit is put in order by: the value of the order, and of the fields that `State.ties` names,
the last of which is the paragraph's number.
"""

_Hit = tuple[Key, int, int]
"""The key of a hit, its article, and how many paragraphs that has."""


class Hits:
    """The hits of a query. Each fetched stretch is remembered, and how each ended."""

    def __init__(
        self, state: State, asking: Asking, condition: Json, scored: list[Json], sort: Sort
    ) -> None:
        self._state, self._asking = state, asking
        self._condition = condition
        self._scored = scored if sort == "relevance" else []
        self._sort = sort
        self._guard = threading.Lock()
        self._pages: dict[int, list[_Hit]] = {}
        """Hits in a row, by the place of the first."""
        self.total = 0

    @property
    def query(self) -> Json:
        """What finds the hits, with what adds to their scores."""
        return scoring(self._condition, self._scored)

    def first(self, count: int) -> Json:
        """The search for the first page; `took` is given its answer."""
        return self._body(count) | {"track_total_hits": True}

    def took(self, answer: Json) -> None:
        """Keep the first page, and how many hits there are."""
        self.total = answer["hits"]["total"]["value"]
        if hits := answer["hits"]["hits"]:
            self._keep(0, hits)

    def _body(self, count: int) -> Json:
        return {
            "size": min(count, WINDOW),
            "query": self.query,
            "sort": [_ORDERS[self._sort], *({field: "asc"} for field in self._state.ties)],
            "_source": self._shown(count),
            "docvalue_fields": ["article", "paragraphs"],
            "track_total_hits": False,
        }

    def _shown(self, count: int) -> list[str] | bool:
        """What of the documents is given along."""
        shown = self._state.shown
        return shown.fields if shown is not None and count <= AT_ONCE else False

    def _keep(self, start: int, hits: Sequence[Json]) -> None:
        if self._state.shown is not None:
            self._state.shown.keep(hits)
        self._pages[start] = [
            (hit["sort"], hit["fields"]["article"][0], hit["fields"]["paragraphs"][0])
            for hit in hits
        ]

    def page(self, start: int, count: int) -> Page:
        """The hits from a place on."""
        hits = self._some(start, min(start + count, self.total))
        scores = [key[0] if self._sort == "relevance" else 0.0 for key, *_ in hits]
        return Page(
            np.array([key[-1] for key, *_ in hits], np.int64),
            np.array(scores, np.float32),
            np.array([length for *_, length in hits], np.int64),
            start + count if start + count < self.total else None,
        )

    def firsts(self) -> Numbers:
        """For every hit the place of the first one of the same article."""
        first: dict[int, int] = {}
        articles = enumerate(article for _, article, _ in self._some(0, self.total))
        return np.array([first.setdefault(article, at) for at, article in articles], np.int64)

    def _some(self, start: int, stop: int) -> list[_Hit]:
        hits: list[_Hit] = []
        with self._guard:
            while start + len(hits) < stop:
                at = start + len(hits)
                hits += self._from(at, stop - at)[: stop - at]
        return hits

    def _from(self, start: int, count: int) -> list[_Hit]:
        """Some hits from a place on, at least one of them, which is there."""
        begins = sorted(self._pages)
        near = bisect_right(begins, start) - 1
        while True:
            begin = begins[near] if near >= 0 else 0
            hits = self._pages.get(begin, [])
            if start < begin + len(hits):
                return hits[start - begin :]
            end = begin + len(hits)
            if start + count <= WINDOW:
                self._fetch(start, count, {"from": start})
                begins, near = [start], 0
            else:
                # As far as the place asked for, and then what was asked for.
                wanted = start - end if start > end else count
                self._fetch(end, wanted, {"search_after": hits[-1][0]} if hits else {})
                begins, near = [end], 0

    def _fetch(self, start: int, count: int, how: Json) -> None:
        (answer,) = self._state.ask([self._body(count) | how], self._asking)
        if not answer["hits"]["hits"]:
            if self._asking.lacking:
                raise Partial(f"{self._asking.lacking} any more.", "Search again.")
            raise AssertionError("A hit that was counted is not there.")
        self._keep(start, answer["hits"]["hits"])

    def key(self, paragraph: int) -> Key | None:
        """What a paragraph is put in order by; None when it is no hit."""
        one = {"bool": {"filter": [{"term": {"number": paragraph}}], "must": [self.query]}}
        body = self._body(1) | {"query": one}
        (answer,) = self._state.ask([body], self._asking)
        return answer["hits"]["hits"][0]["sort"] if answer["hits"]["hits"] else None

    def before(self, key: Key) -> int:
        """How many hits come before one that is put in order by a key."""
        value, *ties = key
        lower = _lower(self._state.ties, ties)
        if self._sort == "relevance":
            return self._better(value, lower)
        name, ends = ("outlet_order", "lt") if self._sort == "outlet" else ("instant", "lt")
        if self._sort == "newest":
            ends = "gt"
        known = {"exists": {"field": name}}
        if _missing(value):
            return sum(
                self._counted(
                    [
                        conditions.all_of([self._condition, known]),
                        conditions.all_of([self._condition, lower], [known]),
                    ]
                )
            )
        return sum(
            self._counted(
                [
                    conditions.all_of([self._condition, {"range": {name: {ends: value}}}]),
                    conditions.all_of([self._condition, {"term": {name: value}}, lower]),
                ]
            )
        )

    def _better(self, score: Any, lower: Json) -> int:
        """How many hits score better, or are as good and meet the condition `lower`."""
        if not self._scored:
            return self._counted([conditions.all_of([self._condition, lower])])[0]
        better = {"min_score": float(np.nextafter(np.float32(score), np.float32(np.inf)))}
        equal = {"min_score": float(np.float32(score))}
        among = {"bool": {"filter": [self._condition, lower], "should": self._scored}}
        counts = self._state.ask(
            [
                counting(self.query) | better,
                counting(among) | equal,
                counting(among) | better,
            ],
            self._asking,
        )
        first, same, others = (answer["hits"]["total"]["value"] for answer in counts)
        return int(first + same - others)

    def _counted(self, conditions: Sequence[Json]) -> list[int]:
        return self._state.count(conditions, self._asking)


def _lower(fields: Sequence[str], values: Sequence[Any]) -> Json:
    """What comes before some values of fields, of which the first counts most."""
    first, *rest = fields
    less = {"range": {first: {"lt": values[0]}}}
    if not rest:
        return less
    same = {"term": {first: values[0]}}
    return conditions.any_of([less, conditions.all_of([same, _lower(rest, values[1:])])])


def _missing(value: object) -> bool:
    """Whether a value of an order stands for one that is not known."""
    return value is None or value in (2**63 - 1, -(2**63))


def some_of(state: State, asking: Asking, condition: Json, numbers: Sequence[int]) -> Numbers:
    """Those of some paragraphs that fulfil a condition, in order."""
    from index.engines.opensearch.translation import numbered  # noqa: PLC0415

    found: list[int] = []
    body = {
        "size": WINDOW,
        "query": conditions.all_of([condition, numbered(numbers)]),
        "sort": [_BY_NUMBER],
        "_source": False,
        "track_total_hits": False,
    }
    while True:
        (answer,) = state.ask([body], asking)
        keys = [hit["sort"] for hit in answer["hits"]["hits"]]
        found += [number for (number,) in keys]
        if len(keys) < WINDOW:
            return np.array(found, np.int64)
        body |= {"search_after": keys[-1]}


__all__ = ["Hits", "Page", "Scores", "some_of"]
