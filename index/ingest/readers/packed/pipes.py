"""Pipes that are named as inputs."""

from __future__ import annotations

import io
import os
import select
import stat
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, cast

from index.core.errors import InputError
from index.ingest.readers.packed.streams import Chained

# Seconds in which something has to come out of a pipe, or somebody to open it for writing.
_WAIT = 3.0


def open_pipe(path: Path) -> BinaryIO:
    """A pipe or device that was named, opened to be read.

    Raises InputError for a pipe of the file system into which nobody writes, which would be waited
    for without end; who is about to write has some seconds to begin.
    """
    if not hasattr(os, "O_NONBLOCK"):
        return path.open("rb")
    number = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    first = b""
    try:
        if stat.S_ISFIFO(os.fstat(number).st_mode) and not _can_be_read(number):
            with suppress(BlockingIOError):  # then somebody writes, and takes time
                first = os.read(number, 1)
                if not first:
                    raise InputError("a pipe into which nothing is written")  # noqa: TRY301
        os.set_blocking(number, True)
    except BaseException:
        os.close(number)
        raise
    file = os.fdopen(number, "rb")
    return (
        cast("BinaryIO", io.BufferedReader(Chained(first, cast("io.RawIOBase", file))))
        if first
        else file
    )


def _can_be_read(number: int) -> bool:
    """Whether a pipe has something to read within the time that is given to who writes."""
    return bool(select.select([number], [], [], _WAIT)[0])
