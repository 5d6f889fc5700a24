"""What SQLite and the system say, in words a person can act on."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

from index.core.errors import ArchiveBusy, ArchiveDamaged, ArchiveError, NoArchive
from index.core.shell_names import shell_name

ERRORS = (sqlite3.Error, UnicodeError)
"""What reading an archive raises; messages about a damaged file may quote what is no text."""

_SAVES = "What is sound of it is saved by: nutgraf --archive {file} doctor --repair NEWFILE"

_RESTORE = f"Put a backup in its place: nutgraf restore FILE. {_SAVES}"


_ROOM = 1 << 16
"""Bytes."""

_Words = tuple[type[ArchiveError], str, str]
"""What is raised, what is said of {path} and of what SQLite {said}, and what to do, in which
{file} is its name in a shell.
"""

_BUSY: _Words = (
    ArchiveBusy,
    "{path} is being written by another process.",
    "Try again in a moment.",
)
_DAMAGED: _Words = (ArchiveDamaged, "{path} is damaged ({said}).", _RESTORE)
_NO_ARCHIVE: _Words = (NoArchive, "{path} is not an archive of Nutgraf.", _RESTORE)
_FULL: _Words = (
    ArchiveError,
    "The disk that holds {path} is full.",
    "Nothing was half stored. Make room and try again.",
)
_FAILING: _Words = (
    ArchiveError,
    "{path} could not be read or written ({said}).",
    "Nothing was half stored. Look whether its disk is there, sound and has room.",
)
_SHUT: _Words = (
    ArchiveError,
    "{path} cannot be used: {said}.",
    "It, or what lies beside it (-wal, -shm), may be another user's, or the folder read-only.",
)
_READ_ONLY: _Words = (
    ArchiveError,
    "{path} can be read but not written.",
    "If it holds rows that cannot be right, nutgraf doctor says so and how to mend them.",
)
_LOCKLESS: _Words = (
    ArchiveError,
    "{path} cannot be locked.",
    "Try again; if that stays so, keep the archive on a disk of this machine.",
)
_OF_CODE = {
    sqlite3.SQLITE_BUSY: _BUSY,
    sqlite3.SQLITE_LOCKED: _BUSY,
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _NO_ARCHIVE,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_IOERR: _FAILING,
    sqlite3.SQLITE_CANTOPEN: _SHUT,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _SHUT,
    sqlite3.SQLITE_AUTH: _SHUT,
    sqlite3.SQLITE_PROTOCOL: _LOCKLESS,
    sqlite3.SQLITE_NOLFS: _FAILING,
}


def explained(path: Path, problem: Exception) -> ArchiveError:
    """The error to be raised for one met with an archive file."""
    if isinstance(problem, OSError):
        return ArchiveError(f"{path} cannot be used: {problem.strerror or problem}.")
    if isinstance(problem, UnicodeEncodeError):  # what was to be written, not what was read
        return ArchiveError(
            "What was to be kept is no text: a byte of it is no UTF-8.", "Nothing was changed."
        )
    if isinstance(problem, UnicodeError):
        return damaged(path, "text that is none")
    code = getattr(problem, "sqlite_errorcode", 0) & 0xFF
    if lacks_room(path, problem):
        return _made(_FULL, path, str(problem))
    if code in _OF_CODE:
        return _made(_OF_CODE[code], path, str(problem))
    if "closed" in str(problem):
        return ArchiveError("The archive is closed.")
    return ArchiveError(f"{path} cannot be used: {problem}.")


def lacks_room(path: Path, problem: Exception) -> bool:
    """Whether a file was not read because there is no room beside it for what SQLite keeps there
    while it is open.
    """
    if getattr(problem, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_IOERR:
        return False
    try:
        return shutil.disk_usage(path.parent).free < _ROOM
    except OSError:
        return False


def how_to_repair(path: Path) -> str:
    """What to do with a file of which not all is sound."""
    return _SAVES.format(file=shell_name(path))


def damaged(path: Path, what: str) -> ArchiveError:
    """The error for a file that is not as it was written."""
    return _made(_DAMAGED, path, what)


def _made(words: _Words, path: Path, said: str) -> ArchiveError:
    kind, message, hint = words
    return kind(message.format(path=path, said=said), hint.format(file=shell_name(path)))
