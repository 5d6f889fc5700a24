"""One writer at a time, across processes."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.errors import ArchiveBusy


@contextmanager
def writer_lock(archive: Path) -> Iterator[None]:
    """Hold the right to import into an archive, or raise ArchiveBusy with the holder's pid.

    The lock is the kernel's (flock on FILE.lock), so it goes with the process that held it,
    however that ended.
    """
    path = archive.with_name(archive.name + ".lock")
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            pid = _read_pid(handle)
            who = f"process {pid}" if pid else "another process"
            raise ArchiveBusy(
                f"{archive} is being written by {who} (lock: {path}).",
                "Wait until it is done, or end that process.",
                pid,
            ) from None
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(handle)


def _read_pid(handle: int) -> int:
    try:
        return int(os.pread(handle, 32, 0).decode("ascii", "replace").strip() or 0)
    except ValueError:
        return 0
