"""Archives whose bytes or rows are wrong, by every command that reads one: words, never a fault."""

from __future__ import annotations

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.damaging import marked, with_wrong_bytes, with_wrong_rows
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
    ("search", "is:bookmarked", "--sort", "outlet", "--csv"),
    ("bookmarks", "--md"),
    ("entities", "--co-mentions", "lee"),
    ("entities", "--rules", "export"),
    ("feeds", "export"),
    ("export", "the", "-o", "{folder}/out.md"),
    ("backup", "{folder}/copy.db"),
    ("doctor", "--repair", "{folder}/sound.db"),
)
_WRITING = (
    ("reindex",),
    ("saved", "save", "late", "swap"),
    ("saved", "forget", "mine"),
    ("feeds", "add", "https://b.example/rss"),
    ("feeds", "remove", "1"),
    ("add", "{folder}/more.txt"),
    ("restore", "{folder}/other.db"),
)
_FORESEEN = {0, 1, 2, 3, 4}


@pytest.fixture(scope="session")
def whole(sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of the sample archive with marks, feeds, saved searches and edits."""
    path = tmp_path_factory.mktemp("whole") / "a.db"
    shutil.copy(sample_home / "data" / "archive.db", path)
    return marked(path)


def _every_command(run: Run, path: Path, why: object) -> None:
    """All that reads, after which the file is as it was, then all that writes; a few of them
    unless all is tried.
    """
    before = path.read_bytes()
    folder = path.parent / "folder"
    folder.mkdir()
    (folder / "more.txt").write_text("A headline\n\nMaria Lindqvist saw a zeppelin.\n", "utf-8")
    (folder / "other.db").write_bytes(before)
    choose = random.Random(before)
    for commands in (_READING, _WRITING):
        for command in choose.sample(commands, runs(len(commands) // 2, len(commands))):
            ran = run("--archive", path, *(word.format(folder=folder) for word in command))
            assert ran.code in _FORESEEN, (why, command, ran.err)
            assert "not foreseen" not in ran.err, (why, command, ran.err)
            assert "\x1b" not in ran.out + ran.err, (why, command)
        if commands is _READING:
            assert path.read_bytes() == before, why


@pytest.mark.parametrize("seed", range(runs(6, 500)))
def test_damaged_bytes_are_said_in_words(
    run: Run, whole: bytes, tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NUTGRAF_HOME", str(tmp_path / "home"))
    path = tmp_path / "a.db"
    with_wrong_bytes(path, whole, seed)
    _every_command(run, path, seed)


@pytest.mark.parametrize("seed", range(runs(8, 400)))
def test_wrong_content_is_said_in_words(
    run: Run, whole: bytes, tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NUTGRAF_HOME", str(tmp_path / "home"))
    path = tmp_path / "a.db"
    _every_command(run, path, with_wrong_rows(path, whole, seed))


def test_a_copy_without_the_list_of_imports_can_be_searched(
    run: Run, whole: bytes, tmp_path: Path
) -> None:
    path, copy = tmp_path / "a.db", tmp_path / "sound.db"
    path.write_bytes(whole)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DELETE FROM revision")
        connection.execute("UPDATE meta SET value = 'many' WHERE key = 'commits'")
    assert run("--archive", path, "doctor", "--repair", copy).code == 0
    for archive in (path, copy):
        assert run("--archive", archive, "search", "swap").out
        assert run("--archive", archive, "doctor").code == 0


def test_a_backup_whose_schema_is_no_text_is_refused_in_words(
    run: Run, whole: bytes, tmp_path: Path
) -> None:
    """What SQLite says of it quotes the bytes, which Python cannot read as text."""
    wrong = whole.replace(b"CREATE TABLE paragraph", b"CREATE TABLE par\xff\xfeaph")
    assert wrong != whole
    (tmp_path / "b.db").write_bytes(wrong)
    for command in (("restore", tmp_path / "b.db"), ("doctor", "--repair", tmp_path / "c.db")):
        ran = run("--archive", tmp_path / ("b.db" if "doctor" in command else "a.db"), *command)
        assert ran.code in _FORESEEN
        assert ran.err
        assert "not foreseen" not in ran.err


def test_a_damaged_backup_is_called_by_its_name(
    run: Run, whole: bytes, tmp_path: Path, sample: Path
) -> None:
    wrong = bytearray(whole)
    half = len(wrong) // 2
    wrong[half : half + 20_000] = bytes(
        (each * 7 + 13) % 256 for each in wrong[half : half + 20_000]
    )
    (tmp_path / "my backup.db").write_bytes(wrong)
    before = run("search", "lee", "--ids").out
    ran = run("restore", tmp_path / "my backup.db")
    assert ran.code == 2
    assert f"The backup {tmp_path / 'my backup.db'} is not sound" in ran.err
    assert f"--archive '{tmp_path / 'my backup.db'}' doctor --repair" in ran.err
    assert ".part" not in ran.err
    assert run("search", "lee", "--ids").out == before != ""


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
