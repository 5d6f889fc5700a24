"""What a cluster holds of an archive as of one commit, and asking it."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from index.core.errors import NutgrafError
from index.engines.contract import Partial, Unavailable
from index.engines.opensearch import conditions
from index.engines.opensearch.asking import Asking, SearchClient
from index.engines.opensearch.cluster_errors import NotThere
from index.engines.opensearch.mappings import STATE
from index.engines.opensearch.score_scripts import Asked
from index.engines.opensearch.shown_documents import ShownDocuments
from index.engines.whoosh.words.stemming import LANGUAGES

Json = dict[str, Any]

KEPT = "10m"
"""How long the cluster keeps a state that nobody asks: as long as a reader may pause."""

_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which state of which index: the index's own name, the number of its last commit, and the
    revision of the archive that it reaches.
    """

    index: str
    commit: int
    revision: int


ReadStamp = Callable[[SearchClient, str], Stamp | None]


@dataclass
class Known:
    """What was looked up in a state, kept for the next queries."""

    splits: dict[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    frequencies: dict[Asked, int] = field(default_factory=dict)
    outlets: dict[str, str] = field(default_factory=dict)

    def tidy(self) -> None:
        """Begin anew when it is much."""
        for known in (self.splits, self.frequencies):
            if len(known) > _REMEMBERED:
                known.clear()


class State:
    """One state of an index. The same question gets the same answer, whoever writes meanwhile.

    `read` reads the stamp of an index as it is now. With `shown`, hits come with documents, and
    where a part of the index does not answer the others are asked. Hits that are equal are in the
    order of the fields `ties`, the last of which is their number.
    """

    def __init__(
        self,
        client: SearchClient,
        stamp: Stamp,
        *,
        read: ReadStamp | None = None,
        shown: ShownDocuments | None = None,
        ties: Sequence[str] = ("number",),
    ) -> None:
        self.client, self.stamp, self.shown, self.ties = client, stamp, shown, ties
        self._read = read or read_stamp
        self.known = Known()
        self._guard = threading.Lock()
        self._point = _open(client, stamp, parts=shown is not None)
        self._finalizer = weakref.finalize(self, _close, client, self._point)
        self._finalizer.atexit = False
        self.languages: Sequence[str] = ()
        """Those by which texts are stemmed beside English, in order."""
        self.paragraphs, self.text_words, self.title_words = self._totals()

    def close(self) -> None:
        """Have the cluster let go of it now, not when nobody has asked for it for long."""
        if self._finalizer.detach():
            with suppress(NutgrafError):
                self.client.ask("DELETE", "/_search/point_in_time", {"pit_id": [self._point]})

    def _totals(self) -> tuple[int, int, int]:
        sums: Json = {name: {"sum": {"field": name}} for name in ("text_words", "title_words")}
        sums |= {"languages": {"terms": {"field": "language", "size": len(LANGUAGES)}}}
        body = {"size": 0, "query": conditions.PARAGRAPHS, "aggs": sums, "track_total_hits": True}
        (answer,) = self.ask([body], self.client.asking(parts=self.shown is not None))
        found = answer["aggregations"]
        self.languages = sorted(one["key"] for one in found["languages"]["buckets"])
        return (
            answer["hits"]["total"]["value"],
            int(found["text_words"]["value"]),
            int(found["title_words"]["value"]),
        )

    def ask(self, searches: Sequence[Json], asking: Asking) -> list[Json]:
        """The answers to searches of this state, in one request."""
        for _ in range(2):
            point = self._point
            limit = f"{max(1, int(asking.left * 1000))}ms"
            whole = {"pit": {"id": point, "keep_alive": KEPT}, "timeout": limit}
            try:
                return self.client.search_all([search | whole for search in searches], asking)
            except NotThere:
                self._open_anew(point)
        raise Unavailable("The cluster does not keep what it was asked for.", "Ask again.")

    def _open_anew(self, lost: str) -> None:
        """Open the same state again, which the cluster has let go of. Raises Partial when another
        has taken its place.
        """
        with self._guard:
            if self._point != lost:
                return
            try:
                if self._read(self.client, self.stamp.index) == self.stamp:
                    self._point = _open(self.client, self.stamp, parts=self.shown is not None)
                    return
            except NotThere:
                # Another index has taken its place, and then another one.
                pass
            raise Partial("The index was changed while it was read.", "Ask again.")

    def count(self, conditions: Sequence[Json], asking: Asking) -> list[int]:
        """How many paragraphs fulfil each of some conditions."""
        if not conditions:
            return []
        return [answer["hits"]["total"]["value"] for answer in self.ask(
            [counting(condition) for condition in conditions], asking
        )]  # fmt: skip


def counting(condition: Json) -> Json:
    """A search that only counts."""
    return {"size": 0, "query": condition, "track_total_hits": True}


def read_stamp(client: SearchClient, name: str) -> Stamp | None:
    """The last commit of an index, by its own name or another that it goes by; None: there is none
    yet. Raises NotThere.
    """
    answer = client.ask(
        "POST",
        f"/{name}/_search",
        {"query": {"ids": {"values": [STATE]}}, "seq_no_primary_term": True},
    )
    found = answer["hits"]["hits"]
    if not found:
        return None
    (hit,) = found
    return Stamp(hit["_index"], hit["_seq_no"], hit["_source"]["raw"]["revision"])


def _open(client: SearchClient, stamp: Stamp, *, parts: bool) -> str:
    params = {"keep_alive": KEPT} | ({"allow_partial_pit_creation": "true"} if parts else {})
    answer = client.ask("POST", f"/{stamp.index}/_search/point_in_time", params=params)
    point: str = answer["pit_id"]
    return point


def _close(client: SearchClient, point: str) -> None:
    client.forget("DELETE", "/_search/point_in_time", {"pit_id": [point]})
