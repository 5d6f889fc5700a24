"""Opening an archive file: checks, migrations, one connection a thread, transactions."""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Generator, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from index.core.errors import ArchiveError, StoppedError
from index.core.priority import way
from index.store import file_mapping, integrity, opening, wal
from index.store.error_messages import ERRORS, REPAIR, explained, lacks_room
from index.store.file_identity import FileIdentity
from index.store.file_mapping import FileMapping
from index.store.integrity import Unsound

Connection = sqlite3.Connection
"""For whoever is handed one: SQLite is spoken with in this room alone."""

_BUSY_SECONDS = 10

_LONGEST_JOURNAL = 12_000
"""Pages; whoever commits beyond that writes them back into the file and waits for it. As many as
merging two of the most frequent names and undoing it takes."""

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


def lenient(data: bytes) -> str:
    """Text as SQLite holds it; bytes that are no UTF-8 show as U+FFFD instead of failing a row."""
    return data.decode("utf-8", "replace")


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
        self._options = ""
        self._file: FileIdentity | None = None
        self._mapping: FileMapping | None = None
        self._local = threading.local()
        self._all: list[sqlite3.Connection] = []
        self._watch: sqlite3.Connection | None = None
        self._guard = threading.RLock()
        self._own_commits = self._shortened = 0
        self._closed = False
        self._stopped = False
        self.unsound: tuple[Unsound, ...] = ()
        try:
            self._options = opening.way_into(path, create=create)
            try:
                self._open()
            except sqlite3.OperationalError as problem:
                if self._options or not lacks_room(path, problem):
                    raise
                self._let_go()
                self._options = wal.WITHOUT_FILE
                self._open()
        except (*ERRORS, OSError) as problem:
            self.close()
            raise explained(path, problem) from problem
        except BaseException:
            self.close()
            raise

    def _open(self) -> None:
        self._file = FileIdentity(self.path, self.change_counter)
        self._watch = self._connect()
        opening.migrate(self.connection, self.path)
        self._file.opened()
        self.identity = self._read_identity()

    def _read_identity(self) -> str:
        row = self.one("SELECT value FROM meta WHERE key = 'identity'")
        if row is None or not re.fullmatch("[0-9A-Za-z]{1,64}", str(row[0])):
            raise ArchiveError(f"{self.path} does not say which archive it is.", REPAIR)
        return str(row[0])

    @property
    def is_read_only(self) -> bool:
        """Whether the file can be read but not written; see `opening.why_read_only`."""
        return self._options not in ("", wal.WITHOUT_FILE)

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection of the calling thread. Raises StoppedError after `interrupt`."""
        if self._stopped:
            raise StoppedError
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is not None:
            if self._local.unsound is not self.unsound:
                self._leave_out(found)
            if (self._mapping is not None or self._local.mapped) and not found.in_transaction:
                self._map(found)
            return found
        with self._guard:
            if self._closed:
                raise ArchiveError("The archive is closed.")
            made = self._connect()
        made.text_factory = lenient
        # A file from elsewhere does nothing by being opened (sqlite.org/security.html).
        made.execute("PRAGMA trusted_schema = OFF")
        made.execute("PRAGMA foreign_keys = ON")
        # WAL with NORMAL keeps every commit across a killed process; only a power cut may undo
        # the last ones, and never halves one.
        made.execute("PRAGMA synchronous = NORMAL")
        made.execute("PRAGMA cache_size = -32000")
        made.execute("PRAGMA temp_store = MEMORY")
        made.execute(f"PRAGMA wal_autocheckpoint = {_LONGEST_JOURNAL}")
        self._leave_out(made)
        self._local.mapped = False
        self._local.connection = made
        return made

    def map_file(self) -> None:
        """From now on read the file where the system holds it, without copying: for who reads much.

        A page costs a tenth of what it does otherwise, where copying takes memory not yet in use.
        """
        self._mapping = FileMapping(self.path)

    def _map(self, connection: Connection) -> None:
        """Have a connection read mapped pages, unless the file became shorter."""
        mapping = self._mapping
        if mapping is not None and mapping.is_cut_short():
            mapping = self._mapping = None
        if self._local.mapped != (mapping is not None):
            self._local.mapped = mapping is not None
            connection.execute(f"PRAGMA mmap_size = {file_mapping.MOST * self._local.mapped}")

    def _leave_out(self, connection: sqlite3.Connection) -> None:
        if self.unsound:
            integrity.leave_out(connection)
        self._local.unsound = self.unsound

    def look_at_rows(self) -> tuple[Unsound, ...]:
        """Look at every row. Those that cannot be right are left out from now on, and nothing is
        written any more. Raises ArchiveError when the file cannot be read through.
        """
        try:
            self.unsound = tuple(integrity.wrong_rows(self.connection))
        except ERRORS as problem:
            raise explained(self.path, problem) from problem
        return self.unsound

    def _connect(self) -> sqlite3.Connection:
        """Another connection to the file that was opened. The caller holds the guard."""
        self.ensure_in_place()
        # Closing happens in one thread for all of them, hence no check.
        made = sqlite3.connect(
            wal.uri(self.path, self._options),
            uri=True,
            timeout=_BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        self._all.append(made)
        return made

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
        """Raises ArchiveMoved when what lies under the archive's name is not what was opened."""
        if self._file is not None:
            self._file.ensure_in_place()

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
            changes = connection.total_changes
            try:
                with way.holding():
                    yield connection
                changed = connection.total_changes != changes
                if changed:
                    connection.execute(_COUNT_COMMIT)
                    connection.execute(wal.LEAVE_MARK)
                with self._guard:
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
            with self._guard:
                self._all.remove(connection)
            self._local.connection = None
            connection.close()

    def commits_of_others(self) -> int:
        """How many transactions others than this object have committed to the file.

        The file counts all of them, this object its own. SQLite's `data_version` does not tell the
        one kind from the other.
        """
        with self._guard:
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
        """A number that changes whenever anybody, in any thread or process, has committed."""
        with self._guard:
            if self._closed or self._watch is None:
                raise ArchiveError("The archive is closed.")
            try:
                # SQLite counts the commits that one connection has seen, so this one never writes.
                return int(self._watch.execute("PRAGMA data_version").fetchone()[0])
            except ERRORS as problem:
                raise explained(self.path, problem) from problem

    def check(self) -> list[str]:
        """What SQLite itself finds wrong with the file; empty when it is sound."""
        try:
            rows = self.all("PRAGMA quick_check(20)") + self.all("PRAGMA foreign_key_check")
        except ArchiveError as problem:
            return [problem.message]
        return [str(row[0]) for row in rows if row[0] != "ok"]

    def shorten_journal(self) -> None:
        """Write what was committed through this object into the file itself, where it is much: that
        is half of what committing costs, which nobody need wait for. Commits are kept without it.
        """
        if self._own_commits == self._shortened or wal.size(self.path) < _LONG_JOURNAL:
            return
        self._shortened = self._own_commits
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
        """Have every statement that is running, in whatever thread, fail now, and all later ones.

        A transaction that has not been committed is undone.
        """
        with self._guard:
            self._stopped = True
            for connection in self._all:
                connection.interrupt()

    def close(self) -> None:
        """Let go of the file. What is lost is not written back into what took its place.

        No other thread may be using a connection: SQLite would be called with freed memory.
        """
        with self._guard:
            self._closed = True
            self._let_go()

    def _let_go(self) -> None:
        if self._file is not None and self._file.is_lost:
            wal.abandon(self._all)
        for connection in self._all:
            connection.close()
        self._all.clear()
        self._local = threading.local()
        if self._file is not None:
            self._file.close()
            self._file = None
