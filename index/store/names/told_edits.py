"""Edits of names that a collection was last known to have, kept for when it is away."""

from __future__ import annotations

from index.store.database import Database

_KEY = "told edits"


def keep(database: Database, text: str) -> None:
    """Keep them, as the text of a file of edits."""
    if text != kept(database):
        with database.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_KEY, text))


def kept(database: Database) -> str:
    """The text that was kept last, "" where none was."""
    row = database.one("SELECT value FROM meta WHERE key = ?", (_KEY,))
    return str(row[0]) if row else ""
