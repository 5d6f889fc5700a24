"""Reading an archive file where the system holds it, instead of having SQLite copy its pages.

A page that is copied takes memory that was not in use before, which costs more than the copy; a
result of fifty rows reads a hundred of them. Nothing is ever written through the mapping.
"""

from __future__ import annotations

import os
from pathlib import Path

MOST = 1 << 30
"""So many bytes of a file are mapped; what lies behind them is read as before."""


class FileMapping:
    """Tells whether a file that is mapped is still whole: the system ends whoever reads a mapped
    page of one that was cut short. Hence this is asked before each statement or transaction, and
    once it was, the file is read as any other, so that what is wrong with it can be said. Safe to
    use from several threads.
    """

    def __init__(self, path: Path) -> None:
        self._path = str(path)
        self._longest = 0

    def is_cut_short(self) -> bool:
        """Whether the file is shorter than it was at any time this was asked."""
        try:
            size = os.stat(self._path).st_size  # noqa: PTH116  (a Path takes twice as long)
        except OSError:
            # Moved away, it is as long as before.
            return False
        self._longest = max(self._longest, size)
        return size < self._longest
