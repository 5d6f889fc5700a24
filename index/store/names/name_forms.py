"""The ways in which texts write names, each kept once under a number."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

_WRITTEN = (
    "(SELECT substr(p.text, {table}.start + 1, {table}.end - {table}.start)"
    " FROM paragraph p WHERE p.number = {table}.paragraph)"
)


def number(connection: sqlite3.Connection, text: str) -> int:
    """The number of a way to write a name, given to it where it has none."""
    # Nearly all that are asked for are new.
    made = connection.execute(
        "INSERT INTO name_form (text) VALUES (?) ON CONFLICT DO NOTHING", (text,)
    )
    if made.rowcount and made.lastrowid is not None:
        return made.lastrowid
    row = connection.execute("SELECT number FROM name_form WHERE text = ?", (text,)).fetchone()
    return int(row[0])


def texts(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, str]:
    """What some numbers stand for."""
    rows = connection.execute(
        "SELECT f.number, f.text FROM json_each(?) j CROSS JOIN name_form f ON f.number = j.value",
        (json.dumps(list(numbers)),),
    )
    return dict(rows.fetchall())


def prune(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Forget those of some ways to write a name in which no text writes one any more."""
    # Not by the mentions of each: they are listed by whom they name.
    connection.execute(
        "DELETE FROM name_form WHERE number IN (SELECT value FROM json_each(?))"
        " AND number NOT IN (SELECT form FROM mention WHERE form IS NOT NULL"
        " UNION SELECT form FROM mention_hidden WHERE form IS NOT NULL)",
        (json.dumps(list(numbers)),),
    )


def look_up(connection: sqlite3.Connection) -> None:
    """Look up in the texts how all mentions are written."""
    for table in ("mention", "mention_hidden"):
        written = _WRITTEN.format(table=table)
        connection.execute(
            "INSERT OR IGNORE INTO name_form (text)"
            f" SELECT text FROM (SELECT DISTINCT {written} AS text FROM {table})"
            " WHERE text IS NOT NULL"
        )
        connection.execute(
            f"UPDATE {table} SET form = (SELECT number FROM name_form WHERE text = {written})"
        )
