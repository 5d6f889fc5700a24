"""One writer of an index at a time, across processes."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from whoosh.util.filelock import FileLock

from index.core.errors import ArchiveBusy

NAME = "writer.lock"


def acquire(folder: Path) -> FileLock:
    """The right to write the index in a folder, until it is released or the process ends.

    Raises ArchiveBusy, with the number of the process that has it.
    """
    (folder / NAME).touch(0o600)
    lock: FileLock = FileLock(str(folder / NAME))
    if not lock.acquire():
        pid = _holder(folder)
        who = f"Process {pid}" if pid else "Another process"
        raise ArchiveBusy(f"{who} is writing to the index.", "Try again when it is done.", pid)
    # The number only serves the message of whoever is turned away.
    with suppress(OSError):
        os.ftruncate(lock.fd, 0)
        os.pwrite(lock.fd, str(os.getpid()).encode(), 0)
    return lock


def _holder(folder: Path) -> int:
    try:
        return int((folder / NAME).read_text() or 0)
    except (OSError, ValueError):
        return 0
