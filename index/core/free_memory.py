"""Memory that is free: given back to the system, or kept for who needs it again at once."""

from __future__ import annotations

import ctypes
import sys

_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
"""What glibc's `mallopt` calls so."""

_KEPT = 16_000_000
"""Bytes that stay free for the next search."""

_BLOCK = 1_000_000
_AT_HAND = 12
"""So many blocks of so many bytes are at hand for the first searches."""

_ALONE = 4_000_000
"""Bytes from which an array is asked of the system by itself, and returned with it."""


def give_back() -> None:
    """Have the C library return what is free, where it can be told to (glibc).

    After a batch of large arrays it keeps a hundred megabytes otherwise.
    """
    _tell("malloc_trim", 0)


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
    function = getattr(ctypes.CDLL(None), name, None) if sys.platform == "linux" else None
    if function is not None:
        function(*values)
    return function is not None
