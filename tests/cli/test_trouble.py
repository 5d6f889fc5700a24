"""What can go wrong around the program, and what must not be loaded by it."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from index import Archive, NotShared
from index.store.file.error_messages import explained
from index.store.file.lock import indexing_lock, writer_lock
from tests.cli.conftest import ROOT, Run, Start
from tui.commands import stats


def loaded(*arguments: str) -> set[str]:
    """The libraries that the program has loaded once it has done what was asked."""
    script = (
        "import sys; from tui.cli import main; code = main(sys.argv[1:])\n"
        "print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, cwd=ROOT
    )
    return set(done.stderr.splitlines()[-1].split())


@pytest.mark.parametrize("call", ["search lee --json", "stats", "config", "doctor"])
def test_no_command_loads_the_screen_or_what_reads_pages(sample: Path, call: str) -> None:
    heavy = {"textual", "trafilatura", "dateutil", "lxml", "charset_normalizer"}
    assert loaded(*call.split()) & heavy == set()


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["serch"]])
def test_version_and_help_load_next_to_nothing(home: Path, arguments: list[str]) -> None:
    assert loaded(*arguments) & {"numpy", "textual", "whoosh", "sqlite3", "trafilatura"} == set()


def test_a_reader_that_has_seen_enough_is_no_trouble(start: Start, sample: Path) -> None:
    process = start("search", "*", "--jsonl", "--copies", "rows")
    assert process.stdin
    assert process.stdout
    assert process.stderr
    assert process.stdout.readline().startswith("{")
    process.stdout.close()
    assert process.stderr.read() == ""
    assert process.wait() == 0
    process.stdin.close()
    process.stderr.close()


def test_a_full_disk_below_standard_output_is_told(start: Start, sample: Path) -> None:
    with Path("/dev/full").open("w") as full:
        process = start("search", "lee", "--json", stdout=full)
        _, errors = process.communicate()
    assert process.returncode == 2
    assert errors.startswith("nutgraf: Standard output could not be written: ")
    assert "Traceback" not in errors


def test_closed_standard_error_costs_no_data(start: Start, sample: Path) -> None:
    with Path("/dev/full").open("w") as full:
        process = start("search", '("lee', "--ids", "--limit", 1, stderr=full)
        out, _ = process.communicate()
    assert process.returncode == 0
    assert len(out.split()) == 1


def test_a_busy_archive_is_exit_code_three_with_the_pid(
    run: Run, importing: subprocess.Popen[str], seeds: Path
) -> None:
    for arguments in (["add", seeds], ["reindex"]):
        ran = run(*arguments)
        assert (ran.code, ran.out) == (3, "")
        assert f"process {importing.pid}" in ran.err


def test_an_index_that_another_process_makes_is_no_empty_archive(
    run: Run, own: Path, importing: subprocess.Popen[str], tmp_path: Path
) -> None:
    """Whoever holds the lock has not committed anything of the index yet."""
    shutil.rmtree(own.parents[1] / "cache")
    asking = (
        ("search", "agreed", "--json"),
        ("entities", "--json"),
        ("timeline", "agreed"),
        ("quotes", "*"),
        ("stories",),
        ("export", "agreed", "-o", tmp_path / "x.md"),
        ("dossiers", "add", "Deals", "agreed"),
        ("remove", "--found", "agreed"),
    )
    for arguments in asking:
        ran = run(*arguments)
        assert (ran.code, ran.out) == (3, ""), arguments
        assert "no articles" not in ran.err
        assert f"process {importing.pid}" in ran.err
    # What does not come out of the index is told all the same.
    assert "3" in run("stats").out
    importing.communicate("")
    assert len(run("search", "agreed", "--ids").out.split()) == 3


@pytest.mark.parametrize("asked", [("search", "agreed"), ("entities",), ("export", "agreed")])
def test_an_import_that_has_just_begun_is_no_empty_archive(
    run: Run, home: Path, asked: tuple[str, ...]
) -> None:
    file = home / "new.db"
    with Archive.open(file):
        pass
    with writer_lock(file):
        ran = run("--archive", file, *asked)
        assert (ran.code, ran.out) == (3, "")
        assert f"process {os.getpid()} has begun to import" in ran.err
    assert run("--archive", file, *asked).code == 1


def test_an_index_that_another_process_makes_is_waited_for(
    run: Run, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(own.parents[1] / "cache")
    indexing = ExitStack()
    indexing.enter_context(indexing_lock(own))
    looks: list[float] = []

    def sleep(seconds: float) -> None:
        looks.append(seconds)
        if len(looks) == 50:
            indexing.close()

    monkeypatch.setattr("index.store.file.lock.time.sleep", sleep)
    ran = run("search", "agreed", "--ids")
    assert (ran.code, len(ran.out.split())) == (0, 3)
    assert len(looks) == 50


def test_a_busy_archive_can_be_searched_marked_and_copied(
    run: Run, importing: subprocess.Popen[str], tmp_path: Path
) -> None:
    assert len(run("search", "agreed", "--ids").out.split()) == 3
    assert run("saved", "save", "deals", "swap").code == 0
    assert run("backup", tmp_path / "copy.db").code == 0
    assert f"process {importing.pid}" in run("doctor").out


def test_what_another_process_will_index_is_no_fault_to_the_doctor(
    run: Run, own: Path, importing: subprocess.Popen[str]
) -> None:
    shutil.rmtree(own.parents[1] / "cache")
    ran = run("doctor", "--json")
    told = json.loads(ran.out)
    assert (ran.code, told["problems"]) == (0, [])
    assert told["waiting"] == "3 articles that it will index"
    importing.communicate("")
    assert "waiting" not in json.loads(run("doctor", "--json").out)


def broken(_: object) -> str:
    raise ValueError("with \x1b[2J in it")


def test_an_unforeseen_error_is_one_line_and_its_traceback_a_file(
    run: Run, own: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stats, "text_of", broken)
    ran = run("stats")
    assert ran.code == 70
    assert "ValueError: with \N{REPLACEMENT CHARACTER}[2J in it" in ran.err
    assert "Traceback" not in ran.err
    [file] = (home / "cache" / "errors").iterdir()
    assert str(file) in ran.err
    assert "Traceback" in file.read_text()


def test_the_traceback_is_shown_to_whoever_asks_for_it(
    run: Run, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stats, "text_of", broken)
    monkeypatch.setenv("NUTGRAF_DEBUG", "1")
    ran = run("stats")
    assert ran.code == 70
    assert "Traceback" in ran.err


def test_ctrl_c_is_exit_code_130_without_a_word(
    run: Run, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: object) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(stats, "text_of", interrupted)
    ran = run("stats")
    assert (ran.code, ran.out, ran.err) == (130, "", "")


def test_what_to_do_is_told_of_the_archive_that_was_asked_for(run: Run, tmp_path: Path) -> None:
    other = tmp_path / "an other.db"
    other.write_bytes(b"no archive at all " * 500)
    for given in (("--archive", other), (f"--archive={other}",)):
        hint = run("stats", *given).err.splitlines()[1]
        assert f"nutgraf --archive '{other}' restore FILE" in hint
        assert "nutgraf restore" not in hint


def test_what_is_done_with_an_archive_of_ones_own_is_told_so(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_arguments: object) -> int:
        raise NotShared("Not with a collection.", "Into your own, then: nutgraf push ADDRESS")

    monkeypatch.setattr(stats, "COMMAND", replace(stats.COMMAND, run=refused))
    assert run("stats", "--archive", "room").err.endswith("then: nutgraf push ADDRESS\n")


def test_a_full_disk_is_called_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    problem = sqlite3.OperationalError("disk I/O error")
    problem.sqlite_errorcode = sqlite3.SQLITE_IOERR
    assert "could not be read" in explained(tmp_path / "a.db", problem).message
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=4096))
    assert "is full" in explained(tmp_path / "a.db", problem).message
