"""A search alone, and the same while an entity page, the desk and an import are busy.

    python -m benchmarks.concurrency ARCHIVE

`ARCHIVE` is an archive made with `nutgraf add`; it is copied, since news is imported into it. Wants
a machine with nothing else to do. Prints the median and the 95th percentile of each, the ratio, and
how often the others came round meanwhile; one of them that fails ends it, since a search beside
fewer is measured otherwise.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import threading
import time
from collections.abc import Callable
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


def busy(archive: Archive, folder: Path) -> dict[str, Callable[[], object]]:
    """What other threads do over and over meanwhile, by its name."""
    most = [archive.entities("", kind, 1)[0].entity for kind in ("person", "org", "place")]
    count = iter(range(1_000_000))

    def add() -> None:
        news = folder / f"echo_2025-10-01_{next(count)}.txt"
        news.write_text(f"Storm {news.stem}\n\n" + "A crane fell in Rotterdam.\n\n" * 40, "utf-8")
        archive.add([news])

    return {
        "entity pages": lambda: [archive.entity(number) for number in most],
        "the desk": lambda: archive.entity_editor.duplicates(),  # noqa: PLW0108
        "imports": add,
    }


class Again(threading.Thread):
    """Does something over and over until it is told to stop, and counts how often."""

    def __init__(self, name: str, work: Callable[[], object]) -> None:
        super().__init__(name=name)
        self._work, self._over = work, threading.Event()
        self.rounds = 0
        self.failed: Exception | None = None

    def run(self) -> None:
        try:
            while not self._over.is_set():
                self._work()
                self.rounds += 1
        except Exception as error:  # noqa: BLE001  (raised where the thread is waited for)
            self.failed = error

    def end(self) -> None:
        """Wait for its last round; raises what it failed with."""
        self._over.set()
        self.join()
        if self.failed is not None:
            raise self.failed


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
            others = [Again(name, work) for name, work in busy(archive, folder).items()]
            for other in others:
                other.start()
            beside = timed(archive)
            for other in others:
                other.end()
    for name, taken in (("alone", alone), ("beside the rest", beside)):
        print(f"{name}: median {np.median(taken):.1f} ms, p95 {np.percentile(taken, 95):.1f} ms")
    print("meanwhile: " + ", ".join(f"{other.name} {other.rounds} times" for other in others))
    print(f"ratio of p95: {np.percentile(beside, 95) / np.percentile(alone, 95):.1f}")


if __name__ == "__main__":
    main()
