"""A query put to a collection: names are looked up there; what is a reader's own is nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from index.core.led_names import LedNames
from index.core.values import EntityType
from index.query import nodes
from index.query.ground import GroundQuery
from index.query.nodes import Query, StateName
from index.query.tree import walk
from index.search.grounding import ground_query
from index.search.said_by import quotes_of
from index.sharing.collection import Collection
from index.sharing.collection_names import CollectionNames
from index.sharing.collection_speakers import CollectionSpeakers

_STATES = ("undated", "quote", "furniture")
"""What is known of paragraphs in a collection."""


class CollectionKnowledge:
    """See `index.search.grounding.Known`."""

    def __init__(self, collection: Collection, names: LedNames) -> None:
        self._names = CollectionNames(collection, names)
        self._speakers = CollectionSpeakers(collection, names)

    def entities(self, kind: EntityType | None, name: str, *, exact: bool) -> Sequence[int]:
        return self._names.entities(kind, name, exact=exact)

    def beginning(self, kind: EntityType | None, name: str) -> Sequence[int]:
        return self._names.entities(kind, name, exact=False)

    def said_by(self, speaker: str, *, exact: bool, begun: bool) -> Sequence[tuple[int, int]]:
        def look_up(name: str) -> Sequence[int]:
            return self.beginning(None, name) if begun else self.entities(None, name, exact=exact)

        return quotes_of(self._speakers, speaker, look_up, begun=begun)

    def in_state(self, state: StateName) -> Sequence[int]:
        """None: nobody's bookmarks, notes and news lie in a collection."""
        del state
        return ()

    def new_to(self, saved: Iterable[str]) -> Sequence[int]:
        del saved
        return ()

    def in_story(self, article: str) -> Sequence[int]:
        """None: stories are told apart in an archive."""
        del article
        return ()

    def in_files(self, name: str, *, begun: bool) -> Sequence[int]:
        """None: which files others read is theirs to know."""
        del name, begun
        return ()

    def likelier_file(self, name: str) -> str:
        del name
        return ""

    def notes(self) -> Iterable[tuple[int, str]]:
        return ()

    def tags(self) -> Iterable[tuple[int, str]]:
        return ()


def grounded(query: Query, collection: Collection, names: LedNames) -> GroundQuery:
    """A query with what it names looked up in a collection, where shared edits lead names."""
    return ground_query(query, CollectionKnowledge(collection, names)).query


def unknown(query: Query) -> list[nodes.Node]:
    """The clauses about what neither a collection knows nor the marks of whoever reads there."""
    return [
        node
        for node in walk(query.root)
        if isinstance(node, nodes.InStory | nodes.FromFile)
        or (isinstance(node, nodes.State) and node.name in ("new", "copy", "repeat"))
    ]


def own(query: Query) -> list[str]:
    """The clauses of a query that are about what an archive alone knows, as they are written."""
    return [
        query.text[node.span.start : node.span.end]
        for node in walk(query.root)
        if isinstance(node, nodes.InStory | nodes.FromFile)
        or (isinstance(node, nodes.State) and node.name not in _STATES)
        or (isinstance(node, nodes.InField) and node.name == "note")
    ]
