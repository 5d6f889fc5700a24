"""Memory that is free, given back to the system."""

from __future__ import annotations

import ctypes
import sys

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
"""What glibc's `mallopt` calls so."""

_KEPT = 16_000_000
"""Bytes that stay free for the next search."""

_ALONE = 4_000_000
"""Bytes from which an array is asked of the system by itself, and returned with it."""


def give_back() -> None:
    """Have the C library return what is free, where it can be told to (glibc).

    After a batch of large arrays it keeps a hundred megabytes otherwise.
    """
    _tell("malloc_trim", 0)


def keep_some() -> None:
    """Have the C library keep what a search lets go of for the next one, where it can be told to.

    Otherwise it returns, and asks for again, arrays of some hundred kilobytes: of a search for
    frequent words that was a third of the time.
    """
    _tell("mallopt", _TRIM_THRESHOLD, _KEPT)
    _tell("mallopt", _MMAP_THRESHOLD, _ALONE)


def _tell(name: str, *values: int) -> None:
    function = getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None
    if function is not None:
        function(*values)
