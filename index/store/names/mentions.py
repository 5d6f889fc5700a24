"""Mentions as they are kept: each led to the entity that the reader's edits say it means."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence

from index.core.entity_edits import Edits, Identity
from index.core.folding import fold
from index.core.mention import Mention
from index.core.values import EntityType
from index.core.watched_names import WatchedName, WatchList
from index.store.articles.bulk_insert import Rows
from index.store.names import (
    aliases,
    edited_entities,
    kept_edits,
    name_forms,
    unsettled,
    watched_forms,
)

_KNOWN = 50_000
"""Ways of naming somebody that are remembered; news names new people for ever."""

Found = tuple[int, int, EntityType, str, float]
"""Where a recogniser found whom: start, end, type and key of the entity, confidence."""


class MentionWriter:
    """Puts mentions into the rows of transactions, and remembers whom names lead to.

    Each transaction begins with `begin`; after one that failed `forget` is to be called.
    """

    def __init__(self) -> None:
        self._entities: dict[Identity, int] = {}
        self._led: dict[tuple[EntityType, str, str], tuple[int | None, int, int]] = {}
        self._kept: list[kept_edits.KeptEdit] = []
        self._edits = Edits()
        self._others = 0
        self._names: list[WatchedName] = []
        self._watched = WatchList()

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

    @property
    def watches(self) -> bool:
        """Whether names may be kept that no recogniser found."""
        return bool(self._names)

    def forget(self) -> None:
        """Look everything up anew: the archive may have changed."""
        self._entities.clear()
        self._led.clear()

    def keep(self, rows: Rows, paragraph: int, text: str, mentions: Sequence[Mention]) -> None:
        """Keep the mentions of a paragraph, and of names that the reader watches for."""
        for mention in self._watched.over(text, mentions):
            surface = text[mention.start : mention.end]
            key = (mention.type, mention.name, surface)
            led = self._led.get(key)
            if led is None:
                led = self._led[key] = self._lead(rows, *key)
            rows.mention(paragraph, mention, *led)

    def _lead(
        self, rows: Rows, kind: EntityType, name: str, surface: str
    ) -> tuple[int | None, int, int]:
        """Whom a mention means, None where it is not a name, whom the recogniser meant, and how it
        is written.
        """
        called, connection = self._edits.names, rows.connection
        form = name_forms.number(connection, surface)
        entity, surface = Identity(kind, fold(name) or name), fold(surface)
        number = self._number(connection, entity, called.get(entity, name), name)
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
        before = _found(connection, [number for number, _ in paragraphs])
        found = {n: self._watched.over(text, found.get(n, ())) for n, text in paragraphs}
        changed = [
            (number, text)
            for number, text in paragraphs
            if before.get(number, []) != sorted(map(_as_found, found.get(number, ())))
        ]
        lost = _take_away(connection, changed)
        unsettled.note(connection, {number for led, found, _ in lost for number in (led, found)})
        for number, text in changed:
            self.keep(rows, number, text, found.get(number, ()))
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
            "SELECT e.type, e.key, f.text FROM (SELECT DISTINCT coalesce(found, entity) AS found,"
            " form FROM mention WHERE entity = ?) m"
            " CROSS JOIN entity e ON e.number = m.found"
            " CROSS JOIN name_form f ON f.number = m.form",
            (entity,),
        )
        return any(
            key in edited_entities.found_by(self._edits, Identity(kind, found), own, fold(surface))
            for kind, found, surface in rows
        )


def _as_found(mention: Mention) -> Found:
    name = fold(mention.name) or mention.name
    return mention.start, mention.end, mention.type, name, round(mention.confidence, 3)


def _found(connection: sqlite3.Connection, paragraphs: Sequence[int]) -> dict[int, list[Found]]:
    """What a recogniser found in paragraphs when they were read, wherever edits lead it, in order
    of place.
    """
    wanted = json.dumps(list(paragraphs))
    known: dict[int, list[Found]] = {}
    for number, *rest in connection.execute(
        "SELECT m.paragraph, m.start, m.end, e.type, e.key, m.confidence FROM json_each(?) j"
        " JOIN mention m ON m.paragraph = j.value"
        " JOIN entity e ON e.number = coalesce(m.found, m.entity)"
        " UNION ALL"
        " SELECT m.paragraph, m.start, m.end, e.type, e.key, m.confidence FROM json_each(?) j"
        " JOIN mention_hidden m ON m.paragraph = j.value JOIN entity e ON e.number = m.found",
        (wanted, wanted),
    ):
        known.setdefault(number, []).append(tuple(rest))
    for mentions in known.values():
        mentions.sort()
    return known


def _take_away(
    connection: sqlite3.Connection, paragraphs: Sequence[tuple[int, str]]
) -> set[tuple[int, int, str]]:
    """Delete the mentions of paragraphs; whom they meant, whom the recogniser did, and by which
    words, of those that meant anybody. Whom the hidden ones meant counts as both.
    """
    texts = dict(paragraphs)
    wanted = (json.dumps(list(texts)),)
    chosen = "WHERE paragraph IN (SELECT value FROM json_each(?))"
    gone = connection.execute(
        f"SELECT paragraph, start, end, entity, coalesce(found, entity) FROM mention {chosen}",
        wanted,
    ).fetchall()
    gone += connection.execute(
        f"SELECT paragraph, start, end, found, found FROM mention_hidden {chosen}", wanted
    ).fetchall()
    connection.execute(f"DELETE FROM mention {chosen}", wanted)
    connection.execute(f"DELETE FROM mention_hidden {chosen}", wanted)
    return {
        (entity, found, texts[paragraph][start:end])
        for paragraph, start, end, entity, found in gone
    }
