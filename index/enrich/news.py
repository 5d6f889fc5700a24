"""What has just come in: what is derived of it, and indexing it."""

from __future__ import annotations

from collections.abc import Sequence

from index.engines.index_manager import IndexManager
from index.enrich import registry
from index.enrich.running import Enrichment
from index.enrich.stage import Stage
from index.store.database import Database
from index.store.derived import stages
from index.store.library import seen


class IndexingNews:
    """What an import calls with the writer's lock held: `some` now and then, itself at its end.

    Texts that come from now on are news. Those that an import left behind which was ended before
    its end are gone through along with them, see `index.store.derived.stages.unfinished_from`.
    """

    def __init__(self, database: Database, index: IndexManager) -> None:
        self._database, self._index = database, index
        with database.snapshot():
            self._first = stages.last_text(database.connection) + 1
        self._begun = False

    @property
    def is_behind(self) -> bool:
        """Whether an import that was ended before its end left texts behind."""
        return 0 < stages.unfinished_from(self._database) < self._first

    def __call__(self) -> int:
        """Work out all that is derived of what came, and index it; the paragraphs indexed."""
        return self._go_through(registry.beside_names(), more=False)

    def some(self) -> int:
        """The same, but for what is cheaper once more is there."""
        every = registry.beside_names()
        pending = Enrichment(self._database, every).share_pending
        due = [stage for stage in every if pending(stage) >= stage.waits_for]
        return self._go_through(due, more=True)

    def _go_through(self, through: Sequence[Stage], *, more: bool) -> int:
        database = self._database
        with database.snapshot():
            last = stages.last_text(database.connection)
        if not self._begun and last >= self._first:
            with database.transaction() as connection:
                seen.begin_news(connection, self._first - 1)
            self._begun = True
        since = stages.unfinished_from(database) or self._first
        Enrichment(database, through, indexed=False).run(since=min(since, self._first))
        if not more and since <= last:
            with database.transaction() as connection:
                stages.finish(connection)
        try:
            return self._index.index_pending(more=more)
        finally:
            # Until there is as much again, what it knows of words would lie beside the names'.
            self._index.rest()
