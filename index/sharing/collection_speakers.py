"""Whose quotes the paragraphs of a collection have, as the edits that many share lead names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection as Some
from collections.abc import Iterator, Sequence
from typing import Any

from index.core.folding import fold
from index.core.led_names import Forms, Found, LedNames
from index.search.said_by import Place
from index.sharing.collection import Collection
from index.sharing.quote_documents import (
    SAID_BY,
    SAID_FOR,
    SPEAKERS,
    SPOKEN_FOR,
    UNNAMED,
    Attribution,
    said_by,
    said_of,
)
from index.store.derived.unnamed_speakers import goes_by, head_of, heads_for

Json = dict[str, Any]

_AT_ONCE = 5_000


class Meant:
    """Whether what was found of somebody means one of some entities."""

    def __init__(self, found: Found) -> None:
        self._whole = frozenset(found.whole)
        # Several of the entities may be meant by one, in different ways of writing it.
        self._some: dict[int, list[Forms]] = defaultdict(list)
        for forms in found.some:
            self._some[forms.entity].append(forms)

    @property
    def terms(self) -> list[str]:
        """The entities as which they were found, as terms of `SPEAKERS` and `SPOKEN_FOR`."""
        return sorted(map(str, {*self._whole, *self._some}))

    def has(self, said: Attribution) -> bool:
        """Whether whoever says something does."""
        return self.means(said.entity, said.written)

    def means(self, entity: int, written: str) -> bool:
        """Whether a name that was found to be an entity's, written so (folded), does."""
        some = self._some.get(entity, ())
        return entity in self._whole or any(one.has(written) for one in some)


class CollectionSpeakers:
    """See `index.search.said_by.KnownSpeakers`. All raises what `Collection` does."""

    def __init__(self, collection: Collection, names: LedNames) -> None:
        self._collection, self._names = collection, names

    def by(self, entities: Sequence[int]) -> Iterator[Place]:
        meant = Meant(self._names.found(entities))
        for number, values in self._values(SPEAKERS, meant.terms, SAID_BY):
            yield from ((number, said.place) for said, _ in said_by(values) if meant.has(said))

    def speaking_for(self, entities: Sequence[int]) -> Iterator[Place]:
        meant = Meant(self._names.found(entities))
        for number, values in self._values(SPOKEN_FOR, meant.terms, SAID_FOR):
            yield from ((number, said.place) for said in said_of(values) if meant.has(said))

    def written(self, name: str, *, begun: bool) -> Iterator[Place]:
        words = fold(name).split()
        if not words:
            return
        heads: list[Json] = [{"terms": {UNNAMED: sorted(heads_for(words))}}]
        heads += [{"prefix": {UNNAMED: words[-1]}}] if begun else []
        for number, values in self._found({"bool": {"should": heads}}, SAID_BY):
            for said, _ in said_by(values):
                if is_written(said, words, begun=begun):
                    yield number, said.place

    def _values(
        self, field: str, terms: Some[str], values: str
    ) -> Iterator[tuple[int, Sequence[Any]]]:
        return self._found({"terms": {field: list(terms)}}, values) if terms else iter(())

    def _found(self, query: Json, values: str) -> Iterator[tuple[int, Sequence[Any]]]:
        """Paragraphs, and all that each has of a field."""
        body: Json = {
            "size": _AT_ONCE,
            "query": query,
            "sort": [{"number": "asc"}],
            "_source": False,
            "docvalue_fields": [values],
        }
        for hit in self._collection.every(self._collection.paragraphs, body):
            yield int(hit["_id"]), hit["fields"].get(values, ())


def is_written(said: Attribution, words: Sequence[str], *, begun: bool = False) -> bool:
    """Whether somebody without a name goes by some folded words, of which the last may be begun."""
    if said.entity or not said.written:
        return False
    return goes_by(said.written.split(), head_of(said.written), words, begun=begun)
