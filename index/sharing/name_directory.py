"""What the entities of a collection are called: asked of it once, and remembered."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Collection as Some
from typing import Any

from index.core.clean import clean
from index.core.led_names import LedNames, number_of
from index.core.shared_article import TYPE_DIGITS, entity_type
from index.core.values import EntityType
from index.sharing.collection import Collection
from index.sharing.collection_names import MOST_ENTITIES

Json = dict[str, Any]
Label = tuple[EntityType, str]

_AT_ONCE = 1_000
_REMEMBERED = 100_000


class NameDirectory:
    """Names of entities by number and by what is in them. Safe to use from several threads. All
    raises what `Collection` does.
    """

    def __init__(self, collection: Collection, names: Callable[[], LedNames]) -> None:
        """`names` answers with whom names mean just now."""
        self._collection, self._names = collection, names
        self._labels: dict[int, Label] = {}
        self._guard = threading.Lock()

    def labels(self, numbers: Iterable[int]) -> dict[int, Label]:
        """Type and name of entities, those that the collection knows."""
        wanted, known = list(dict.fromkeys(numbers)), self._labels
        unknown = [number for number in wanted if number not in known]
        for start in range(0, len(unknown), _AT_ONCE):
            found = self._read(unknown[start : start + _AT_ONCE])
            # Not what is remembered then: much of that may be forgotten meanwhile.
            known = known | found
            self._keep(found)
        given = self._names().names
        named = {one: (given[one][0].type, given[one][1]) for one in wanted if one in given}
        return {one: known[one] for one in wanted if one in known} | named

    def _read(self, numbers: Sequence[int]) -> dict[int, Label]:
        body = {
            "size": len(numbers),
            "query": {"terms": {"entity": list(numbers)}},
            "collapse": {"field": "entity"},
            "_source": ["entity", "name"],
            "track_total_hits": False,
        }
        return {
            number: (kind, name)
            for one in self._collection.search(self._collection.names, body)["hits"]["hits"]
            for number, name in (_number_and_name(one["_source"]),)
            if (kind := entity_type(number)) and name
        }

    def _keep(self, found: dict[int, Label]) -> None:
        with self._guard:
            if len(self._labels) > _REMEMBERED:
                self._labels = {}
            self._labels = self._labels | found

    def containing(self, kind: str, words: Some[str]) -> list[int]:
        """The entities of a type, or all ("entity"), with all of some folded words somewhere in
        their name.
        """
        parts: list[Json] = [{"wildcard": {"key": f"*{_literal(word)}*"}} for word in words]
        return self._meant(self._listed(kind, parts), lambda key: all(one in key for one in words))

    def beginning(self, kind: str, words: Some[str]) -> list[int]:
        """Those with all of some folded words, or words that begin so, in one way in which texts
        name them.
        """
        found = self._listed(kind, [{"prefix": {"words": word}} for word in words])
        return self._meant(found, lambda key: all(f" {one}" in f" {key}" for one in words))

    def _meant(self, found: Sequence[int], fits: Callable[[str], bool]) -> list[int]:
        """Whom those mean that were found by their names, and whom edits gave a name that fits."""
        names = self._names()
        if not names:
            return list(found)
        led = (names.lead(names.sources[one], "") for one in found if one in names.sources)
        named = (one for one, _ in names.names.values() if fits(one.key))
        meant = [number_of(one) for one in (*led, *named) if one is not None]
        return list(dict.fromkeys([*found, *meant]))

    def sizes(self) -> dict[EntityType, int]:
        """About how many entities of each type there are."""
        count = {"cardinality": {"field": "entity", "precision_threshold": 40_000}}
        body = {
            "size": 0,
            "aggs": {"types": {"terms": {"field": "type"}, "aggs": {"entities": count}}},
        }
        told = self._collection.search(self._collection.names, body)["aggregations"]["types"][
            "buckets"
        ]
        found = {str(one["key"]): int(one["entities"]["value"]) for one in told}
        return {kind: found.get(kind, 0) for kind in TYPE_DIGITS}

    def _listed(self, kind: str, parts: Sequence[Json]) -> list[int]:
        of_type: list[Json] = [] if kind == "entity" else [{"term": {"type": kind}}]
        body = {
            "size": 0,
            "query": {"bool": {"filter": [*parts, *of_type]}},
            "aggs": {"entities": {"terms": {"field": "entity", "size": MOST_ENTITIES}}},
        }
        told = self._collection.search(self._collection.names, body)["aggregations"]["entities"][
            "buckets"
        ]
        return [int(bucket["key"]) for bucket in told]


def _literal(word: str) -> str:
    return "".join(f"\\{sign}" if sign in "*?\\" else sign for sign in word)


def _number_and_name(source: Any) -> tuple[int, str]:
    number, name = source.get("entity"), source.get("name")
    if type(number) is not int or not isinstance(name, str):
        return 0, ""
    return number, clean(name)
