"""Mentions as they are kept: each led to the entity that the reader's edits say it means."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from index.core.correction import Laid, Placed, lay
from index.core.entity_edits import Edits, Identity
from index.core.folding import fold
from index.core.mention import Mention
from index.core.values import EntityType
from index.core.watched_names import WatchedName, WatchList
from index.store.articles.bulk_insert import Rows
from index.store.names import (
    aliases,
    edited_entities,
    kept_corrections,
    kept_edits,
    mention_rows,
    name_forms,
    unsettled,
    watched_forms,
)

_KNOWN = 50_000
"""Ways of naming somebody that are remembered; news names new people for ever."""


class MentionWriter:
    """Puts mentions into the rows of transactions, and remembers whom names lead to.

    Each transaction begins with `begin`; after one that failed `forget` is to be called.
    """

    def __init__(self) -> None:
        self._entities: dict[Identity, int] = {}
        self._led: dict[tuple[EntityType, str, str | None], tuple[int | None, int, int | None]] = {}
        self._kept: list[kept_edits.KeptEdit] = []
        self._edits = Edits()
        self._others = 0
        self._names: list[WatchedName] = []
        self._watched = WatchList()
        self._corrected: frozenset[int] = frozenset()

    def begin(self, connection: sqlite3.Connection) -> None:
        """See what others have written, inside the transaction."""
        others = connection.execute("PRAGMA data_version").fetchone()[0]
        # What others wrote may have taken entities away, or numbered them anew.
        if len(self._led) > _KNOWN or others != self._others:
            self._others = others
            self.forget()
        kept = kept_edits.kept(connection)
        # Whoever else is at work on the archive may have edited entities meanwhile.
        if kept != self._kept:
            self._kept, self._edits = kept, kept_edits.edits_of(kept)
            self.forget()
        if (names := watched_forms.kept(connection)) != self._names:
            self._names, self._watched = names, WatchList.of(names)
        self._corrected = kept_corrections.articles_with(connection)

    @property
    def watches(self) -> bool:
        """Whether names may be kept that no recogniser found."""
        return bool(self._names)

    def is_corrected(self, article: int) -> bool:
        """Whether the reader says anything of an article."""
        return article in self._corrected

    def corrections(
        self,
        connection: sqlite3.Connection,
        article: int,
        version: int,
        paragraphs: Sequence[str],
    ) -> Mapping[int, Sequence[Placed]]:
        """Where corrections of an article lie in the text of a version, by paragraph, from 0."""
        if article not in self._corrected:
            return {}
        return kept_corrections.in_text(connection, article, version, paragraphs)

    def forget(self) -> None:
        """Look everything up anew: the archive may have changed."""
        self._entities.clear()
        self._led.clear()

    def keep(
        self,
        rows: Rows,
        paragraph: int,
        text: str,
        mentions: Sequence[Mention],
        corrections: Sequence[Placed] = (),
    ) -> None:
        """Keep the mentions of a paragraph, and of names that the reader watches for, below what
        the reader says of places in it.
        """
        self._keep(rows, paragraph, text, lay(self._watched.over(text, mentions), corrections))

    def _keep(self, rows: Rows, paragraph: int, text: str, laid: Laid) -> None:
        own = {place.start for place in laid.places}
        for mention in laid.mentions:
            # A correction is about its place, and nothing that is said of a way to write a name.
            surface = None if mention.start in own else text[mention.start : mention.end]
            key = (mention.type, mention.name, surface)
            led = self._led.get(key)
            if led is None:
                led = self._led[key] = self._lead(rows, *key)
            rows.mention(paragraph, mention, *led)
        for start, end, number, *_ in laid.places:
            rows.corrected.append((paragraph, start, end, number))
        for start, end, kind, name, confidence in laid.displaced:
            found = self._found_as(rows.connection, kind, name)
            rows.displaced.append((paragraph, start, end, found, round(confidence, 3)))

    def _found_as(self, connection: sqlite3.Connection, kind: EntityType, name: str) -> int:
        """The number of whom a name stands for, whatever edits make of it."""
        entity = Identity(kind, fold(name) or name)
        return self._number(connection, entity, self._edits.names.get(entity, name), name)

    def _lead(
        self, rows: Rows, kind: EntityType, name: str, surface: str | None
    ) -> tuple[int | None, int, int | None]:
        """Whom a mention means, None where it is not a name, whom the recogniser meant, and how it
        is written.
        """
        called, connection = self._edits.names, rows.connection
        form = None if surface is None else name_forms.number(connection, surface)
        entity, surface = Identity(kind, fold(name) or name), fold(surface or "")
        number = self._found_as(connection, kind, name)
        led = self._edits.lead(entity, surface)
        if led is None:
            return None, number, form
        to = number if led == entity else self._number(connection, led, called.get(led, name))
        rows.aliases += [
            (to, key) for key in edited_entities.found_by(self._edits, entity, led, surface)
        ]
        return to, number, form

    def _number(
        self, connection: sqlite3.Connection, entity: Identity, name: str, found: str = ""
    ) -> int:
        """The number of an entity, made when it is the first; see `edits.claim`."""
        number = self._entities.get(entity)
        if number is None:
            number = self._entities[entity] = edited_entities.claim(connection, entity, name, found)
        return number

    def replace(
        self,
        rows: Rows,
        paragraphs: Sequence[tuple[int, str]],
        found: Mapping[int, Sequence[Mention]],
    ) -> set[int]:
        """Put mentions in the place of those that paragraphs have; the paragraphs that had others.

        What the reader has edited leads the new ones as it led the old. Entities and aliases that
        nothing bears any more are forgotten. The rows are written.
        """
        connection = rows.connection
        numbers = [number for number, _ in paragraphs]
        before, beneath = (
            mention_rows.found(connection, numbers),
            mention_rows.beneath(connection, numbers),
        )
        places = kept_corrections.in_paragraphs(connection, numbers)
        laid = {
            number: lay(self._watched.over(text, found.get(number, ())), places.get(number, ()))
            for number, text in paragraphs
        }
        changed = [
            (number, text)
            for number, text in paragraphs
            if before.get(number, []) != mention_rows.of(laid[number].mentions)
            or beneath.get(number, mention_rows.NOTHING) != mention_rows.beneath_of(laid[number])
        ]
        lost = mention_rows.take_away(connection, changed)
        unsettled.note(connection, {number for led, found, _ in lost for number in (led, found)})
        for number, text in changed:
            self._keep(rows, number, text, laid[number])
        rows.write()
        if lost:
            self._clean_up(connection, lost)
        return {number for number, _ in changed}

    def _clean_up(self, connection: sqlite3.Connection, lost: set[tuple[int, int, str]]) -> None:
        """Forget what only mentions stood for that are gone: (entity, whom the recogniser meant,
        surface) of each.
        """
        candidates: dict[int, set[str]] = {}
        for entity, found, surface in lost:
            keys = candidates.setdefault(entity, set())
            keys.add(fold(surface))
            if found != entity:
                keys.add(edited_entities.identity_of(connection, found).key)
        for entity, keys in candidates.items():
            own = edited_entities.identity_of(connection, entity)
            keys.add(own.key)
            left = {key for key in keys if self._goes_by(connection, entity, own, key)}
            aliases.remove(connection, entity, keys - left)
        edited_entities.prune(connection, {n for entity, found, _ in lost for n in (entity, found)})
        # Numbers of entities that are gone mean nothing.
        self.forget()

    def _goes_by(
        self, connection: sqlite3.Connection, entity: int, own: Identity, key: str
    ) -> bool:
        """Whether any mention lets an entity be found by a key."""
        rows = connection.execute(
            "SELECT e.type, e.key, f.text FROM (SELECT coalesce(found, entity) AS found, form"
            " FROM mention WHERE entity = :number"
            " UNION SELECT found, NULL FROM quote_speaker WHERE entity = :number) m"
            " CROSS JOIN entity e ON e.number = m.found"
            " LEFT JOIN name_form f ON f.number = m.form",
            {"number": entity},
        )
        return any(
            key
            in edited_entities.found_by(
                self._edits, Identity(kind, found), own, fold(surface or "")
            )
            for kind, found, surface in rows
        )
