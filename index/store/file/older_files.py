"""Archives that an older program wrote: kept as they were before they are brought up to date, and
read in a copy that is up to date where they cannot be written.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

from index.core.errors import ArchiveOutdated, NutgrafError
from index.core.files import replacing
from index.core.shell_names import shell_name
from index.store import schema
from index.store.file import upgrading, wal
from index.store.file.error_messages import ERRORS
from index.store.file.read_only import untouched

BEFORE = ".before-update-"
"""In the names of archives as they were before they were brought up to date; the number of their
schema follows."""

_LARGEST_KEPT = 1 << 30
_LARGEST_COPY = 1 << 28  # made anew by every command
_COPY = "Copy it to where you can write, and open the copy: nutgraf --archive {} backup FILE"
_TIMES = 3  # so many times its size must be free where a file is copied


def kept_before(connection: sqlite3.Connection, path: Path, version: int) -> Path | None:
    """Where an archive is kept as it is, beside the file, for the program that wrote it.

    None where that is large, has no room or no place, or holds passwords in addresses, which are to
    be nowhere.
    """
    real = path.resolve()
    if version < schema.CLEARED or not _has_room(real, real.parent, _LARGEST_KEPT):
        return None
    number, kept = 1, real.with_name(f"{real.stem}{BEFORE}{version}{real.suffix}")
    while kept.exists():
        number += 1
        kept = real.with_name(f"{real.stem}{BEFORE}{version}-{number}{real.suffix}")
    try:
        with replacing(kept, private=True) as part:
            with closing(sqlite3.connect(part)) as made:
                connection.backup(made)
            with closing(sqlite3.connect(wal.uri(part, "immutable=1"), uri=True)) as made:
                # Another process may have brought it up to date meanwhile, and kept it.
                _ensure_version(made, version)
    except (*ERRORS, OSError, NutgrafError):
        return None
    return kept


def _ensure_version(connection: sqlite3.Connection, version: int) -> None:
    if upgrading.version_of(connection) != version:
        raise NutgrafError("The archive is up to date by now.")


class UpgradedCopy:
    """A copy of an archive in the schema of today, with what lies in its journal, to be read until
    it is closed.

    Raises ArchiveError for what is no archive, and `instead` where it is too large to be copied, or
    there is no room.
    """

    def __init__(self, path: Path, instead: ArchiveOutdated) -> None:
        if not _has_room(path.resolve(), Path(gettempdir()), _LARGEST_COPY):
            raise instead
        self._folder = TemporaryDirectory(prefix="nutgraf-", ignore_cleanup_errors=True)
        self.path = Path(self._folder.name) / "archive.db"
        try:
            with (
                untouched(path, self.path.with_name("source.db")) as uri,
                closing(sqlite3.connect(uri, uri=True)) as original,
                closing(sqlite3.connect(self.path, isolation_level=None)) as made,
            ):
                upgrading.ensure_known(original, path)
                original.backup(made)
                upgrading.upgrade(made)
                wal.write_back(made)
        except OSError as problem:
            self.close()
            raise instead from problem
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Take the copy away."""
        self._folder.cleanup()


def outdated(path: Path, why: str) -> ArchiveOutdated:
    """The error for an archive of an older program that cannot be written, and why not."""
    return ArchiveOutdated(
        f"{path} was written by an older Nutgraf and cannot be brought up to date: {why}.",
        _COPY.format(shell_name(path)),
    )


def shut(path: Path, why: str) -> ArchiveOutdated:
    """The error for an archive beside a journal that cannot be used where it lies, and why not."""
    return ArchiveOutdated(
        f"{path} cannot be read together with its newest changes in"
        f" {wal.beside(path, '-wal').name}: {why}.",
        _COPY.format(shell_name(path)),
    )


def _has_room(path: Path, folder: Path, largest: int) -> bool:
    """Whether a folder has room for a copy of an archive, which is no larger than is said."""
    try:
        size = path.stat().st_size + wal.size(path)
        return size <= largest and shutil.disk_usage(folder).free > _TIMES * size
    except OSError:
        return False
