"""A collection of which a part does not answer is asked again, and never half believed.

These need no cluster: what answers is a stand-in.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from index.core.led_names import AS_FOUND
from index.engines.contract import Unavailable
from index.engines.opensearch.cluster import Cluster
from index.engines.opensearch.cluster_address import ClusterAddress
from index.engines.opensearch.versioned_index import MARK, alias_of
from index.sharing.collection import KINDS, Collection
from index.sharing.collection_names import CollectionNames
from index.sharing.collection_speakers import CollectionSpeakers
from tests.opensearch.stand_in import standing_in

_HITS: dict[str, Any] = {
    "hits": {"hits": [], "total": {"value": 0}},
    "aggregations": {"entities": {"buckets": [], "sum_other_doc_count": 0}},
    "timed_out": False,
}
_QUESTIONS: dict[str, Callable[[Collection], object]] = {
    "articles by number": lambda one: one.numbered([7]),
    "names": lambda one: CollectionNames(one, AS_FOUND).entities(None, "Anna Berg", exact=False),
    "quotes": lambda one: list(CollectionSpeakers(one, AS_FOUND).by([7])),
    "edits of names": lambda one: one.edits.told(),
    "articles by id": lambda one: one.read(["abcdefghijkl"]),
    "digests": lambda one: one.seen(["abcdefghijkl"]),
}


def _ours(path: str) -> tuple[int, Any]:
    """The mapping of an index of ours."""
    marks = {alias_of("news", kind): {"kind": kind.name, "version": kind.version} for kind in KINDS}
    alias = path.split("/")[1]
    return 200, {f"{alias}-v": {"mappings": {"_meta": {MARK: marks[alias]}}}}


def _part(path: str) -> tuple[int, Any]:
    """An answer of a part of the index."""
    if path.endswith("_mget"):
        return 200, {"docs": [{"_id": "abcdefghijkl", "error": {"type": "no_shard_available"}}]}
    return 200, {**_HITS, "_shards": {"failed": 1}}


def _whole(path: str) -> tuple[int, Any]:
    if path.endswith("_mget"):
        return 200, {"docs": [{"_id": "abcdefghijkl", "found": False}]}
    return 200, {**_HITS, "_shards": {"failed": 0}}


@pytest.mark.parametrize("question", _QUESTIONS.values(), ids=_QUESTIONS)
@pytest.mark.parametrize("comes_back", [True, False])
def test_a_part_is_no_answer(question: Callable[[Collection], object], *, comes_back: bool) -> None:
    waits: list[float] = []

    def answer(_: str, path: str, __: str) -> tuple[int, Any]:
        if path.endswith("_mapping"):
            return _ours(path)
        return _whole(path) if comes_back and waits else _part(path)

    with standing_in(answer) as server:
        address = ClusterAddress.parse(f"{server.address}/news")
        with Cluster(address) as cluster:
            collection = Collection(cluster, wait=waits.append)
            collection.look()
            if comes_back:
                assert not question(collection)
                assert len(waits) == 1
                return
            with pytest.raises(Unavailable, match="A part of .* did not answer"):
                question(collection)
    assert sum(waits) >= 120
