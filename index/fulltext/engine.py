"""The full-text index of one archive: open, search, write."""

from __future__ import annotations

import threading
from pathlib import Path

from index.errors import IndexDamaged
from index.fulltext import manifest, search
from index.fulltext.analysis import VERSION
from index.fulltext.arrays import NONE
from index.fulltext.document import FacetCounts, Lookup, Matches, Numbers
from index.fulltext.manifest import Manifest
from index.fulltext.matching import Matching
from index.fulltext.scoring import Scores
from index.fulltext.segment import Segment
from index.fulltext.snapshot import Snapshot, load
from index.fulltext.streams import Pieces
from index.fulltext.writer import Writer
from index.query.nodes import Query

FORMAT = 2
"""Goes up whenever files written before could not be read any more."""

_RETRIES = 5


class FullText:
    """Searches one commit of the index at a time; may be used by several threads.

    A commit of this or another process is seen after `refresh`.
    """

    def __init__(self, folder: Path, key: str) -> None:
        self._folder = folder
        self._key = f"{key} format {FORMAT} analysis {VERSION}"
        self._lock = threading.Lock()
        self._known: dict[str, Segment] = {}
        self._pieces = Pieces()
        self._stamp: tuple[int, int, int] | None = None
        self._snapshot = Snapshot(Manifest(self._key), [])

    @classmethod
    def open(cls, folder: Path, *, key: str) -> FullText:
        """The index in a folder, empty when there is none.

        Raises IndexDamaged when it belongs to another archive or format, or was altered.
        """
        folder.mkdir(parents=True, exist_ok=True)
        fulltext = cls(folder, key)
        fulltext.refresh()
        return fulltext

    @property
    def revision(self) -> int:
        """The revision of the archive that the commit in use reaches; 0 of a new index."""
        return self._snapshot.manifest.revision

    @property
    def paragraphs(self) -> int:
        return self._snapshot.paragraphs

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
                if found == self._snapshot.manifest:
                    self._stamp = stamp
                    return False
                try:
                    self._snapshot = load(self._folder, found, self._known)
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
        """Read now what the first searches would wait for otherwise. Raises IndexDamaged."""
        self._snapshot.prepare()

    def search(
        self, query: Query, lookup: Lookup, *, clauses: bool = True, facets: bool = True
    ) -> Matches:
        """Everything a query finds, in its order.

        Raises IndexDamaged when a file turns out to be altered; nothing else, whatever the query.
        """
        snapshot = self._snapshot
        if not snapshot.size:
            return _nothing(query, clauses=clauses)
        snapshot.let_go()
        return search.search(snapshot, query, lookup, clauses=clauses, with_facets=facets)

    def count(self, query: Query, lookup: Lookup) -> int:
        """How many paragraphs a query finds."""
        snapshot = self._snapshot
        if not snapshot.size:
            return 0
        snapshot.let_go()
        return len(search.found(Matching(snapshot, lookup), query))

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
        for segment in self._snapshot.segments:
            try:
                segment.check()
            except IndexDamaged as damage:
                problems.append(damage.message)
        return problems

    def close(self) -> None:
        """Let go of the files."""
        self._snapshot = Snapshot(Manifest(self._key), [])
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


def _nothing(query: Query, *, clauses: bool) -> Matches:
    counts = search.no_clauses(query) if clauses else ()
    empty = FacetCounts(NONE, NONE, (), ())
    return Matches(_NoHits(), int, counts, empty)
