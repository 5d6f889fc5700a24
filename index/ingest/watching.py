"""Following folders that grow: what is new in them is imported once it has stopped changing.

Folders are looked at, not listened to: that works on every file system, network folders among them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from index.core.errors import ArchiveBusy
from index.core.reports import ImportReport, Skipped
from index.ingest.readers import ReadOptions, Source, find

# Seconds between two looks; a file that is the same at both is complete.
INTERVAL = 2.0
_TICK = 0.2

Take = Callable[[Sequence[Source | Skipped]], ImportReport]


class Watch:
    """What of some files and folders is to be read, look after look."""

    def __init__(self, paths: Sequence[Path | str], options: ReadOptions) -> None:
        self._paths = paths
        self._options = options
        self._seen: dict[str, tuple[int, int]] = {}
        self._done: dict[str, tuple[int, int]] = {}
        self._told: set[tuple[str, str]] = set()

    def look(self) -> list[Source | Skipped]:
        """The files that are new or changed since they were last read and the same as at the last
        look, and what cannot be reached, each once.
        """
        seen: dict[str, tuple[int, int]] = {}
        ready: list[Source | Skipped] = []
        for found in find(self._paths, self._options):
            if isinstance(found, Skipped):
                if (found.path, found.reason) not in self._told:
                    ready.append(found)
                continue
            stamp = seen[found.path] = (found.size, found.modified)
            if self._done.get(found.path) != stamp == self._seen.get(found.path):
                ready.append(found)
        self._seen = seen
        return ready

    def read(self, sources: Sequence[Source | Skipped]) -> None:
        """These have been read, or told; they are not ready again before they change."""
        for source in sources:
            if isinstance(source, Source):
                self._done[source.path] = (source.size, source.modified)
            else:
                self._told.add((source.path, source.reason))


def follow(
    watch: Watch,
    take: Take,
    *,
    tell: Callable[[ImportReport], None],
    stop: Callable[[], bool],
    wait: Callable[[float], None] | None = None,
) -> ImportReport:
    """Import what becomes ready until `stop` says so; everything that was done.

    `tell` hears of each import. While another process is writing, what is ready waits.
    """
    total = ImportReport()
    pause = wait or (lambda seconds: _wait(seconds, stop))
    while not stop():
        ready = watch.look()
        if ready:
            try:
                report = take(ready)
            except ArchiveBusy:
                pass
            else:
                total.include(report)
                if not report.interrupted:
                    watch.read(ready)
                tell(report)
        pause(INTERVAL)
    total.interrupted = True
    return total


def _wait(seconds: float, stop: Callable[[], bool]) -> None:
    ends = time.monotonic() + seconds
    while not stop() and time.monotonic() < ends:
        time.sleep(_TICK)
