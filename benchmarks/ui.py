"""What a user waits for: bytes and time to first and last paint of each key, in a real terminal.

    python -m benchmarks.ui ARCHIVE

`ARCHIVE` is an archive made with `nutgraf add`; it is copied, since some keys mark paragraphs.
Prints the table of docs/benchmarks.md. Bytes are the same on any machine; times want a quiet one.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.terminal import Painted, Terminal

ACTIONS: Sequence[tuple[str, bytes]] = (
    ("a letter typed", b"o"),
    ("a second letter", b"i"),
    ("a third letter", b"l"),
    ("no letter any more: the text as it stands", b""),
    ("Enter", b"\r"),
    ("j in the results", b"j"),
    ("j again, same article or not", b"j"),
    ("k", b"k"),
    ("a page down", b"\x06"),
    ("Tab to the reader", b"\t"),
    ("p, next paragraph", b"p"),
    ("n, next match", b"n"),
    ("], next name", b"]"),
    ("Esc, lets go of the name", b"\x1b"),
    ("b, bookmark", b"b"),
    ("u, undo", b"u"),
    ("Tab to the names", b"\t"),
    ("j in the names", b"j"),
    ("i, page of a name", b"i"),
    ("Esc back from it", b"\x1b"),
    ("Tab to the results", b"\t"),
    ("s, another order", b"s"),
    ("w, whole articles", b"w"),
    ("?, help", b"?"),
    ("Esc back from it", b"\x1b"),
    ("B, bookmarks", b"B"),
    ("Esc back from it", b"\x1b"),
    ("E, entity desk", b"E"),
    ("Esc back from it", b"\x1b"),
)
_ROUNDS = 3


def measured(archive: Path, folder: Path) -> list[list[Painted]]:
    """Each action in each round, the rounds in processes of their own."""
    rounds = []
    program = Path(sys.executable).with_name("nutgraf")
    for number in range(_ROUNDS):
        home = folder / str(number)
        home.mkdir()
        copy = home / "archive.db"
        shutil.copyfile(archive, copy)
        environment = {**os.environ, "NUTGRAF_HOME": str(home), "COLORTERM": "truecolor"}
        with Terminal([str(program), "--archive", str(copy)], environment) as terminal:
            terminal.until(b"Results")
            terminal.settle(2.0)
            rounds.append([terminal.press(keys, quiet=_quiet(keys)) for _, keys in ACTIONS])
            terminal.send(b"\x11")
            terminal.wait(20)
    return rounds


def _quiet(keys: bytes) -> float:
    """Seconds without a sign after which a key has done all it does. Who types goes on sooner than
    the text is taken as it stands, and a cursor that blinks is no sign.
    """
    return {b"": 0.3, b"o": 0.2, b"i": 0.2, b"l": 0.2}.get(keys, 0.4)


def table(rounds: Sequence[Sequence[Painted]]) -> str:
    lines = [
        "| key | bytes | first paint ms | last paint ms | CPU ms |",
        "|---|---:|---:|---:|---:|",
    ]
    for at, (name, _) in enumerate(ACTIONS):
        seen = [one[at] for one in rounds]
        first, last, cpu = (
            statistics.median(getattr(each, what) for each in seen) * 1000
            for what in ("first", "last", "cpu")
        )
        size = max(each.bytes for each in seen)
        lines.append(f"| {name} | {size:,} | {first:.0f} | {last:.0f} | {cpu:.0f} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="nutgraf-ui-") as scratch:
        print(table(measured(arguments.archive, Path(scratch))))


if __name__ == "__main__":
    main()
