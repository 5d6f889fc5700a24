"""What a cluster holds of an archive, as it changes."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import numpy as np

from index.core.errors import IndexDamaged, StoppedError
from index.engines.contract import Capabilities, Corpus, Numbers, Search, Wants
from index.engines.opensearch import conditions, mappings
from index.engines.opensearch.asking import SearchClient
from index.engines.opensearch.cluster_errors import NotThere
from index.engines.opensearch.cluster_writer import Writer, named
from index.engines.opensearch.nothing_held import NONE, NothingFound
from index.engines.opensearch.search import OpenSearchSearch
from index.engines.opensearch.state import Stamp, State, read_stamp
from index.query.ground import GroundQuery

_WANTS = Wants()
_PAGE = 10_000
_REACHED = "reached"


class OpenSearchEngine:
    """See `index.engines.contract.Engine`; without a state it holds nothing yet.

    `connect`, of one that was not reached yet, reaches it: who asks asks what it gives.
    """

    capabilities = Capabilities()

    def __init__(
        self,
        client: SearchClient,
        corpus: Corpus,
        state: State | None = None,
        *,
        revision: int = 0,
        connect: Callable[[], OpenSearchEngine] | None = None,
    ) -> None:
        self._client, self._corpus, self._state = client, corpus, state
        self._connect = connect
        self.revision = revision

    @property
    def paragraphs(self) -> int:
        return self._state.paragraphs if self._state else 0

    def start(
        self, query: GroundQuery, wants: Wants = _WANTS, deadline: float | None = None
    ) -> Search:
        if self._connect is not None:
            return self._connect().start(query, wants, deadline)
        if self._state is None:
            return NothingFound(query)
        asking = self._client.asking(deadline)
        return OpenSearchSearch(self._state, query, wants, asking, self._corpus)

    def held(self) -> tuple[Numbers, Numbers, Numbers]:
        """See `Engine`: by page, since it is everything."""
        if self._connect is not None:
            return self._connect().held()
        if self._state is None:
            return NONE, NONE, NONE
        numbers: list[int] = []
        pairs: list[tuple[int, int]] = []
        body = {
            "size": _PAGE,
            "query": conditions.PARAGRAPHS,
            "sort": [{"number": "asc"}],
            "_source": False,
            "docvalue_fields": ["entities"],
            "track_total_hits": False,
        }
        while True:
            (answer,) = self._state.ask([body], self._client.asking())
            hits = answer["hits"]["hits"]
            for hit in hits:
                (number,) = hit["sort"]
                numbers.append(number)
                entities = hit.get("fields", {}).get("entities", ())
                pairs += [(number, int(entity)) for entity in entities]
            if len(hits) < _PAGE:
                named = np.array(pairs, np.int64).reshape(-1, 2)
                return np.array(numbers, np.int64), named[:, 0], named[:, 1]
            body |= {"search_after": hits[-1]["sort"]}


class OpenSearchIndex:
    """See `index.engines.contract.EngineIndex`."""

    def __init__(
        self,
        client: SearchClient,
        folder: Path,
        *,
        key: str,
        knows: Callable[[int], bool],
        corpus: Corpus,
    ) -> None:
        self.folder = folder
        self._client, self._key = client, key
        self._knows, self._corpus = knows, corpus
        # A copy of an archive elsewhere gets another one, as it gets another folder.
        place = hashlib.sha256(f"{key}\x1f{folder.resolve()}".encode()).hexdigest()[:16]
        self._alias = f"{client.cluster.address.name}-{place}-paragraphs"
        self._guard = threading.Lock()
        self._stamp: Stamp | None = None
        self._met = False
        """Whether the cluster was reached."""
        self._looked_at = ""
        self._commit: OpenSearchEngine | None = OpenSearchEngine(client, corpus)

    def wait(self) -> None:
        """Look for the index when somebody asks it something: the cluster is away now."""
        self._commit = OpenSearchEngine(
            self._client, self._corpus, revision=self._reached(), connect=self._connected
        )

    def _reached(self) -> int:
        """The revision that was reached when the cluster was last asked from here; 0: never."""
        try:
            return int((self.folder / _REACHED).read_text("ascii"))
        except (OSError, ValueError):
            return 0

    def _connected(self) -> OpenSearchEngine:
        """The state in use, of which it was not known yet whether there is one."""
        self.reload()
        return self.commit

    @property
    def commit(self) -> OpenSearchEngine:
        if (commit := self._commit) is None:
            raise IndexDamaged("The index is closed.")
        return commit

    @property
    def revision(self) -> int:
        """See `EngineIndex`; while the cluster is away, what was reached when it was not."""
        return self.commit.revision

    @property
    def bytes(self) -> int:
        """What it takes on the disks of the cluster, copies included."""
        if self._stamp is None:
            return 0
        told = self._client.ask("GET", f"/{self._stamp.index}/_stats/store")
        size: int = told["_all"]["total"]["store"]["size_in_bytes"]
        return size

    def reload(self) -> bool:
        """See `EngineIndex`. Raises Damaged, Unavailable."""
        with self._guard:
            stamp = self._stamp_now()
            if stamp == self._stamp and self._met:
                return False
            if stamp is None and self._met:
                raise IndexDamaged("The index was removed.", "It will be rebuilt.")
            _ = self.commit
            if stamp is None:
                self._commit = OpenSearchEngine(self._client, self._corpus)
            else:
                self._look_at(stamp)
                state = State(self._client, stamp)
                self._commit = OpenSearchEngine(
                    self._client, self._corpus, state, revision=stamp.revision
                )
            self._stamp, self._met = stamp, True
            self._remember(stamp.revision if stamp else 0)
            return stamp is not None

    def _remember(self, revision: int) -> None:
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / _REACHED).write_text(str(revision), "ascii")

    def _stamp_now(self) -> Stamp | None:
        try:
            return read_stamp(self._client, self._alias)
        except NotThere:
            return None

    def _look_at(self, stamp: Stamp) -> None:
        """Raises Damaged where an index is of another archive, or of another state of this one."""
        if stamp.index != self._looked_at:
            told = self._client.ask("GET", f"/{stamp.index}/_mapping")
            meta = told[stamp.index]["mappings"].get("_meta", {})
            mappings.look_at(meta, self._key, stamp.index)
            self._looked_at = stamp.index
        if stamp.revision and not self._knows(stamp.revision):
            raise IndexDamaged(
                "The index belongs to another state of this archive.", "It will be rebuilt."
            )

    def prepare(self) -> None:
        """Nothing: the cluster keeps its own warm."""

    def writer(self, *, anew: bool = False) -> Writer:
        """See `EngineIndex`. Raises ArchiveBusy, Unavailable."""
        return Writer(self._client.cluster, self._alias, self._key, self.folder, anew=anew)

    def rest(self) -> None:
        """Nothing is left by a writer."""

    def check(self) -> list[str]:
        """Whether all parts of the index are there."""
        if not (index := named(self._client.cluster, self._alias)):
            return []
        told = self._client.ask("GET", f"/_cluster/health/{index}", params={"level": "shards"})
        if told["status"] != "red":
            return []
        missing = sum(
            not shard["primary_active"] for shard in told["indices"][index]["shards"].values()
        )
        return [f"{missing} parts of the index {index} are not available."]

    def interrupt(self) -> None:
        self._client.interrupt()

    def close(self) -> None:
        self._commit = None
        self._client.close()


__all__ = ["OpenSearchIndex", "StoppedError"]
