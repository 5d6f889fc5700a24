"""A collection as an engine: one state of it, searched and counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from index.core.errors import NutgrafError
from index.core.folding import fold
from index.core.led_names import LedNames
from index.core.shared_article import TYPE_DIGITS, entity_type
from index.core.values import Span
from index.engines.contract import Capabilities, Corpus, Numbers, TermCounts, TermKind, Wants
from index.engines.opensearch import conditions
from index.engines.opensearch.aggregations import Facets
from index.engines.opensearch.asking import Asking, SearchClient
from index.engines.opensearch.documents import entity_term
from index.engines.opensearch.lookups import StateLookups
from index.engines.opensearch.search import OpenSearchSearch
from index.engines.opensearch.state import State
from index.engines.opensearch.translation import Translation
from index.entities.views.document_frequencies import NO_TERMS
from index.query.ground import GroundQuery
from index.query.nodes import Everything, Node
from index.sharing.collection_search import NoNames
from index.sharing.name_directory import NameDirectory
from index.sharing.paragraph_documents import ROW

Json = dict[str, Any]

PATIENCE = 20.0
"""Seconds that a question may take."""

_MOST_TERMS = 5_000
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
    them to when a question is asked (`names`), as for whoever looks them up for it.
    """

    capabilities = Capabilities()

    def __init__(
        self,
        client: SearchClient,
        directory: NameDirectory,
        names: Callable[[], LedNames],
        state: State,
        revision: int,
    ) -> None:
        self._client, self._directory, self._names = client, directory, names
        self._state, self.revision = state, revision

    @property
    def paragraphs(self) -> int:
        return self._state.paragraphs

    def start(
        self, query: GroundQuery, wants: Wants = _WANTS, deadline: float | None = None
    ) -> CollectionSearch:
        return self.led(query, wants, self._names(), deadline)

    def led(
        self, query: GroundQuery, wants: Wants, names: LedNames, deadline: float | None = None
    ) -> CollectionSearch:
        """The same, where names mean whom some edits lead them to."""
        asking, directory = self._asking(deadline), self._directory
        return CollectionSearch(
            self._state, query, wants, asking, NoNames(), names=names, directory=directory
        )

    def everything(self) -> CollectionSearch:
        """All paragraphs, to be counted."""
        return self.start(_EVERYTHING, _COUNTED)

    def _asking(self, deadline: float | None = None, *, parts: bool = True) -> Asking:
        # What is looked at later, such as rows further down, is asked for then.
        return self._client.asking(deadline, patience=PATIENCE, parts=parts)

    def held(self) -> tuple[Numbers, Numbers, Numbers]:
        """Nobody reads all of a collection."""
        raise NutgrafError("All of a collection is not read at once.")

    def counts(self, clauses: Sequence[Node]) -> list[int]:
        """How many paragraphs each of some clauses finds, in one question."""
        asking = self._asking()
        lookups = StateLookups(self._state, asking, self._names())
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

    def furniture(self) -> int:
        """How many paragraphs are furniture, which searches leave out."""
        return self._state.count([{"term": {"furniture": True}}], self._asking())[0]

    def _heads(self, condition: Any) -> Facets:
        return Facets(self._state, self._asking(), condition, self._names())

    def ask(self, body: Json) -> Json:
        """What a search of this state answers, from all parts of the index."""
        (answer,) = self._state.ask([body], self._asking(parts=False))
        return answer

    def documents(self, numbers: list[int]) -> list[Any]:
        """The documents of some paragraphs, those that are there."""
        query = {"terms": {"number": numbers}}
        fields = [*ROW]
        body = {"size": len(numbers), "query": query, "_source": fields, "track_total_hits": False}
        (answer,) = self._state.ask([body], self._asking())
        found: list[Any] = answer["hits"]["hits"]
        return found
