"""Importing into an archive: from files, folders, pages and feeds, until it can be found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index.core.priority import way
from index.core.reports import ImportReport, Progress, Skipped
from index.engines.index_manager import IndexManager
from index.enrich.news import IndexingNews
from index.ingest.feeds.web_page import inputs
from index.ingest.import_progress import Readable
from index.ingest.importer import Importer
from index.ingest.readers import ReadOptions, Source
from index.ingest.watching import Watch, follow
from index.store.database import Database
from index.store.file.lock import writer_lock

if TYPE_CHECKING:
    from index.ingest.feeds.fetch_feeds import Network


class Imports:
    """The ways into an archive, whose index is kept in step; see `index.archive.Archive`."""

    def __init__(self, database: Database, index: IndexManager) -> None:
        self._database, self._index = database, index

    def add(
        self,
        paths: Sequence[Path | str],
        options: ReadOptions | None,
        *,
        progress: Callable[[Progress], None] | None,
        stop: Callable[[], bool] | None,
        network: Network | None,
    ) -> ImportReport:
        """See `Archive.add`."""
        options = options or ReadOptions()
        if not options.fetch:
            found = inputs(paths, options, stop=stop, network=network)
            return self._take(found, options, progress=progress, stop=stop)
        # Loaded here: only who fetches needs the network's libraries.
        from index.ingest.feeds.fetch_feeds import Network  # noqa: PLC0415
        from index.ingest.feeds.politeness import Clock  # noqa: PLC0415
        from index.ingest.feeds.saved_links import with_pages  # noqa: PLC0415

        network = network or Network(Clock(stop))
        named = inputs(paths, options, stop=stop, network=network)
        fetched = with_pages(named, options, network)
        return self._take(fetched, options, progress=progress, stop=stop)

    def watch(
        self,
        paths: Sequence[Path | str],
        options: ReadOptions | None,
        *,
        tell: Callable[[ImportReport], None],
        stop: Callable[[], bool],
        wait: Callable[[float], None] | None,
        refresh: Callable[[], object],
    ) -> ImportReport:
        """See `Archive.watch`; `refresh` is called after each import."""
        options = options or ReadOptions()

        def take(ready: Sequence[Source | Skipped]) -> ImportReport:
            report = self._take(ready, options, stop=stop)
            refresh()
            return report

        return follow(Watch(paths, options), take, tell=tell, stop=stop, wait=wait)

    def _take(
        self,
        found: Iterable[Readable | Skipped],
        options: ReadOptions,
        *,
        progress: Callable[[Progress], None] | None = None,
        stop: Callable[[], bool] | None = None,
    ) -> ImportReport:
        with way.background(), writer_lock(self._database.path):
            indexing = IndexingNews(self._database, self._index)
            importer = Importer(
                self._database,
                options,
                index_pending=indexing,
                index_some=indexing.some,
                progress=progress,
                stop=stop,
                is_settled=not indexing.is_behind,
                is_found=self._index.fulltext.revision > 0,
            )
            report = importer.take(found)
            self._index.rest()
        return report
