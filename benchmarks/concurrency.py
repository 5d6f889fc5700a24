"""A search alone, and the same while an entity page, the desk and an import are busy.

    python -m benchmarks.concurrency ARCHIVE

`ARCHIVE` is an archive made with `nutgraf add`; it is copied, since news is imported into it. Wants
a machine with nothing else to do. Prints the median and the 95th percentile of each, and the ratio.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np

from index.archive import Archive

QUERIES = ("oil", "crude oil", '"oil prices"', "trade w/5 japan", "gold -silver", "sugar OR cocoa")
_ROUNDS = 40


def timed(archive: Archive) -> list[float]:
    """Milliseconds of each search, its first rows read, as the screen asks for it."""
    taken = []
    for _ in range(_ROUNDS):
        for query in QUERIES:
            began = time.perf_counter()
            archive.search(query).hits[0:64]
            taken.append((time.perf_counter() - began) * 1000)
    return taken


def busy(archive: Archive, folder: Path) -> Sequence[Callable[[], object]]:
    """What other threads do over and over meanwhile."""
    most = [archive.entities("", kind, 1)[0].entity for kind in ("person", "org", "place")]
    count = iter(range(1_000_000))

    def add() -> None:
        news = folder / f"echo_2025-10-01_{next(count)}.txt"
        news.write_text(f"Storm {news.stem}\n\n" + "A crane fell in Rotterdam.\n\n" * 40, "utf-8")
        archive.add([news])

    return (
        lambda: [archive.entity(number) for number in most],
        lambda: archive.entity_editor.duplicates(),  # noqa: PLW0108
        add,
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", type=Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="nutgraf-busy-") as scratch:
        folder = Path(scratch)
        copy = folder / "archive.db"
        shutil.copyfile(arguments.archive, copy)
        with Archive.open(copy, index_folder=folder / "index") as archive:
            archive.catch_up()
            timed(archive)
            alone = timed(archive)
            over = threading.Event()

            def again(work: Callable[[], object]) -> None:
                with suppress(Exception):
                    while not over.is_set():
                        work()

            threads = [threading.Thread(target=again, args=(w,)) for w in busy(archive, folder)]
            for thread in threads:
                thread.start()
            beside = timed(archive)
            over.set()
            for thread in threads:
                thread.join()
    for name, taken in (("alone", alone), ("beside the rest", beside)):
        print(f"{name}: median {np.median(taken):.1f} ms, p95 {np.percentile(taken, 95):.1f} ms")
    print(f"ratio of p95: {np.percentile(beside, 95) / np.percentile(alone, 95):.1f}")


if __name__ == "__main__":
    main()
