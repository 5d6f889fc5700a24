"""What a call in the shell costs: help, and a search beside what else finds words in files.

    python -m benchmarks.shell ARCHIVE FOLDER [--word tariff]

`ARCHIVE` holds what was imported of `FOLDER`, whose files the other programs read: ripgrep searches
them as they are, recoll and notmuch with an index of their own that is there already, SQLite's FTS5
in a table that is made here of the archive's paragraphs. What is not on this machine is left out,
and that is said. Each call is a process of its own; the one of several that took least CPU counts.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

_RUNS = 9


def cost(command: Sequence[str]) -> tuple[float, float]:
    """Milliseconds of CPU and of the wall clock that a call takes, the least of several."""
    times = []
    # Modules are compiled once and kept, as those of an installed program are.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    quiet = subprocess.DEVNULL
    for _ in range(_RUNS):
        began = time.perf_counter()
        child = subprocess.Popen(command, stdout=quiet, stderr=quiet, env=kept)
        _, _, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - began
        child.returncode = 0
        times.append(((used.ru_utime + used.ru_stime) * 1000, wall * 1000))
    return min(times)


def fts5(archive: Path, folder: Path) -> Path:
    """A table of FTS5 with the paragraphs of an archive."""
    target = folder / "fts5.db"
    with sqlite3.connect(target) as made:
        made.execute("ATTACH ? AS archive", [str(archive)])
        made.execute("CREATE VIRTUAL TABLE p USING fts5(text, tokenize = 'porter unicode61')")
        made.execute("INSERT INTO p SELECT text FROM archive.paragraph")
    made.close()
    return target


def calls(archive: Path, files: Path, word: str, scratch: Path) -> Iterator[tuple[str, list[str]]]:
    """What is called, by name; programs that are not there are said to be left out."""
    nutgraf = str(Path(sys.executable).with_name("nutgraf"))
    yield "nutgraf --version", [nutgraf, "--version"]
    yield "nutgraf --help", [nutgraf, "--help"]
    yield f"nutgraf search {word}", [nutgraf, "search", word, "--archive", str(archive)]
    few = [nutgraf, "search", word, "--limit", "10", "--archive", str(archive)]
    yield f"nutgraf search {word} --limit 10", few
    query = f"SELECT text FROM p WHERE p MATCH '{word}' ORDER BY rank"
    others = {
        "sqlite3": [str(fts5(archive, scratch)), query],
        "rg": ["-i", word, str(files)],
        "recollq": [word],
        "notmuch": ["search", word],
    }
    for program, arguments in others.items():
        if found := shutil.which(program):
            yield f"{program} {word}", [found, *arguments]
        else:
            print(f"{program} is not on this machine and is left out.", file=sys.stderr)
    python = [sys.executable, "-c"]
    yield "Python alone", [*python, "pass"]
    yield "Python with NumPy and Whoosh", [*python, "import numpy, whoosh.index, whoosh.searching"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("files", type=Path)
    parser.add_argument("--word", default="tariff")
    arguments = parser.parse_args()
    print("| call | CPU ms | wall ms |", "|---|---:|---:|", sep="\n")
    with tempfile.TemporaryDirectory(prefix="nutgraf-shell-") as scratch:
        files, word = arguments.files, arguments.word
        for name, command in calls(arguments.archive, files, word, Path(scratch)):
            cpu, wall = cost(command)
            print(f"| `{name}` | {cpu:.0f} | {wall:.0f} |", flush=True)


if __name__ == "__main__":
    main()
