"""What the reader has seen, and what is new: since the last import, or since a look at a search.

Seen is a text in an article, whatever version it stands in: what an outlet leaves as it was stays
seen. New is what came in a text since, and did not stand in the article before.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Sequence

from index.store.database import Database
from index.store.library.undo_log import Change, Exchanged, exchanged

_NEW = (
    "SELECT p.number FROM version v JOIN article a ON a.number = v.article"
    " AND a.current = v.version JOIN paragraph p ON p.version = v.number"
    " WHERE v.number > :text AND NOT EXISTS (SELECT 1 FROM version w JOIN paragraph q"
    " ON q.version = w.number WHERE w.article = v.article AND w.number <= :text"
    " AND q.hash = p.hash)"
)


def add(database: Database, paragraphs: Collection[int]) -> None:
    """Keep that paragraphs were seen."""
    with database.transaction() as connection:
        connection.execute(
            "INSERT OR IGNORE INTO seen SELECT v.article, p.hash FROM json_each(?) j"
            " JOIN paragraph p ON p.number = j.value JOIN version v ON v.number = p.version",
            (json.dumps(sorted(paragraphs)),),
        )


def numbers(database: Database) -> list[int]:
    """The paragraphs of current texts that were seen, in order."""
    rows = database.all(
        "SELECT DISTINCT p.number FROM seen s JOIN article a ON a.number = s.article"
        " JOIN version v ON v.article = a.number AND v.version = a.current"
        " JOIN paragraph p ON p.version = v.number AND p.hash = s.hash ORDER BY 1"
    )
    return [row[0] for row in rows]


def begin_news(connection: sqlite3.Connection, last: int) -> None:
    """Say, inside a transaction, that what comes after a text is new."""
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('news after', ?)", (str(last),))


def news(database: Database) -> list[int]:
    """The paragraphs that the last import brought, in order."""
    row = database.one("SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'news after'")
    if row is None:
        return []
    return [one[0] for one in database.all(f"{_NEW} ORDER BY 1", {"text": row[0]})]


def news_of(database: Database, name: str) -> frozenset[int]:
    """The paragraphs that came since a saved search was last looked at."""
    row = database.one("SELECT text FROM saved_look WHERE name = ?", (name,))
    return frozenset(one[0] for one in database.all(_NEW, {"text": row[0] if row else 0}))


def looks(database: Database) -> dict[str, int]:
    """The newest text that there was when each saved search was last looked at, by its name."""
    return dict(database.all("SELECT name, text FROM saved_look"))


def look(database: Database, name: str, reached: int | None = None) -> Sequence[Change]:
    """Keep, inside a transaction, that a saved search was looked at, as far as a revision; what
    changed by that.
    """
    old = _looked(database, name)
    newest = str(_newest(database, int(old or 0), reached))
    return exchange(database, [Change("look", name, old, newest)]).made if old != newest else ()


def rename(database: Database, name: str, new: str) -> Sequence[Change]:
    """Have a saved search be looked at under another name, inside a transaction; what changed."""
    old, there = _looked(database, name), _looked(database, new)
    changes = [Change("look", new, there, old), Change("look", name, old, None)]
    return exchange(database, [one for one in changes if one.old != one.new]).made


def _newest(database: Database, known: int, reached: int | None) -> int:
    """The text before the first one after the `known` one that came after a revision; where none
    did, the newest of all.
    """
    first = None
    if reached is not None:
        (first,) = database.one(
            "SELECT min(v.number) FROM article a JOIN version v ON v.article = a.number"
            " WHERE a.revision > ? AND v.number > ?",
            (reached, known),
        )
    if first is not None:
        return int(first) - 1
    return int(database.one("SELECT ifnull(max(number), 0) FROM version")[0])


def _looked(database: Database, name: str) -> str | None:
    row = database.one("SELECT text FROM saved_look WHERE name = ?", (name,))
    return str(row[0]) if row else None


def exchange(database: Database, changes: Sequence[Change]) -> Exchanged:
    """Make changes where the search was last looked at when they expect."""

    def make(one: Change) -> None:
        if one.new is None:
            database.connection.execute("DELETE FROM saved_look WHERE name = ?", (one.key,))
        else:
            database.connection.execute(
                "INSERT OR REPLACE INTO saved_look VALUES (?, ?)", (one.key, int(one.new))
            )

    return exchanged(changes, lambda one: _looked(database, one.key) == one.old, make)
