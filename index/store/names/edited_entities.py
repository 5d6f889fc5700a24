"""Entities as edits leave them: their numbers, what they are called and by what they are found."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from index.core.entity_edits import Edits, Identity
from index.core.folding import fold
from index.store.names import aliases


def number_of(connection: sqlite3.Connection, entity: Identity) -> int | None:
    """The number of an entity, if there is one."""
    row = connection.execute(
        "SELECT number FROM entity WHERE type = ? AND key = ?", (entity.type, entity.key)
    ).fetchone()
    return int(row[0]) if row else None


def claim(connection: sqlite3.Connection, entity: Identity, name: str, found: str = "") -> int:
    """The number of an entity, which is made when there is none; `found` is the name it had where
    it was read, if the reader calls it otherwise.
    """
    made = connection.execute(
        "INSERT INTO entity (type, name, key, original) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (entity.type, name, entity.key, found if found != name else ""),
    )
    number = made.lastrowid if made.rowcount else number_of(connection, entity)
    assert number is not None
    return number


def call(connection: sqlite3.Connection, old: Edits, new: Edits) -> None:
    """Give entities the names that edits say, and those that none names any more their own."""
    for entity, _ in old.names.items() ^ new.names.items():
        row = connection.execute(
            "SELECT number, name, original FROM entity WHERE type = ? AND key = ?",
            (entity.type, entity.key),
        ).fetchone()
        if row is None:
            continue
        number, name, original = row
        wanted = new.names.get(entity, original or name)
        kept_name = "" if entity not in new.names else original or (name if name != wanted else "")
        connection.execute(
            "UPDATE entity SET name = ?, original = ? WHERE number = ?", (wanted, kept_name, number)
        )


def identity_of(connection: sqlite3.Connection, number: int) -> Identity:
    """Which entity has a number that is known to be one's."""
    row = connection.execute("SELECT type, key FROM entity WHERE number = ?", (number,)).fetchone()
    return Identity(*row)


def write_aliases(connection: sqlite3.Connection, number: int, edits: Edits) -> None:
    """The aliases of an entity anew: its name, the names of those that lead to it, every form."""
    own = identity_of(connection, number)
    forms = connection.execute(
        "SELECT e.type, e.key, f.text FROM"
        " (SELECT coalesce(found, entity) AS found, form FROM mention WHERE entity = :number"
        " UNION SELECT found, NULL FROM quote_speaker WHERE entity = :number) m"
        " CROSS JOIN entity e ON e.number = m.found LEFT JOIN name_form f ON f.number = m.form",
        {"number": number},
    ).fetchall()
    keys = {
        key
        for kind, found, surface in forms
        for key in found_by(edits, Identity(kind, found), own, fold(surface or ""))
    }
    aliases.replace(connection, number, keys)


def found_by(edits: Edits, found: Identity, entity: Identity, surface: str) -> Iterable[str]:
    """By which keys a mention lets an entity be found; `surface` is "" where how it is written
    says nothing of others.
    """
    yield entity.key
    if surface:
        yield surface
    # The name of an entity that leads here, unless only one of its aliases does.
    if found != entity and edits.lead(found, found.key) == entity:
        yield found.key


def prune(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Forget those of some entities that nothing names any more."""
    for number in numbers:
        named = connection.execute(
            "SELECT 1 FROM mention WHERE entity = :number"
            " UNION ALL SELECT 1 FROM mention WHERE found = :number"
            " UNION ALL SELECT 1 FROM mention_hidden WHERE found = :number"
            " UNION ALL SELECT 1 FROM mention_displaced WHERE found = :number"
            " UNION ALL SELECT 1 FROM quote_speaker WHERE found = :number OR entity = :number"
            " LIMIT 1",
            {"number": number},
        ).fetchone()
        if named is None:
            aliases.replace(connection, number, ())
            connection.execute("DELETE FROM entity WHERE number = ?", (number,))
