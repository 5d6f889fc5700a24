"""Memory that is free: given back to the system, or kept for who needs it again at once."""

from __future__ import annotations

import ctypes
import sys
from functools import cache
from mmap import PAGESIZE
from pathlib import Path
from typing import Any, ClassVar

_SIZES = Path("/proc/self/statm")

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
"""What glibc's `mallopt` calls so."""

_KEPT = 16_000_000
"""Bytes that stay free for the next search."""

_BLOCK = 1_000_000
_AT_HAND = 12
"""So many blocks of so many bytes are at hand for the first searches."""

_LITTLE = 8_000_000
"""Fewer bytes than this are not worth looking through all that is free."""

_ALONE = 4_000_000
"""Bytes from which an array is asked of the system by itself, and returned with it."""


class _Heap(ctypes.Structure):
    """What glibc's `mallinfo2` tells, of which the ninth is how much of it is free."""

    _fields_: ClassVar = [(f"field_{number}", ctypes.c_size_t) for number in range(1, 11)]


_left = (0, 0)
"""The bytes held, and how many of them were free, when what was free had been returned."""


def give_back() -> None:
    """Have the C library return what is free, where it can be told to (glibc).

    After a batch of large arrays it keeps a hundred megabytes otherwise. Where hardly more is held
    or free than afterwards last time it is left: to look through it all takes as long as to store
    an article.
    """
    global _left  # noqa: PLW0603
    found = _state()
    if found is None or any(now >= then + _LITTLE for now, then in zip(found, _left, strict=True)):
        _tell("malloc_trim", 0)
        _left = _state() or _left


def _state() -> tuple[int, int] | None:
    """The bytes of memory that the process holds, and how many of the C library's are free; None
    where that is not told.
    """
    info = _function("mallinfo2")
    try:
        held = int(_SIZES.read_bytes().split()[1]) * PAGESIZE
    except OSError:
        return None
    if info is None:
        return None
    info.restype = _Heap
    return held, int(info().field_9)


def keep_some() -> None:
    """Have the C library keep what a search lets go of for the next one, where it can be told to,
    and have something at hand for the first.

    Otherwise it returns, and asks for again, arrays of some hundred kilobytes: of a search for
    frequent words that was a third of the time.
    """
    if _tell("mallopt", _TRIM_THRESHOLD, _KEPT) and _tell("mallopt", _MMAP_THRESHOLD, _ALONE):
        # Memory is the process's own once it was written to.
        _ = [bytearray(_BLOCK) for _ in range(_AT_HAND)]


def _tell(name: str, *values: int) -> bool:
    """Whether there is such a function, which was called."""
    function = _function(name)
    if function is not None:
        function(*values)
    return function is not None


@cache
def _function(name: str) -> Any:
    return getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None
