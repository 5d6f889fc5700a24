"""What each key of natural typing costs, in the real application in a real pseudo-terminal.

    python -m benchmarks.keystrokes ARCHIVE

Forty queries are typed letter by letter as a person types who knows what they want, with a moment
between the letters and a longer one at the end; then the line is emptied. Counted for each letter
until the next one: CPU of the whole process and of its main thread, layouts of the screen, and
whether the answer that came had found nothing. `ARCHIVE` is made with `nutgraf add`.
CPU hardly hangs on what else the machine does; the wall clock is not looked at.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from benchmarks.terminal import Terminal

PLAIN = (
    "oil prices|currency swap|interest rate cut|japan trade surplus|prime minister|wheat harvest"
    "|central bank|film festival|opec production quota|dollar intervention|election campaign"
    "|minister resigned|gas pipeline|stock market crash|world cup final|coffee exports"
    "|software piracy|government spending"
)
WRITTEN = (
    '"bank of japan"|"per share" dividend|oil OR gas|wheat -corn|trade NEAR/5 deficit'
    "|econom* growth|title:oil|lead:tariff|tariff date:1987-03|(yen OR mark) dollar"
    "|sugar sort:newest|scope:article opec iran"
)
NAMED = (
    "person:reagan|person:volcker rates|org:opec|org:opec quota|place:japan tariff"
    '|person:"Ronald Reagan"|org:"Federal Reserve"|place:london gold|entity:gatt|-place:japan yen'
)
KINDS = {"words": PLAIN, "operators and fields": WRITTEN, "names": NAMED}

_BETWEEN = 0.15
"""Seconds between two letters: about eighty words a minute."""
_AFTER = 1.5
"""Seconds after a query: the text is taken as it stands, and what that brings is over."""


@dataclass(frozen=True, slots=True)
class Press:
    """A letter: its kind of query, and what followed it. `found` is None where no answer came."""

    kind: str
    query: str
    typed: str
    cpu: float
    main: float
    layouts: int
    found: int | None


def typed(terminal: Terminal, log: Path, queries: Sequence[tuple[str, str]]) -> Iterator[Press]:
    """Type queries one after the other."""
    for kind, query in queries:
        pressed: list[tuple[str, float, float, float]] = []
        for end in range(1, len(query) + 1):
            pressed.append((query[:end], time.monotonic(), terminal.cpu(), terminal.main_cpu()))
            terminal.send(query[end - 1].encode())
            _wait(terminal, _BETWEEN)
        pressed.append(("", time.monotonic(), terminal.cpu(), terminal.main_cpu()))
        _wait(terminal, _AFTER)
        lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
        for (text, at, cpu, main), (_, to, cpu_to, main_to) in pairwise(pressed):
            here = [line for line in lines if at <= line[0] < to]
            answers = [line[3] for line in here if line[1] == "answer" and line[2] == text]
            layouts = sum(line[1] == "layout" for line in here)
            found = answers[-1] if answers else None
            yield Press(kind, query, text, cpu_to - cpu, main_to - main, layouts, found)
        terminal.send(b"\x15")  # the line is emptied
        _wait(terminal, _AFTER)


def _wait(terminal: Terminal, seconds: float) -> None:
    """Read what the program writes for so long."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        terminal.read(left)


def table(presses: Sequence[Press]) -> str:
    lines = [
        "| queries | keys | CPU ms | 95 % | main thread | layouts a key | most | at zero |",
        "|---|---:|---:|---:|---:|---:|---:|---:|",
    ]
    for kind in ("all", *KINDS):
        some = [each for each in presses if kind in ("all", each.kind)]
        cpu = [each.cpu * 1000 for each in some]
        main = statistics.median(each.main * 1000 for each in some)
        layouts = [each.layouts for each in some]
        # Of queries that find something in the end: who looks for what is not there sees nothing.
        ends = {each.query: each.found for each in some if each.typed == each.query}
        counted = [each for each in some if each.found is not None and ends[each.query] != 0]
        zero = sum(each.found == 0 for each in counted) / max(1, len(counted))
        lines.append(
            f"| {kind} | {len(some)} | {statistics.median(cpu):.0f} "
            f"| {statistics.quantiles(cpu, n=20)[-1]:.0f} | {main:.0f} "
            f"| {statistics.mean(layouts):.1f} | {max(layouts)} | {zero:.0%} |"
        )
    return "\n".join(lines)


def measured(archive: Path, queries: Sequence[tuple[str, str]]) -> list[Press]:
    with tempfile.TemporaryDirectory(prefix="nutgraf-keys-") as folder:
        log = Path(folder, "log")
        log.touch()
        program = [sys.executable, "-m", "benchmarks.counted_program", str(log)]
        environment = {**os.environ, "COLORTERM": "truecolor"}
        with Terminal([*program, "--archive", str(archive)], environment) as terminal:
            terminal.until(b"Results")
            terminal.settle(2.0, limit=8.0)  # the cursor blinks for ever
            presses = list(typed(terminal, log, queries))
            terminal.send(b"\x11")
            terminal.wait(20)
    return presses


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--first", type=int, metavar="N", help="only so many queries of each kind")
    parser.add_argument("--keys", action="store_true", help="a line for each key as well")
    arguments = parser.parse_args()
    queries = [
        (kind, query) for kind, row in KINDS.items() for query in row.split("|")[: arguments.first]
    ]
    presses = measured(arguments.archive, queries)
    if arguments.keys:
        for each in presses:
            print(
                f"{each.cpu * 1000:6.0f} {each.main * 1000:6.0f} {each.layouts:3} "
                f"{'-' if each.found is None else each.found:>8}  {each.typed}"
            )
    print(table(presses))


if __name__ == "__main__":
    main()
