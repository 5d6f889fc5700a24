"""An archive file that is open: to be written or read, or a copy that is read in its place."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from index.core.errors import ArchiveOutdated
from index.store.file import older_files, opening, wal
from index.store.file.error_messages import ERRORS, explained, lacks_room
from index.store.file.thread_connections import Connections


class OpenedFile:
    """A file with its connections, brought up to date where it can be written.

    Raises ArchiveError when the file is not an archive, is damaged, cannot be reached, or comes
    from a newer program.
    """

    def __init__(self, path: Path, *, create: bool) -> None:
        self._path = path
        self.notice = ""
        """What had to be done about the file, in words; "" for nothing."""
        self._copy: older_files.UpgradedCopy | None = None
        try:
            self.options = opening.way_into(path, create=create)
            try:
                self.connections = self._open()
            except ArchiveOutdated as problem:
                self.connections = self._open_copy(problem)
            except sqlite3.OperationalError as problem:
                if self.options == "mode=ro" and not wal.is_empty(path):
                    shut = older_files.shut(path, opening.why_read_only(path))
                    self.connections = self._open_copy(shut)
                elif self.options or not lacks_room(path, problem):
                    raise
                else:
                    self.options = wal.WITHOUT_FILE
                    self.connections = self._open()
        except (*ERRORS, OSError) as problem:
            raise explained(path, problem) from problem

    @property
    def is_read_only(self) -> bool:
        """Whether the file can be read but not written; see `opening.why_read_only`."""
        return self.options not in ("", wal.WITHOUT_FILE)

    def _open(self) -> Connections:
        """The file open, and an archive of today."""
        made = Connections(self._path, self.options)
        try:
            self.notice = opening.migrate(made.own, self._path)
            made.opened()
        except BaseException:
            made.close()
            raise
        return made

    def _open_copy(self, reason: ArchiveOutdated) -> Connections:
        """A copy open that was brought up to date, where the file cannot be read as it is."""
        self._copy = older_files.UpgradedCopy(self._path, reason)
        self.options = "immutable=1"
        self.notice = f"{reason.message} A copy that is up to date is read instead."
        try:
            made = Connections(self._copy.path, self.options)
            made.opened()
        except BaseException:
            self._copy.close()
            raise
        return made

    def close(self) -> None:
        """See `Connections.close`. A copy is taken away."""
        self.connections.close()
        if self._copy is not None:
            self._copy.close()
