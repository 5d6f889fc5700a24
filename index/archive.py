"""The archive: the one object through which news is imported, found, read and marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from index.core import locations
from index.core.errors import ArchiveError, NutgrafError
from index.core.files import expanded, unusable
from index.engines.registry import adapter
from index.maintained_archive import MaintainedArchive
from index.maintenance import backup as copies
from index.store.database import Database
from index.store.file.lock import indexing_lock

# What is imported inside of functions has no part in a search, and takes as long as one to load.

if TYPE_CHECKING:
    from index.core.article import Original
    from index.core.reports import ImportReport, Progress
    from index.enrich.news import IndexingNews
    from index.enrich.running import Enrichment
    from index.entities.backends import RecogniserSettings
    from index.entities.editing.place_editor import PlaceEditor
    from index.entities.editing.watch_list import WatchedNames
    from index.ingest.feeds.fetch_feeds import Network
    from index.ingest.feeds.subscriptions import Feeds
    from index.ingest.imports import Imports
    from index.ingest.readers import ReadOptions
    from index.library.undo import Moved, Stop
    from index.library.undo import Progress as UndoProgress
    from index.sharing.exchange import Exchange

T = TypeVar("T")


class Archive(MaintainedArchive):
    """A person's collection of news. Safe to use from several threads.

    Searches and bookmarks see what other processes commit. Only importing and indexing take the
    writer's lock.
    """

    recogniser: RecogniserSettings | None = None
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
    def address(self) -> str:
        """Where a collection is that is looked at as an archive; "" for an archive of one's own."""
        return ""

    @property
    def lacking(self) -> str:
        """What answers are short of at the moment, in words; "" where they are of everything."""
        return ""

    @property
    def without_language(self) -> int:
        """How many texts were never gone through to tell their language, as those that an earlier
        version imported: their words are found as they are written, not in their inflections.
        """
        from index.store.derived import stages  # noqa: PLC0415

        return stages.without_language(self._database)

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
    def places(self) -> PlaceEditor:
        """Where single places are put right: whom a name means there."""
        from index.entities.editing.place_editor import PlaceEditor  # noqa: PLC0415

        return PlaceEditor(
            self._database,
            self._history,
            derive=self._find_names,
            settle=self._settle,
            changed=self._edited,
        )

    @property
    def feeds(self) -> Feeds:
        """The feeds that bring news into this archive."""
        from index.ingest.feeds.subscriptions import Feeds  # noqa: PLC0415

        def indexing() -> IndexingNews:
            from index.enrich.news import IndexingNews  # noqa: PLC0415  (lists do without it)

            return IndexingNews(self._database, self._index)

        return Feeds(self._database, indexing)

    def original(self, number: int, version: int | None = None) -> Original:
        """The bytes that a version of an article was read from. Raises NotFound."""
        from index.store.articles import provenance  # noqa: PLC0415

        return provenance.original(self._database, self.article(number, version))

    def _settle(self) -> None:
        """Say anew what goes without saying of names whose edits went, so that nothing of these is
        left. Who is writing does that at the end.
        """
        from index.store.names import unsettled  # noqa: PLC0415

        with suppress(NutgrafError):
            with self._database.snapshot():
                if not unsettled.noted(self._database.connection):
                    return
            from index.enrich.merge_plan import merge_across_articles  # noqa: PLC0415

            with indexing_lock(self.path):
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
