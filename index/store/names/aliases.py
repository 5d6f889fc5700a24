"""The names that entities go by, folded, and the words by which these are looked up.

A name is looked up by a word of it, which leads to the few entities that have it, and then compared
whole. So every word of every alias has a row with the entity; whoever writes aliases writes them
here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable

_ADD_WORD = (
    "INSERT OR IGNORE INTO name_word (word, entity, type)"
    " SELECT ?, number, type FROM entity WHERE number = ?"
)


def of(connection: sqlite3.Connection, entity: int) -> set[str]:
    """The aliases of an entity."""
    rows = connection.execute("SELECT key FROM alias WHERE entity = ?", (entity,))
    return {row[0] for row in rows}


def add(connection: sqlite3.Connection, names: Iterable[tuple[int, str]]) -> None:
    """Let entities go by names as well: (entity, alias) of each, known ones or new ones."""
    pairs = set(names)
    connection.executemany("INSERT OR IGNORE INTO alias VALUES (?, ?)", pairs)
    words = {(word, entity) for entity, key in pairs for word in key.split()}
    connection.executemany(_ADD_WORD, words)


def remove(connection: sqlite3.Connection, entity: int, keys: Collection[str]) -> None:
    """Let an entity go by some of its names no longer."""
    if not keys:
        return
    connection.executemany(
        "DELETE FROM alias WHERE entity = ? AND key = ?", [(entity, key) for key in keys]
    )
    left = {word for key in of(connection, entity) for word in key.split()}
    gone = {word for key in keys for word in key.split()} - left
    connection.executemany(
        "DELETE FROM name_word WHERE word = ? AND entity = ?", [(word, entity) for word in gone]
    )


def replace(connection: sqlite3.Connection, entity: int, keys: Collection[str]) -> None:
    """Let an entity go by these names and no others."""
    before, wanted = of(connection, entity), set(keys)
    remove(connection, entity, before - wanted)
    add(connection, [(entity, key) for key in wanted - before])


def list_words(connection: sqlite3.Connection) -> None:
    """List the words of all aliases anew."""
    connection.execute("DELETE FROM name_word")
    rows = connection.execute(
        "SELECT a.key, e.number, e.type FROM alias a JOIN entity e ON e.number = a.entity"
    )
    connection.executemany(
        "INSERT OR IGNORE INTO name_word VALUES (?, ?, ?)",
        ((word, entity, kind) for key, entity, kind in rows for word in str(key).split()),
    )
