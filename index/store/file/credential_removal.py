"""Names and passwords in addresses, which older programs kept, taken out of an archive."""

from __future__ import annotations

import sqlite3

from index.core.credentials import without_login

_PLACES = {
    "version": ("url", "origin"),
    "source": ("url", "origin"),
    "imported_file": ("path",),
    "feed": ("url", "error"),
    "feed_item": ("item",),
}


def clear_logins(connection: sqlite3.Connection) -> None:
    """Inside a transaction. What comes to be the same as another row becomes one with it."""
    connection.create_function("cleared", 1, without_login, deterministic=True)
    for table, columns in _PLACES.items():
        for column in columns:
            held = f"{column} LIKE '%@%' AND {column} <> cleared({column})"
            connection.execute(
                f"UPDATE OR IGNORE {table} SET {column} = cleared({column}) WHERE {held}"
            )
            connection.execute(f"DELETE FROM {table} WHERE {held}")
