"""The archive: the one object through which news is imported, found, read and marked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from index.core import locations
from index.core.errors import ArchiveError, NutgrafError
from index.core.files import expanded, unusable
from index.engines import contract
from index.engines.corpus import ArchiveCorpus
from index.engines.index_manager import IndexManager
from index.engines.registry import adapter
from index.engines.whoosh.index import Index
from index.maintenance import backup as copies
from index.questions import Questions
from index.search.answering import Answering, answering
from index.store.database import Database
from index.store.file import lock
from index.store.file.lock import indexing_lock

# What is imported inside of functions has no part in a search, and takes as long as one to load.

if TYPE_CHECKING:
    from index.core.article import Original
    from index.core.reports import DateProblem, ImportReport, Progress, Stats
    from index.enrich.running import Enrichment
    from index.entities.backends import RecogniserSettings
    from index.entities.editing.watch_list import WatchedNames
    from index.ingest.feeds.fetch_feeds import Network
    from index.ingest.feeds.subscriptions import Feeds
    from index.ingest.imports import Imports
    from index.ingest.readers import ReadOptions
    from index.library.undo import Moved, Stop
    from index.library.undo import Progress as UndoProgress
    from index.sharing.exchange import Exchange

T = TypeVar("T")


class Archive(Questions):
    """A person's collection of news. Safe to use from several threads.

    Searches and bookmarks see what other processes commit. Only importing and indexing take the
    writer's lock.
    """

    def __init__(
        self, database: Database, index_folder: Path, engine: contract.Adapter, interrupted: str
    ) -> None:
        self._database = database
        super().__init__(database, self._follow, self._find_names)
        self._corpus = ArchiveCorpus(database)
        self._index = IndexManager(database, index_folder, self._use, engine)
        self._interrupted = interrupted
        self._seen = database.commits_of_others()
        self.recogniser: RecogniserSettings | None = None
        """What names are found by where nothing else is said; the program's own if None."""

    @classmethod
    def open(
        cls,
        path: Path | None = None,
        *,
        index_folder: Path | None = None,
        create: bool = True,
        engine: str = "",
    ) -> Archive:
        """Open an archive file, by default the user's own, and make it when there is none.

        `engine` names what answers searches, "" for the index of this machine. Raises ArchiveError
        when the file is no archive, is damaged or comes from a newer program, or when `create` is
        false and there is none, and NutgrafError when there is no such engine.
        """
        path = expanded(path or locations.archive_file())
        if reason := unusable(path):
            raise ArchiveError(f"{path} cannot be used: {reason}.")
        interrupted = copies.settle_restore(path) if path.exists() else ""
        database = Database(path, create=create)
        try:
            folder = index_folder or locations.index_folder(path, database.identity)
            return cls(database, folder, adapter(engine), interrupted)
        except BaseException:
            database.close()
            raise

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

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The archive's file."""
        return self._database.path

    @property
    def address(self) -> str:
        """Where a collection is that is looked at as an archive; "" for an archive of one's own."""
        return ""

    @property
    def index_folder(self) -> Path:
        """Where the index lies that is derived from it; it may be deleted at any time."""
        return self._index.folder

    @property
    def notice(self) -> str:
        """What had to be done about the archive when it was opened, or about its index last, in
        a sentence or two; "" when nothing was.
        """
        return f"{self._interrupted} {self._index.notice}".strip()

    @property
    def lacking(self) -> str:
        """What answers are short of at the moment, in words; "" where they are of everything."""
        return ""

    # Importing and indexing

    def add(
        self,
        paths: Sequence[Path | str],
        options: ReadOptions | None = None,
        *,
        progress: Callable[[Progress], None] | None = None,
        stop: Callable[[], bool] | None = None,
        network: Network | None = None,
    ) -> ImportReport:
        """Import files, folders and web pages ("-" is standard input) and index what they brought.

        `progress` is called after each batch that is safely stored, `stop` between articles; when
        it says yes, what was read so far is stored and the report is marked as interrupted.
        Raises ArchiveBusy when another process is importing.
        """
        report = self._imports.add(paths, options, progress=progress, stop=stop, network=network)
        try:
            self.refresh()
        except ArchiveError as error:
            error.stored = report
            raise
        return report

    def watch(
        self,
        paths: Sequence[Path | str],
        options: ReadOptions | None = None,
        *,
        tell: Callable[[ImportReport], None],
        stop: Callable[[], bool],
        wait: Callable[[float], None] | None = None,
    ) -> ImportReport:
        """Import what is in files and folders, and what comes to be there, until `stop` says so.

        A file that is still being written is read when it has stopped growing. `tell` hears of each
        import; while another process is importing, what is ready waits.
        """
        return self._imports.watch(
            paths, options, tell=tell, stop=stop, wait=wait, refresh=self.refresh
        )

    def exchange(self, address: str, *, authority: str = "") -> Exchange:
        """Giving articles to a collection in a cluster, at `https://host:9200/news`, and taking
        from it. `authority` is a file of certificates. Raises NutgrafError when that is no address.
        """
        from index.sharing.exchange import Exchange  # noqa: PLC0415

        return Exchange(self._database, self._index, address, authority, self.refresh)

    @property
    def _imports(self) -> Imports:
        from index.ingest.imports import Imports  # noqa: PLC0415

        return Imports(self._database, self._index)

    def enrichment(
        self, engine: RecogniserSettings | None = None, *, helped: bool = False
    ) -> Enrichment:
        """What is derived from the texts, to be brought up to date where the program has become
        better at it. `engine` is what names are found by; what is `helped` takes another core for
        it as well, where somebody waits.
        """
        from index.enrich import registry  # noqa: PLC0415
        from index.enrich.running import Enrichment  # noqa: PLC0415

        lock = partial(indexing_lock, self.path)
        stages = registry.stages(engine or self.recogniser, helped=helped)
        return Enrichment(
            self._database,
            stages,
            lock=lock,
            changed=self.catch_up,
            during=self._index.indexes_later,
        )

    def watched_names(self, engine: RecogniserSettings | None = None) -> WatchedNames:
        """The names that the reader keeps a list of; `engine` is what other names are found by."""
        from index.entities.editing.watch_list import WatchedNames  # noqa: PLC0415

        return WatchedNames(self._database, self._history, self.enrichment(engine).run)

    @property
    def feeds(self) -> Feeds:
        """The feeds that bring news into this archive."""
        from index.enrich.news import IndexingNews  # noqa: PLC0415
        from index.ingest.feeds.subscriptions import Feeds  # noqa: PLC0415

        return Feeds(self._database, IndexingNews(self._database, self._index))

    def original(self, number: int, version: int | None = None) -> Original:
        """The bytes that a version of an article was read from. Raises NotFound."""
        from index.store.articles import provenance  # noqa: PLC0415

        return provenance.original(self._database, self.article(number, version))

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

    def _settle(self) -> None:
        """Say anew what goes without saying of names whose edits went, so that nothing of these is
        left. Who is writing does that at the end.
        """
        from index.enrich.merge_plan import merge_across_articles  # noqa: PLC0415

        with suppress(NutgrafError), indexing_lock(self.path):
            merge_across_articles(self._database, ())

    def _moved(
        self, moved: Moved | None, progress: UndoProgress | None, stop: Stop | None
    ) -> str | None:
        if moved is not None:
            # Loaded here: nothing but undo and imports has a use for it.
            from index.ingest import imported_highlights  # noqa: PLC0415

            imported_highlights.come_back(self._database)
        if moved is not None and moved.edited:
            self._settle()
        return super()._moved(moved, progress, stop)

    def _find_names(
        self, progress: Callable[[int, int], None] | None, stop: Callable[[], bool] | None
    ) -> None:
        """Find names anew where they are to be; what is in the way of it is met by whoever goes on
        with it.
        """
        with suppress(NutgrafError):
            self.enrichment().run(progress, stop)

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
        """What is wrong with the archive or its index, in words; empty when both are sound."""
        from index.maintenance import health  # noqa: PLC0415

        return health.check(self._database, self._index.fulltext)

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
