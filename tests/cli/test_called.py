"""Commands that the program names can be pasted: they reach the program, and the same archive."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tui import called

PROGRAM = Path(sys.executable).with_name("nutgraf")
_OPML = '<opml version="2.0"><body><outline xmlUrl="https://e.org/feed"/></body></opml>'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that one is in, with a link to the program that no PATH leads to."""
    (tmp_path / "my news").mkdir()
    (tmp_path / "my news" / "one.txt").write_text("Harbour vote\n\nOstrander signed the tender.\n")
    (tmp_path / "my news" / "feeds.opml").write_text(_OPML)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "nutgraf").symlink_to(PROGRAM)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def shell(line: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """What a shell that does not find the program makes of a line."""
    plain = {"PATH": "/usr/bin:/bin", "HOME": str(Path.cwd()), **environment}
    return subprocess.run(line, shell=True, env=plain, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("line", "environment"),
    [
        ("NUTGRAF_HOME='a home' bin/nutgraf add 'my news'", {}),
        ("bin/nutgraf --archive 'an archive.db' add 'my news'", {}),
        ("nutgraf add 'my news'", {"PATH": "bin:/usr/bin:/bin", "NUTGRAF_HOME": "a home"}),
    ],
)
def test_what_an_import_names_does_what_it_says_when_it_is_pasted(
    folder: Path, line: str, environment: dict[str, str]
) -> None:
    told = shell(line, **environment).stdout
    where = {"PATH": environment["PATH"]} if environment else {}
    (search,) = re.findall(r"`(.+ is:undated)`", told)
    found = shell(search, **where)
    assert "Ostrander signed" in found.stdout, found.stderr
    (follow,) = re.findall(r"a list of feeds; (.+) follows them", told)
    assert shell(follow, **where).stderr == "nutgraf: my news/feeds.opml: 1 feed added\n"
    lists = search.replace("search is:undated", "feeds list")
    assert "https://e.org/feed" in shell(lists, **where).stdout


def test_a_program_that_the_shell_finds_is_called_by_its_name(folder: Path) -> None:
    by_name = f"{folder / 'bin'}:/usr/bin:/bin"
    told = shell("nutgraf add 'my news'", PATH=by_name).stdout
    assert "`nutgraf search is:undated` finds them." in told
    # Another program of that name is not meant.
    (folder / "other").mkdir()
    (folder / "other" / "nutgraf").write_text("#!/bin/sh\n")
    (folder / "other" / "nutgraf").chmod(0o755)
    told = shell("bin/nutgraf reindex; bin/nutgraf feeds fetch", PATH=f"{folder}/other:/bin").stderr
    assert "bin/nutgraf feeds add URL" in told


def test_a_command_told_twice_over_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    monkeypatch.setattr(sys, "argv", ["bin/nutgraf"])
    words = "Write it: nutgraf feeds add URL. Nutgraf has no feeds; /usr/bin/nutgraf reindex"
    for home in ("", ".sample", "a home"):
        monkeypatch.setenv("NUTGRAF_HOME", home)
        with called.called(["--archive=a b.db", "feeds"], is_process=True):
            once = called.as_called(words)
            assert called.as_called(once) == once
            before = {"": "", ".sample": "NUTGRAF_HOME=.sample "}.get(
                home, "NUTGRAF_HOME='a home' "
            )
            whole = f"Write it: {before}bin/nutgraf --archive 'a b.db' feeds add URL. Nutgraf has"
            assert once == f"{whole} no feeds; /usr/bin/nutgraf reindex"
            own = called.as_called("nutgraf push ADDRESS", own=True)
            assert own == f"{before}bin/nutgraf push ADDRESS"
            far = called.as_called("nutgraf search x", anywhere=True)
            assert os.path.abspath("bin/nutgraf") in far  # noqa: PTH100


def test_within_python_it_has_its_name(run: Run, tmp_path: Path) -> None:
    ran = run("--archive", tmp_path / "a.db", "feeds", "list")
    assert f"nutgraf --archive {tmp_path / 'a.db'} add PATH" in ran.err


def test_what_the_doctor_tells_to_be_run_can_be(folder: Path) -> None:
    told = shell("NUTGRAF_HOME='a home' bin/nutgraf doctor").stdout
    (add,) = re.findall(r"made by: (.+) PATH\)", told)
    assert shell(f"{add} 'my news'").stdout.startswith("1 article read")
    assert "made by" not in shell("NUTGRAF_HOME='a home' bin/nutgraf doctor").stdout


def test_a_name_of_the_reader_is_one_word_in_what_is_told(run: Run, tmp_path: Path) -> None:
    archive = ("--archive", tmp_path / "a.db")
    name = "Ann's $HOME"
    run(*archive, "dossiers", "add", name, "--query-itself", "swap")
    hint = run(*archive, "dossiers", "remove", name, "7").err.splitlines()[-1]
    words = shlex.split(hint)
    assert words == ["nutgraf", *map(str, archive), "dossiers", "show", name]
