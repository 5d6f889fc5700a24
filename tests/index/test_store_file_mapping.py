"""An archive file that is mapped reads as any other, and may be cut short under the program."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from index.core.article import Article
from index.core.errors import ArchiveError
from index.store.articles.intake import Arrival, Intake
from index.store.database import Database
from index.store.file.file_mapping import FileMapping

_TEXTS = "SELECT text FROM paragraph ORDER BY number"


def _archive(path: Path) -> Path:
    """An archive of some hundred pages, all of them in the file itself."""
    news = [Article(title=f"News {n}", paragraphs=(f"{n} " * 500,)) for n in range(200)]
    with closing(Database(path)) as database:
        intake = Intake(database)
        intake.write([Arrival(one) for one in intake.deduplicate(news)])
    return path


def _mapped(path: Path) -> Database:
    database = Database(path)
    database.map_file()
    assert database.one("PRAGMA mmap_size")[0] > path.stat().st_size
    return database


def _halved(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def _emptied(path: Path) -> None:
    os.truncate(path, 0)


def _overwritten(path: Path) -> None:
    path.write_bytes(b"garbage" * 1000)


@pytest.mark.parametrize("change", [_halved, _emptied, _overwritten])
def test_a_mapped_file_that_is_cut_short_is_an_error_that_can_be_told(
    tmp_path: Path, change: Callable[[Path], None]
) -> None:
    path = _archive(tmp_path / "a.db")
    with closing(_mapped(path)) as database, ThreadPoolExecutor(1) as another:
        assert len(database.all(_TEXTS)) == len(another.submit(database.all, _TEXTS).result())
        change(path)
        for _ in range(2):
            with pytest.raises(ArchiveError):
                database.all("SELECT sum(length(text)) FROM paragraph")
            with pytest.raises(ArchiveError):
                another.submit(database.all, "SELECT sum(length(text)) FROM paragraph").result()


def test_that_a_file_was_cut_short_is_known_to_whoever_asks_later(tmp_path: Path) -> None:
    path = _archive(tmp_path / "a.db")
    mapping = FileMapping(path)
    assert not mapping.is_cut_short()
    _halved(path)
    assert mapping.is_cut_short()
    assert mapping.is_cut_short()


def test_a_file_that_is_moved_away_is_read_on(tmp_path: Path) -> None:
    path = _archive(tmp_path / "a.db")
    with closing(Database(path)) as database:
        path.rename(tmp_path / "b.db")
        database.map_file()
        assert len(database.all(_TEXTS)) == len(database.all(_TEXTS)) == 200


def test_what_another_writes_and_vacuums_is_read_through_the_mapping_or_without(
    tmp_path: Path,
) -> None:
    path = _archive(tmp_path / "a.db")
    with closing(_mapped(path)) as database:
        assert len(database.all(_TEXTS)) == 200
        with closing(sqlite3.connect(path)) as other:
            other.execute("UPDATE paragraph SET text = 'changed' WHERE number % 2")
            other.commit()
            assert len({text for (text,) in database.all(_TEXTS)}) == 101
            other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            assert len({text for (text,) in database.all(_TEXTS)}) == 101
            other.execute("UPDATE paragraph SET text = 'changed'")
            other.commit()
            other.execute("VACUUM")
            other.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert {text for (text,) in database.all(_TEXTS)} == {"changed"}
        assert database.check() == []
