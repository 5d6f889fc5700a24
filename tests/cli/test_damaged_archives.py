"""Archives whose bytes or rows are wrong, by every command that reads one: words, never a fault."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.effort import runs

_READING = (
    ("search", "swap"),
    ("search", "person:lee", "--json"),
    ("search", "the", "--sort", "newest", "--json"),
    ("entities", "--json"),
    ("bookmarks", "--json"),
    ("export", "swap"),
    ("timeline",),
    ("stats", "--json"),
    ("doctor",),
    ("doctor", "--dates"),
    ("feeds",),
    ("saved",),
    ("show", "a:1"),
)
_FORESEEN = {0, 1, 2, 3, 4}


@pytest.fixture(scope="session")
def whole(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of the sample archive with marks, feeds, saved searches and edits."""
    path = tmp_path_factory.mktemp("whole") / "a.db"
    shutil.copy(sample_home / "data" / "archive.db", path)
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


def _every_command(run: Run, path: Path, why: object) -> None:
    before = path.read_bytes()
    for command in _READING:
        ran = run("--archive", path, *command)
        assert ran.code in _FORESEEN, (why, command, ran.err)
        assert "not foreseen" not in ran.err, (why, command, ran.err)
        assert "\x1b" not in ran.out + ran.err, (why, command)
    assert path.read_bytes() == before, why


@pytest.mark.parametrize("seed", range(runs(6, 500)))
def test_damaged_bytes_are_said_in_words(
    run: Run, whole: bytes, tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NUTGRAF_HOME", str(tmp_path / "home"))
    chance = random.Random(seed)
    data = bytearray(whole)
    for _ in range(chance.choice([1, 3, 30, 300])):
        data[chance.randrange(len(data))] = chance.randrange(256)
    if seed % 5 == 0:
        del data[chance.randrange(len(data)) :]
    path = tmp_path / "a.db"
    path.write_bytes(data)
    _every_command(run, path, seed)


_VALUES = (
    "NULL", "x'00ff80'", "''", "'\x1b]0;x\x07'", "-1", "9223372036854775807", "1e300",
    "'[[[[1]]]]'", "'{}'", "CAST(x'fffe41' AS TEXT)", "'2025-13-45'", "'x' || char(0) || 'y'",
)  # fmt: skip


@pytest.mark.parametrize("seed", range(runs(8, 400)))
def test_wrong_content_is_said_in_words(
    run: Run, whole: bytes, tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NUTGRAF_HOME", str(tmp_path / "home"))
    chance = random.Random(1000 + seed)
    path = tmp_path / "a.db"
    path.write_bytes(whole)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
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
    for beside in tmp_path.glob("a.db-*"):
        beside.unlink()
    _every_command(run, path, done)


def test_a_sound_copy_is_written(run: Run, whole: bytes, tmp_path: Path) -> None:
    path, copy = tmp_path / "a.db", tmp_path / "sound.db"
    path.write_bytes(whole)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE paragraph SET text = x'80' WHERE number = 5")
    assert "rows that cannot be right" in run("--archive", path, "doctor").out
    ran = run("--archive", path, "doctor", "--repair", copy)
    assert ran.code == 1
    assert "left out: 1 row of paragraph that cannot be right" in ran.out
    assert run("--archive", copy, "doctor").code == 0
    assert run("--archive", copy, "search", "swap").out
    again = run("--archive", path, "doctor", "--repair", copy)
    assert (again.code, "exists already" in again.err) == (2, True)
