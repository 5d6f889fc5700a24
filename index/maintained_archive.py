"""The part of an archive that keeps its file and its index: in step, sound, looked after."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from index.core.errors import ArchiveError, NutgrafError
from index.engines import contract
from index.engines.corpus import ArchiveCorpus
from index.engines.index_manager import IndexManager
from index.engines.whoosh.index import Index
from index.maintenance import backup as copies
from index.questions import Questions
from index.search.answering import Answering, answering
from index.store.database import Database
from index.store.file import lock

# What is imported inside of functions has no part in a search, and takes as long as one to load.

if TYPE_CHECKING:
    from index.core.reports import DateProblem, Stats

T = TypeVar("T")


class MaintainedArchive(Questions):
    """An archive's file with its index, over which questions are answered."""

    def __init__(
        self, database: Database, index_folder: Path, engine: contract.Adapter, interrupted: str
    ) -> None:
        self._database = database
        super().__init__(database, self._follow, self._find_names)
        self._corpus = ArchiveCorpus(database)
        self._index = IndexManager(database, index_folder, self._use, engine)
        self._interrupted = interrupted
        self._seen = database.commits_of_others()

    def interrupt(self) -> None:
        """Have what other threads ask of the archive fail soon, so that it can be closed.

        Nothing can be asked of it any more. What is being written is undone.
        """
        self._database.interrupt()
        self._index.interrupt()

    def close(self) -> None:
        """No other thread may be asking anything any more, see `interrupt`."""
        self._index.close()
        self._database.close()

    @property
    def path(self) -> Path:
        """The archive's file."""
        return self._database.path

    @property
    def index_folder(self) -> Path:
        """Where the index lies that is derived from it; it may be deleted at any time."""
        return self._index.folder

    @property
    def notice(self) -> str:
        """What had to be done about the archive when it was opened, or about its index last, in
        a sentence or two; "" when nothing was.
        """
        told = (self._interrupted, self._database.notice, self._index.notice)
        return " ".join(filter(None, told))

    @property
    def pending(self) -> int:
        """How many articles are stored but not yet indexed."""
        return self._index.pending

    def catch_up(
        self, progress: Callable[[int, int], None] | None = None, *, needed: bool = False
    ) -> int:
        """Index what is stored but not indexed (after a crash, or a rebuild); the paragraphs done.

        Does nothing while another process is writing: that one indexes what it brings. Where the
        index is `needed` at once, a process that only indexes is waited for, some seconds; raises
        ArchiveBusy if nothing of a filled archive can be found even then.
        """
        return self._index.catch_up(progress, needed=needed)

    def _follow(self) -> None:
        """Index what an edit has moved. It is kept by now: what is in the way of indexing it takes
        nothing back, and is met and said by whoever looks for news next.
        """
        with suppress(NutgrafError):
            self.catch_up()

    @abstractmethod
    def _find_names(
        self, progress: Callable[[int, int], None] | None, stop: Callable[[], bool] | None
    ) -> None:
        """Find names anew where they are to be."""

    def reindex(self, progress: Callable[[int, int], None] | None = None) -> int:
        """Build the index anew from the archive and throw the old one away; the paragraphs done.

        Until it is done, this and other processes find what they found before. Raises ArchiveBusy
        when another process is writing.
        """
        return self._index.rebuild(progress)

    def purge(
        self, articles: Sequence[int], progress: Callable[[int, int], None] | None = None
    ) -> int:
        """Delete removed articles for good, with the names that are in no other text, and build the
        index anew; how many they were.

        Raises ArchiveBusy when another process is writing: then nothing was deleted.
        """
        purged = 0

        def purge() -> None:
            nonlocal purged
            purged = self.removals.purge(articles)

        if articles:
            self._index.rebuild(progress, first=purge)
        return purged

    def refresh(self) -> bool:
        """See what others committed; True when there was something. What was done through this
        object is no news. To be called now and then, while nobody waits for it: what can be done
        at such times is done.

        Raises ArchiveMoved when the archive's file is not the one that was opened any more.
        """
        self._database.ensure_in_place()
        seen = self._database.commits_of_others()
        newer = self._refresh_index()
        changed = newer or seen != self._seen
        self._seen = seen
        self._database.shorten_journal()
        return changed

    def _refresh_index(self) -> bool:
        return self._index.refresh()

    def prepare(self) -> str:
        """Get ready for the first search, in the background if one likes: nothing depends on it.

        Returns what had to be mended, "" when the index is sound. Raises IndexDamaged when it is
        damaged and another process is writing.
        """
        self._database.map_file()
        # Asked anew after mending, the index is another one.
        return self._index.ask(lambda: self._index.fulltext.prepare())[1]  # noqa: PLW0108

    def stats(self) -> Stats:
        """What the archive holds, in numbers."""
        from index.maintenance import health  # noqa: PLC0415

        with self._database.snapshot():
            return health.stats(self._database, self._index.fulltext)

    def check(self) -> list[str]:
        """What is wrong with the archive or its index, in words; empty when both are sound. What
        another process is importing need not be found yet.
        """
        from index.maintenance import health  # noqa: PLC0415

        importing = self.writer is not None
        return health.check(self._database, self._index.fulltext, importing=importing)

    def damage(self) -> ArchiveError | None:
        """What is wrong with the archive file that an unforeseen error may come from, if anything.

        Rows that cannot be right are left out from now on.
        """
        from index.maintenance import health  # noqa: PLC0415

        return health.damage(self._database, self._index.fulltext)

    def date_problems(self) -> Iterator[DateProblem]:
        """The articles that are undated or whose dates cannot well be right, and why."""
        from index.maintenance import health  # noqa: PLC0415

        return health.date_problems(self._database)

    @property
    def writer(self) -> int | None:
        """The pid of the process that is importing (0 when unknown), None when none is."""
        return lock.writer(self.path)

    def backup(self, target: Path, *, overwrite: bool = False) -> None:
        """Copy the archive to a file while it is in use. The index is not copied: it is made anew.

        It is opened and checked under its final name. Raises NutgrafError when the target exists
        and may not be overwritten, is open in a program, or cannot be written.
        """
        copies.backup(self._database, target, overwrite=overwrite)

    def _use(self, fulltext: contract.EngineIndex) -> None:
        self._used = answering(
            self._database, fulltext, self._corpus, self._bookmarks, self._copies
        )

    @property
    def _answering(self) -> Answering:
        """What answers, over the index in use."""
        return self._used

    def _ask(self, question: Callable[[], T]) -> tuple[T, str]:
        """See `IndexManager.ask`."""
        return self._index.ask(question)

    def whoosh(self) -> Index:
        """The index, which is a `whoosh.index.Index`: what knows Whoosh can work with it.

        Stored fields come out of the archive. The archive stays what counts: what is written to
        the index by hand is lost when it is built anew. Raises NutgrafError where the archive is
        searched by another engine.
        """
        index = self._index.fulltext
        if not isinstance(index, Index):
            raise NutgrafError("This archive is searched by another engine than Whoosh.")
        return index
