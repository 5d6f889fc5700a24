"""What has just come in: what is derived of it, and indexing it."""

from __future__ import annotations

from collections.abc import Callable

from index.engines.index_manager import IndexManager
from index.enrich import registry
from index.enrich.running import Enrichment
from index.enrich.text_memo import TextMemo
from index.store import seen, stages
from index.store.database import Database


def indexing_news(
    database: Database, index: IndexManager, memo: TextMemo | None = None
) -> Callable[[], int]:
    """What an import calls with the writer's lock held, now and then and at its end. What is in the
    memo of the texts until then need not be worked out, and is forgotten.
    """
    memo = memo or TextMemo()
    with database.snapshot():
        first = stages.last_text(database.connection) + 1
    begun = False

    def index_news() -> int:
        nonlocal begun
        if not begun and stages.last_text(database.connection) >= first:
            with database.transaction() as connection:
                seen.begin_news(connection, first - 1)
            begun = True
        Enrichment(database, registry.beside_names(memo), indexed=False).run(since=first)
        memo.forget()
        try:
            return index.index_pending()
        finally:
            # Until there is as much again, what it knows of words would lie beside the names'.
            index.rest()

    return index_news
