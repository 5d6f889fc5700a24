"""What has to be known before a query can be put: asked of the cluster, remembered per state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import log
from typing import Any

import numpy as np

from index.core.led_names import LedNames
from index.engines.contract import Numbers, Partial
from index.engines.opensearch import conditions
from index.engines.opensearch.asking import Asking
from index.engines.opensearch.documents import paragraph
from index.engines.opensearch.mappings import HEAD, HEADLINE
from index.engines.opensearch.naming_conditions import naming
from index.engines.opensearch.score_scripts import Asked, Statistics
from index.engines.opensearch.state import State
from index.engines.opensearch.translation import compound_words, numbered
from index.engines.opensearch.verification import reader
from index.engines.whoosh.searching.minimum_match import FEW, LEAST, SHARE
from index.engines.whoosh.words.stemming import forms
from index.query.nodes import Node

Json = dict[str, Any]

MOST_READ = 20_000
"""Paragraphs that are read for a clause that the cluster cannot decide."""

_AT_ONCE = 5_000
_ALL = 2**31 - 1
_SLACK = 1e-4


class StateLookups:
    """Lookups for one search. Raises what asking does."""

    def __init__(self, state: State, asking: Asking, names: LedNames) -> None:
        self._state, self._asking, self._names = state, asking, names

    def prepare(self, root: Node) -> None:
        """Look up at once where hyphens may stand in the words of a query."""
        known = self._state.known
        known.tidy()
        # One compound may be of several words: inflections of its last part are one form.
        wanted: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
        splits: dict[str, list[tuple[str, ...]]] = {}
        for whole in set(compound_words(root)) - known.splits.keys():
            splits[whole] = []
            for parts in _splits(whole):
                for form in forms(parts[-1], self.languages):
                    compound = "-".join([*parts[:-1], form])
                    wanted.setdefault(compound, []).append((whole, parts))
        if not wanted:
            return
        (answer,) = self._state.ask([_listing("compounds", list(wanted))], self._asking)
        for bucket in answer["aggregations"]["found"]["buckets"]:
            for whole, parts in wanted[bucket["key"]]:
                splits[whole].append(parts)
        known.splits |= {whole: tuple(sorted(set(found))) for whole, found in splits.items()}

    @property
    def languages(self) -> Sequence[str]:
        """Those by which texts are stemmed beside English."""
        return self._state.languages

    def splits(self, whole: str) -> Sequence[tuple[str, ...]]:
        """The words that hyphens join to this one somewhere."""
        return self._state.known.splits.get(whole, ())

    def statistics(self) -> Statistics:
        """How rare words are, as far as it is known."""
        state = self._state
        size = state.paragraphs or 1
        return Statistics(
            state.paragraphs,
            state.text_words / size,
            state.title_words / size,
            state.known.frequencies,
        )

    def learn(self, unknown: Iterable[Asked]) -> None:
        """Look up in how many paragraphs words stand."""
        asked = list(unknown)
        counts = self._state.count(
            [conditions.terms(field, words) for field, words in asked], self._asking
        )
        self._state.known.frequencies |= dict(zip(asked, counts, strict=True))

    def most_of(self, parts: Sequence[Json]) -> Json:
        """What holds most of several conditions, as
        `index.engines.whoosh.searching.minimum_match` has it.
        """
        counts = self._state.count(parts, self._asking)
        size = self._state.paragraphs
        known = [(log(size / n), part) for n, part in zip(counts, parts, strict=True) if n]
        if not known:
            return conditions.NOTHING
        total = sum(weight for weight, _ in known)
        holding = _holding(known, 2)
        several = _at_least(holding, total * SHARE)
        every = _at_least(_holding(known, 1), total * SHARE)
        counts = self._state.count([several, every], self._asking)
        if counts[1]:
            return several if counts[0] >= FEW else every
        best = {"size": 1, "query": holding, "_source": False}
        (answer,) = self._state.ask([best], self._asking)
        most = answer["hits"]["max_score"] or 0
        return _at_least(holding, most) if most >= total * LEAST - _SLACK else conditions.NOTHING

    def reading(self, node: Node, field: str, wider: Json) -> Json:
        """What a clause matches, told by reading what a wider condition leaves."""
        test = reader(node, field)
        head = field.startswith(f"{HEAD}.")
        if head or field == HEADLINE:
            wider = conditions.all_of([wider, {"term": {"face": True}}])
        docs = [paragraph(kept) for kept in self._kept(wider)]
        found = [doc for doc in docs if test(doc)]
        if head:
            return numbered(sorted({doc.article for doc in found}), "article")
        return numbered([doc.number for doc in found])

    def naming(self, entities: Sequence[int]) -> Json:
        """What names one of some entities, as edits lead names."""
        return naming(self._names, entities)

    def _kept(self, condition: Json) -> Iterable[Json]:
        """Paragraphs that fulfil a condition, as they are kept. Raises Partial: too many."""
        body = {
            "size": _AT_ONCE,
            "query": condition,
            "sort": [{"number": "asc"}],
            "_source": ["raw"],
            "track_total_hits": MOST_READ + 1,
        }
        while True:
            (answer,) = self._state.ask([body], self._asking)
            if answer["hits"]["total"]["value"] > MOST_READ:
                raise Partial(
                    f"More than {MOST_READ:,} paragraphs would have to be read for that.",
                    "Add a word that is rarer, or ask for less at once.",
                )
            hits = answer["hits"]["hits"]
            yield from (hit["_source"]["raw"] for hit in hits)
            if len(hits) < _AT_ONCE:
                return
            body |= {"search_after": hits[-1]["sort"]}

    def articles(self, conditions: Sequence[Json]) -> list[Numbers]:
        """The numbers of the articles in which each of some conditions holds of a paragraph."""
        if not conditions:
            return []
        answers = self._state.ask(
            [in_articles(condition, listed=True) for condition in conditions], self._asking
        )
        return [
            np.unique(np.array(answer["aggregations"]["articles"]["value"], np.int64))
            for answer in answers
        ]


def _splits(whole: str) -> Iterator[tuple[str, ...]]:
    """A word as two words or three, the last of which has two letters at least."""
    for cut in range(1, len(whole) - 1):
        yield whole[:cut], whole[cut:]
        for middle in range(1, cut):
            yield whole[:middle], whole[middle:cut], whole[cut:]


def in_articles(condition: Json, *, listed: bool = False) -> Json:
    """A search for the articles of what is found: how many they are, or which.

    An article lies on one shard as a whole, so that what shards count adds up. What parts of a
    shard count would not: `terminate_after`, even if it never comes to that, has a shard gone
    through in one go.
    """
    combine = "return new ArrayList(state.seen)" if listed else "return (long) state.seen.size()"
    add = "all.addAll(part)" if listed else "all += part"
    start = "List all = new ArrayList()" if listed else "long all = 0"
    metric = {
        "init_script": "state.seen = new HashSet(); state.last = new long[] { -1L };",
        # Paragraphs of an article mostly lie side by side.
        "map_script": "long article = doc['article'].value; long[] last = state.last;"
        " if (article != last[0]) { last[0] = article; state.seen.add(article); }",
        "combine_script": combine,
        "reduce_script": f"{start}; for (part in states) {{ {add}; }} return all",
    }
    aggregations = {"articles": {"scripted_metric": metric}}
    return {"size": 0, "query": condition, "aggs": aggregations, "terminate_after": _ALL}


def _listing(field: str, values: list[str]) -> Json:
    """A search that says which of some values a field has anywhere."""
    return {
        "size": 0,
        "query": {"terms": {field: values}},
        "aggs": {"found": {"terms": {"field": field, "include": values, "size": len(values)}}},
    }


def _holding(known: Sequence[tuple[float, Json]], least: int) -> Json:
    """What holds so many of some conditions at least, with the sum of their weights for a score."""
    should = [
        {"constant_score": {"filter": part, "boost": max(weight, 1e-6)}} for weight, part in known
    ]
    return {"bool": {"should": should, "minimum_should_match": min(least, len(known))}}


def _at_least(holding: Json, weight: float) -> Json:
    return {"function_score": {"query": holding, "min_score": max(0.0, weight - _SLACK)}}
