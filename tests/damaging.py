"""Archives made wrong at random: in their bytes, or in what valid SQLite holds."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

_VALUES = (
    "NULL", "x'00ff80'", "''", "'\x1b]0;x\x07'", "-1", "9223372036854775807", "1e300",
    "'[[[[1]]]]'", "'{}'", "CAST(x'fffe41' AS TEXT)", "'2025-13-45'", "'x' || char(0) || 'y'",
)  # fmt: skip


def marked(path: Path) -> bytes:
    """Give an archive marks, a feed and a saved search; its bytes."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.executescript(
            "INSERT INTO feed (url, added) VALUES ('https://echo.example/rss', '2025-11-01');"
            "INSERT INTO saved_search VALUES ('mine', 'swap', '2025-11-01');"
            "INSERT INTO history VALUES ('swap', 1);"
            "INSERT INTO bookmark (article, version, exact, prefix, suffix, ordinal, hash, created)"
            " SELECT v.article, v.version, p.text, '', '', p.ordinal, p.hash, '2025-11-01'"
            " FROM paragraph p JOIN version v ON v.number = p.version LIMIT 3;"
            "PRAGMA wal_checkpoint(TRUNCATE);"
        )
    return path.read_bytes()


def with_wrong_bytes(path: Path, whole: bytes, seed: int) -> None:
    """Write an archive with bytes that were altered, and sometimes cut short."""
    chance = random.Random(seed)
    data = bytearray(whole)
    for _ in range(chance.choice([1, 3, 30, 300])):
        data[chance.randrange(len(data))] = chance.randrange(256)
    if seed % 5 == 0:
        del data[chance.randrange(len(data)) :]
    path.write_bytes(data)


def with_wrong_rows(path: Path, whole: bytes, seed: int) -> list[str]:
    """Write an archive with values that no program of ours would write; by which statements."""
    chance = random.Random(1000 + seed)
    path.write_bytes(whole)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        # SQLite's own is other each time: what fails could not be tried again.
        connection.create_function("random", 0, lambda: chance.getrandbits(62))
        tables = [
            row[0]
            for row in connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
            )
        ]
        done = []
        for _ in range(chance.randrange(1, 6)):
            table = chance.choice(tables)
            column = chance.choice(connection.execute(f"PRAGMA table_info({table})").fetchall())[1]
            statement = f"UPDATE OR IGNORE {table} SET {column} = {chance.choice(_VALUES)}"
            if chance.random() < 0.7:
                statement += " WHERE abs(random()) % 5 = 0"
            try:
                connection.execute(statement)
            except sqlite3.IntegrityError:
                continue
            done.append(statement)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for beside in path.parent.glob(f"{path.name}-*"):
        beside.unlink()
    return done
