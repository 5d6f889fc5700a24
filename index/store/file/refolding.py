"""Names folded anew, when the way they are compared has changed."""

from __future__ import annotations

import sqlite3
from collections import defaultdict

from index.core.folding import fold


def refold(connection: sqlite3.Connection) -> None:
    """Give entities and aliases the keys that names have now; entities that come to have one key
    become one. Inside a transaction.
    """
    connection.create_function("folded", 1, fold, deterministic=True)
    rows = connection.execute(
        "SELECT number, type, key, coalesce(nullif(original, ''), name) FROM entity ORDER BY number"
    ).fetchall()
    same: dict[tuple[str, str], list[tuple[int, str]]] = defaultdict(list)
    for number, kind, key, name in rows:
        same[kind, fold(name) or name].append((number, key))
    for members in same.values():
        # The one that edits are about has their names and leads where they say.
        if len(members) > 1:
            members.sort(key=lambda one: not _is_led(connection, one[0]))
    changed = [(members[0][0], key) for (_, key), members in same.items() if members[0][1] != key]
    changed += [(ms[0][0], key) for (_, key), ms in same.items() if len(ms) > 1]
    for members in same.values():
        first, *others = (number for number, _ in members)
        for other in others:
            _lead(connection, other, first)
            _join(connection, other, first)
    for number, _ in changed:
        # Two may exchange their keys.
        connection.execute("UPDATE entity SET key = ? WHERE number = ?", (f"\0{number}", number))
    for number, key in changed:
        connection.execute("UPDATE entity SET key = ? WHERE number = ?", (key, number))
        connection.execute("INSERT OR IGNORE INTO alias VALUES (?, ?)", (number, key))
    _refold_aliases(connection)


def _is_led(connection: sqlite3.Connection, entity: int) -> bool:
    """Whether edits have renamed an entity, or led all of its mentions elsewhere."""
    values = {"entity": entity}
    (renamed,) = connection.execute(
        "SELECT original <> '' FROM entity WHERE number = :entity", values
    ).fetchone()
    (moved,) = connection.execute(
        "SELECT (EXISTS (SELECT 1 FROM mention WHERE found = :entity)"
        " OR EXISTS (SELECT 1 FROM mention_hidden WHERE found = :entity))"
        " AND NOT EXISTS (SELECT 1 FROM mention WHERE entity = :entity AND found IS NULL)",
        values,
    ).fetchone()
    return bool(renamed or moved)


def _lead(connection: sqlite3.Connection, entity: int, into: int) -> None:
    """Lead the mentions of an entity to where edits have led all of those of the one it becomes."""
    values = {"entity": entity, "into": into}
    own = "FROM mention WHERE entity = :into AND found IS NULL"
    if connection.execute(f"SELECT 1 {own}", values).fetchone():
        return
    to = connection.execute("SELECT entity FROM mention WHERE found = :into", values).fetchone()
    hidden = connection.execute("SELECT 1 FROM mention_hidden WHERE found = :into", values)
    if to:
        connection.execute(
            "UPDATE mention SET entity = :to, found = :into WHERE entity = :entity"
            " AND found IS NULL",
            values | {"to": to[0]},
        )
    elif hidden.fetchone():
        led = "FROM mention WHERE entity = :entity AND found IS NULL"
        connection.execute(
            f"INSERT INTO mention_hidden SELECT paragraph, start, end, :into, confidence {led}",
            values,
        )
        connection.execute(f"DELETE {led}", values)


def _join(connection: sqlite3.Connection, entity: int, into: int) -> None:
    for table, column in (("mention", "entity"), ("mention", "found"), ("mention_hidden", "found")):
        connection.execute(f"UPDATE {table} SET {column} = ? WHERE {column} = ?", (into, entity))
    connection.execute(
        "UPDATE mention SET found = NULL WHERE found = entity AND found = ?", (into,)
    )
    connection.execute(
        "INSERT OR IGNORE INTO alias SELECT ?, key FROM alias WHERE entity = ?", (into, entity)
    )
    connection.execute("DELETE FROM entity WHERE number = ?", (entity,))


def _refold_aliases(connection: sqlite3.Connection) -> None:
    connection.execute(
        "INSERT OR IGNORE INTO alias SELECT entity, folded(key) FROM alias WHERE key <> folded(key)"
    )
    connection.execute("DELETE FROM alias WHERE key <> folded(key)")
    # What a key has lost only the texts know.
    connection.execute(
        "INSERT OR IGNORE INTO alias"
        " SELECT m.entity, folded(substr(p.text, m.start + 1, m.end - m.start))"
        " FROM (SELECT DISTINCT entity FROM alias WHERE key GLOB '*[^ -~]*') a"
        " JOIN mention m ON m.entity = a.entity JOIN paragraph p ON p.number = m.paragraph"
    )
