"""One writer at a time, across processes."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

from index.core.errors import ArchiveBusy, ArchiveError
from index.store.file.file_identity import is_open_here

# Every connection to a SQLite file holds a shared lock on these bytes of it (os_unix.c).
_SHARED_FIRST, _SHARED_SIZE = 0x40000002, 510


_INDEXING = "indexing"
_PATIENCE = 10.0  # seconds for which an import waits for the end of indexing
_EVERY = 0.02  # seconds between two looks
_LOOKS = 3
_SAID = 40  # characters that a holder says of itself


def writer_lock(archive: Path) -> AbstractContextManager[None]:
    """Hold the right to import into an archive, or raise ArchiveBusy with the holder's pid.

    Who only indexes what is stored, as an open program does for others, is soon done and waited
    for.
    """
    return _lock(_beside(archive, ".lock"), f"{archive} is being written", patience=_PATIENCE)


def indexing_lock(archive: Path, *, waits: bool = False) -> AbstractContextManager[None]:
    """Hold the right to index what an archive holds, as `writer_lock`, but wait for nobody unless
    that is said.
    """
    patience = _PATIENCE if waits else 0
    what = f"{archive} is being written"
    return _lock(_beside(archive, ".lock"), what, patience=patience, doing=_INDEXING)


def fetch_lock(archive: Path) -> AbstractContextManager[None]:
    """Hold the right to fetch an archive's feeds, or raise ArchiveBusy with the holder's pid."""
    return _lock(_beside(archive, ".feeds.lock"), f"The feeds of {archive} are being fetched")


@contextmanager
def _lock(path: Path, what: str, *, patience: float = 0, doing: str = "") -> Iterator[None]:
    """The lock is the kernel's (flock), so it goes with the process that held it, however that
    ended. Raises ArchiveError where nothing can be written.
    """
    handle = _taken(path)
    try:
        try:
            _wait_for(handle, patience)
        except BlockingIOError:
            pid = _holder(handle)[0]
            who = f"process {pid}" if pid else "another process"
            raise ArchiveBusy(
                f"{what} by {who} (lock: {path}).",
                "Wait until it is done, or end that process.",
                pid,
            ) from None
        except OSError as problem:  # the system has no locks to give, or the file system none
            raise _lockless(path, problem) from problem
        # What is written only serves whoever is turned away: a full disk is no reason.
        with suppress(OSError):
            # At once, and as long as what it takes the place of: who looks never sees a part.
            os.pwrite(handle, f"{os.getpid()} {doing}".ljust(_SAID).encode() + b"\n", 0)
        yield
    finally:
        os.close(handle)


def _wait_for(handle: int, patience: float) -> None:
    """Take a lock. Whoever is indexing is waited for `patience` seconds; raises BlockingIOError."""
    end, looks, strangers = time.monotonic() + patience, 0, 0
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            # A holder may not have said yet what it does, and who only looks holds it for no time.
            looks += 1
            strangers = 0 if _INDEXING in _holder(handle) else strangers + 1
            waits = looks < _LOOKS or (strangers < _LOOKS and time.monotonic() < end)
            if not waits:
                raise
            time.sleep(_EVERY)
        else:
            return


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Nobody else, of whatever program, has an archive file open meanwhile, nor opens it.

    Raises ArchiveBusy when somebody has. Not to be used where this process opens the file itself.
    """
    busy = ArchiveBusy(f"{path} is open in a program.", "Quit that, and try again.")
    if is_open_here(path):
        raise busy
    try:
        handle = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except OSError as problem:
        raise ArchiveError(f"{path} cannot be written: {problem.strerror}.") from problem
    try:
        try:
            fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB, _SHARED_SIZE, _SHARED_FIRST)
        except (BlockingIOError, PermissionError):
            raise busy from None
        except OSError as problem:
            raise _lockless(path, problem) from problem
        yield
    finally:
        os.close(handle)


def writer(archive: Path) -> int | None:
    """The pid of the process that is importing, 0 when it could not be read, None when none is."""
    try:
        handle = os.open(_beside(archive, ".lock"), os.O_RDWR | os.O_CLOEXEC)
    except OSError:  # none has ever been here, or it is not to be read
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _holder(handle)[0]
    except OSError:  # no locks to be had, so that nobody holds one
        return None
    else:
        return None
    finally:
        os.close(handle)


def _lockless(path: Path, problem: OSError) -> ArchiveError:
    return ArchiveError(
        f"{path} cannot be locked: {problem.strerror}.",
        "Nothing was written. Try again, or put the archive on a disk of this machine.",
    )


def _beside(archive: Path, suffix: str) -> Path:
    """Beside the file itself, so that one archive under several names has one lock."""
    real = archive.resolve()
    return real.with_name(real.name + suffix)


def _taken(path: Path) -> int:
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as problem:
        raise ArchiveError(
            f"{path} cannot be written: {problem.strerror}.",
            "Nothing can be changed there; the archive can still be searched, shown and copied.",
        ) from problem


def _holder(handle: int) -> tuple[int, str]:
    """Who holds a lock and what for; 0 when that could not be read."""
    pid, _, doing = os.pread(handle, 64, 0).decode("ascii", "replace").partition(" ")
    try:
        return int(pid.strip() or 0), doing.strip()
    except ValueError:
        return 0, ""
