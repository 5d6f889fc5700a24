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
    changed = [(members[0][0], key) for (_, key), members in same.items() if members[0][1] != key]
    changed += [(ms[0][0], key) for (_, key), ms in same.items() if len(ms) > 1]
    for members in same.values():
        first, *others = (number for number, _ in members)
        for other in others:
            _join(connection, other, first)
    for number, _ in changed:
        # Two may exchange their keys.
        connection.execute("UPDATE entity SET key = ? WHERE number = ?", (f"\0{number}", number))
    for number, key in changed:
        connection.execute("UPDATE entity SET key = ? WHERE number = ?", (key, number))
        connection.execute("INSERT OR IGNORE INTO alias VALUES (?, ?)", (number, key))
    _refold_aliases(connection)


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
