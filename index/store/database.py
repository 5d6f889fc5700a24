"""Opening an archive file: checks, migrations, one connection a thread, transactions."""

from __future__ import annotations

import re
import secrets
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from index.errors import ArchiveBusy, ArchiveError, StoppedError
from index.store import schema, soundness
from index.store.soundness import Unsound

_BUSY_SECONDS = 10
SQLITE_VERSION = sqlite3.sqlite_version
# Messages about a damaged file may quote bytes of it that are no text.
_ERRORS = (sqlite3.Error, UnicodeError)
_REPAIR = "What is sound of it is saved by: nutgraf --archive FILE doctor --repair NEWFILE"


def lenient(data: bytes) -> str:
    """Text as SQLite holds it; bytes that are no UTF-8 show as U+FFFD instead of failing a row."""
    return data.decode("utf-8", "replace")


class Database:
    """The SQLite file behind an archive, usable from any number of threads.

    Raises ArchiveError when the file is not an archive, is damaged, cannot be reached, or comes
    from a newer program.
    """

    def __init__(self, path: Path, *, create: bool = True) -> None:
        self.path = path
        self._local = threading.local()
        self._all: list[sqlite3.Connection] = []
        self._watch: sqlite3.Connection | None = None
        self._guard = threading.Lock()
        self._closed = False
        self._stopped = False
        self.unsound: tuple[Unsound, ...] = ()
        if not create and not path.exists():
            raise ArchiveError(
                f"There is no archive at {path}.", "Import news with: nutgraf add PATH"
            )
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _migrate(self.connection, path)
            self.identity = self._read_identity()
        except (*_ERRORS, OSError) as problem:
            self.close()
            raise _explain(path, problem) from problem
        except ArchiveError:
            self.close()
            raise

    def _read_identity(self) -> str:
        row = self.one("SELECT value FROM meta WHERE key = 'identity'")
        if row is None or not re.fullmatch("[0-9A-Za-z]{1,64}", str(row[0])):
            raise ArchiveError(f"{self.path} does not say which archive it is.", _REPAIR)
        return str(row[0])

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection of the calling thread. Raises StoppedError after `interrupt`."""
        if self._stopped:
            raise StoppedError
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is not None:
            if self._local.unsound is not self.unsound:
                self._leave_out(found)
            return found
        with self._guard:
            if self._closed:
                raise ArchiveError("The archive is closed.")
            # Closing happens in one thread for all of them, hence no check.
            made = sqlite3.connect(
                self.path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            self._all.append(made)
        made.text_factory = lenient
        # A file from elsewhere does nothing by being opened (sqlite.org/security.html).
        made.execute("PRAGMA trusted_schema = OFF")
        made.execute("PRAGMA foreign_keys = ON")
        # WAL with NORMAL keeps every commit across a killed process; only a power cut may undo
        # the last ones, and never halves one.
        made.execute("PRAGMA synchronous = NORMAL")
        made.execute("PRAGMA cache_size = -32000")
        made.execute("PRAGMA temp_store = MEMORY")
        self._leave_out(made)
        self._local.connection = made
        return made

    def _leave_out(self, connection: sqlite3.Connection) -> None:
        if self.unsound:
            soundness.leave_out(connection)
        self._local.unsound = self.unsound

    def look_at_rows(self) -> tuple[Unsound, ...]:
        """Look at every row. Those that cannot be right are left out from now on, and nothing is
        written any more. Raises ArchiveError when the file cannot be read through.
        """
        try:
            self.unsound = tuple(soundness.wrong_rows(self.connection))
        except _ERRORS as problem:
            raise _explain(self.path, problem) from problem
        return self.unsound

    def all(self, statement: str, values: Any = ()) -> list[Any]:
        """All rows. Raises ArchiveError when the file cannot be read there."""
        try:
            return self.connection.execute(statement, values).fetchall()
        except _ERRORS as problem:
            raise _explain(self.path, problem) from problem

    def one(self, statement: str, values: Any = ()) -> Any:
        """The first row, or None. Raises ArchiveError when the file cannot be read there."""
        try:
            return self.connection.execute(statement, values).fetchone()
        except _ERRORS as problem:
            raise _explain(self.path, problem) from problem

    def rows(self, statement: str, values: Any = ()) -> Iterator[Any]:
        """Rows as they are asked for. Raises ArchiveError when the file cannot be read there."""
        try:
            yield from self.connection.execute(statement, values)
        except _ERRORS as problem:
            raise _explain(self.path, problem) from problem

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All or nothing. Raises ArchiveBusy when another process keeps writing, ArchiveError when
        the disk is full or the file cannot be written.
        """
        connection = self.connection
        try:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")
        except _ERRORS as problem:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise _explain(self.path, problem) from problem

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """What is read inside, by this thread, is of one moment, whatever others commit.

        May be nested, and used inside a transaction, whose own changes are then seen.
        """
        connection = self.connection
        if connection.in_transaction:
            yield
            return
        connection.execute("BEGIN")
        try:
            yield
        finally:
            # Nothing was written: to end it is all there is to do.
            connection.execute("ROLLBACK")

    def change_counter(self) -> int:
        """A number that changes whenever anybody, in any thread or process, has committed."""
        with self._guard:
            if self._closed:
                raise ArchiveError("The archive is closed.")
            if self._watch is None:
                # SQLite counts commits as seen by one connection, so one is kept that never writes.
                self._watch = sqlite3.connect(
                    self.path, isolation_level=None, check_same_thread=False
                )
                self._all.append(self._watch)
            return int(self._watch.execute("PRAGMA data_version").fetchone()[0])

    def check(self) -> list[str]:
        """What SQLite itself finds wrong with the file; empty when it is sound."""
        try:
            rows = self.all("PRAGMA quick_check(20)") + self.all("PRAGMA foreign_key_check")
        except ArchiveError as problem:
            return [problem.message]
        return [str(row[0]) for row in rows if row[0] != "ok"]

    def copy_to(self, path: Path) -> None:
        """Write all that is committed to another file, which is checked then; others may go on
        writing meanwhile. Raises ArchiveError.
        """
        try:
            with closing(sqlite3.connect(path, isolation_level=None)) as copy:
                self.connection.backup(copy)
                wrong = [row[0] for row in copy.execute("PRAGMA quick_check(1)") if row[0] != "ok"]
        except sqlite3.Error as problem:
            raise _explain(path, problem) from problem
        if wrong:
            raise ArchiveError(f"The copy is not sound: {wrong[0]}.", "See: nutgraf doctor")

    def interrupt(self) -> None:
        """Have every statement that is running, in whatever thread, fail now, and all later ones.

        A transaction that has not been committed is undone.
        """
        with self._guard:
            self._stopped = True
            for connection in self._all:
                connection.interrupt()

    def close(self) -> None:
        """No other thread may be using a connection: SQLite would be called with freed memory."""
        with self._guard:
            self._closed = True
            for connection in self._all:
                connection.close()
            self._all.clear()


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the file to the newest schema, a version at a time."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if tables and application != schema.APPLICATION_ID:
        raise ArchiveError(f"{path} is a SQLite file, but not an archive of Nutgraf.")
    if version > schema.VERSION:
        raise ArchiveError(
            f"{path} was written by a newer Nutgraf (schema {version}, this one knows "
            f"{schema.VERSION}).",
            "Update Nutgraf.",
        )
    if strange := version and soundness.foreign_objects(connection, version):
        raise ArchiveError(
            f"{path} is no archive as Nutgraf makes them: it holds {', '.join(strange[:3])}.",
            _REPAIR,
        )
    if version == schema.VERSION:
        return
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")
    # Another process may have migrated while this one waited for the lock.
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    for number, script in enumerate(schema.MIGRATIONS[version:], start=version + 1):
        for statement in _statements(script):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {number}")
    if version == 0:
        connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        connection.execute("INSERT INTO meta VALUES ('identity', ?)", (secrets.token_hex(16),))
    connection.execute("COMMIT")


def _statements(script: str) -> Iterator[str]:
    """The statements of a script; executescript would commit between them."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""


def _explain(path: Path, problem: Exception) -> ArchiveError:
    text = "malformed" if isinstance(problem, UnicodeError) else str(problem)
    if "locked" in text or "busy" in text:
        return ArchiveBusy(f"{path} is being written by another process.", "Try again in a moment.")
    if "not a database" in text:
        return ArchiveError(f"{path} is not an archive of Nutgraf.")
    if "malformed" in text:
        return ArchiveError(
            f"{path} is damaged ({text}).",
            f"Restore a backup. {_REPAIR}",
        )
    if "readonly database" in text:
        return ArchiveError(
            f"{path} can be read but not written.",
            "If it holds rows that cannot be right, nutgraf doctor says so and how to mend them.",
        )
    if "full" in text:
        return ArchiveError(f"The disk that holds {path} is full.", "Nothing was half stored.")
    return ArchiveError(f"{path} cannot be used: {text}.")
