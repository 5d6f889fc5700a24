"""A collection while somebody looks at it: one state of it is asked, until others have written."""

from __future__ import annotations

import threading
import time
from concurrent.futures import Future

from index.core.led_names import AS_FOUND, LedNames
from index.engines.contract import Partial, Unavailable
from index.engines.opensearch.asking import SearchClient, begun
from index.engines.opensearch.cluster import Cluster
from index.engines.opensearch.cluster_errors import NotThere
from index.engines.opensearch.shown_documents import ShownDocuments
from index.engines.opensearch.state import Stamp, State
from index.sharing.collection import Collection
from index.sharing.collection_engine import CollectionEngine
from index.sharing.name_directory import NameDirectory
from index.sharing.paragraph_documents import ROW

_LOOKED, _STAMPED, _SLOW = 1.0, 4.0, 12.0
"""Seconds until it is asked again whether somebody has edited names, and whether there are other
paragraphs; and until no answer is waited for.
"""

_PROBED = 3.0
"""Seconds within which whoever is there answers a question that is none."""

READING_ORDER = ("article", "ordinal", "number")
"""By what equal hits are in order: numbers are made of ids, and have none that means anything."""


class OpenCollection:
    """A collection that is asked. All raises what `Cluster` does; used by several threads.

    Made without asking anything: `connect` does.
    """

    def __init__(self, cluster: Cluster) -> None:
        self.client = SearchClient(cluster)
        self.collection = Collection(cluster, patient=False)
        self.directory = NameDirectory(self.collection, self.names)
        self.shown = ShownDocuments(ROW)
        self._guard, self._opening = threading.Lock(), threading.Lock()
        self._looking: Future[bool] | None = None
        self._engine: CollectionEngine | None = None
        self._state: State | None = None
        self._stamp: Stamp | None = None
        self._names = AS_FOUND
        self._changes = 0
        self._looked = self._stamped = 0.0

    @property
    def address(self) -> str:
        """Where it is, in words."""
        return str(self.collection.cluster.address)

    @property
    def is_open(self) -> bool:
        """Whether it answered when it was asked last."""
        return self._engine is not None

    @property
    def engine(self) -> CollectionEngine:
        """The state in use. Raises Unavailable while the collection is away."""
        if (engine := self._engine) is None:
            raise Unavailable(f"{self.address} cannot be asked now.")
        return engine

    def names(self) -> LedNames:
        """Whom names mean, by the edits that all who use it share, as of a second ago or later."""
        return self.collection.edits.names()

    def connect(self) -> None:
        """Look whether all of it is ours, and use it as it is now. Raises Refused, NotThere."""
        self.collection.look()
        self.reload()

    def answers(self) -> bool:
        """Whether it answers at all, where a question took longer than it may: who hangs is away,
        and who has much to do is not.
        """
        if not self.is_open:
            return False
        asking = self.client.asking(time.monotonic() + _PROBED)
        try:
            self.client.ask("GET", "/", asking=asking)
        except (Unavailable, Partial):
            return False
        return True

    def leave(self) -> None:
        """It does not answer: it is away until it is found again (`follow`)."""
        self._engine = self._stamp = self._state = None

    def reload(self) -> bool:
        """Use what others have written since; whether there was anything. Whether there are other
        paragraphs is not asked again so soon after it was.
        """
        with self._opening:
            now, stamp = time.monotonic(), self._stamp
            if stamp is None or now - self._stamped >= _STAMPED:
                stamp = self._stamp_now(self.client, self.collection.paragraphs)
                self._stamped = now
            names = self.names()
            state = self._state
            if state is not None and stamp == self._stamp and names is self._names:
                return False
            if state is None or stamp != self._stamp:
                state = State(
                    self.client, stamp, read=self._stamp_now, shown=self.shown, ties=READING_ORDER
                )
            self._changes += 1
            self._stamp, self._state, self._names = stamp, state, names
            self._engine = CollectionEngine(
                self.client, self.directory, self.names, state, self._changes
            )
            return True

    def _stamp_now(self, client: SearchClient, name: str) -> Stamp:
        """The stamp of an index now. Raises Replaced where a newer program's has taken its place;
        where others have filled the collection anew, NotThere, and that is used from then on.
        """
        try:
            return _stamp_of(client, name)
        except NotThere:
            self.collection.look()
            raise

    def follow(self) -> bool:
        """Whether others have written since it was last asked so, or it has come back.

        Nothing is waited for: it is looked at beside, now and then. Raises what that does, and
        Unavailable when it takes long.
        """
        now = time.monotonic()
        with self._guard:
            looking = self._looking
            if looking is None:
                if now - self._looked >= _LOOKED:
                    self._looked = now
                    self._looking = begun(self.reload if self.is_open else self._found_again)
                return False
            if looking.done():
                self._looking = None
        if looking.done():
            return looking.result()
        if self.is_open and now - self._looked > _SLOW:
            raise Unavailable(f"{self.address} does not answer.")
        return False

    def _found_again(self) -> bool:
        self.connect()
        return True

    def interrupt(self) -> None:
        """Have all who ask something give up, now and later."""
        self.client.interrupt()

    def close(self) -> None:
        """Let go of it."""
        self._engine = None
        self.client.close()


def _stamp_of(client: SearchClient, name: str) -> Stamp:
    """How far an index is that has no commits of its own: what was written last, and how much there
    is. On several shards one may be ahead of what another has just got: that shows with the next.
    """
    body = {
        "size": 0,
        "track_total_hits": True,
        "aggs": {"last": {"max": {"field": "_seq_no"}}},
    }
    told = client.ask("POST", f"/{name}/_search", body)
    last = told["aggregations"]["last"]["value"]
    return Stamp(name, -1 if last is None else int(last), told["hits"]["total"]["value"])
