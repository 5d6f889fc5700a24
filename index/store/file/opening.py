"""Opening an archive file: what it is, whether it can be written, the newest schema."""

from __future__ import annotations

import filecmp
import glob
import os
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path
from shlex import quote
from tempfile import TemporaryDirectory

from index.core.errors import (
    ArchiveBusy,
    ArchiveError,
    ArchiveMissing,
    ArchiveReadOnly,
    NoArchive,
    NutgrafError,
)
from index.core.files import private_folder, replacing
from index.core.shell_names import shell_name
from index.store import schema
from index.store.file import older_files, wal
from index.store.file.error_messages import ERRORS
from index.store.file.lock import alone
from index.store.file.upgrading import ensure_known, upgrade, version_of

ASIDE = ".before-restore-"
"""In the names of archives in whose place others were put."""

_EMPTY: dict[int, tuple[bytes, wal.Mark]] = {}
"""Version of the schema → an archive with nothing in it, when this process has begun one."""

_RESTORE = "If it was an archive, put a backup in its place: nutgraf restore FILE"


def way_into(path: Path, *, create: bool) -> str:
    """How a file is to be opened: options for SQLite, "" for reading and writing.

    A missing archive is made when `create` says so. Raises ArchiveError for what is no archive, or
    lies beside the journal of another; OSError where the file cannot be looked at.
    """
    if path.name == ":memory:":
        raise ArchiveError(
            "An archive is a file; “:memory:” is none, and nothing would be kept.",
            "Name a file: nutgraf --archive news.db",
        )
    try:
        status = path.stat()
    except FileNotFoundError:
        if not create:
            raise ArchiveMissing(
                f"There is no archive at {path}.", "Import news with: nutgraf add PATH"
            ) from None
        _make(path)
        status = path.stat()
    ensure_archive(path)
    return _options(path, status)


def ensure_archive(path: Path) -> None:
    """Raises ArchiveError for what cannot be an archive, or lies beside the journal of another."""
    ensure_file(path)
    ensure_own_journal(path)


def ensure_file(path: Path) -> None:
    """Raises ArchiveError for what cannot be an archive."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        what = "a folder" if stat.S_ISDIR(status.st_mode) else "no ordinary file"
        raise NoArchive(f"{path} is {what}, not an archive.", "Name a file.")
    if not status.st_size and wal.is_empty(path):
        raise NoArchive(
            f"{path} is empty.", f"{_RESTORE}. To begin a new archive, remove the empty file."
        )


def why_read_only(path: Path) -> str:
    """Why an archive is only read, in words; "" when it can be written."""
    if not os.access(path, os.W_OK):
        return f"{path} cannot be written"
    if not os.access(path.resolve().parent, os.W_OK):
        return f"the folder {path.resolve().parent} cannot be written"
    if _has_another_name(path):
        return f"{path} has another name as well (a hard link), and SQLite would damage it"
    return ""


def read_only(path: Path) -> ArchiveReadOnly:
    """The error for whoever wants to write to an archive that is only read."""
    return ArchiveReadOnly(
        f"The archive can only be read: {why_read_only(path)}.",
        "It can be searched, shown, exported and copied. To change it, copy it first:"
        f" nutgraf --archive {shell_name(path)} backup FILE",
    )


def _options(path: Path, status: os.stat_result) -> str:
    if not why_read_only(path):
        return ""
    if not wal.is_empty(path):
        return "mode=ro"
    # Without a journal nobody is writing. To ask SQLite all the same leaves an empty one behind.
    is_open = wal.beside(path, "-wal").exists() and os.access(path.resolve().parent, os.W_OK)
    return "mode=ro" if is_open and status.st_nlink == 1 else "immutable=1"


def _has_another_name(path: Path) -> bool:
    """Whether a file has a hard link that is none of ours."""
    while (seen := path.stat()).st_nlink > 1 and not _is_being_made(path):
        # Who puts a backup in an archive's place links and unlinks it, perhaps meanwhile.
        if os.path.samestat(seen, now := path.stat()) and seen.st_ctime_ns == now.st_ctime_ns:
            return True
    return False


def _is_being_made(path: Path) -> bool:
    """Whether the other name is one that the file has while it is put in its place or out of it,
    or kept when the program died then.
    """
    real = path.resolve()
    name, stem = glob.escape(real.name[:100]), glob.escape(real.stem)
    others = (*real.parent.glob(f".{name}.*.part"), *real.parent.glob(f"{stem}{ASIDE}*"))
    return any(_is_same(other, real) for other in others)


def _is_same(one: Path, other: Path) -> bool:
    """Whether two names are of one file; a file that is gone is none."""
    try:
        return one.samefile(other)
    except FileNotFoundError:
        return False


def _make(path: Path) -> None:
    """A new archive, which has its name only when it is whole."""
    private_folder(path.absolute().parent)
    try:
        with replacing(path, private=True) as part:
            _begin(part)
    except NutgrafError:
        # Another process may have made it meanwhile.
        if not path.exists():
            raise


def _begin(part: Path) -> None:
    """Make a file a new archive, with nothing in it.

    The migrations, which are most of it, are gone through for the first one of a process; those
    that follow are copies, each with an identity of its own.
    """
    known = _EMPTY.get(schema.VERSION)
    if known is not None:
        part.write_bytes(_another(*known))
        return
    with closing(sqlite3.connect(part, isolation_level=None)) as connection:
        migrate(connection, part, new=True)
        wal.write_back(connection)
    mark = wal.mark_of(part)
    if mark is not None:
        _EMPTY[schema.VERSION] = part.read_bytes(), mark


def _another(known: bytes, mark: wal.Mark) -> bytes:
    """A copy of an archive with an identity and a token of its own, as long as those it had."""
    for told in (mark.identity, mark.token):
        known = known.replace(told.encode(), os.urandom(len(told) // 2).hex().encode())
    return known


def ensure_own_journal(path: Path) -> None:
    """Raises ArchiveError when a journal lies beside the file that is not the file's.

    That of an archive in whose place a backup was put, by a program that died before it could take
    the journal away, is taken away: it was kept.
    """
    own = wal.belongs(path)
    if own is None:
        own = _is_sound_with_journal(path)
    if not own and not _take_away(path, "-wal"):
        raise of_another(path)
    if (
        not wal.rolls_back(path)
        and not _is_in_use(path)
        and not _is_sound_rolled_back(path)
        and not _take_away(path, "-journal")
    ):
        raise of_another(path, "-journal")


def _take_away(path: Path, suffix: str) -> bool:
    """Remove another archive's journal, if it lies beside that one too; whether it is gone."""
    left = wal.beside(path, suffix)
    stem = glob.escape(path.resolve().stem)
    try:
        kept = left.parent.glob(f"{stem}{ASIDE}*{suffix}")
        if not any(filecmp.cmp(left, one, shallow=False) for one in kept):
            return False
        # What is shared memory of it would be read with the file.
        for gone in (left, wal.beside(path, "-shm")):
            gone.unlink(missing_ok=True)
    except OSError:
        return False
    return True


def of_another(path: Path, suffix: str = "-wal") -> ArchiveError:
    """The error for a file that lies beside the journal of another."""
    left = wal.beside(path, suffix)
    away = f"mv {quote(str(left))} {quote(f'{left}.old')}"
    return ArchiveError(
        f"{path} was put in place of another archive, whose last changes lie in {left}."
        " Read together they would be neither.",
        f"Put them away, and open it again: {away}. To put a backup in the"
        " place of an archive, use: nutgraf restore FILE",
    )


def _is_in_use(path: Path) -> bool:
    """Whether a program has the file open: the journal is of what it is writing."""
    try:
        with alone(path):
            return False
    except ArchiveBusy:
        return True
    except ArchiveError:  # it cannot be written, nor therefore be locked
        return False


def _is_sound_rolled_back(path: Path) -> bool:
    """Looks at a copy, as it would be read; used where marks do not tell.

    They are lacking where a program died amid a transaction so large that it began to write before
    its end. The journal of another archive that died so is noticed when it makes no sound one.
    """
    mark = wal.mark_of(path)
    if mark is not None and wal.rolls_back(path) is False:
        return False
    with TemporaryDirectory(prefix="nutgraf-") as folder:
        copy = Path(folder) / "a.db"
        shutil.copyfile(wal.beside(path, "-journal"), wal.beside(copy, "-journal"))
        shutil.copyfile(path, copy)
        try:
            with closing(sqlite3.connect(copy)) as connection:
                sound = connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
        except ERRORS:
            return False
        after = wal.mark_of(copy)
    return sound and (mark is None or (after is not None and after.identity == mark.identity))


def _is_sound_with_journal(path: Path) -> bool:
    """Looks at all of it, as it would be read; used where marks do not tell."""
    try:
        # Opened so, it is not written back when it is closed.
        with closing(sqlite3.connect(wal.uri(path, "mode=ro"), uri=True)) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",))
    except ERRORS:
        # It may be no archive at all, or be locked: that is told when it is opened.
        return not wal.mark_of(path)


def migrate(connection: sqlite3.Connection, path: Path, *, new: bool = False) -> str:
    """Bring the file to the newest schema, a version at a time; what is to be said of that, "" for
    nothing. Raises ArchiveError, ArchiveOutdated where it cannot be written.
    """
    version = version_of(connection) if new else ensure_known(connection, path)
    if version == schema.VERSION:
        return ""
    if new:
        upgrade(connection)
        return ""
    if why := why_read_only(path):
        raise older_files.outdated(path, why)
    kept = older_files.kept_before(connection, path, version)
    upgrade(connection)
    as_it_was = f"as it was, it is kept as {kept}" if kept else "it was not kept as it was"
    return (
        f"{path} was written by an older Nutgraf (schema {version}) and has been brought up to date"
        f" (schema {schema.VERSION}), so that the older one cannot open it any more; {as_it_was}."
    )
