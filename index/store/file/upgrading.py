"""From the schema of an older archive to that of today, a version at a time."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from index.core.errors import ArchiveError
from index.store import schema
from index.store.file import integrity, wal
from index.store.file.credential_removal import clear_logins
from index.store.file.error_messages import how_to_repair
from index.store.file.refolding import refold
from index.store.names import aliases, name_forms
from index.store.tables import article_tables


def ensure_known(connection: sqlite3.Connection, path: Path) -> int:
    """The version of an archive's schema. Raises ArchiveError for what is none, or too new."""
    if connection.execute("PRAGMA application_id").fetchone()[0] != schema.APPLICATION_ID:
        raise ArchiveError(f"{path} is a SQLite file, but not an archive of Nutgraf.")
    version = version_of(connection)
    if version > schema.VERSION:
        raise ArchiveError(
            f"{path} was written by a newer Nutgraf (schema {version}, this one knows "
            f"{schema.VERSION}).",
            "Update Nutgraf.",
        )
    if version < 1:
        raise ArchiveError(
            f"{path} is no archive as Nutgraf makes them: its schema has the number {version}.",
            how_to_repair(path),
        )
    if strange := integrity.foreign_objects(connection, version):
        raise ArchiveError(
            f"{path} is no archive as Nutgraf makes them: it holds {', '.join(strange[:3])}.",
            how_to_repair(path),
        )
    return version


def version_of(connection: sqlite3.Connection) -> int:
    """The version of the schema that a file says it has."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def upgrade(connection: sqlite3.Connection) -> None:
    """Bring an archive to the newest schema, all of the way or not at all."""
    connection.execute("PRAGMA journal_mode = WAL")
    # What is taken out is not to be read in what is left free.
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("BEGIN IMMEDIATE")
    # Another process may have migrated while this one waited for the lock.
    version = version_of(connection)
    if integrity.has_early_source(connection):
        _renew_source(connection)
    for number, script in enumerate(schema.MIGRATIONS[version:], start=version + 1):
        for statement in _statements(script):
            connection.execute(statement)
        if number == schema.FOLDED:
            refold(connection)
        if number == schema.CLEARED:
            clear_logins(connection)
        if number == schema.NAME_WORDS:
            aliases.list_words(connection)
        if number == schema.NAME_FORMS:
            name_forms.look_up(connection)
        if number == schema.COPY_KEYS:
            # Loads NumPy, which opening an archive needs for nothing else.
            from index.store.derived import copy_keys  # noqa: PLC0415

            copy_keys.take_over(connection)
        connection.execute(f"PRAGMA user_version = {number}")
    if version == 0:
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        connection.execute("INSERT INTO meta VALUES ('identity', ?)", (os.urandom(16).hex(),))
    connection.execute(wal.LEAVE_MARK)
    connection.execute("COMMIT")
    connection.execute("PRAGMA secure_delete = OFF")


def _renew_source(connection: sqlite3.Connection) -> None:
    """Give the table `source` the shape that it got while its migration was young."""
    made = next(one for one in _statements(article_tables.FEEDS) if "CREATE TABLE source" in one)
    connection.execute("ALTER TABLE source RENAME TO early_source")
    connection.execute(made)
    connection.execute("INSERT INTO source SELECT * FROM early_source")
    connection.execute("DROP TABLE early_source")
    connection.execute("CREATE INDEX source_by_id ON source (id)")


def _statements(script: str) -> Iterator[str]:
    """The statements of a script; executescript would commit between them."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""
