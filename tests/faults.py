"""Faults of the disk and of SQLite: whatever is done there is counted, and fails once when told."""

from __future__ import annotations

import errno
import fcntl
import io
import os
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Self

import pytest

_SQLITE = (
    (sqlite3.SQLITE_IOERR, "disk I/O error"),
    (sqlite3.SQLITE_FULL, "database or disk is full"),
    (sqlite3.SQLITE_BUSY, "database is locked"),
)
_SYSTEM = (errno.ENOSPC, errno.EIO, errno.EACCES)
_LOCKING = (errno.ENOLCK, errno.EIO)  # another error means that somebody holds the lock
_FILES = (
    (os, ("open", "fsync", "link", "rename", "replace", "unlink", "mkdir", "utime", "write")),
    (fcntl, ("flock", "lockf")),
    (shutil, ("copyfile", "copy2")),
)


class Faults:
    """Counts the operations on files and the steps of SQLite while it is `armed`.

    The one whose turn it is fails instead of being done, once. Which error it meets follows from
    its number: a disk that is full or failing, a file that may not be touched, a database that is
    locked.
    """

    def __init__(self) -> None:
        self.count = 0
        self._fails_at = 0
        self._armed = False
        self.struck = ""
        """What failed: an operation on files by its name, "sqlite" and a statement."""
        self._guard = threading.Lock()

    @contextmanager
    def armed(self, fails_at: int = 0) -> Iterator[Faults]:
        """Count from one; the operation of that number fails, with 0 none does."""
        self.count, self._fails_at, self._armed, self.struck = 0, fails_at, True, ""
        try:
            yield self
        finally:
            self._armed = False

    def _strikes(self, what: str) -> bool:
        if not self._armed:
            return False
        with self._guard:
            self.count += 1
            if self.count != self._fails_at:
                return False
            self.struck = what
            return True

    def file(self, operation: str, name: str = "") -> None:
        """An operation on a file."""
        if self._strikes(operation):
            codes = _LOCKING if operation in ("flock", "lockf") else _SYSTEM
            code = codes[self._fails_at % len(codes)]
            raise OSError(code, os.strerror(code), name or None)

    def step(self, statement: str = "") -> None:
        """A step of SQLite. What undoes a transaction is its own business and does not fail."""
        if statement == "ROLLBACK":
            return
        if self._strikes(f"sqlite {statement}"):
            code, words = _SQLITE[self._fails_at % len(_SQLITE)]
            error = sqlite3.OperationalError(words)
            error.sqlite_errorcode = code
            raise error

    def connect(self) -> None:
        """The opening of a database."""
        if self._strikes("sqlite open"):
            error = sqlite3.OperationalError("unable to open database file")
            error.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
            raise error


class _Written:
    """A file that is written to, each time a fault is possible."""

    def __init__(self, file: Any, faults: Faults) -> None:
        self._file, self._faults = file, faults

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def write(self, data: Any) -> Any:
        self._faults.file("write")
        return self._file.write(data)

    def writelines(self, lines: Any) -> None:
        self._faults.file("write")
        self._file.writelines(lines)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


def _connection(faults: Faults) -> type[sqlite3.Connection]:
    class FaultyCursor(sqlite3.Cursor):
        def execute(self, *given: Any) -> sqlite3.Cursor:
            faults.step(given[0])
            return super().execute(*given)

        def executemany(self, *given: Any) -> sqlite3.Cursor:
            faults.step()
            return super().executemany(*given)

        def fetchall(self) -> list[Any]:
            faults.step()
            return super().fetchall()

        def __iter__(self) -> FaultyCursor:
            faults.step()
            return self

    class Faulty(sqlite3.Connection):
        def cursor(self, *_: Any, **__: Any) -> sqlite3.Cursor:
            return super().cursor(FaultyCursor)

        def execute(self, *given: Any) -> sqlite3.Cursor:
            return self.cursor().execute(*given)

        def executemany(self, *given: Any) -> sqlite3.Cursor:
            return self.cursor().executemany(*given)

        def backup(self, *given: Any, **named: Any) -> None:
            faults.step()
            super().backup(*given, **named)

    return Faulty


def inject(patch: pytest.MonkeyPatch) -> Faults:
    """Have all that this process does on the disk pass by the faults that are returned."""
    faults = Faults()
    connect, faulty = sqlite3.connect, _connection(faults)
    opened = io.open

    def connected(database: object, *given: Any, **named: Any) -> sqlite3.Connection:
        if database == ":memory:":
            return connect(database, *given, **named)
        faults.connect()
        return connect(database, *given, factory=faulty, **named)  # type: ignore[call-overload]

    def open_file(file: Any, mode: str = "r", *given: Any, **named: Any) -> Any:
        if not isinstance(file, int):
            faults.file("open", str(file))
        found = opened(file, mode, *given, **named)
        return found if set(mode) <= set("rbt") else _Written(found, faults)

    def wrapped(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            name = str(given[0]) if given and not isinstance(given[0], int) else ""
            faults.file(function.__name__, name)
            return function(*given, **named)

        return call

    patch.setattr(sqlite3, "connect", connected)
    patch.setattr(io, "open", open_file)
    for module, names in _FILES:
        for name in names:
            patch.setattr(module, name, wrapped(getattr(module, name)))
    return faults
