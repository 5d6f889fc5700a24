"""Bringing what a query finds in a collection into an archive: whole articles, with their names."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from index.core.errors import IndexNotWritten, StoppedError
from index.core.priority import way
from index.core.reports import ImportReport, Progress, Remark, Skipped
from index.core.shared_article import SharedArticle
from index.engines.indexing import COMMIT_EVERY
from index.engines.opensearch.cluster import Cluster
from index.query.nodes import Query
from index.sharing.collection import Collection
from index.sharing.collection_query import grounded, own
from index.sharing.collection_search import article_numbers
from index.sharing.edit_exchange import EditExchange
from index.sharing.incoming import Incoming
from index.store.database import Database

_AT_ONCE = 50
_EDITS_CAME = (
    "came along or were taken back: names mean here whom they mean in the collection; all that are "
    "kept: nutgraf entities --rules export"
)


class Pull:
    """One pull. The caller holds the writer's lock.

    `index_pending` is called at the end to index what has been stored, `index_some`, or the same,
    now and then; `progress` hears of each batch that is safely stored, `stop` is asked between
    them.
    """

    def __init__(
        self,
        database: Database,
        cluster: Cluster,
        *,
        index_pending: Callable[[], object],
        index_some: Callable[[], object] | None = None,
        progress: Callable[[Progress], None] | None = None,
        stop: Callable[[], bool] | None = None,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self._database, self._cluster = database, cluster
        self._collection = Collection(cluster, stop=stop, wait=wait)
        self._index_pending = index_pending
        self._index_some = index_some or index_pending
        self._is_settled = True
        self._progress, self._stop = progress, stop or (lambda: False)
        self._report = ImportReport()
        self._unindexed = 0

    def run(self, query: Query) -> ImportReport:
        """Take in the articles of all paragraphs that a query finds; what is here already stays.

        Raises Unavailable, Refused and their kind, and ArchiveError; what was stored by then is.
        """
        began = time.perf_counter()
        self._report.remarks += [
            Remark(
                clause, "is about what your own archive knows, and no collection: it finds nothing"
            )
            for clause in own(query)
        ]
        try:
            self._collection.look()
            names = self._collection.edits.names()
            found = grounded(query, self._collection, names)
            self._take(article_numbers(self._collection, found, names))
            if came := EditExchange(self._database, self._collection).pull():
                self._is_settled = False
                many = "one edit" if came == 1 else f"{came:,} edits"
                self._report.remarks.append(Remark(f"{many} of names", _EDITS_CAME))
        except (StoppedError, KeyboardInterrupt):
            self._report.interrupted = True
        finally:
            if self._unindexed or not self._is_settled:
                self._index(self._index_pending)
        self._report.seconds = time.perf_counter() - began
        return self._report

    def _take(self, numbers: Sequence[int]) -> None:
        incoming = Incoming(self._database, self._report)
        self._tell(0, len(numbers))
        for start in way.politely(range(0, len(numbers), _AT_ONCE), 1):
            if self._stop():
                raise StoppedError
            told = self._collection.numbered(numbers[start : start + _AT_ONCE])
            self._report.skipped += [one for one in told if isinstance(one, Skipped)]
            self._unindexed += incoming.take(
                [one for one in told if isinstance(one, SharedArticle)]
            )
            self._tell(min(start + _AT_ONCE, len(numbers)), len(numbers))
            if self._unindexed >= COMMIT_EVERY:
                self._is_settled = False
                self._index(self._index_some)

    def _index(self, index: Callable[[], object]) -> None:
        """Index what is stored. Where that cannot be written, the pull goes on all the same."""
        try:
            index()
        except IndexNotWritten as problem:
            self._report.unindexed = str(problem)
        else:
            self._report.unindexed, self._unindexed = "", 0

    def _tell(self, done: int, total: int) -> None:
        if self._progress:
            self._progress(self._report.progress(str(self._cluster.address), done, total))
