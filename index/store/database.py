"""An archive file: reading it, transactions, and what others have committed meanwhile."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from index.core.errors import ArchiveError, ArchiveMoved
from index.core.priority import way
from index.store import schema
from index.store.file import integrity, opening, upgrading, wal
from index.store.file.error_messages import ERRORS, explained, how_to_repair
from index.store.file.integrity import Unsound
from index.store.file.opened_file import OpenedFile
from index.store.file.thread_connections import Connection, lenient

_LONG_JOURNAL = 4_000_000
"""Bytes, so many that somebody who has time may write them back."""

SQLITE_VERSION = sqlite3.sqlite_version
COMMITS = (
    "SELECT coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'commits'), 0) AS commits"
)
"""How many transactions of programs like this one the file has seen. Whatever else stands there in
a damaged file is a number as well.
"""

_COUNT_COMMIT = (
    "INSERT INTO meta VALUES ('commits', 1)"
    " ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1"
)


# A statement that was begun and not gone through keeps its connection at the moment when it began,
# whatever is read with it afterwards. A traceback is enough to keep a cursor: hence each is closed.


def all_rows(connection: Connection, statement: str, values: Any = ()) -> list[Any]:
    """All rows, their texts made by SQLite's module itself where these are UTF-8: a function of
    ours that is called for each of them doubles what the rows of a page of results cost.
    """
    connection.text_factory = str
    try:
        with closing(connection.execute(statement, values)) as cursor:
            return cursor.fetchall()
    except sqlite3.OperationalError as problem:
        if "decode to UTF-8" not in str(problem):
            raise
    finally:
        connection.text_factory = lenient
    with closing(connection.execute(statement, values)) as cursor:
        return cursor.fetchall()


class Database:
    """The SQLite file behind an archive, usable from any number of threads.

    Raises ArchiveError when the file is not an archive, is damaged, cannot be reached, or comes
    from a newer program.
    """

    def __init__(self, path: Path, *, create: bool = True) -> None:
        self.path = path
        self._own_commits = self._shortened = 0
        self._file = OpenedFile(path, create=create)
        self._connections = self._file.connections
        try:
            self.identity = self._read_identity()
        except BaseException:
            self.close()
            raise

    def _read_identity(self) -> str:
        row = self.one("SELECT value FROM meta WHERE key = 'identity'")
        if row is None or not re.fullmatch("[0-9A-Za-z]{1,64}", str(row[0])):
            raise ArchiveError(
                f"{self.path} does not say which archive it is.", how_to_repair(self.path)
            )
        return str(row[0])

    @property
    def is_read_only(self) -> bool:
        """Whether the file can be read but not written; see `opening.why_read_only`."""
        return self._file.is_read_only

    @property
    def notice(self) -> str:
        """What had to be done about the file when it was opened, in words; "" for nothing."""
        return self._file.notice

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection of the calling thread. Raises StoppedError after `interrupt`."""
        return self._connections.own

    @property
    def unsound(self) -> tuple[Unsound, ...]:
        """The rows that cannot be right and are left out of what is read, as far as is known."""
        return self._connections.unsound

    def map_file(self) -> None:
        """See `Connections.map_file`."""
        self._connections.map_file()

    def look_at_rows(self) -> tuple[Unsound, ...]:
        """Look at every row. Those that cannot be right are left out from now on, and nothing is
        written any more. Raises ArchiveError when the file cannot be read through.
        """
        try:
            self._connections.unsound = tuple(integrity.wrong_rows(self.connection))
        except ERRORS as problem:
            raise explained(self.path, problem) from problem
        return self.unsound

    def all(self, statement: str, values: Any = ()) -> list[Any]:
        """All rows. Raises ArchiveError, as does whatever else reads or writes here."""
        way.give_way()
        try:
            return all_rows(self.connection, statement, values)
        except ERRORS as problem:
            raise explained(self.path, problem) from problem

    def one(self, statement: str, values: Any = ()) -> Any:
        """The first row, or None."""
        try:
            with closing(self.connection.execute(statement, values)) as cursor:
                return cursor.fetchone()
        except ERRORS as problem:
            raise explained(self.path, problem) from problem

    def rows(self, statement: str, values: Any = ()) -> Generator[Any, None, None]:
        """Row after row, each read when it is asked for."""
        try:
            cursor = self.connection.execute(statement, values)
            try:
                # Who stops in the middle closes what is iterated, so that is not the cursor itself:
                # the archive may be closed by the time that the rows are let go of.
                yield from iter(cursor.fetchone, None)
            finally:
                with suppress(sqlite3.ProgrammingError):
                    cursor.close()
        except ERRORS as problem:
            raise explained(self.path, problem) from problem

    def ensure_in_place(self) -> None:
        """Raises ArchiveMoved when what lies under the archive's name is not what was opened, or
        has another schema by now.
        """
        self._connections.ensure_in_place()
        try:
            self._ensure_schema()
        except ERRORS as problem:
            raise explained(self.path, problem) from problem

    def _ensure_schema(self) -> None:
        """Nothing is written into a schema that is not known."""
        version = upgrading.version_of(self.connection)
        if version != schema.VERSION:
            raise ArchiveMoved(
                f"Another version of Nutgraf has brought {self.path} to schema {version} while it"
                f" was open; this one knows {schema.VERSION}.",
                "Nothing was written. Quit, and open it with that version.",
            )

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing. Raises ArchiveBusy when another process keeps writing, ArchiveMoved when
        the file is no longer the one that was opened, ArchiveReadOnly, and ArchiveError when the
        disk is full or the file cannot be written.
        """
        if self.is_read_only:
            raise opening.read_only(self.path)
        self.ensure_in_place()
        try:
            connection = self.connection
            connection.execute("BEGIN IMMEDIATE")
            try:
                # Nobody else can change it any more.
                self._ensure_schema()
                changes = connection.total_changes
                with way.holding():
                    yield connection
                changed = connection.total_changes != changes
                if changed:
                    connection.execute(_COUNT_COMMIT)
                    connection.execute(wal.LEAVE_MARK)
                with self._connections.guard:
                    connection.execute("COMMIT")
                    self._own_commits += changed
            except BaseException:
                self._roll_back(connection)
                raise
        except ERRORS as problem:
            raise explained(self.path, problem) from problem

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """What is read inside, by this thread, is of one moment, whatever others commit.

        May be nested, and used inside a transaction, whose own changes are then seen.
        """
        try:
            connection = self.connection
            if connection.in_transaction:
                yield
                return
            connection.execute("BEGIN")
            try:
                yield
            finally:
                self._roll_back(connection)
        except ERRORS as problem:
            raise explained(self.path, problem) from problem

    def _roll_back(self, connection: Connection) -> None:
        """End a transaction without what it wrote, where a full disk has not ended it already.

        A connection on which that fails is given up: it would see the moment when the transaction
        began for ever.
        """
        try:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        except ERRORS:
            self._connections.give_up(connection)

    def commits_of_others(self) -> int:
        """How many transactions others than this object have committed to the file.

        The file counts all of them, this object its own. SQLite's `data_version` does not tell the
        one kind from the other.
        """
        with self._connections.guard:
            return self.commits() - self._own_commits

    def commits(self) -> int:
        """How many transactions of whomever the calling thread sees."""
        count: int = self.one(COMMITS)[0]
        return count

    def state(self) -> tuple[int, int]:
        """What the calling thread sees, as a value that is another one after each commit: for
        whoever keeps what was read. Inside of a snapshot it is that of the snapshot, which may be
        older than what others have committed, and have read, since.
        """
        return self.change_counter(), self.commits()

    def change_counter(self) -> int:
        """See `Connections.change_counter`."""
        return self._connections.change_counter()

    def check(self) -> list[str]:
        """What SQLite itself finds wrong with the file; empty when it is sound."""
        try:
            rows = self.all("PRAGMA quick_check(20)") + self.all("PRAGMA foreign_key_check")
        except ArchiveError as problem:
            return [problem.message]
        return [str(row[0]) for row in rows if row[0] != "ok"]

    def shorten_journal(self) -> None:
        """Write what was committed through this object into the file itself, where it is much: that
        is half of what committing costs, which nobody need wait for. Commits are kept without it,
        also where it cannot be done, as on a full disk.
        """
        if self._own_commits == self._shortened or wal.size(self.path) < _LONG_JOURNAL:
            return
        self._shortened = self._own_commits
        with suppress(ArchiveError):
            self.one("PRAGMA wal_checkpoint(PASSIVE)")

    def write_back(self) -> None:
        """Have all that is committed in the file itself, nobody else having it open: it can then be
        moved. Raises ArchiveError.
        """
        try:
            wal.write_back(self.connection)
        except ERRORS as problem:
            raise explained(self.path, problem) from problem

    def interrupt(self) -> None:
        """See `Connections.interrupt`."""
        self._connections.interrupt()

    @property
    def is_closed(self) -> bool:
        """Whether nothing can be read any more."""
        return self._connections.is_closed

    def close(self) -> None:
        """See `OpenedFile.close`."""
        self._file.close()
