"""What was committed gets into the archive's file itself while nobody waits for it."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from index import Archive
from index.store import database


def in_the_file_alone(archive: Archive, copy: Path) -> int:
    """How many articles the file holds without the journal beside it."""
    shutil.copyfile(archive.path, copy)
    with closing(sqlite3.connect(f"file:{copy}?immutable=1", uri=True)) as connection:
        return int(connection.execute("SELECT count(*) FROM article").fetchone()[0])


@pytest.mark.parametrize(("long", "written"), [(1_000, 1), (1_000_000, 0)])
def test_a_long_journal_is_written_back_when_news_is_looked_for(
    long: int, written: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "_LONG_JOURNAL", long)
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        with archive._database.transaction() as connection:
            connection.execute("INSERT INTO article VALUES (1, 'a', 1, 1)")
        assert in_the_file_alone(archive, tmp_path / "before.db") == 0
        archive.refresh()
        assert in_the_file_alone(archive, tmp_path / "after.db") == written
        # And nobody's reading is in the way of it, nor is anything lost.
        assert archive._database.one("SELECT count(*) FROM article") == (1,)
