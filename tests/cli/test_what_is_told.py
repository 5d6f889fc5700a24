"""What is told is what was done, by this process, and only once it is done."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from index import Archive, NutgrafError
from index.library.dossiers import Dossiers
from tests.cli.conftest import ROOT, Run, Start


def test_what_is_to_be_deleted_for_good_stays_while_another_process_writes(
    run: Run, own: Path, importing: subprocess.Popen[str]
) -> None:
    assert run("remove", "--found", "swap").code == 0
    before = run("removed").out
    ran = run("removed", "purge", "--all", "--yes")
    assert ran.code == 3
    assert run("removed").out == before != ""
    importing.communicate("")
    assert run("removed", "purge", "--all", "--yes").code == 0
    assert run("removed").out == ""
    assert run("search", "swap", "--ids").out == ""


def test_a_byte_that_is_no_text_is_told_and_the_archive_is_not_called_damaged(
    run: Run, own: Path
) -> None:
    calls = (
        ("saved", "save", "q\udcffx", "court"),
        ("saved", "save", "deals", "sw\udcffap"),
        ("search", "sw\udcffap"),
        ("dossiers", "add", "q\udcffx", "swap"),
        ("feeds", "add", "https://x.example/q\udcffx"),
        ("add", "https://x.example/q\udcffx"),
    )
    for call in calls:
        ran = run(*call)
        assert (ran.code, ran.out) == (2, ""), call
        assert "no UTF-8" in ran.err
    assert run("saved").code == run("dossiers").code == 1
    # Names of files may hold any byte.
    assert "There is no such file" in run("add", "q\udcffx").err or run("add", "q\udcffx").code == 4


def test_what_is_kept_by_a_name_that_is_no_text_leaves_the_archive_sound(own: Path) -> None:
    with Archive.open(own) as archive:
        archive.save_search("q\udcffx", "swap")
        assert list(archive.saved()) == ["qx"]
        assert archive.undo() == "saved search @qx"
        with pytest.raises(NutgrafError, match="is no text"):
            archive.forget_search("q\udcffx")


def test_the_path_that_a_backup_prints_leads_to_it(start: Start, own: Path, tmp_path: Path) -> None:
    target = tmp_path / "q\udcffx.db"
    process = start("backup", target, errors="surrogateescape")
    out, _ = process.communicate()
    assert (process.returncode, out) == (0, f"{target}\n")
    assert target.stat().st_size > 0


def test_a_backup_takes_the_place_of_no_pipe(run: Run, own: Path, tmp_path: Path) -> None:
    pipe = tmp_path / "p"
    os.mkfifo(pipe)
    ran = run("backup", pipe, "--force")
    assert (ran.code, ran.out) == (2, "")
    assert "no regular file" in ran.err
    assert pipe.is_fifo()


def test_only_what_this_process_did_is_told(
    run: Run, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another one makes dossiers meanwhile, the one that is wanted among them."""
    gather = Dossiers.gather

    def gathered(dossiers: Dossiers, name: str, **items: Any) -> tuple[int, bool]:
        with Archive.open(own) as other:
            for one in ("Deals", "Another"):
                gather(other.dossiers, one, queries=["swap"])
        return gather(dossiers, name, **items)

    with monkeypatch.context() as patch:
        patch.setattr(Dossiers, "gather", gathered)
        ran = run("dossiers", "add", "Deals", "swap")
    assert ran.code == 0
    assert "made" not in ran.err
    assert "dossier “Ours” made" in run("dossiers", "add", "Ours", "swap").err


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_command_that_is_told_to_end_lets_go_what_it_holds(
    start: Start,
    own: Path,
    tmp_path: Path,
    number: signal.Signals,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Here an index in a temporary folder, since there is no place for it in the cache."""
    cache, folder = own.parents[1] / "cache", tmp_path / "temporary"
    shutil.rmtree(cache)
    cache.write_text("in the way")
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    process = start("watch", tmp_path)
    assert process.stderr
    while "watching" not in process.stderr.readline():
        assert process.poll() is None
    assert list(folder.glob("nutgraf-index-*/index"))
    process.send_signal(number)
    out, err = process.communicate()
    assert (process.returncode, out) == (128 + number, "")
    assert "Traceback" not in err
    assert not list(folder.glob("nutgraf-index-*"))


def test_standard_input_that_is_closed_is_told(
    run: Run, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    calls = (("search", "-"), ("related", "-"), ("feeds", "import", "-"))
    for call in (*calls, ("entities", "--watch", "-")):
        ran = run(*call)
        assert ran.out == ""
        assert ran.code == 2
    for call in calls:
        assert "Standard input is closed" in run(*call).err
    assert run("add", "-").code == 4


def test_a_clock_that_no_program_understands_is_told(
    run: Run, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def late(*_: object) -> int:
        raise OverflowError("timestamp too large to convert to C _PyTime_t")

    monkeypatch.setattr(Archive, "saved", late)
    ran = run("saved")
    assert (ran.code, ran.out) == (2, "")
    assert "clock" in ran.err


def test_ctrl_c_while_it_starts_is_silent(tmp_path: Path) -> None:
    """It comes while the first module is loaded, which nothing could catch."""
    (tmp_path / "sitecustomize.py").write_text(
        "import os, signal, sys\n"
        "class Finder:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name == 'tui.cli':\n"
        "            os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Finder())\n"
    )
    program = "import sitecustomize, sys; from tui.start import main; sys.exit(main())"
    ended = subprocess.run(
        [sys.executable, "-c", program, "stats"],
        check=False,
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{tmp_path}:{ROOT}"},
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (-signal.SIGINT, b"", b"")
