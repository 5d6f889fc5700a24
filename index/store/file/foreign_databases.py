"""Databases of other programs: read, never written, never trusted."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote

from index.core.errors import InputError

_LONGEST_VALUE = 64 << 20
# What a query may take, in thousands of steps of SQLite's machine, before a row comes.
_PATIENCE = 100_000


def rows(
    path: Path, statement: str, needed: Mapping[str, Sequence[str]]
) -> Iterator[tuple[Any, ...]]:
    """The rows of a query on a SQLite file.

    `needed` names the tables and columns that the query uses. Raises InputError when the file lacks
    one of them, is damaged, or is in use.
    """
    try:
        address = f"file:{quote(str(path))}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=2)) as connection:
            _harden(connection)
            for table, columns in needed.items():
                _check(connection, table, columns)
            yield from connection.execute(statement)
    except (sqlite3.Error, UnicodeError) as error:
        reason = "in use" if "locked" in str(error) else "damaged"
        raise InputError(f"the database is {reason} ({error})") from error


def _harden(connection: sqlite3.Connection) -> None:
    """What a hostile file could do is forbidden (sqlite.org/security.html)."""
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA query_only = ON")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, _LONGEST_VALUE)
    connection.text_factory = lambda data: data.decode("utf-8", "replace")
    spent = iter(range(_PATIENCE))
    connection.set_progress_handler(lambda: next(spent, None) is None, 1_000_000)


def _check(connection: sqlite3.Connection, table: str, columns: Sequence[str]) -> None:
    kind = connection.execute(
        "SELECT type FROM sqlite_master WHERE name = ? AND sql NOT LIKE 'CREATE VIRTUAL%'", (table,)
    ).fetchone()
    if kind is None or kind[0] != "table":
        raise InputError(f"the database has no table {table}")
    present = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
    missing = [column for column in columns if column not in present]
    if missing:
        raise InputError(f"the database's table {table} has no column {missing[0]}")
