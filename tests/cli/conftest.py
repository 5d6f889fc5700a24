"""Calling the program as a user does, and archives to call it on."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from index.core.locations import index_folder
from tests.conftest import Once
from tui.cli import main

ROOT = Path(__file__).parents[2]
PROGRAM = (sys.executable, "-c", "import sys; from tui.cli import main; sys.exit(main())")


@dataclass(frozen=True, slots=True)
class Ran:
    code: int
    out: str
    err: str


Run = Callable[..., Ran]
Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """The program in this process: exit code and what it wrote."""

    def call(*arguments: object) -> Ran:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        written = capsys.readouterr()
        return Ran(code, written.out, written.err)

    return call


@pytest.fixture
def start() -> Start:
    """The program in a process of its own, with pipes."""

    def begin(*arguments: object, **settings: object) -> subprocess.Popen[str]:
        pipes = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
        return subprocess.Popen(
            [*PROGRAM, *map(str, arguments)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            text=True,
            **{**pipes, **settings},
        )

    return begin


@pytest.fixture
def importing(own: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the writer's lock of the test's own archive."""
    script = (
        "import sys; from pathlib import Path; from index.store.file.lock import writer_lock\n"
        "with writer_lock(Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, own],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert process.stdout.readline() == "held\n"
    yield process
    process.communicate()


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory, seeds: Path) -> Path:
    """A home with the sample articles imported, for tests that only read."""
    home = tmp_path_factory.mktemp("sample")
    in_home(home, "add", seeds)
    return home


@pytest.fixture
def sample(home: Path, sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample archive as the user's own; it is to be read only."""
    monkeypatch.setenv("NUTGRAF_HOME", str(sample_home))
    return sample_home / "data" / "archive.db"


@pytest.fixture(scope="session")
def sample_files(seeds: Path) -> int:
    """How many files of the sample archive hold an article."""
    return sum(path.name != "README.md" for path in seeds.rglob("*.md"))


@pytest.fixture
def begun_with(once: Once, home: Path) -> Callable[[Callable[[Path], object]], Path]:
    """Gives the user's home what something makes in a home, and tells where the archive is. It is
    made once in a process and copied.
    """

    def begun(make: Callable[[Path], object]) -> Path:
        archive = once(make, home) / "data" / "archive.db"
        with closing(sqlite3.connect(archive)) as connection:
            identity = "SELECT value FROM meta WHERE key = 'identity'"
            [[told]] = connection.execute(identity).fetchall()
        # Where it lies follows from where the archive lies.
        [index] = (home / "cache" / "index").iterdir()
        index.rename(index_folder(archive, told))
        return archive

    return begun


def in_home(home: Path, *arguments: object) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NUTGRAF_HOME", str(home))
        assert main([*map(str, arguments)]) == 0


@pytest.fixture
def own(begun_with: Callable[[Callable[[Path], object]], Path]) -> Path:
    """A small archive of the test's own, to be changed."""
    return begun_with(_small)


def _small(home: Path) -> None:
    news = home / "news"
    news.mkdir()
    for number, word in enumerate(("swap", "tender", "strike"), 1):
        text = (
            f"---\ntitle: About a {word}\noutlet: The Echo\ndate: 2025-1{number % 3}-0{number}\n"
            f"url: https://echo.example/{word}\n---\n\nThe {word} was agreed on.\n\n"
            f"Nobody spoke of anything but the {word}.\n"
        )
        (news / f"{word}.md").write_text(text, encoding="utf-8")
    in_home(home, "add", news)
