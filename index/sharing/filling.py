"""New indices of a collection filled from the documents of another index, as far as it has got kept
with them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from index.engines.opensearch import succession
from index.engines.opensearch.bulk import Action, BulkWriter
from index.engines.opensearch.cluster import Cluster
from index.engines.opensearch.versioned_index import Kind
from index.engines.opensearch.write_order import WriteOrder
from index.sharing.remade import Targets

_AT_ONCE = 50
_KEPT_EVERY = 20
"""Portions, after which it is kept how far it has got."""

_KEPT = "filled"


class Filling:
    """What is made of the documents of an index, in the order in which these were written. All
    raises what `Cluster` does.

    `kinds` are those of the targets; the index of the first says how far it has got. `made` makes
    of a document what is written to the targets.
    """

    def __init__(
        self,
        cluster: Cluster,
        writer: BulkWriter,
        *,
        source: WriteOrder,
        kinds: Iterable[Kind],
        targets: Targets,
        made: Callable[[Any, Targets], Iterator[Action]],
    ) -> None:
        self._cluster, self._writer, self._source = cluster, writer, source
        self._targets, self._made = targets, made
        self._kind, *_ = kinds
        self._into = sorted(targets.values())
        self._done = self._read()

    def left(self) -> int:
        """How many documents are to be gone through now."""
        return self._source.count(dict.fromkeys(self._source.reach(), -1) | self._done)

    def go(self, *, ended: bool = False) -> Iterator[int]:
        """Go through what was written by now, so many documents each time. `ended`: nothing more
        is, and this is the last of it.
        """
        until = self._source.reach(ended=ended)
        portions = self._source.read(self._done, until, _AT_ONCE)
        for number, (shard, place, hits) in enumerate(portions, 1):
            self._writer.write([one for hit in hits for one in self._made(hit, self._targets)])
            self._done[shard] = place
            if number % _KEPT_EVERY == 0:
                self._keep()
            yield len(hits)
        self._keep()

    def _keep(self) -> None:
        index = self._targets[self._kind.name]
        filled = {"into": self._into, "done": self._done}
        succession.note(self._cluster, index, self._kind, **{_KEPT: filled})

    def _read(self) -> dict[str, int]:
        """How far whoever did this before has got."""
        index = self._targets[self._kind.name]
        filled = succession.noted(self._cluster, index, self._kind, _KEPT)
        if not isinstance(filled, dict) or filled.get("into") != self._into:
            return {}
        return {str(shard): int(place) for shard, place in filled["done"].items()}
