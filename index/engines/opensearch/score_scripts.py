"""How well paragraphs match: the BM25F of the local index, worked out in the cluster.

The fields of words give how often a word stands in them (a similarity that is the frequency), a
script makes of it what `index.engines.whoosh.searching.scoring` does. How rare a word is comes
with the question, since a shard knows its own part only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import log
from typing import Any

from index.engines.opensearch import conditions
from index.engines.opensearch.leaves import Leaf, Spot
from index.engines.opensearch.mappings import HEADLINE
from index.engines.opensearch.translation import Translation
from index.engines.whoosh.bm25 import K1, SHORT, B
from index.engines.whoosh.index_schema import TITLE_WEIGHT
from index.query import ground, nodes
from index.query.nodes import Node

Json = dict[str, Any]
Asked = tuple[str, tuple[str, ...]]
"""Words that count as one in a field."""

_SCRIPTS = {
    # It runs for every hit: what does not change stands in it, what is worked out beforehand comes
    # with the question.
    field: f"return params.weight * (_score / (_score + {K1 * (1 - B)!r}"
    f" + params.slope * Math.max(doc['{length}'].value, params.short)));"
    for field, length in (("text", "text_length"), ("title", "title_length"))
}


@dataclass
class Statistics:
    """How many paragraphs there are, how long their texts and headlines are on the average, and in
    how many words stand. `unknown` gathers the words that were asked for and are not known.
    """

    paragraphs: int
    text: float
    title: float
    frequencies: dict[Asked, int] = field(default_factory=dict)
    unknown: dict[Asked, None] = field(default_factory=dict)

    def rarity(self, name: str, spot: Spot) -> float:
        """What a word counts for because it is rare."""
        asked = (name, spot.terms)
        if asked not in self.frequencies:
            self.unknown[asked] = None
            return 1.0
        return log((self.paragraphs or 1) / (self.frequencies[asked] + 1)) + 1


class Scoring:
    """The clauses of a query that add to a score. Filters and negations add nothing."""

    def __init__(self, translation: Translation, statistics: Statistics) -> None:
        self._translation, self._statistics = translation, statistics

    def parts(self, node: Node, name: str = "") -> list[Json]:
        """What adds to the score of a paragraph that matches a clause, in one field or where it
        looks itself.
        """
        if isinstance(node, ground.WORDS):
            return [
                part
                for one in self._translation.fields(node, name)
                for part in self._leaf(node, self._translation.leaf(node, one), one)
            ]
        match node:
            case nodes.Or() | nodes.MostOf():
                return [part for o in node.operands for part in self.guarded(o, name)]
            case nodes.Near():
                return self._near(node, name)
            case nodes.And() | nodes.SameSentence():
                return [part for operand in node.operands for part in self.parts(operand, name)]
            case nodes.AtLeast() | nodes.Lead():
                return self.guarded(node.operand, name)
            case nodes.Here():
                return self.parts(node.operand, name)
            case ground.InArticles() if node.field == "title":
                return self.guarded(node.operand, HEADLINE)
            case ground.Spoken() if node.operand is not None:
                return self.guarded(node.operand, "text")
        return []

    def guarded(self, node: Node, name: str = "") -> list[Json]:
        """The same where it is not known whether the clause matches."""
        parts = self.parts(node, name)
        if not parts or isinstance(node, (*ground.WORDS, nodes.Near)):
            return parts
        return [_where(self._translation.condition(node, name), parts)]

    def _near(self, node: nodes.Near, name: str) -> list[Json]:
        return [
            _where(
                self._translation.near(node, one),
                [part for operand in node.operands for part in self.guarded(operand, one)],
            )
            for one in self._translation.fields(node, name)
        ]

    def _leaf(self, node: ground.WordClause, leaf: Leaf, name: str) -> list[Json]:
        boost = TITLE_WEIGHT if name == HEADLINE else 1.0
        if leaf.patterned:
            found = self._translation.words(node, name)
            parts: list[Json] = [{"constant_score": {"filter": found, "boost": boost}}]
            if leaf.standing is not None:
                # Of a word being written, the word as it stands counts before what it may become.
                parts.append(self._spot(name, leaf.standing, boost))
            return [] if found == conditions.NOTHING else parts
        if leaf.slop:
            return [self._row(self._translation.words(node, name), leaf.alternatives[0], name)]
        return [
            self._spot(name, row[0], boost)
            if len(row) == 1
            else self._row(self._translation.row(row, name), row, name)
            for row in leaf.alternatives
        ]

    def _row(self, found: Json, row: Sequence[Spot], name: str) -> Json:
        boost = TITLE_WEIGHT if name == HEADLINE else 1.0
        return _where(found, [self._spot(name, spot, boost) for spot in row])

    def _spot(self, name: str, spot: Spot, boost: float) -> Json:
        found = [{"term": {name: term}} for term in spot.terms]
        title = name == HEADLINE
        average = self._statistics.title if title else self._statistics.text
        params = {
            "weight": self._statistics.rarity(name, spot) * boost * (K1 + 1),
            "slope": K1 * B / (average or 1),
            "short": SHORT * (average or 1),
        }
        return {
            "script_score": {
                "query": found[0] if len(found) == 1 else _any(spot, found),
                "script": {"source": _SCRIPTS["title" if title else "text"], "params": params},
            }
        }


def scoring(condition: Json, parts: Sequence[Json]) -> Json:
    """What finds the hits of a condition, with what adds to their scores. Where only hits have
    anything that does, and all have, they are not looked for twice.
    """
    if parts and conditions.any_of([_holding(part) for part in parts]) == condition:
        return {"bool": {"should": list(parts), "minimum_should_match": 1}}
    return {"bool": {"filter": [condition], "should": list(parts)}}


def _holding(part: Json) -> Json:
    """Where something adds to a score."""
    match part:
        case {"script_score": {"query": inner}}:
            return _holding(inner)
        case {"constant_score": {"filter": inner}}:
            return _holding(inner)
        case {"bool": {"filter": [condition], "should": _}}:
            return _holding(condition)
        case {"bool": {"should": several}} | {"dis_max": {"queries": several}}:
            return conditions.any_of(list(map(_holding, several)))
    return part


def weight(part: Json) -> float:
    """How much a word in a part counts for, beside others."""
    if "script_score" in part:
        found: float = part["script_score"]["script"]["params"]["weight"]
        return found
    inner = part.get("bool", {}).get("should", ())
    return max(map(weight, inner), default=0.0)


def _any(spot: Spot, found: list[Json]) -> Json:
    """Words that count as one. Two spellings of the same word may stand in one place."""
    if all(term.startswith("f:") for term in spot.terms):
        return {"dis_max": {"queries": found}}
    return {"bool": {"should": found}}


def _where(condition: Json, parts: Sequence[Json]) -> Json:
    """What adds to a score where a condition holds."""
    return {"bool": {"filter": [condition], "should": list(parts)}}
