"""The full-text index of one archive, as Whoosh has one: open, search, write.

What it consists of is written down in a manifest of ours. Whoosh's own file for that is a pickle,
which must not be believed.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh import index as whoosh_index

from index.core.errors import IndexDamaged
from index.core.files import private_folder
from index.core.free_memory import give_back, keep_some
from index.core.kept import kept
from index.engines.contract import Capabilities, Corpus, Numbers, Wants
from index.engines.whoosh.as_whoosh.searcher import IndexReader, Searcher
from index.engines.whoosh.as_whoosh.whoosh_schema import schema
from index.engines.whoosh.patience import Patience
from index.engines.whoosh.searching.execution import WhooshSearch
from index.engines.whoosh.searching.snapshot import Snapshot, load
from index.engines.whoosh.segments import manifest
from index.engines.whoosh.segments.manifest import Manifest
from index.engines.whoosh.segments.segment import Segment
from index.engines.whoosh.segments.segment_files import Opened
from index.engines.whoosh.sorted_arrays import NONE, ranges
from index.engines.whoosh.untyped import Whoosh
from index.engines.whoosh.words.analysis import VERSION
from index.engines.whoosh.words.stemming import STEMMERS
from index.query.ground import GroundQuery

if TYPE_CHECKING:
    from index.engines.whoosh.segments.token_streams import Pieces
    from index.engines.whoosh.segments.writer import Writer

FORMAT = 5
"""Goes up whenever files written before could not be read any more."""

_RETRIES = 5


_WANTS = Wants()
_COUNT = Wants(rows=0, clauses=False, terms=False)


class Commit:
    """The engine as of one commit of the index, for as long as somebody holds it.

    Its files stay mapped until the last one lets go, whatever is committed, joined or removed
    meanwhile. May be asked by any number of threads at the same time.
    """

    capabilities = Capabilities()

    def __init__(self, snapshot: Snapshot, corpus: Corpus | None = None) -> None:
        self._snapshot = snapshot
        self._corpus = corpus
        self.revision = snapshot.manifest.revision
        """The revision of the archive that it reaches; 0 of a new index."""
        self.paragraphs = snapshot.paragraphs

    @property
    def manifest(self) -> Manifest:
        """What the commit consists of."""
        return self._snapshot.manifest

    @property
    def segments(self) -> Sequence[Segment]:
        """Its segments, the oldest first."""
        return self._snapshot.segments

    def prepare(self) -> None:
        """Read now what the first searches would wait for otherwise. Raises IndexDamaged."""
        self._snapshot.prepare()

    @property
    def documents(self) -> int:
        """How many there are, deleted ones among them."""
        return self._snapshot.size

    def reader(self) -> Whoosh:
        """The commit as Whoosh reads it."""
        stored = None if self._corpus is None else self._corpus.stored
        return IndexReader(self._snapshot, stored)

    @kept
    def searcher(self) -> Whoosh:
        """The Whoosh searcher that all searches go through. It is never closed."""
        return Searcher(self.reader())

    def start(
        self, query: GroundQuery, wants: Wants = _WANTS, deadline: float | None = None
    ) -> WhooshSearch:
        """See `index.engines.contract.Engine`."""
        patience = Patience(self._snapshot.stop, deadline)
        return WhooshSearch(self.searcher, query, wants, patience, self._corpus)

    def count(self, query: GroundQuery) -> int:
        """How many paragraphs a query finds."""
        return self.start(query, _COUNT).total.count

    def held(self) -> tuple[Numbers, Numbers, Numbers]:
        """The paragraphs that can be found, and, for every name in one, paragraph and entity."""
        found = self._snapshot
        if not found.size:
            return NONE, NONE, NONE
        docs = found.everything
        numbers, counts = found.numbers[docs].astype(np.int64), found.entity_counts[docs]
        entities = found.entities
        if len(docs) < found.size:
            entities = entities[ranges(found.entity_starts[docs], counts.astype(np.int64))]
        return numbers, np.repeat(numbers, counts), entities.astype(np.int64)


class Index(whoosh_index.Index):  # type: ignore[misc]
    """The last commit that was looked for; may be used by several threads.

    A commit of this or another process is seen after `reload`. Whoever asks several things that
    belong together asks one `commit`. `knows` says whether a revision is one of the archive's.
    """

    def __init__(
        self,
        folder: Path,
        key: str,
        knows: Callable[[int], bool] = lambda _revision: True,
        corpus: Corpus | None = None,
    ) -> None:
        self._folder = folder
        self._key = f"{key} format {FORMAT} analysis {VERSION} stemmers {STEMMERS}"
        self._knows = knows
        self._lock = threading.Lock()
        self._known: Opened = {}
        self._pieces: Pieces | None = None
        self._stamp: tuple[int, int, int] | None = None
        self._stop = threading.Event()
        self._corpus = corpus
        self._commit: Commit | None = Commit(Snapshot(Manifest(self._key), []), corpus)

    @property
    def folder(self) -> Path:
        """Where its files lie."""
        return self._folder

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        key: str,
        knows: Callable[[int], bool] = lambda _revision: True,
        corpus: Corpus | None = None,
    ) -> Index:
        """The index in a folder, empty when there is none.

        Raises IndexDamaged when it belongs to another archive, another state of it or another
        format, or was altered.
        """
        private_folder(folder)
        index = cls(folder, key, knows, corpus)
        index.reload()
        return index

    @property
    def revision(self) -> int:
        """The revision of the archive that the commit in use reaches; 0 of a new index."""
        return self.commit.revision

    @property
    def paragraphs(self) -> int:
        """How many paragraphs the commit in use holds."""
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
        size = 0
        for file in self._folder.glob("*.*"):
            # A writer takes files away while one looks.
            with suppress(FileNotFoundError):
                size += file.stat().st_size
        return size

    def reload(self) -> bool:
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
                    self._commit = Commit(
                        load(self._folder, found, self._known, self._stop), self._corpus
                    )
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
        """See `Commit.prepare`. There will be searches: they find memory at hand."""
        keep_some()
        self.commit.prepare()

    def rest(self) -> None:
        """Forget what one writer leaves for the next: some words of the language."""
        self._pieces = None
        give_back()

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

    # What Whoosh asks of an index

    @property
    def schema(self) -> Whoosh:
        """The schema that Whoosh's parsers and searchers are given."""
        return schema()

    def reader(self, reuse: Whoosh = None) -> Whoosh:  # noqa: ARG002
        """Reads the last commit. Raises IndexDamaged."""
        self.reload()
        return self.commit.reader()

    def searcher(self, **how: Any) -> Whoosh:
        """Searches the last commit. Raises IndexDamaged."""
        return Searcher(self.reader(), fromindex=self, **how)

    def writer(self, *, anew: bool = False) -> Writer:
        """The only writer at a time; `anew`, its commit takes the place of all before.

        Raises ArchiveBusy when another process is the writer, IndexDamaged when the list of files
        is damaged.
        """
        # Searching does without.
        from index.engines.whoosh.segments.token_streams import Pieces  # noqa: PLC0415
        from index.engines.whoosh.segments.writer import Writer  # noqa: PLC0415

        if self._pieces is None:
            self._pieces = Pieces()
        return Writer(self._folder, self._key, self._pieces, anew=anew, index=self)

    def refresh(self) -> Index:
        """The index as of the last commit: itself."""
        self.reload()
        return self

    def latest_generation(self) -> int:
        found = manifest.read(self._folder, self._key)
        return found.generation if found else 0

    def up_to_date(self) -> bool:
        return self.latest_generation() == self.commit.manifest.generation

    def last_modified(self) -> float:
        stamp = self._read_stamp()
        return stamp[0] / 1e9 if stamp else -1

    def is_empty(self) -> bool:
        return not self.doc_count_all()

    def doc_count(self) -> int:
        return self.paragraphs

    def doc_count_all(self) -> int:
        return self.commit.documents

    def optimize(self) -> None:
        """Join all segments into one."""
        with self.writer() as writer:
            writer.commit(optimize=True)
        self.reload()

    def __repr__(self) -> str:
        return f"Index({str(self._folder)!r})"
