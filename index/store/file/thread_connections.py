"""The connections to an archive file: one a thread, and one that watches for commits."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

from index.core.errors import ArchiveError, StoppedError
from index.store.file import file_mapping, integrity, wal
from index.store.file.error_messages import ERRORS, explained
from index.store.file.file_identity import FileIdentity
from index.store.file.file_mapping import FileMapping
from index.store.file.integrity import Unsound

Connection = sqlite3.Connection
"""For whoever is handed one: SQLite is spoken with in the store alone."""

_BUSY_SECONDS = 10

_LONGEST_JOURNAL = 12_000
"""Pages; whoever commits beyond that writes them back into the file and waits for it. As many as
merging two of the most frequent names and undoing it takes."""


def lenient(data: bytes) -> str:
    """Text as SQLite holds it; bytes that are no UTF-8 show as U+FFFD instead of failing a row."""
    return data.decode("utf-8", "replace")


class Connections:
    """The connections to a file, opened by the parameters of SQLite's address in `options`.

    `guard` is held while connections come and go, and by who commits: nobody is interrupted then.
    Rows that are `unsound` are left out of what any of them reads. Raises OSError when the file
    cannot be reached.
    """

    def __init__(self, path: Path, options: str) -> None:
        self._path, self._options = path, options
        self.guard = threading.RLock()
        self.unsound: tuple[Unsound, ...] = ()
        self._local = threading.local()
        self._all: list[Connection] = []
        self._mapping: FileMapping | None = None
        self._closed = self._stopped = False
        self._file = FileIdentity(path, self.change_counter)
        try:
            self._watch = self._connect()
        except BaseException:
            self._file.close()
            raise

    @property
    def own(self) -> Connection:
        """The connection of the calling thread. Raises StoppedError after `interrupt`, and
        ArchiveError after `close`.
        """
        if self._stopped:
            raise StoppedError
        found: Connection | None = getattr(self._local, "connection", None)
        if found is not None:
            if self._local.unsound is not self.unsound:
                self._leave_out(found)
            if (self._mapping is not None or self._local.mapped) and not found.in_transaction:
                self._map(found)
            return found
        with self.guard:
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
        self._mapping = FileMapping(self._path)

    def _map(self, connection: Connection) -> None:
        """Have a connection read mapped pages, unless the file became shorter."""
        mapping = self._mapping
        if mapping is not None and mapping.is_cut_short():
            mapping = self._mapping = None
        if self._local.mapped != (mapping is not None):
            self._local.mapped = mapping is not None
            connection.execute(f"PRAGMA mmap_size = {file_mapping.MOST * self._local.mapped}")

    def _leave_out(self, connection: Connection) -> None:
        if self.unsound:
            integrity.leave_out(connection)
        self._local.unsound = self.unsound

    def _connect(self) -> Connection:
        """Another connection to the file that was opened. The caller holds the guard."""
        self.ensure_in_place()
        # Closing happens in one thread for all of them, hence no check.
        made = sqlite3.connect(
            wal.uri(self._path, self._options),
            uri=True,
            timeout=_BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        self._all.append(made)
        return made

    def opened(self) -> None:
        """The file is an archive, and the one that is to stay. Raises ArchiveMoved."""
        self._file.opened()

    def ensure_in_place(self) -> None:
        """Raises ArchiveMoved when what lies under the archive's name is not what was opened."""
        if not self._closed:
            self._file.ensure_in_place()

    @property
    def is_closed(self) -> bool:
        """Whether the file was let go of."""
        return self._closed

    def change_counter(self) -> int:
        """A number that changes whenever anybody, in any thread or process, has committed."""
        with self.guard:
            if self._closed:
                raise ArchiveError("The archive is closed.")
            try:
                # SQLite counts the commits that one connection has seen, so this one never writes.
                return int(self._watch.execute("PRAGMA data_version").fetchone()[0])
            except ERRORS as problem:
                raise explained(self._path, problem) from problem

    def give_up(self, connection: Connection) -> None:
        """Close the calling thread's connection, which is of no more use; it gets another one."""
        with self.guard:
            self._all.remove(connection)
        self._local.connection = None
        connection.close()

    def interrupt(self) -> None:
        """Have every statement that is running, in whatever thread, fail now, and all later ones.

        A transaction that has not been committed is undone.
        """
        with self.guard:
            self._stopped = True
            for connection in self._all:
                connection.interrupt()

    def close(self) -> None:
        """Let go of the file. What is lost is not written back into what took its place.

        No other thread may be using a connection: SQLite would be called with freed memory.
        """
        with self.guard:
            if self._closed:
                return
            self._closed = True
            if self._file.is_lost:
                wal.abandon(self._all)
            for connection in self._all:
                connection.close()
            self._all.clear()
            self._local = threading.local()
            self._file.close()
