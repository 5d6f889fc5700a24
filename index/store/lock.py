"""One writer at a time, across processes."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from index.errors import ArchiveBusy, ArchiveError


def writer_lock(archive: Path) -> AbstractContextManager[None]:
    """Hold the right to import into an archive, or raise ArchiveBusy with the holder's pid."""
    return _lock(_lock_file(archive), f"{archive} is being written")


def fetch_lock(archive: Path) -> AbstractContextManager[None]:
    """Hold the right to fetch an archive's feeds, or raise ArchiveBusy with the holder's pid."""
    path = archive.with_name(archive.name + ".feeds.lock")
    return _lock(path, f"The feeds of {archive} are being fetched")


@contextmanager
def _lock(path: Path, what: str) -> Iterator[None]:
    """The lock is the kernel's (flock), so it goes with the process that held it, however that
    ended. Raises ArchiveError where nothing can be written.
    """
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as problem:
        raise ArchiveError(f"{path} cannot be written: {problem.strerror}.") from problem
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            pid = _read_pid(handle)
            who = f"process {pid}" if pid else "another process"
            raise ArchiveBusy(
                f"{what} by {who} (lock: {path}).",
                "Wait until it is done, or end that process.",
                pid,
            ) from None
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(handle)


def writer(archive: Path) -> int | None:
    """The pid of the process that is importing, 0 when it could not be read, None when none is."""
    try:
        handle = os.open(_lock_file(archive), os.O_RDWR | os.O_CLOEXEC)
    except OSError:  # none has ever been here, or it is not to be read
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _read_pid(handle)
    else:
        return None
    finally:
        os.close(handle)


def _lock_file(archive: Path) -> Path:
    return archive.with_name(archive.name + ".lock")


def _read_pid(handle: int) -> int:
    try:
        return int(os.pread(handle, 32, 0).decode("ascii", "replace").strip() or 0)
    except ValueError:
        return 0
