"""The reader's way through the archive, as it is kept."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection

from index.core.hop import Hop
from index.store.database import Database

_COLUMNS = (
    "number, parent, kind, query, text, filters, sort, scope, paragraph, reference, label, found"
)
_KEPT = 5_000
"""Hops; the oldest beyond are forgotten."""


def keep(database: Database, hop: Hop) -> None:
    """Keep a hop, or what is known of it now."""
    filters = json.dumps(list(hop.filters), ensure_ascii=False)
    with database.transaction() as connection:
        connection.execute(
            f"INSERT OR REPLACE INTO hop ({_COLUMNS}) VALUES ({', '.join('?' * 12)})",
            (
                *(hop.number, hop.parent, hop.kind, hop.query),
                *(hop.text, filters, hop.sort, hop.scope),
                *(hop.paragraph, hop.reference, hop.label, hop.found),
            ),
        )
        connection.execute(
            "DELETE FROM hop WHERE number <= (SELECT number FROM hop ORDER BY number DESC"
            " LIMIT 1 OFFSET ?)",
            (_KEPT,),
        )


def every(database: Database) -> list[Hop]:
    """All hops, in order of time."""
    rows = database.all(f"SELECT {_COLUMNS} FROM hop ORDER BY number")
    return [
        Hop(
            number=row[0], parent=row[1], kind=row[2], query=row[3], text=row[4],
            filters=tuple(json.loads(row[5])), sort=row[6], scope=row[7], paragraph=row[8],
            reference=row[9], label=row[10], found=row[11],
        )
        for row in rows
    ]  # fmt: skip


def forget_articles(connection: sqlite3.Connection, articles: Collection[int]) -> None:
    """Forget the hops on which paragraphs of some articles were opened, inside a transaction while
    these are there. What one went on to from there was come to from where that was come from.
    """
    gone = connection.execute(
        "SELECT h.number, h.parent FROM article a JOIN hop h"
        " ON substr(h.reference, 1, length(a.id)) = a.id WHERE a.number IN"
        " (SELECT value FROM json_each(?)) AND h.kind != 'search' ORDER BY h.number DESC",
        (json.dumps(sorted(articles)),),
    ).fetchall()
    for number, parent in gone:
        connection.execute("UPDATE hop SET parent = ? WHERE parent = ?", (parent, number))
        connection.execute("DELETE FROM hop WHERE number = ?", (number,))


def forget(database: Database) -> int:
    """Forget all hops; how many there were."""
    with database.transaction() as connection:
        return int(connection.execute("DELETE FROM hop").rowcount)
