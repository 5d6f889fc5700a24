"""A folder for what is wanted while the process runs; one that is killed does not leave it."""

from __future__ import annotations

import fcntl
import os
import shutil
from contextlib import suppress
from pathlib import Path
from tempfile import gettempdir, mkdtemp

_OWNER = "owner"


class TemporaryFolder:
    """A new folder among the system's temporary files. Those of the same prefix whose processes
    have ended, however that was, are taken away when another one is made.

    A process has a lock on a file in its folder (flock), which goes with the process. Raises
    OSError where no folder can be made.
    """

    def __init__(self, prefix: str) -> None:
        _sweep(prefix)
        self.path = Path(mkdtemp(prefix=prefix))
        self._owner = _owned(self.path)

    def cleanup(self) -> None:
        """Remove the folder, as far as that can be done."""
        shutil.rmtree(self.path, ignore_errors=True)
        if self._owner >= 0:
            os.close(self._owner)
            self._owner = -1


def _owned(folder: Path) -> int:
    """The file by which a folder is known to be in use, locked before it has its name; -1 where
    there are no locks: then the folder is taken away by its own process only.
    """
    part = folder / f".{_OWNER}"
    handle = os.open(part, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return -1
    part.rename(folder / _OWNER)
    return handle


def _sweep(prefix: str) -> None:
    """Remove the folders of this user whose processes have ended."""
    for folder in Path(gettempdir()).glob(f"{prefix}*"):
        with suppress(OSError):
            if folder.is_symlink() or folder.stat().st_uid != os.getuid():
                continue
            handle = os.open(folder / _OWNER, os.O_RDWR | os.O_CLOEXEC)
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)
            finally:
                os.close(handle)
