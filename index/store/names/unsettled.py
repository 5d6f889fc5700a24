"""Names of which it is to be settled whether they are of one entity with others.

By name and not by number: what is settled rests on who is called so. Names of new texts need not be
noted, since their texts say them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence

# The names by which entities count for others: their own, and the short ones they go by.
_KEYS = (
    "SELECT key FROM entity WHERE number IN (SELECT value FROM json_each(:numbers))"
    " UNION SELECT key FROM alias WHERE entity IN (SELECT value FROM json_each(:numbers))"
    " AND instr(key, ' ') = 0"
)


def note(connection: sqlite3.Connection, entities: Iterable[int]) -> None:
    """Note what some entities are called now."""
    connection.execute(
        f"INSERT OR IGNORE INTO unsettled {_KEYS}", {"numbers": json.dumps(sorted(entities))}
    )


def note_names(connection: sqlite3.Connection, keys: Iterable[str]) -> None:
    """Note folded names."""
    connection.executemany("INSERT OR IGNORE INTO unsettled VALUES (?)", [(key,) for key in keys])


def noted(connection: sqlite3.Connection) -> set[str]:
    """The names that are noted."""
    return {row[0] for row in connection.execute("SELECT key FROM unsettled")}


def settle(connection: sqlite3.Connection, keys: Collection[str]) -> None:
    """Say of noted names that they are settled."""
    connection.executemany("DELETE FROM unsettled WHERE key = ?", [(key,) for key in keys])


def in_texts(connection: sqlite3.Connection, texts: Sequence[tuple[int, int]]) -> set[str]:
    """What those are called whom texts name, given by ranges of their numbers."""
    entities: set[int] = set()
    for first, last in texts:
        rows = connection.execute(
            "WITH named (number) AS (SELECT p.number FROM paragraph p"
            " WHERE p.version BETWEEN :first AND :last)"
            " SELECT m.entity FROM named n CROSS JOIN mention m ON m.paragraph = n.number"
            " UNION SELECT m.found FROM named n CROSS JOIN mention m ON m.paragraph = n.number"
            " WHERE m.found IS NOT NULL UNION SELECT m.found FROM named n"
            " CROSS JOIN mention_hidden m ON m.paragraph = n.number",
            {"first": first, "last": last},
        )
        entities |= {row[0] for row in rows}
    return called(connection, entities)


def called(connection: sqlite3.Connection, entities: Iterable[int]) -> set[str]:
    """What some entities are called."""
    return {row[0] for row in connection.execute(_KEYS, {"numbers": json.dumps(sorted(entities))})}
