"""Archives that no Nutgraf wrote like that: what is wrong is named and left out, the rest works."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import get_args

import pytest

from index import Archive, ArchiveError, repair
from index.core.hop import Hop, HopKind
from index.store import schema
from index.store.file import integrity, opening


@pytest.fixture(scope="module")
def sound(sampled: Path) -> Path:
    """The sample archive, with a bookmark."""
    path = sampled / "a.db"
    with Archive.open(path, index_folder=sampled / "index") as archive:
        archive.add_bookmark(archive.search("swap").hits[0].number)
    return path


@pytest.fixture
def copy(sound: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sound, tmp_path / "b.db"))


def _alter(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for statement in statements:
            connection.execute(statement)


def test_a_sound_archive_has_nothing_wrong(sound: Path) -> None:
    with closing(sqlite3.connect(sound)) as connection:
        assert list(integrity.wrong_rows(connection)) == []
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        assert integrity.foreign_objects(connection, version) == []


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER INSERT ON bookmark BEGIN DELETE FROM article; END",
        "CREATE VIEW v AS SELECT * FROM article",
        "CREATE TABLE extra (a)",
        "DROP INDEX mention_by_entity",
        "ALTER TABLE article ADD COLUMN more TEXT",
        "PRAGMA user_version = 0",
        "PRAGMA user_version = -1",
    ],
)
def test_a_schema_of_another_make_is_refused_and_named(copy: Path, statement: str) -> None:
    _alter(copy, statement)
    with pytest.raises(ArchiveError) as refused:
        Archive.open(copy)
    assert "no archive as Nutgraf makes them" in refused.value.message
    assert "--repair" in refused.value.hint


_WRONG = [
    ("version", "UPDATE version SET title = x'00ff' WHERE number = 3"),
    ("version", "UPDATE version SET tags = '{\"a\":1}' WHERE number = 3"),
    ("version", "UPDATE version SET tags = '[1]' WHERE number = 3"),
    ("version", "UPDATE version SET tags = 'no json' WHERE number = 3"),
    ("version", f"UPDATE version SET tags = '{'[' * 5000}' WHERE number = 3"),
    ("paragraph", "UPDATE paragraph SET text = x'80' WHERE number = 5"),
    ("paragraph", "UPDATE paragraph SET ordinal = 9000000000000 WHERE number = 5"),
    ("paragraph", "UPDATE paragraph SET ordinal = -3 WHERE number = 5"),
    ("article", "UPDATE article SET revision = 9223372036854775807 WHERE number = 3"),
    ("article", "UPDATE article SET current = 99 WHERE number = 3"),
    ("article", "UPDATE article SET id = x'07' WHERE number = 3"),
    ("entity", "UPDATE entity SET number = 4000000000 WHERE number = 4"),
    ("entity", "UPDATE entity SET type = 'ship' WHERE number = 4"),
    ("mention", "UPDATE mention SET confidence = 'high' WHERE paragraph = 5"),
    ("mention", "UPDATE mention SET start = -start - 1 WHERE paragraph = 5"),
    ("bookmark", "UPDATE bookmark SET article = 12345"),
    ("bookmark", "UPDATE bookmark SET exact = x''"),
]


@pytest.mark.parametrize(("table", "statement"), _WRONG)
def test_a_wrong_row_is_named_and_left_out(copy: Path, table: str, statement: str) -> None:
    _alter(copy, statement)
    before = copy.read_bytes()
    with Archive.open(copy) as archive:
        archive.catch_up()
        assert len(archive.search("the").hits) > 50
        assert len(archive.search("the").hits[0:40]) == 40
        assert archive.stats().articles >= 40
        archive.bookmarks()
        [said] = [line for line in archive.check() if "cannot be right" in line]
        assert f"in {table} (" in said
        with pytest.raises(ArchiveError) as refused:
            archive.save_search("x", "y")
        assert "doctor" in refused.value.hint
    with Archive.open(copy) as archive:  # its index is there now
        assert len(archive.search("the").hits[0:40]) == 40
        archive.bookmarks()
    assert copy.read_bytes() == before


def test_bytes_that_are_no_utf_8_show_as_such(copy: Path) -> None:
    _alter(copy, "UPDATE paragraph SET text = CAST(x'73776170ff' AS TEXT) WHERE number = 5")
    with Archive.open(copy) as archive:
        archive.catch_up()
        found = archive.search("swap").hits
        assert "swap\ufffd" in {hit.text for hit in found[:]}


@pytest.mark.parametrize(("table", "statement"), _WRONG)
def test_a_repair_writes_all_that_is_sound(
    copy: Path, tmp_path: Path, table: str, statement: str
) -> None:
    _alter(copy, statement, "CREATE TRIGGER t AFTER INSERT ON bookmark BEGIN SELECT 1; END")
    repaired = repair(copy, tmp_path / "c.db")
    assert table in dict(repaired.lost) or table == "article"
    with Archive.open(copy_of_sound := tmp_path / "c.db") as archive:
        archive.catch_up()
        assert archive.check() == []
        stats = archive.stats()
        assert (stats.articles, stats.paragraphs) == (repaired.articles, repaired.paragraphs)
        assert stats.articles >= 40
        archive.save_search("x", "y")
    assert copy_of_sound.stat().st_mode & 0o077 == 0


def _leaf_pages(path: Path, table: str) -> list[int]:
    """Where rows of a table lie in a file: the offsets of pages that others do not hang on."""
    with closing(sqlite3.connect(path)) as connection:
        size = connection.execute("PRAGMA page_size").fetchone()[0]
        texts = connection.execute(f"SELECT DISTINCT substr(text, 1, 30) FROM {table}").fetchall()
    data = path.read_bytes()
    pages = {data.find(text[0].encode()) // size * size for text in texts}
    return sorted(page for page in pages if page > 0 and data[page] == 0x0D)


@pytest.mark.parametrize("seed", range(4))
def test_a_repair_reads_round_damaged_pages(sound: Path, tmp_path: Path, seed: int) -> None:
    data, chance = bytearray(sound.read_bytes()), random.Random(seed)
    pages = _leaf_pages(sound, "paragraph")
    for page in chance.sample(pages, 5):
        data[page : page + 4096] = chance.randbytes(4096)
    broken = tmp_path / "broken.db"
    broken.write_bytes(data)
    repaired = repair(broken, tmp_path / "c.db")
    assert "paragraph" in repaired.unreadable
    assert repaired.paragraphs > 300
    with Archive.open(tmp_path / "c.db") as archive:
        archive.catch_up()
        assert archive.check() == []
        assert archive.stats().articles == repaired.articles


def test_what_is_no_archive_cannot_be_repaired(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    other.write_bytes(b"no database at all, but longer than a header is" * 50)
    with pytest.raises(ArchiveError, match="Nothing can be read"):
        repair(other, tmp_path / "c.db")
    with closing(sqlite3.connect(tmp_path / "x.db")) as connection:
        connection.execute("CREATE TABLE t (a)")
    with pytest.raises(ArchiveError, match="not an archive"):
        repair(tmp_path / "x.db", tmp_path / "c.db")
    with pytest.raises(ArchiveError, match="no file"):
        repair(tmp_path / "absent.db", tmp_path / "c.db")
    assert not (tmp_path / "c.db").exists()


def test_new_archives_are_whole_and_each_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first one that a process makes, and those that are made from what it was."""
    monkeypatch.setattr(opening, "_EMPTY", {})
    identities = set()
    for name in ("first", "second", "third"):
        Archive.open(tmp_path / f"{name}.db", index_folder=tmp_path / name).close()
        with closing(sqlite3.connect(tmp_path / f"{name}.db")) as connection:
            assert integrity.foreign_objects(connection, schema.VERSION) == []
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
            token = connection.execute("SELECT token FROM write_mark").fetchone()
            meta = dict(connection.execute("SELECT key, value FROM meta"))
        identities.add((meta.pop("identity"), token))
        assert meta == {"folding": "2", "addresses": "without passwords"}
    assert (
        len({identity for identity, _ in identities}) == len({mark for _, mark in identities}) == 3
    )


def test_steps_of_every_kind_are_sound(copy: Path) -> None:
    with Archive.open(copy) as archive:
        for number, kind in enumerate(get_args(HopKind), 1):
            archive.trail.keep(Hop(number=number, parent=None, kind=kind, query="harbour"))
        assert not [one for one in archive.check() if "cannot be right" in one]


def test_an_article_with_very_many_tags_is_sound_and_loses_some(tmp_path: Path) -> None:
    tags = [f"{number} {'é' * 400}" for number in range(3_000)]
    record = {"title": "Tags", "text": "The harbour opens.", "tags": tags}
    (tmp_path / "tags.jsonl").write_text(json.dumps(record), "utf-8")
    with Archive.open(tmp_path / "a.db", index_folder=tmp_path / "index") as archive:
        report = archive.add([tmp_path / "tags.jsonl"])
        assert archive.check() == []
        kept = archive.article(1).tags
    assert kept == tuple(tags[: len(kept)])
    assert 2_000 < len(kept) < 3_000
    assert f"{3_000 - len(kept):,} of its tags are left out" in str(report.remarks)
