"""A collection while somebody looks at it: one state of it is asked, until others have written."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future
from typing import Any

from index.core.errors import NutgrafError
from index.core.folding import fold
from index.core.led_names import AS_FOUND, LedNames
from index.core.shared_article import TYPE_DIGITS, entity_type
from index.core.values import Span
from index.engines.contract import (
    Capabilities,
    Corpus,
    Numbers,
    TermCounts,
    TermKind,
    Unavailable,
    Wants,
)
from index.engines.opensearch import conditions
from index.engines.opensearch.aggregations import Facets
from index.engines.opensearch.asking import Asking, SearchClient, begun
from index.engines.opensearch.cluster import Cluster
from index.engines.opensearch.cluster_errors import NotThere
from index.engines.opensearch.documents import entity_term
from index.engines.opensearch.lookups import StateLookups
from index.engines.opensearch.search import OpenSearchSearch
from index.engines.opensearch.shown_documents import ShownDocuments
from index.engines.opensearch.state import Stamp, State
from index.engines.opensearch.translation import Translation
from index.entities.document_frequencies import NO_TERMS
from index.query.ground import GroundQuery
from index.query.nodes import Everything, Node
from index.sharing.collection import Collection
from index.sharing.collection_search import NoNames
from index.sharing.name_directory import NameDirectory
from index.sharing.paragraph_documents import ROW

PATIENCE = 20.0
"""Seconds that a question may take."""

_LOOKED, _STAMPED, _SLOW = 1.0, 4.0, 12.0
"""Seconds until it is asked again whether somebody has edited names, and whether there are other
paragraphs; and until no answer is waited for.
"""

_MOST_TERMS = 5_000
Json = dict[str, Any]
_WANTS, _COUNTED = Wants(), Wants(rows=0, clauses=False)
_EVERYTHING = GroundQuery(Everything(span=Span(0, 0)), sort="newest")


class CollectionSearch(OpenSearchSearch):
    """See `index.engines.contract.Search`. The types of entities are in their numbers, their names
    in an index of their own; of all that are named those are given that are named most.
    """

    def __init__(
        self,
        state: State,
        query: GroundQuery,
        wants: Wants,
        asking: Asking,
        corpus: Corpus,
        *,
        names: LedNames,
        directory: NameDirectory,
    ) -> None:
        super().__init__(state, query, wants, asking, corpus, names=names)
        self._directory = directory

    def terms(
        self, kind: TermKind = "entity", top: int | None = None, containing: str = ""
    ) -> TermCounts:
        if containing.strip():
            chosen = self._directory.containing(kind, fold(containing).split())
            return self.most_of(chosen, top or len(chosen))
        if kind == "entity":
            return self._facets.frequent(top or _MOST_TERMS)
        return self._facets.frequent(
            top or _MOST_TERMS,
            lambda number: entity_type(number) == kind,
            f"{TYPE_DIGITS[kind]}[0-9]*",
        )

    def most_of(self, entities: Sequence[int], top: int) -> TermCounts:
        """Those of some entities that the hits name most."""
        if not entities:
            return NO_TERMS
        wanted = frozenset(entities)
        return self._facets.frequent(top, wanted.__contains__, list(map(entity_term, entities)))

    def counts(self, entities: Numbers) -> dict[int, int]:
        """In how many of the hits each of some entities is named."""
        return self._facets.counts(entities.tolist())


class CollectionEngine:
    """See `index.engines.contract.Engine`: one state of a collection. Names mean whom edits lead
    them to when a question is asked, as for whoever looks them up for it.
    """

    capabilities = Capabilities()

    def __init__(self, opened: OpenCollection, state: State, revision: int) -> None:
        self._opened, self._state, self.revision = opened, state, revision

    @property
    def paragraphs(self) -> int:
        return self._state.paragraphs

    def start(
        self, query: GroundQuery, wants: Wants = _WANTS, deadline: float | None = None
    ) -> CollectionSearch:
        return self.led(query, wants, self._opened.names(), deadline)

    def led(
        self, query: GroundQuery, wants: Wants, names: LedNames, deadline: float | None = None
    ) -> CollectionSearch:
        """The same, where names mean whom some edits lead them to."""
        asking, directory = self._asking(deadline), self._opened.directory
        return CollectionSearch(
            self._state, query, wants, asking, NoNames(), names=names, directory=directory
        )

    def everything(self) -> CollectionSearch:
        """All paragraphs, to be counted."""
        return self.start(_EVERYTHING, _COUNTED)

    def _asking(self, deadline: float | None = None) -> Asking:
        until = time.monotonic() + PATIENCE if deadline is None else deadline
        return self._opened.client.asking(until, parts=True)

    def held(self) -> tuple[Numbers, Numbers, Numbers]:
        """Nobody reads all of a collection."""
        raise NutgrafError("All of a collection is not read at once.")

    def counts(self, clauses: Sequence[Node]) -> list[int]:
        """How many paragraphs each of some clauses finds, in one question."""
        asking = self._asking()
        lookups = StateLookups(self._state, asking, self._opened.names())
        for clause in clauses:
            lookups.prepare(clause)
        translation = Translation(lookups)
        return self._state.count([translation.condition(one) for one in clauses], asking)

    def articles_by_outlet(self) -> list[tuple[str, int]]:
        """How many articles are from each outlet."""
        return self._heads({"term": {"face": True}}).outlets()

    def undated_articles(self) -> int:
        """How many articles have no date."""
        undated = conditions.all_of([{"term": {"face": True}}], [{"exists": {"field": "instant"}}])
        return sum(count for _, count in self._heads(undated).outlets())

    def _heads(self, condition: Any) -> Facets:
        return Facets(self._state, self._asking(), condition, self._opened.names())

    def ask(self, body: Json) -> Json:
        """What a search of this state answers, from all parts of the index."""
        until = time.monotonic() + PATIENCE
        (answer,) = self._state.ask([body], self._opened.client.asking(until))
        return answer

    def documents(self, numbers: list[int]) -> list[Any]:
        """The documents of some paragraphs, those that are there."""
        query = {"terms": {"number": numbers}}
        fields = [*ROW]
        body = {"size": len(numbers), "query": query, "_source": fields, "track_total_hits": False}
        (answer,) = self._state.ask([body], self._asking())
        found: list[Any] = answer["hits"]["hits"]
        return found


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
                state = State(self.client, stamp, read=self._stamp_now, shown=self.shown)
            self._changes += 1
            self._stamp, self._state, self._names = stamp, state, names
            self._engine = CollectionEngine(self, state, self._changes)
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
