"""Names of a query while a collection is away: they mean whom its edits led them to.

The file has names as they were found. Where an edit leads only what is written in some way (a
split), all mentions are found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from index.core.entity_edits import Identity, identity
from index.core.folding import fold
from index.core.led_names import LedNames
from index.core.values import EntityType
from index.query.nodes import StateName
from index.search.grounding import Known
from index.store.database import Database
from index.store.names import entity_names, kept_edits

Fits = Callable[[str], bool]


class LedKnowledge:
    """See `index.search.grounding.Known`."""

    def __init__(self, database: Database, own: Known, names: LedNames) -> None:
        self._database, self._own, self._names = database, own, names

    def entities(self, kind: EntityType | None, name: str, *, exact: bool) -> Sequence[int]:
        words = fold(name).split()

        def fits(key: str) -> bool:
            return key.split() == words if exact else set(words) <= set(key.split())

        return self._led(kind, self._own.entities(kind, name, exact=exact), fits)

    def beginning(self, kind: EntityType | None, name: str) -> Sequence[int]:
        *whole, last = fold(name).split() or [""]

        def fits(key: str) -> bool:
            return set(whole) <= set(key.split()) and f" {last}" in f" {key}"

        return self._led(kind, self._own.beginning(kind, name), fits)

    def _led(self, kind: EntityType | None, found: Sequence[int], fits: Fits) -> Sequence[int]:
        """The entities of the file that mean whom those do that were found, or are called so by an
        edit.
        """
        edits = self._names.edits
        if not self._names:
            return found
        labels = entity_names.labels(self._database, found)
        known = {number: identity(*label) for number, label in labels.items()}
        meant = {edits.lead(one, "") for one in known.values()}
        meant |= {
            one
            for one, name in self._names.names.values()
            if kind in (None, one.type) and fits(fold(name))
        }
        sources = {one for one in edits.sources if edits.lead(one, "") in meant - {None}}
        # Whom an edit made nobody is not meant any more, by any name.
        numbers = {one for one in found if edits.lead(known[one], "")} if known else set(found)
        return sorted(numbers | self._numbers([*sources, *(one for one in meant if one)]))

    def _numbers(self, entities: Iterable[Identity]) -> set[int]:
        connection = self._database.connection
        return {kept_edits.numbered(connection, one) for one in entities} - {0}

    def said_by(self, speaker: str, *, exact: bool, begun: bool) -> Sequence[tuple[int, int]]:
        return self._own.said_by(speaker, exact=exact, begun=begun)

    def in_state(self, state: StateName) -> Sequence[int]:
        return self._own.in_state(state)

    def new_to(self, saved: Iterable[str]) -> Sequence[int]:
        return self._own.new_to(saved)

    def in_story(self, article: str) -> Sequence[int]:
        return self._own.in_story(article)

    def in_files(self, name: str, *, begun: bool) -> Sequence[int]:
        return self._own.in_files(name, begun=begun)

    def likelier_file(self, name: str) -> str:
        return self._own.likelier_file(name)

    def notes(self) -> Iterable[tuple[int, str]]:
        return self._own.notes()

    def tags(self) -> Iterable[tuple[int, str]]:
        return self._own.tags()
