"""Paragraphs of a collection that edits of names would change, before these are told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple

from index.core.entity_edits import Edit, Identity
from index.core.folding import fold
from index.core.hits import Hit
from index.core.led_names import LedNames, number_of
from index.core.values import Span
from index.engines.contract import Wants
from index.entities.editing.changes import Change, Changes, Meant
from index.query.ground import GroundQuery, Naming
from index.sharing.collection_engine import CollectionSearch
from index.sharing.reading_collection import ReadingCollection

_AT_ONCE = 50
_NOWHERE = Span(0, 0)
_ANOTHER = "whoever is meant then"


class Moved(NamedTuple):
    """An entity whose mentions would mean another; of these only those that are written in one way,
    where an edit says so.
    """

    entity: int
    after: Meant
    split: Edit | None = None

    @classmethod
    def by(cls, edit: Edit) -> Moved:
        """What an edit moves."""
        after = (edit.to_type, edit.to_name) if edit.target else None
        return cls(number_of(edit.source), after, edit if edit.alias else None)


class CollectionChanges(Changes):
    """See `Changes`: newest first, read when they are looked at. Where several names are moved at
    once none of them is split.
    """

    def __init__(self, reading: ReadingCollection, moved: Sequence[Moved]) -> None:
        self._reading, self._moved = reading, moved

    @cached_property
    def _found(self) -> CollectionSearch:
        names = self._reading.opened.names()
        entities = [one.entity for one in self._moved]
        for one in self._moved:
            if one.split is not None:
                # As if those mentions meant somebody whom nothing else means.
                another = replace(one.split, to_name=_ANOTHER)
                names = LedNames([*self._reading.opened.collection.edits.edits(), another])
                entities = [number_of(Identity(another.to_type, _ANOTHER))]
        query = GroundQuery(Naming(tuple(entities), span=_NOWHERE), sort="newest")
        wants = Wants(rows=_AT_ONCE, clauses=False)
        return self._reading.opened.engine.led(query, wants, names)

    def __len__(self) -> int:
        return self._found.total.count if self._moved else 0

    @property
    def mentions(self) -> int:
        """About how many names would mean another entity: one in each paragraph."""
        return len(self)

    def _chosen(self, some: slice) -> list[int]:
        start, stop, _ = some.indices(len(self))
        found: list[int] = self._found.page(start, max(0, stop - start)).paragraphs.tolist()
        return found

    def _read(self, numbers: list[int]) -> list[Change]:
        places = [self._reading.rows.places([one.entity], numbers) for one in self._moved]
        found = []
        for hit in self._reading.rows.read(numbers):
            named = sorted(
                (span, one.after)
                for one, known in zip(self._moved, places, strict=True)
                for span in known.get(hit.number, ())
                if one.split is None or _is(hit, span, one.split)
            )
            spans = tuple(span for span, _ in named)
            found.append(Change(hit.with_spans(spans), tuple(after for _, after in named)))
        return found


def _is(hit: Hit, span: tuple[int, int], split: Edit) -> bool:
    """Whether a name is written in the way that is another's."""
    return fold(hit.text[span[0] : span[1]]) == fold(split.alias)
