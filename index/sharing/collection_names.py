"""Whom the names of a query stand for in a collection, as the edits that many share lead them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, get_args

from index.core.entity_edits import Identity, identity
from index.core.folding import fold
from index.core.led_names import LedNames, number_of
from index.core.values import EntityType
from index.engines.opensearch.cluster_errors import Refused
from index.sharing.collection import Collection

Json = dict[str, Any]

MOST_ENTITIES = 50_000
"""So many entities may a name of a query stand for."""

_AT_ONCE = 5_000
_TYPES: tuple[EntityType, ...] = get_args(EntityType)


class CollectionNames:
    """Names as of one moment. All raises what `Collection` does."""

    def __init__(self, collection: Collection, names: LedNames) -> None:
        self._collection, self._names = collection, names

    def entities(self, kind: EntityType | None, name: str, *, exact: bool) -> list[int]:
        """The entities that a name stands for: those with all of its words in one way in which
        texts name them, or (`exact`) those that are called so, else those that are named so.
        """
        whole = fold(name)
        if not whole:
            return []
        return self._called(kind, name) if exact else self._going_by(kind, whole.split())

    def _called(self, kind: EntityType | None, name: str) -> list[int]:
        """See `index.store.names.name_lookup.called`."""
        wanted = [identity(each, name) for each in ([kind] if kind else _TYPES)]
        if found := self._borne(wanted):
            return found
        heirs = {one: self._names.edits.heir(one) for one in wanted}
        led = [heir for one, heir in heirs.items() if heir != one]
        if led:
            return self._borne([heir for heir in led if heir])
        return self._going_by(kind, fold(name).split(), whole=fold(name))

    def _borne(self, wanted: Sequence[Identity]) -> list[int]:
        """The numbers of those entities that something is known to name."""
        found = []
        for one in dict.fromkeys(wanted):
            number = number_of(one)
            parts = self._names.found([number])
            some = [forms.entity for forms in parts.some]
            if self._listed([{"terms": {"entity": list(parts.whole)}}]) or any(
                self._names.lead(source, surface) == one
                for source, surface in self._ways([{"terms": {"entity": some}}])
            ):
                found.append(number)
        return found

    def _going_by(
        self, kind: EntityType | None, words: Sequence[str], *, whole: str = ""
    ) -> list[int]:
        """Those with all of some words in one way in which texts name them, or that are named so
        (`whole`).
        """
        named = [{"term": {"alias": whole}}] if whole else [{"term": {"words": w}} for w in words]
        of_type = [{"term": {"type": kind}}] if kind else []
        if not self._names:
            return self._listed([*named, *of_type])
        sources = {"terms": {"entity": sorted(self._names.sources)}}
        found = self._listed([*named, *of_type], without=sources)
        led = {
            to
            for source, surface in self._ways([*named, sources])
            if (to := self._names.lead(source, surface)) is not None
        }
        # Whom an edit gave a name is found by it.
        led |= {one for one, _ in self._names.names.values() if _has(one.key, words, whole)}
        numbers = (number_of(one) for one in led if kind in (None, one.type))
        return list(dict.fromkeys([*found, *numbers]))

    def _listed(self, conditions: Sequence[Json], without: Json | None = None) -> list[int]:
        """The entities of which texts name one in a way that fulfils conditions. Raises Refused."""
        query: Json = {"filter": list(conditions)} | ({"must_not": [without]} if without else {})
        body = {
            "size": 0,
            "query": {"bool": query},
            "aggs": {"entities": {"terms": {"field": "entity", "size": MOST_ENTITIES}}},
        }
        told = self._collection.search(self._collection.names, body)
        found = told["aggregations"]["entities"]
        if found["sum_other_doc_count"]:
            raise Refused(
                f"A name stands for more than {MOST_ENTITIES:,} people, organisations and places.",
                "Write more of it.",
            )
        return [int(bucket["key"]) for bucket in found["buckets"]]

    def _ways(self, conditions: Sequence[Json]) -> Iterator[tuple[Identity, str]]:
        """The ways in which texts name somebody that fulfil conditions: whom, as it was found, and
        how it is written.
        """
        body: Json = {
            "size": _AT_ONCE,
            "query": {"bool": {"filter": list(conditions)}},
            "sort": [{"entity": "asc"}, {"alias": "asc"}],
        }
        for hit in self._collection.every(self._collection.names, body):
            told = hit["_source"]
            yield Identity(told["type"], told["key"]), told["alias"]


def _has(key: str, words: Sequence[str], whole: str) -> bool:
    """Whether a name is one, or has all of some words."""
    return key == whole if whole else set(words) <= set(key.split())
