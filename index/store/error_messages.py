"""What SQLite and the system say, in words a person can act on."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from index.core.errors import ArchiveBusy, ArchiveError

ERRORS = (sqlite3.Error, UnicodeError)
"""What reading an archive raises; messages about a damaged file may quote what is no text."""

REPAIR = "What is sound of it is saved by: nutgraf --archive FILE doctor --repair NEWFILE"

_RESTORE = f"Put a backup in its place: nutgraf restore FILE. {REPAIR}"


def explained(path: Path, problem: Exception) -> ArchiveError:
    """The error to be raised for one met with an archive file."""
    if isinstance(problem, OSError):
        return ArchiveError(f"{path} cannot be used: {problem.strerror or problem}.")
    if isinstance(problem, UnicodeError):
        return _damaged(path, "text that is none")
    code = getattr(problem, "sqlite_errorcode", 0) & 0xFF
    if code in _MADE:
        return _MADE[code](path, str(problem))
    if "closed" in str(problem):
        return ArchiveError("The archive is closed.")
    return ArchiveError(f"{path} cannot be used: {problem}.")


def damaged(path: Path, what: str) -> ArchiveError:
    """The error for a file that is not as it was written."""
    return _damaged(path, what)


def _busy(path: Path, _said: str) -> ArchiveError:
    return ArchiveBusy(f"{path} is being written by another process.", "Try again in a moment.")


def _damaged(path: Path, said: str) -> ArchiveError:
    return ArchiveError(f"{path} is damaged ({said}).", _RESTORE)


def _no_archive(path: Path, _said: str) -> ArchiveError:
    return ArchiveError(f"{path} is not an archive of Nutgraf.", _RESTORE)


def _full(path: Path, _said: str) -> ArchiveError:
    return ArchiveError(
        f"The disk that holds {path} is full.", "Nothing was half stored. Make room and try again."
    )


def _failing(path: Path, said: str) -> ArchiveError:
    return ArchiveError(
        f"{path} could not be read or written ({said}).",
        "Nothing was half stored. Look whether its disk is there, sound and has room.",
    )


def _shut(path: Path, said: str) -> ArchiveError:
    return ArchiveError(
        f"{path} cannot be used: {said}.",
        "It, or what lies beside it (-wal, -shm), may be another user's, or the folder read-only.",
    )


def _read_only(path: Path, _said: str) -> ArchiveError:
    return ArchiveError(
        f"{path} can be read but not written.",
        "If it holds rows that cannot be right, nutgraf doctor says so and how to mend them.",
    )


def _lockless(path: Path, _said: str) -> ArchiveError:
    return ArchiveError(
        f"{path} cannot be locked.",
        "Try again; if that stays so, keep the archive on a disk of this machine.",
    )


_MADE = {
    sqlite3.SQLITE_BUSY: _busy,
    sqlite3.SQLITE_LOCKED: _busy,
    sqlite3.SQLITE_CORRUPT: _damaged,
    sqlite3.SQLITE_NOTADB: _no_archive,
    sqlite3.SQLITE_FULL: _full,
    sqlite3.SQLITE_IOERR: _failing,
    sqlite3.SQLITE_CANTOPEN: _shut,
    sqlite3.SQLITE_READONLY: _read_only,
    sqlite3.SQLITE_PERM: _shut,
    sqlite3.SQLITE_AUTH: _shut,
    sqlite3.SQLITE_PROTOCOL: _lockless,
    sqlite3.SQLITE_NOLFS: _failing,
}
