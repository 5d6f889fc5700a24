"""The file that was opened, told from what lies under its name later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from index.core.errors import ArchiveMoved
from index.store.file import wal

_OPEN: Counter[tuple[int, int]] = Counter()
"""The files that this process has open, with how often. Locks do not part it from itself."""


def is_open_here(path: Path) -> bool:
    """Whether this process itself has an archive open."""
    status = path.stat()
    return _OPEN[status.st_dev, status.st_ino] > 0


class FileIdentity:
    """Device and inode of an open archive file, and its state when it was last looked at.

    `version` gives a number that changes with every commit through SQLite.
    """

    def __init__(self, path: Path, version: Callable[[], int]) -> None:
        self._path = path
        self._version = version
        self._known: tuple[str, str, int] | None = None
        """Identity, token and version of the archive when its file had the state."""
        self.is_lost = False
        """Whether the file was seen to be another one; it is not written any more then."""
        self._was_away = False
        status = path.stat()
        self._file = status.st_dev, status.st_ino
        self._state = status.st_mtime_ns, status.st_size
        _OPEN[self._file] += 1

    def close(self) -> None:
        """The file is let go of."""
        _OPEN[self._file] -= 1

    def opened(self) -> None:
        """The file is open, whatever it holds is to stay. Raises ArchiveMoved."""
        self.ensure_in_place()
        mark = wal.mark_of(self._path)
        if mark is not None:
            self._known = mark.identity, mark.token, self._version()

    def ensure_in_place(self) -> None:
        """Raises ArchiveMoved when the file was removed, replaced or overwritten by another."""
        path = self._path
        try:
            status = path.stat()
        except (FileNotFoundError, NotADirectoryError):
            self._was_away = True
            raise self._lost(
                f"{path} is no longer there: it was removed or moved away while it was open.",
                "Nothing was written. Put it back, then quit and open it again.",
            ) from None
        if (status.st_dev, status.st_ino) != self._file:
            raise self._lost(
                f"{path} is another file than the one that was opened: it was replaced.",
                "Nothing was written. Quit and open it again.",
            )
        if self._was_away:
            raise self._lost(
                f"{path} is back, but it was away while it was open.",
                "Nothing is written until you quit and open it again.",
            )
        state = status.st_mtime_ns, status.st_size
        # Only what was written back from the journal changes the file; then it still fits.
        if state != self._state or self.is_lost:
            if self._is_overwritten():
                raise self._lost(
                    f"{path} was overwritten by another program while it was open.",
                    "Nothing was written. Quit, and put what you want there with: nutgraf restore"
                    " FILE",
                )
            self._state = state

    def _is_overwritten(self) -> bool:
        if self.is_lost:
            return True
        mark = wal.mark_of(self._path)
        if mark is None:
            # An archive of an older program leaves no marks before its journal is written back.
            return wal.is_no_database(self._path)
        version = self._version()
        if self._known is not None:
            identity, token, before = self._known
            if mark.identity != identity:
                return True
            # With no journal, what is in the file came through SQLite or did not.
            if wal.is_empty(self._path) and mark.token != token and version == before:
                return True
        if wal.belongs(self._path) is False:
            return True
        self._known = mark.identity, mark.token, version
        return False

    def _lost(self, message: str, hint: str) -> ArchiveMoved:
        self.is_lost = True
        return ArchiveMoved(message, hint)
