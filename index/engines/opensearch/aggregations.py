"""What all hits have in common: names, outlets, days."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

import numpy as np

from index.core.folding import commonest, fold
from index.core.led_names import AS_FOUND, LedNames
from index.engines.contract import Corpus, Interval, TermCounts, TermKind
from index.engines.opensearch import conditions
from index.engines.opensearch.asking import Asking
from index.engines.opensearch.documents import entity_term
from index.engines.opensearch.led_terms import LedTerms
from index.engines.opensearch.naming_conditions import ENTITIES
from index.engines.opensearch.state import State

Json = dict[str, Any]
Fits = Callable[[int], bool]

_TYPES: tuple[TermKind, ...] = ("person", "org", "place")
_MOST = 65_000
"""Values that one answer may list; of more, the cluster is asked page by page."""

_FIRST, _MORE, _SHARD = 2_000, 8, 4


class Facets:
    """Counts over what a condition finds."""

    def __init__(
        self, state: State, asking: Asking, condition: Json, names: LedNames = AS_FOUND
    ) -> None:
        self._state, self._asking, self._condition = state, asking, condition
        self._led = LedTerms(names) if names else None

    def outlets(self) -> list[tuple[str, int]]:
        """How many paragraphs come from each outlet, each as it is spelt most."""
        known = self._state.known.outlets
        if not known:
            every = {"term": {"face": True}}
            known |= commonest(dict(self._values("outlet", every)))
        counts: dict[str, int] = {}
        for name, count in self._values("outlet", self._condition):
            shown = known.get(name, name)
            counts[shown] = counts.get(shown, 0) + count
        return list(counts.items())

    def histogram(self, interval: Interval) -> list[tuple[str, int]]:
        """How many come from each day, month or year."""
        found = self._values("day" if interval == "day" else "month", self._condition)
        counts: dict[str, int] = {}
        for name, count in found:
            part = name[:4] if interval == "year" else name
            counts[part] = counts.get(part, 0) + count
        return sorted(counts.items())

    def terms(self, corpus: Corpus, kind: TermKind, top: int | None, containing: str) -> TermCounts:
        """Entities named in what is found, the most frequent first."""
        fits = _fitting(corpus, kind, containing)
        if self._led is None:
            return _counts(self._found(fits, top))
        concerned = self._led.concerned

        def apart(entity: int) -> bool:
            return entity not in concerned and (fits is None or fits(entity))

        pairs = self._found(apart, top)
        pairs += [pair for pair in self._led_counts().items() if fits is None or fits(pair[0])]
        return _counts(sorted(pairs, key=_by_count)[:top])

    def _found(self, fits: Fits | None, top: int | None) -> list[tuple[int, int]]:
        """Entities as they were found, the most frequent first."""
        size = (top if fits is None else _FIRST) or _FIRST
        while top is not None and size * _SHARD <= _MOST:
            found, whole = self._first(size)
            chosen = [pair for pair in found if fits is None or fits(pair[0])][:top]
            if len(chosen) == top or whole:
                return chosen
            size *= _MORE
        pairs = [(int(name), count) for name, count in self._values(ENTITIES, self._condition)]
        pairs.sort(key=_by_count)
        return [pair for pair in pairs if fits is None or fits(pair[0])][:top]

    def _counted(self, entities: Collection[int]) -> dict[int, int]:
        """In how many of the hits each of some entities was found."""
        names = list(map(entity_term, entities))
        listed = ({"include": names[at : at + _MOST]} for at in range(0, len(names), _MOST))
        return {
            entity: count
            for some in listed
            for entity, count in self._listed({"field": ENTITIES, "size": _MOST, **some})[0]
        }

    def _among(self, condition: Json, aggregation: Json) -> Any:
        """What an aggregation answers over the hits that fulfil a condition."""
        query = conditions.all_of([self._condition, condition])
        body = {"size": 0, "query": query, "aggs": {"found": aggregation}}
        (answer,) = self._state.ask([body], self._asking)
        return answer["aggregations"]["found"]

    def frequent(
        self, top: int, fits: Fits | None = None, among: str | Sequence[str] | None = None
    ) -> TermCounts:
        """The entities named most that fit. `among` are their terms, or a pattern of these, where
        that is known: others are not looked at.
        """
        concerned = self._led.concerned if self._led else frozenset()
        size = top
        while True:
            found, whole = self._first(size, among)
            pairs = [pair for pair in found if pair[0] not in concerned]
            if len(pairs) >= top or whole or size * _SHARD > _MOST:
                break
            size *= _MORE
        pairs += [pair for pair in self._led_counts().items() if fits is None or fits(pair[0])]
        return _counts(sorted(pairs, key=_by_count)[:top])

    def counts(self, entities: Sequence[int]) -> dict[int, int]:
        """In how many of the hits each of some entities is named, where that is in any."""
        concerned = self._led.concerned if self._led else frozenset()
        found = self._counted([one for one in entities if one not in concerned])
        if concerned.isdisjoint(entities):
            return found
        led = self._led_counts()
        return found | {one: led[one] for one in entities if one in led}

    def _led_counts(self) -> dict[int, int]:
        """The same of all entities that edits concern."""
        if self._led is None:
            return {}
        return self._led.counts(self._counted(self._led.parts), self._among)

    def _first(
        self, size: int, among: str | Sequence[str] | None = None
    ) -> tuple[list[tuple[int, int]], bool]:
        """The entities named most, about so many, in order and with counts that are exact; and
        whether these are all. `among` as in `frequent`.
        """
        terms: Json = {"field": ENTITIES, "size": size, "shard_size": size * _SHARD}
        if among is not None:
            terms |= {"include": among}
        names, missed = self._listed(terms)
        if not missed:
            return names, len(names) < size
        # Each shard gave its own first ones. These are counted on all of them. What no shard gave
        # stands in no more paragraphs than `missed`, and what some gave that is not among these in
        # so many more as the last of them.
        most = missed + (names[-1][1] if len(names) == size else 0)
        chosen = [entity_term(entity) for entity, _ in names]
        names, _ = self._listed(terms | {"include": chosen})
        return [pair for pair in names if pair[1] > most], False

    def _listed(self, terms: Json) -> tuple[list[tuple[int, int]], int]:
        """Entities with their counts, and in how many paragraphs one may stand that is missing."""
        order = [{"_count": "desc"}, {"_key": "asc"}]
        aggregation = {"found": {"terms": terms | {"order": order}}}
        body = {"size": 0, "query": self._condition, "aggs": aggregation}
        (answer,) = self._state.ask([body], self._asking)
        told = answer["aggregations"]["found"]
        pairs = [(int(bucket["key"]), bucket["doc_count"]) for bucket in told["buckets"]]
        return sorted(pairs, key=_by_count), told["doc_count_error_upper_bound"]

    def _values(self, field: str, condition: Json) -> list[tuple[str, int]]:
        """All values of a field in what a condition finds, each with its count."""
        terms = {"field": field, "size": _MOST, "shard_size": _MOST}
        body: Json = {"size": 0, "query": condition, "aggs": {"found": {"terms": terms}}}
        (answer,) = self._state.ask([body], self._asking)
        told = answer["aggregations"]["found"]
        if told["sum_other_doc_count"] == 0:
            return [(bucket["key"], bucket["doc_count"]) for bucket in told["buckets"]]
        return self._pages(field, condition)

    def _pages(self, field: str, condition: Json) -> list[tuple[str, int]]:
        found: list[tuple[str, int]] = []
        composite: Json = {"size": _MOST, "sources": [{"value": {"terms": {"field": field}}}]}
        while True:
            body = {"size": 0, "query": condition, "aggs": {"found": {"composite": composite}}}
            (answer,) = self._state.ask([body], self._asking)
            told = answer["aggregations"]["found"]
            found += [(bucket["key"]["value"], bucket["doc_count"]) for bucket in told["buckets"]]
            if len(told["buckets"]) < _MOST:
                return found
            composite |= {"after": told["after_key"]}


def _by_count(pair: tuple[int, int]) -> tuple[int, int]:
    return -pair[1], pair[0]


def _fitting(corpus: Corpus, kind: TermKind, containing: str) -> Fits | None:
    """Whether an entity is of a type and has some words in its name; None: all are."""
    wanted = fold(containing).split()
    if kind == "entity" and not wanted:
        return None
    types, labels = corpus.labels()

    def fits(entity: int) -> bool:
        # The index may know an entity that a later change of the archive dropped.
        if entity >= len(types) or (kind != "entity" and types[entity] != _TYPES.index(kind)):
            return False
        name = fold(labels[entity]) if wanted else ""
        return all(word in name for word in wanted)

    return fits


def _counts(pairs: Sequence[tuple[int, int]]) -> TermCounts:
    return TermCounts(
        np.array([entity for entity, _ in pairs], np.int64),
        np.array([count for _, count in pairs], np.int64),
    )
