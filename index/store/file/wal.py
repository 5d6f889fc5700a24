"""Whether the journal beside an archive is its own.

SQLite replays a `-wal` over whatever file bears the name in front of it. Copied over an archive
whose program died, a backup is so mixed with what it was to replace. Therefore every transaction
leaves a mark: a token of its own and that of the one before. A journal belongs to a file when the
file's token is one of the journal's, or the one before its first.
"""

from __future__ import annotations

import ctypes
import mmap
import os
import sqlite3
import struct
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from index.core.late_patterns import late
from index.store.file import rollback_journal
from index.store.file.error_messages import ERRORS

SUFFIXES = ("-wal", "-shm", "-journal")
"""What SQLite puts beside a file."""

REPLAYED = ("-wal", "-journal")
"""What of it is read with the file."""

LEAVE_MARK = (
    "UPDATE write_mark SET token ="
    " 'nutgraf-write:' || lower(hex(randomblob(8))) || ':after:' || substr(token, 15, 16)"
)
"""To be the last statement of every transaction that changes something."""

_MARK = late(rb"nutgraf-write:([0-9a-f]{16}):after:([0-9a-f]{16})")
# https://www.sqlite.org/fileformat2.html#the_write_ahead_log
_HEAD = struct.Struct(">4I8s8s")
_FRAME = struct.Struct(">2I8s8s")
_MAGIC = {0x377F0682, 0x377F0683}
_TRIES = 5


@dataclass(frozen=True, slots=True)
class Mark:
    """What an archive file itself says, whatever its journal adds: whose it is, and its token.

    `page` is where in the file the token stands, `before` the token of the transaction before.
    """

    identity: str
    token: str
    before: str
    page: int


WITHOUT_FILE = "vfs=unix-excl"
"""An option for `uri`: what SQLite keeps in `-shm` otherwise is kept in memory, for a disk that has
no room for it. No other process can use the archive meanwhile.
"""


def uri(path: Path, options: str) -> str:
    """A file for `sqlite3.connect(…, uri=True)`, with options such as `mode=ro`."""
    return f"file:{quote(os.fsencode(path.absolute()))}?{options}"


def mark_of(path: Path) -> Mark | None:
    """The mark of a file without its journal; None when it has none or cannot be read."""
    try:
        with closing(sqlite3.connect(uri(path, "immutable=1"), uri=True)) as connection:
            row = connection.execute(
                "SELECT m.value, w.token, s.rootpage FROM meta m, write_mark w, sqlite_master s"
                " WHERE m.key = 'identity' AND s.name = 'write_mark' LIMIT 1"
            ).fetchone()
    except ERRORS:
        return None
    return Mark(str(row[0]), str(row[1])[14:30], str(row[1])[37:53], int(row[2])) if row else None


def is_no_database(path: Path) -> bool:
    """Whether a file is something else than a database of SQLite."""
    try:
        with closing(sqlite3.connect(uri(path, "immutable=1"), uri=True)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except ERRORS as problem:
        return (getattr(problem, "sqlite_errorcode", 0) & 0xFF) == sqlite3.SQLITE_NOTADB
    return False


def size(path: Path) -> int:
    """The bytes of the journal beside a file, 0 where there is none."""
    try:
        return beside(path, "-wal").stat().st_size
    except FileNotFoundError:
        return 0


def is_empty(path: Path) -> bool:
    """Whether no journal with anything in it lies beside a file."""
    return size(path) <= _HEAD.size


def beside(path: Path, suffix: str) -> Path:
    """The journal of a file, or what else SQLite puts beside it: where the real file lies."""
    real = path.resolve()
    return real.with_name(real.name + suffix)


def belongs(path: Path) -> bool | None:
    """Whether the journal beside a file is its own; None when that cannot be told by marks.

    Others may be writing meanwhile.
    """
    # Whatever the file says; and to have SQLite read it is half of what opening a small one takes.
    if is_empty(path):
        return True
    mark = mark_of(path)
    for _ in range(_TRIES):
        if is_empty(path):
            return True
        if mark is None:
            return None
        found = _fits(beside(path, "-wal"), mark)
        if found is not False:
            return found
        # What was written back into the file between the two looks makes them not fit.
        before, mark = mark, mark_of(path)
        if mark == before:
            return False
    return None


def rolls_back(path: Path) -> bool | None:
    """Whether the `-journal` beside a file, if there is one, would put back what stood in that very
    file; None when that cannot be told by marks. Nobody is writing meanwhile.
    """
    found = beside(path, "-journal")
    if not rollback_journal.is_hot(found):
        return True
    if (mark := mark_of(path)) is None:
        return None
    for page, content in rollback_journal.pages(found):
        if page == mark.page and (left := _MARK.search(content)):
            return left[1].decode() in (mark.token, mark.before)
    return None


def _fits(journal: Path, mark: Mark) -> bool | None:
    """Whether a journal continues the state of a file that a mark says."""
    token, first, committed = mark.token.encode(), True, False
    for page, ends, content in _frames(journal):
        committed = committed or ends
        found = _MARK.search(content) if page == mark.page else None
        if found:
            if token == found[1] or (first and token == found[2]):
                return True
            first = False
    if not committed:
        return True  # SQLite passes over it
    return None if first else False


def _frames(journal: Path) -> Iterator[tuple[int, bool, memoryview]]:
    """Number, whether it ends a transaction, and content of each page in a journal that counts:
    those written since it was last begun anew.
    """
    try:
        with journal.open("rb") as file:
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except (FileNotFoundError, ValueError):  # gone, or empty
        return
    view = memoryview(data)
    if len(view) <= _HEAD.size:
        return
    magic, _, size, _, salt, _ = _HEAD.unpack_from(view)
    if magic not in _MAGIC:
        return
    step = _FRAME.size + size
    for at in range(_HEAD.size, len(view) - step + 1, step):
        page, ends, written, _ = _FRAME.unpack_from(view, at)
        if written != salt:
            return
        yield page, ends > 0, view[at + _FRAME.size : at + step]


def write_back(connection: sqlite3.Connection) -> None:
    """Have all that is committed in the file itself, nobody else having it open.

    Raises sqlite3.Error where that cannot be: to close the connection tries the same and says
    nothing, and a file that is then moved without its journal is a torn one.
    """
    held, frames, written = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if held or frames != written:
        raise sqlite3.OperationalError("database or disk is full")


def abandon(connections: list[sqlite3.Connection]) -> None:
    """Let the last connection to a file be closed without writing the journal back into it.

    For a file that was overwritten: the journal is not what now stands there.
    """
    if sys.version_info >= (3, 12):
        for connection in connections:
            connection.setconfig(sqlite3.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, True)
    elif connections:
        # SQLite writes back when nobody else has the file open. One connection therefore stays so
        # until the process ends, out of the reach of Python, which would close it.
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(connections.pop()))
