"""The full-text index of one archive: open, search, write."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from index.core.errors import IndexDamaged
from index.core.files import private_folder
from index.engines.whoosh import execution, manifest
from index.engines.whoosh.analysis import VERSION
from index.engines.whoosh.document import FacetCounts, Lookup, Matches, Numbers
from index.engines.whoosh.evaluator import Matching
from index.engines.whoosh.manifest import Manifest
from index.engines.whoosh.scoring import Scores
from index.engines.whoosh.segment import Segment
from index.engines.whoosh.snapshot import Snapshot, load
from index.engines.whoosh.sorted_arrays import NONE, ranges
from index.engines.whoosh.token_streams import Pieces
from index.engines.whoosh.writer import Writer
from index.query.nodes import Query

FORMAT = 3
"""Goes up whenever files written before could not be read any more."""

_RETRIES = 5


class Commit:
    """The index as of one commit: it answers the same for as long as somebody holds it.

    Its files stay mapped until the last one lets go, whatever is committed, joined or removed
    meanwhile. May be asked by any number of threads at the same time.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self.revision = snapshot.manifest.revision
        """The revision of the archive that it reaches; 0 of a new index."""
        self.paragraphs = snapshot.paragraphs

    @property
    def manifest(self) -> Manifest:
        return self._snapshot.manifest

    @property
    def segments(self) -> Sequence[Segment]:
        return self._snapshot.segments

    def prepare(self) -> None:
        """Read now what the first searches would wait for otherwise. Raises IndexDamaged."""
        self._snapshot.prepare()

    def search(
        self, query: Query, lookup: Lookup, *, clauses: bool = True, facets: bool = True
    ) -> Matches:
        """Everything a query finds, in its order.

        Raises IndexDamaged when a file turns out to be altered; nothing else, whatever the query.
        """
        if not self._snapshot.size:
            return _nothing(query, clauses=clauses)
        self._snapshot.let_go()
        return execution.search(self._snapshot, query, lookup, clauses=clauses, with_facets=facets)

    def held(self) -> tuple[Numbers, Numbers, Numbers]:
        """The paragraphs that can be found, and, for every name in one, paragraph and entity."""
        found = self._snapshot
        if not found.size:
            return NONE, NONE, NONE
        docs = found.everything
        numbers, counts = found.numbers[docs].astype(np.int64), found.entity_counts[docs]
        named = ranges(found.entity_starts[docs], counts.astype(np.int64))
        return numbers, np.repeat(numbers, counts), found.entities[named].astype(np.int64)

    def count(self, query: Query, lookup: Lookup) -> int:
        """How many paragraphs a query finds."""
        if not self._snapshot.size:
            return 0
        self._snapshot.let_go()
        return len(execution.found(Matching(self._snapshot, lookup), query))


class FullText:
    """The last commit that was looked for; may be used by several threads.

    A commit of this or another process is seen after `refresh`. Whoever asks several things that
    belong together asks one `commit`. `knows` says whether a revision is one of the archive's.
    """

    def __init__(
        self, folder: Path, key: str, knows: Callable[[int], bool] = lambda _revision: True
    ) -> None:
        self._folder = folder
        self._key = f"{key} format {FORMAT} analysis {VERSION}"
        self._knows = knows
        self._lock = threading.Lock()
        self._known: dict[str, Segment] = {}
        self._pieces = Pieces()
        self._stamp: tuple[int, int, int] | None = None
        self._stop = threading.Event()
        self._commit: Commit | None = Commit(Snapshot(Manifest(self._key), []))

    @property
    def folder(self) -> Path:
        return self._folder

    @classmethod
    def open(
        cls, folder: Path, *, key: str, knows: Callable[[int], bool] = lambda _revision: True
    ) -> FullText:
        """The index in a folder, empty when there is none.

        Raises IndexDamaged when it belongs to another archive, another state of it or another
        format, or was altered.
        """
        private_folder(folder)
        fulltext = cls(folder, key, knows)
        fulltext.refresh()
        return fulltext

    @property
    def revision(self) -> int:
        """The revision of the archive that the commit in use reaches; 0 of a new index."""
        return self.commit.revision

    @property
    def paragraphs(self) -> int:
        return self.commit.paragraphs

    @property
    def commit(self) -> Commit:
        """The commit in use. Raises IndexDamaged once another index has taken this one's place."""
        if (commit := self._commit) is None:
            raise IndexDamaged("The index is closed.")
        return commit

    @property
    def bytes(self) -> int:
        """What the index takes on disk."""
        sizes: list[int] = [file.stat().st_size for file in self._folder.glob("*.*")]
        return sum(sizes)

    def refresh(self) -> bool:
        """Use the last commit. Returns whether it is another one; raises IndexDamaged."""
        with self._lock:
            stamp = self._read_stamp()
            if stamp == self._stamp and stamp is not None:
                return False
            for attempt in range(_RETRIES):
                found = manifest.read(self._folder, self._key) or Manifest(self._key)
                known = self.commit.manifest
                if found == known:
                    self._stamp = stamp
                    return False
                if found.revision and not self._knows(found.revision):
                    raise IndexDamaged(
                        "The index belongs to another state of this archive.", "It will be rebuilt."
                    )
                if known.generation and not found.generation:
                    raise IndexDamaged("The index was removed.", "It will be rebuilt.")
                try:
                    self._commit = Commit(load(self._folder, found, self._known, self._stop))
                    break
                except IndexDamaged:
                    # A writer may have replaced the files between our two looks.
                    if manifest.read(self._folder, self._key) == found or attempt == _RETRIES - 1:
                        raise
            self._stamp = stamp
            return True

    def _read_stamp(self) -> tuple[int, int, int] | None:
        try:
            status = (self._folder / manifest.NAME).stat()
        except FileNotFoundError:
            return None
        return status.st_mtime_ns, status.st_ino, status.st_size

    def prepare(self) -> None:
        """See `Commit.prepare`."""
        self.commit.prepare()

    def search(
        self, query: Query, lookup: Lookup, *, clauses: bool = True, facets: bool = True
    ) -> Matches:
        """See `Commit.search`."""
        return self.commit.search(query, lookup, clauses=clauses, facets=facets)

    def count(self, query: Query, lookup: Lookup) -> int:
        """See `Commit.count`."""
        return self.commit.count(query, lookup)

    def writer(self, *, anew: bool = False) -> Writer:
        """The only writer at a time; `anew`, its commit takes the place of all before.

        Raises ArchiveBusy when another process is the writer, IndexDamaged when the list of files
        is damaged.
        """
        return Writer(self._folder, self._key, self._pieces, anew=anew)

    def rest(self) -> None:
        """Forget what one writer leaves for the next: some words of the language."""
        self._pieces = Pieces()

    def check(self) -> list[str]:
        """What is wrong with the files, in words; empty when they are as they were written."""
        problems = []
        for segment in self.commit.segments:
            try:
                segment.check()
            except IndexDamaged as damage:
                problems.append(damage.message)
        return problems

    def interrupt(self) -> None:
        """Have all who ask something give up, now and later: they get StoppedError."""
        self._stop.set()

    def close(self) -> None:
        """Let go of the files, as soon as those who still ask something have their answers."""
        with self._lock:
            self._commit = None
            self._known.clear()
            self._stamp = None


class _NoHits:
    """The hits of an empty index."""

    def __len__(self) -> int:
        return 0

    def page(self, start: int, stop: int) -> tuple[Numbers, Scores]:  # noqa: ARG002
        return NONE, NONE.astype("float32")

    def lengths(self, start: int, stop: int) -> Numbers:  # noqa: ARG002
        return NONE

    def firsts(self) -> Numbers:
        return NONE


def _nothing(query: Query, *, clauses: bool) -> Matches:
    counts = execution.no_clauses(query) if clauses else ()
    empty = FacetCounts(NONE, NONE, (), ())
    return Matches(_NoHits(), int, counts, empty)
