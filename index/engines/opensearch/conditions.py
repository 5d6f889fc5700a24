"""Conditions in the words of a cluster: the small pieces that queries are put together of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from index.engines.opensearch.leaves import Pattern, Spot
from index.engines.opensearch.lucene_patterns import literal
from index.engines.opensearch.terms import LETTERS

Json = dict[str, Any]

EVERYTHING: Json = {"match_all": {}}
NOTHING: Json = {"match_none": {}}
SHOWN: Json = {"term": {"furniture": False}}
FURNITURE: Json = {"term": {"furniture": True}}
_LEAVES = frozenset("term terms prefix wildcard regexp fuzzy exists range match match_all".split())

PARAGRAPHS: Json = {"exists": {"field": "number"}}


def all_of(parts: Sequence[Json], without: Sequence[Json] = ()) -> Json:
    """What all of some conditions hold for, and none of others."""
    if len(parts) == 1 and not without:
        return parts[0]
    if NOTHING in parts:
        return NOTHING
    return {"bool": {"filter": list(parts)} | ({"must_not": list(without)} if without else {})}


def any_of(parts: Sequence[Json]) -> Json:
    """What any of some conditions holds for."""
    parts = _together([part for part in parts if part != NOTHING])
    if not parts:
        return NOTHING
    if len(parts) == 1:
        return parts[0]
    return {"bool": {"should": parts, "minimum_should_match": 1}}


def _together(parts: Sequence[Json]) -> list[Json]:
    """Conditions with those about values of the same field made one."""
    values: dict[str, list[Any]] = {}
    others: list[Json] = []
    for part in parts:
        ((kind, about),) = part.items()
        if kind not in ("term", "terms"):
            others.append(part)
            continue
        ((field, value),) = about.items()
        values.setdefault(field, []).extend(value if kind == "terms" else [value])
    return [*(terms(field, dict.fromkeys(some)) for field, some in values.items()), *others]


def size(part: Any) -> int:
    """How many conditions one is made of, as Lucene counts them."""
    if isinstance(part, list):
        return sum(map(size, part))
    if not isinstance(part, dict):
        return 0
    return sum(1 if kind in _LEAVES else size(inner) for kind, inner in part.items())


def terms(field: str, values: Iterable[Any]) -> Json:
    """What has any of some values in a field."""
    listed = list(values)
    if not listed:
        return NOTHING
    return {"term": {field: listed[0]}} if len(listed) == 1 else {"terms": {field: listed}}


def word(field: str, spot: Spot) -> Json:
    """What has a word of a spot in a field."""
    if spot.pattern is None:
        return terms(field, spot.terms)
    return _pattern(field, spot.pattern)


def _pattern(field: str, pattern: Pattern) -> Json:
    kind, text = pattern.kind, pattern.text
    if kind == "prefix" and text and len(text) <= LETTERS:
        return {"term": {field: f"{len(text)}:{text}"}}
    return any_of([_spelt(field, code, pattern) for code in ("l", "m")])


def _spelt(field: str, code: str, pattern: Pattern) -> Json:
    kind, text = pattern.kind, pattern.text
    if kind == "prefix":
        return {"prefix": {field: {"value": f"{code}:{text}"}}}
    if kind == "wildcard":
        return {"wildcard": {field: {"value": f"{code}:{text}"}}}
    if kind == "regexp":
        return {"regexp": {field: {"value": f"{code}:({text})"}}}
    return {
        "fuzzy": {
            field: {
                "value": f"{code}:{text}",
                "fuzziness": pattern.distance,
                # The two letters before the word, and its first one.
                "prefix_length": 3,
                "transpositions": True,
                # All of them, not the fifty that are nearest.
                "rewrite": "constant_score",
            }
        }
    }


def intervals(field: str, rule: Json) -> Json:
    """What has an interval of a rule in a field."""
    return {"intervals": {field: rule}}


__all__ = ["EVERYTHING", "NOTHING", "SHOWN", "all_of", "any_of", "intervals", "literal", "terms"]
