"""Bringing a collection of an older program to the mappings of this one, while others go on.

New indices are filled beside the old ones, from the articles that the collection itself holds, in
the order in which they were written; what is written meanwhile comes last. When little is left the
old ones are locked for writing, the rest is filled in, and the new ones take over all at once. How
far it has got is kept with the new indices, so that whoever calls again goes on from there.

Nothing is lost where a push goes on meanwhile: it writes an article's document before its
paragraphs, and says that the article is settled after them. A lock in between leaves one that is
not settled, which the next push goes on with (see `push.py`). Nothing is harmed where two do this
at once: documents have the ids and versions that they had, and an older version never replaces a
newer one.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Self

from index.core.errors import StoppedError
from index.core.reports import ImportReport, Progress
from index.engines.opensearch import succession, versioned_index
from index.engines.opensearch.bulk import BulkWriter
from index.engines.opensearch.cluster import Cluster
from index.engines.opensearch.cluster_address import ClusterAddress
from index.engines.opensearch.cluster_errors import NotThere
from index.engines.opensearch.patient_cluster import PatientCluster
from index.engines.opensearch.succession import Heir
from index.engines.opensearch.versioned_index import Found, Kind, alias_of
from index.engines.opensearch.write_order import WriteOrder
from index.sharing import collection
from index.sharing.article_document import ARTICLES
from index.sharing.filling import Filling
from index.sharing.remade import OfArticles, OfEdits, Remaking

_FEW = 200
"""So few documents are left for when nothing is written to the old indices: some seconds."""

_ROUNDS = 20
"""So often what was written meanwhile is caught up with before it is locked anyway."""


@dataclass(frozen=True, slots=True)
class OutdatedIndex:
    """An index of an older program, behind its alias, and the kind that is to take its place."""

    alias: str
    found: Found
    kind: Kind


@dataclass(frozen=True, slots=True)
class RenewalPlan:
    """What bringing a collection up to date comes to. Of its outdated `indices` there is what they
    are called, the version of the mapping (0 for one that the older program did not make), and that
    of this program's; `size` is the bytes that they take, and that are needed once more until they
    are deleted.
    """

    indices: tuple[tuple[str, int, int], ...]
    articles: int
    size: int


class Renewal:
    """Of one collection."""

    def __init__(self, cluster: Cluster, *, wait: Callable[[float], None] = time.sleep) -> None:
        self._client, self._wait = cluster, wait
        self._cluster, self._kinds = cluster, collection.KINDS

    @classmethod
    def at(cls, address: str, *, authority: str = "") -> Renewal:
        """Of the collection at an address such as `https://host:9200/news`; `authority` is a file
        of certificates. Raises NutgrafError when that is no address.
        """
        return cls(Cluster(ClusterAddress.parse(address), authority=authority))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def plan(self) -> RenewalPlan:
        """What is to be done; no indices where all is up to date. Raises Refused where an index is
        not ours, or of a newer program, NotThere where there is no collection, Unavailable.
        """
        outdated = self._outdated()
        size = 0
        for one in outdated:
            told = self._cluster.ask("GET", f"/{one.found.index}/_stats/store")
            size += told["_all"]["primaries"]["store"]["size_in_bytes"]
        indices = [(one.alias, one.found.version, one.kind.version) for one in outdated]
        indices += [(self._alias(kind), 0, kind.version) for kind in self._missing()]
        return RenewalPlan(
            tuple(indices),
            self._cluster.ask("GET", f"/{self._alias(ARTICLES)}/_count")["count"],
            size,
        )

    def run(
        self,
        *,
        progress: Callable[[Progress], None] | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> ImportReport:
        """Do it; `new` of the report is how many documents were gone through.

        `progress` hears of these; `stop` is asked again and again until the old indices are locked,
        from when on it takes some seconds. Raises Unavailable, Full, Refused and their kind: what
        was filled by then is, and the next call goes on from there.
        """
        began = time.perf_counter()
        self._begin(progress or (lambda _: None), stop or (lambda: False))
        try:
            while outdated := self._outdated():
                try:
                    self._renew(outdated)
                except NotThere:
                    # Who did the same was faster, and has deleted the old indices.
                    if self._outdated() == outdated:
                        raise
            for kind in self._missing():
                versioned_index.ensure(self._cluster, self._alias(kind), kind)
        except (StoppedError, KeyboardInterrupt):
            self._report.interrupted = True
        self._report.seconds = time.perf_counter() - began
        return self._report

    def _begin(self, progress: Callable[[Progress], None], stop: Callable[[], bool]) -> None:
        """From now on the cluster is waited for, where it is away."""
        self._is_locked = False
        self._stop: Callable[[], bool] = lambda: not self._is_locked and stop()
        how: Any = {"stop": self._stop, "wait": self._wait}
        self._cluster = PatientCluster(self._client, **how)
        self._writer = BulkWriter(self._client, away=True, open_only=True, **how)
        self._progress, self._report = progress, ImportReport()

    def _outdated(self) -> list[OutdatedIndex]:
        outdated = []
        for kind in self._kinds:
            alias = self._alias(kind)
            found = versioned_index.of_any_version(self._cluster, alias, kind)
            if found is None:
                if kind.name == ARTICLES.name:
                    raise collection.no_collection(self._cluster)
                continue
            if found.version > kind.version:
                raise versioned_index.other_version(self._cluster, alias, found.version, kind)
            if found.version < kind.version:
                outdated.append(OutdatedIndex(alias, found, kind))
        return outdated

    def _missing(self) -> list[Kind]:
        return [
            kind
            for kind in self._kinds
            if versioned_index.of_any_version(self._cluster, self._alias(kind), kind) is None
        ]

    def _in_use(self, kind: Kind) -> str:
        found = versioned_index.of_any_version(self._cluster, self._alias(kind), kind)
        if found is None:
            raise collection.no_collection(self._cluster)
        return found.index

    def _alias(self, kind: Kind) -> str:
        return alias_of(self._cluster.address.name, kind)

    def _renew(self, outdated: Sequence[OutdatedIndex]) -> None:
        sources = (OfArticles(self._report.skipped), OfEdits())
        fillings = [one for source in sources for one in self._filling(source, outdated)]
        for filling in fillings:
            total = filling.left()
            self._tell(0, total)
            for _ in range(_ROUNDS):
                if self._fill(filling, total) <= _FEW:
                    break
        self._is_locked = True
        for one in outdated:
            succession.lock(self._cluster, one.found.index, one.kind)
        for filling in fillings:
            self._fill(filling, ended=True)
        self._take_over(outdated)

    def _filling(self, source: Remaking, outdated: Sequence[OutdatedIndex]) -> Iterator[Filling]:
        """What is to be made of a source, nothing where all that is made of it is up to date."""
        kinds = {kind.name for kind in source.makes}
        some = [one for one in outdated if one.kind.name in kinds]
        if not some:
            return
        retiring = [one.found.index for one in some if one.kind.name == source.kind.name]
        index = retiring[0] if retiring else self._in_use(source.kind)
        order = WriteOrder(self._cluster, index)
        identity = order.identity()
        targets = {
            one.kind.name: succession.begin_beside(
                self._cluster, one.alias, one.kind, one.found, identity
            )
            for one in some
        }
        yield Filling(
            self._cluster,
            self._writer,
            source=order,
            kinds=[one.kind for one in some],
            targets=targets,
            made=source.actions,
        )

    def _fill(self, filling: Filling, total: int = 0, *, ended: bool = False) -> int:
        """Go through what was written by now; how much that was."""
        done = 0
        for some in filling.go(ended=ended):
            done += some
            self._report.new += some
            self._tell(self._report.new, total)
            if self._stop():
                raise StoppedError
        return done

    def _take_over(self, outdated: Sequence[OutdatedIndex]) -> None:
        heirs = [
            Heir(one.alias, f"{one.alias}-v{one.kind.version}", one.found.index) for one in outdated
        ]
        for heir in heirs:
            self._cluster.ask("POST", f"/{heir.name}/_refresh")
        left = [
            index
            for one in outdated
            for index in succession.left_over(self._cluster, one.alias, one.kind, one.found.index)
        ]
        succession.switch(self._cluster, heirs, left)

    def _tell(self, done: int, total: int) -> None:
        address = str(self._cluster.address)
        self._progress(self._report.progress(address, done, max(done, total)))
