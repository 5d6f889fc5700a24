"""The documents of an index in the order in which they were written, so that who has read some goes
on with what was written since.

Each shard numbers what is written to it (`_seq_no`). A number is safe to have been read up to when
every copy of the shard has all that is below it (its global checkpoint) and shows it (a refresh).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from index.engines.contract import Unavailable
from index.engines.opensearch.cluster import Cluster

Places = Mapping[str, int]
"""How far shards have been read: the number of what was written last, -1 for nothing."""


class WriteOrder:
    """What is written to one index. All raises what `Cluster` does; NotThere when it is gone."""

    def __init__(self, cluster: Cluster, index: str) -> None:
        self._cluster, self._index = cluster, index

    def identity(self) -> str:
        """What tells the index from another of its name, whose numbers say nothing of this one."""
        path = f"/{self._index}/_settings/index.uuid"
        told = self._cluster.ask("GET", path)
        uuid: str = told[self._index]["settings"]["index"]["uuid"]
        return uuid

    def reach(self, *, ended: bool = False) -> dict[str, int]:
        """How far each shard can be read now. `ended`: nothing more is written, and that is all of
        it. Raises Unavailable where a shard has no home.
        """
        said = "max_seq_no" if ended else "global_checkpoint"
        params = {"level": "shards"}
        told = self._cluster.ask("GET", f"/{self._index}/_stats/docs", params=params)
        shards = told["indices"].get(self._index, {}).get("shards", {})
        reach = {
            shard: copy["seq_no"][said]
            for shard, copies in shards.items()
            for copy in copies
            if copy["routing"]["primary"]
        }
        settings = self._cluster.ask("GET", f"/{self._index}/_settings/index.number_of_shards")
        wanted = int(settings[self._index]["settings"]["index"]["number_of_shards"])
        if len(reach) != wanted:
            raise Unavailable(
                f"A part of {self._cluster.address} did not answer.", "Ask again when it is whole."
            )
        self._cluster.ask("POST", f"/{self._index}/_refresh")
        return reach

    def count(self, since: Places) -> int:
        """How many documents were written after some places."""
        return sum(
            self._search(shard, {"size": 0, "query": _after(place), "track_total_hits": True})[
                "total"
            ]["value"]
            for shard, place in since.items()
        )

    def read(
        self, since: Places, until: Places, at_once: int
    ) -> Iterator[tuple[str, int, list[Any]]]:
        """The documents that were written after some places and no later than others, with their
        versions, so many at a time: a shard, how far it has been read then, and they.
        """
        for shard, end in until.items():
            place = since.get(shard, -1)
            while place < end:
                query = {"range": {"_seq_no": {"gt": place, "lte": end}}}
                body = {"size": at_once, "query": query, "sort": [{"_seq_no": "asc"}]}
                hits = self._search(shard, body | {"version": True})["hits"]
                place = hits[-1]["sort"][0] if len(hits) == at_once else end
                yield shard, place, hits

    def _search(self, shard: str, body: dict[str, Any]) -> Any:
        told = self._cluster.ask(
            "POST", f"/{self._index}/_search", body, params={"preference": f"_shards:{shard}"}
        )
        if told["_shards"]["failed"] or told["timed_out"] or not told["_shards"]["total"]:
            raise Unavailable(
                f"A part of {self._cluster.address} did not answer.", "Ask again when it is whole."
            )
        return told["hits"]


def _after(place: int) -> dict[str, Any]:
    return {"range": {"_seq_no": {"gt": place}}}
