"""The names that a reader keeps a list of, as the archive has them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from index.core.values import EntityType
from index.core.watched_names import WatchedName


def kept(connection: sqlite3.Connection) -> list[WatchedName]:
    """All watched names, in the order of type and name."""
    forms: dict[tuple[EntityType, str], list[str]] = {}
    for kind, name, form in connection.execute(
        "SELECT type, name, form FROM watched ORDER BY type, name, form"
    ):
        forms.setdefault((kind, name), []).append(form)
    return [WatchedName(kind, name, tuple(own)) for (kind, name), own in forms.items()]


def add(connection: sqlite3.Connection, names: Iterable[WatchedName]) -> None:
    """Watch for names from now on; a form that another name had is this one's."""
    connection.executemany(
        "INSERT OR REPLACE INTO watched (form, type, name) VALUES (?, ?, ?)",
        [(form, name.type, name.name) for name in names for form in name.forms],
    )


def remove(connection: sqlite3.Connection, names: Iterable[WatchedName]) -> None:
    """Watch for names no longer."""
    connection.executemany(
        "DELETE FROM watched WHERE type = ? AND name = ?", [(one.type, one.name) for one in names]
    )


def texts_with(connection: sqlite3.Connection, forms: Sequence[str]) -> list[int]:
    """The texts that have any of some forms, as they are written, in one of their paragraphs."""
    found: set[int] = set()
    for form in forms:
        rows = connection.execute(
            "SELECT DISTINCT version FROM paragraph WHERE instr(text, ?) > 0", (form,)
        )
        found.update(row[0] for row in rows)
    return sorted(found)
