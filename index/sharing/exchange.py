"""What goes from an archive to a collection in a cluster that many share, and back."""

from __future__ import annotations

import time
from collections.abc import Callable

from index.core.priority import way
from index.core.reports import ImportReport, Progress
from index.engines.index_manager import IndexManager
from index.engines.opensearch.back_pressure import telling
from index.engines.opensearch.cluster import Cluster
from index.engines.opensearch.cluster_address import ClusterAddress
from index.enrich.news import IndexingNews
from index.query.nodes import Query
from index.sharing.pull import Pull
from index.sharing.push import Push
from index.store.database import Database
from index.store.file.lock import writer_lock


class Exchange:
    """An archive, and a collection at an address such as `https://host:9200/news`."""

    def __init__(
        self,
        database: Database,
        index: IndexManager,
        address: str,
        authority: str,
        changed: Callable[[], object],
    ) -> None:
        """`authority` is a file of certificates; `changed` is called when something came. Raises
        NutgrafError when the address is none.
        """
        self._database, self._index = database, index
        self._address, self._authority = ClusterAddress.parse(address), authority
        self._changed = changed

    def push(
        self,
        *,
        progress: Callable[[Progress], None] | None = None,
        stop: Callable[[], bool] | None = None,
        waiting: Callable[[], None] = lambda: None,
    ) -> ImportReport:
        """Give all articles to the collection. `waiting` is called when the cluster has to be
        waited for.

        What is the reader's own stays here: bookmarks, notes, tags, dossiers, searches. What the
        cluster has already is not sent again; two that push at once lose nothing. Raises
        Unavailable, and NutgrafError where the cluster will not; what was told of by then is in it.
        """
        with self._cluster() as cluster:
            wait = telling(time.sleep, waiting)
            return Push(self._database, cluster, progress=progress, stop=stop, wait=wait).run()

    def pull(
        self,
        query: Query,
        *,
        progress: Callable[[Progress], None] | None = None,
        stop: Callable[[], bool] | None = None,
        waiting: Callable[[], None] = lambda: None,
    ) -> ImportReport:
        """Take in the articles of all paragraphs that a query finds in the collection. `waiting` is
        called when the cluster has to be waited for.

        They come whole, with all versions and the names that were found in them. Raises
        ArchiveBusy when another process is importing, Unavailable, and NutgrafError where the
        cluster will not; what was told of by then is stored.
        """
        with self._cluster() as cluster, way.background(), writer_lock(self._database.path):
            indexing = IndexingNews(self._database, self._index)
            pull = Pull(
                self._database,
                cluster,
                index_pending=indexing,
                index_some=indexing.some,
                progress=progress,
                stop=stop,
                wait=telling(time.sleep, waiting),
            )
            report = pull.run(query)
            self._index.rest()
        self._changed()
        return report

    def _cluster(self) -> Cluster:
        return Cluster(self._address, authority=self._authority)
