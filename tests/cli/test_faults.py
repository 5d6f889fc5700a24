"""Every step on the disk and in SQLite fails once, in every command that writes."""

from __future__ import annotations

import errno
import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index import Archive, restore
from tests.cli.conftest import Run
from tests.effort import runs
from tui.cli import main

_CODES = {0, 1, 2, 3, 4}


class _Faults:
    """Counts what is done on the disk, and fails once when a number is reached."""

    def __init__(self) -> None:
        self.count = 0
        self.fails_at = 0

    def passes(self, error: Callable[[], BaseException]) -> None:
        self.count += 1
        if self.count == self.fails_at:
            raise error()

    def wrapped(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            self.passes(lambda: OSError(errno.ENOSPC, "No space left on device"))
            return function(*given, **named)

        return call

    def connection(self) -> type[sqlite3.Connection]:
        faults = self

        def failed() -> sqlite3.Error:
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR
            return error

        class Faulty(sqlite3.Connection):
            def execute(self, *given: Any) -> sqlite3.Cursor:
                # What undoes a transaction is SQLite's own business and does not fail.
                if given[0] != "ROLLBACK":
                    faults.passes(failed)
                return super().execute(*given)

            def executemany(self, *given: Any) -> sqlite3.Cursor:
                faults.passes(failed)
                return super().executemany(*given)

            def backup(self, *given: Any, **named: Any) -> None:
                faults.passes(failed)
                super().backup(*given, **named)

        return Faulty


_PATH = ("open", "replace", "rename", "touch", "mkdir")
_OS = ("open", "fsync", "link")


@pytest.fixture
def faults(monkeypatch: pytest.MonkeyPatch) -> _Faults:
    faults = _Faults()
    connect, made = sqlite3.connect, faults.connection()

    def connected(database: object, *given: Any, **named: Any) -> sqlite3.Connection:
        if database == ":memory:":
            return connect(database, *given, **named)
        faults.passes(lambda: sqlite3.OperationalError("unable to open database file"))
        return connect(database, *given, factory=made, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(sqlite3, "connect", connected)
    for name in _PATH:
        monkeypatch.setattr(Path, name, faults.wrapped(getattr(Path, name)))
    for name in _OS:
        monkeypatch.setattr(os, name, faults.wrapped(getattr(os, name)))
    return faults


COMMANDS: dict[str, tuple[str, ...]] = {
    "add": ("add", "{more}"),
    "save": ("saved", "save", "late", "swap"),
    "forget": ("saved", "forget", "early"),
    "reindex": ("reindex",),
    "backup": ("backup", "{folder}/copy.db", "--force"),
    "restore": ("restore", "{folder}/before.db"),
    "export": ("export", "swap", "-o", "{folder}/out.md"),
}


def _state(archive: Path) -> tuple[object, ...]:
    """What somebody finds who opens the archive afterwards."""
    with Archive.open(archive, create=False) as opened:
        opened.catch_up()
        assert opened.check() == []
        assert opened.search("").articles == opened.stats().articles
        return opened.stats().articles, tuple(sorted(opened.saved()))


@pytest.mark.parametrize("name", COMMANDS)
def test_a_fault_at_any_step_leaves_no_half_result(
    run: Run, own: Path, home: Path, tmp_path: Path, faults: _Faults, name: str
) -> None:
    more = tmp_path / "more.txt"
    more.write_text("A late headline\n\nA zeppelin was agreed on.\n", "utf-8")
    assert main(["saved", "save", "early", "swap"]) == 0
    whole = tmp_path / "whole"
    shutil.copytree(home, whole)
    before = _state(own)
    choose = random.Random(name)

    def attempt(fails_at: int) -> tuple[int, str]:
        shutil.rmtree(home)
        shutil.copytree(whole, home)
        folder = tmp_path / f"{fails_at}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        shutil.copy(whole / "data" / "archive.db", folder / "before.db")
        arguments = [each.format(more=more, folder=folder) for each in COMMANDS[name]]
        faults.count, faults.fails_at = 0, fails_at
        ran = run(*arguments)
        faults.fails_at = 0
        return ran.code, ran.out + ran.err

    assert attempt(0)[0] == 0
    total, after = faults.count, _state(own)
    assert total > 10
    places = range(1, total + 1)
    for place in sorted(choose.sample(places, min(total, runs(6, total)))):
        code, said = attempt(place)
        assert code in _CODES, (place, said)
        assert "Traceback" not in said
        assert code == 0 or said, place
        assert _state(own) in ({after} if code == 0 else {before, after}), (place, said)
        left = [one.name for one in (tmp_path / f"{place}").rglob("*")]
        assert set(left) <= {"before.db", "copy.db", "out.md"}, (place, left)
        if "copy.db" in left:
            assert _state(tmp_path / f"{place}" / "copy.db") == before
        assert not [one for one in own.parent.iterdir() if one.suffix == ".part"], place


def test_what_the_test_of_faults_restores_is_a_backup(own: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copy(own, tmp_path / "copy.db"))
    assert restore(copy, tmp_path / "new.db") is None


def test_names_that_are_no_text_can_be_used(run: Run, own: Path, tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9")
    news = tmp_path / f"{name}.txt"
    news.write_text("A headline\n\nA crane fell.\n", "utf-8")
    archive = tmp_path / f"{name}.db"
    assert run("--archive", archive, "add", news).code == 0
    assert run("--archive", archive, "search", "crane", "--ids").code == 0
    assert run("--archive", archive, "backup", tmp_path / f"{name} copy.db").code == 0
    assert run("--archive", archive, "doctor").code == 0
    assert run("--archive", archive, "restore", tmp_path / f"{name} copy.db").code == 0
