"""Copies of an archive: made while it is in use, checked, put in its place."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from index.core.errors import ArchiveError
from index.store.database import Database
from index.store.file import opening, upgrading, wal
from index.store.file.error_messages import ERRORS, damaged, explained
from index.store.file.read_only import untouched

_COUNTED = ("article", "version", "paragraph", "mention", "bookmark", "bookmark_tag", "entity_edit")


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a copy must hold as its original does: rows of the tables that matter, by table."""

    identity: str
    counts: tuple[int, ...]


def holdings(connection: sqlite3.Connection) -> Holdings:
    """What an archive holds. Raises sqlite3.Error."""
    found = connection.execute("SELECT value FROM meta WHERE key = 'identity'").fetchone()
    identity = str(found[0]) if found else ""
    counts = [connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in _COUNTED]
    return Holdings(identity, tuple(counts))


@contextmanager
def reading(path: Path, spare: Path) -> Iterator[sqlite3.Connection]:
    """A connection to an archive that changes nothing of it, its schema neither, nor of what lies
    beside it; `spare` as in `untouched`. Raises ArchiveError for what is no archive.
    """
    opening.ensure_file(path)
    # Where marks do not tell whose the journal is, the copy is looked at when it is made.
    if wal.belongs(path) is False:
        raise opening.of_another(path)
    if wal.rolls_back(path) is False:
        raise opening.of_another(path, "-journal")
    try:
        with (
            untouched(path, spare) as uri,
            closing(sqlite3.connect(uri, uri=True)) as connection,
        ):
            upgrading.ensure_known(connection, path)
            yield connection
    except ERRORS as problem:
        raise explained(path, problem) from problem


def copy(original: sqlite3.Connection, part: Path) -> Holdings:
    """Write all that is committed to another file, which is checked then; others may go on writing
    meanwhile. It gets the newest schema. Raises ArchiveError.
    """
    try:
        with closing(sqlite3.connect(part, isolation_level=None)) as made:
            original.backup(made)
            opening.migrate(made, part, new=True)
            # Its own token, so that no journal of the original is taken for one of the copy.
            made.execute(wal.LEAVE_MARK)
            wal.write_back(made)
            _ensure_sound(made, part)
            return holdings(made)
    except ERRORS as problem:
        raise explained(part, problem) from problem


def _ensure_sound(connection: sqlite3.Connection, path: Path) -> None:
    rows = connection.execute("PRAGMA integrity_check(1)").fetchall()
    wrong = [str(row[0]) for row in rows if row[0] != "ok"]
    wrong += [
        f"a row of {row[0]} belongs to none of {row[2]}"
        for row in connection.execute("PRAGMA foreign_key_check").fetchmany(1)
    ]
    if wrong:
        raise damaged(path, wrong[0])


def verify(path: Path, expected: Holdings) -> None:
    """Open a copy under its final name, as anybody would. Raises ArchiveError when it is not what
    was written.
    """
    copied = Database(path, create=False)
    try:
        found = holdings(copied.connection)
    except ERRORS as problem:
        raise explained(path, problem) from problem
    finally:
        copied.close()
    if found != expected:
        raise ArchiveError(f"{path} does not hold what was written to it.", "Write it once more.")


def write_back(path: Path) -> None:
    """Have an archive's own journal in the file, as the last program to close it does."""
    if wal.is_empty(path) or not wal.belongs(path):
        return
    with suppress(*ERRORS), closing(sqlite3.connect(path)) as connection:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
