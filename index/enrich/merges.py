"""Cross-article merges: which entities of different articles are one without saying."""

from __future__ import annotations

from collections.abc import Sequence

from index.enrich.merge_plan import merge_across_articles
from index.enrich.stage import GROWTH, ArchiveStage
from index.store.database import Database
from index.store.derived.stages import NAMES


class MergesStage(ArchiveStage):
    """Keeps the edits that go without saying in step with what the archive holds."""

    name = "merges"
    version = "11"
    cost = 0.002
    rests_on = (NAMES,)
    waits_for = GROWTH

    def run(self, database: Database, pending: Sequence[tuple[int, int]]) -> None:
        merge_across_articles(database, pending)
