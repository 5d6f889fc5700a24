"""What brushing a timeline costs, and naming its peaks.

    python -m benchmarks.timeline ARCHIVE QUERY

Milliseconds of processor time, so that what else the machine does is no part of it: a step of the
brush is the key's work and the painting of the pane, without the search that follows in a thread;
peaks are found and named from the bars on.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "ui")]

from hand import Hand  # noqa: E402  (the tests' hand on the keys)

from index import UNITS, Archive, timeline  # noqa: E402
from tui.app import NutgrafApp  # noqa: E402
from tui.panes.timeline import TimelinePane  # noqa: E402

STEPS = 60


def measured(call: Callable[[], object]) -> float:
    began = time.process_time()
    call()
    return (time.process_time() - began) * 1000


def told(what: str, values: list[float]) -> None:
    values = sorted(values)
    last = values[min(len(values) - 1, round(len(values) * 0.95))]
    print(f"{what:<40} median {statistics.median(values):6.1f} ms   95th {last:6.1f} ms")


def brush(pane: TimelinePane, key: str) -> None:
    """Do what a key does, and paint."""
    if key == "l":
        pane.action_move(1)
    else:
        pane.action_grow(1 if key == "+" else -1)
    pane.refresh()
    pane.render_lines(pane.region.reset_offset)


async def brushing(archive: Archive, query: str) -> None:
    app = NutgrafApp(archive, poll=0, pause=0, timed=False, first_query=query)
    async with app.run_test(size=(120, 36)) as pilot:
        hand = Hand(app, pilot)
        await hand.settle()
        await hand.press("enter", "T")
        pane = app.main.bars
        print(f"{hand.found.paragraphs:,} hits")
        for _ in UNITS:
            for keys, name in ((("l",), "moved"), (("+", "-"), "widened, narrowed")):
                turns = (keys[step % len(keys)] for step in range(STEPS))
                values = [measured(partial(brush, pane, key)) for key in turns]
                told(f"{len(pane.shown.line.bars)} bars by {pane.shown.line.unit}, {name}", values)
                await hand.settle()
            await hand.press("s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("archive", type=Path)
    parser.add_argument("query", nargs="+")
    arguments = parser.parse_args()
    query = " ".join(arguments.query)
    with (
        tempfile.TemporaryDirectory() as folder,
        Archive.open(arguments.archive, index_folder=Path(folder) / "index") as archive,
    ):
        archive.catch_up()
        found = archive.search(query)
        dated = found.dated()
        for unit in UNITS:
            bars = timeline(dated, unit).bars
            archive.peaks(found, bars)
            values = [measured(lambda bars=bars: archive.peaks(found, bars)) for _ in range(9)]
            told(f"peaks of {len(bars)} bars by {unit}, named", values)
        asyncio.run(brushing(archive, query))


if __name__ == "__main__":
    main()
