"""The numbers of committed batches."""

from __future__ import annotations

import sqlite3
import time


def next_revision(connection: sqlite3.Connection) -> int:
    """Microseconds since 1970, but always above the last one, whatever the clock does."""
    last = connection.execute("SELECT max(number) FROM revision").fetchone()[0] or 0
    return max(last + 1, time.time_ns() // 1000)
