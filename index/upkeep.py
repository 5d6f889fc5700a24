"""Looking after an archive: what it holds, and whether all of it is sound."""

from __future__ import annotations

from index.fulltext.engine import FullText
from index.model import Stats
from index.store import counting, reading
from index.store.database import Database


def stats(database: Database, fulltext: FullText) -> Stats:
    """What an archive holds, in numbers."""
    return Stats(**counting.totals(database), index_bytes=fulltext.bytes)


def check(database: Database, fulltext: FullText) -> list[str]:
    """What is wrong with an archive or its index, in words; empty when both are sound."""
    problems = [f"The archive file: {text}" for text in database.check()]
    problems += [f"The index: {text}" for text in fulltext.check()]
    behind = reading.articles_since(database, fulltext.revision)
    if behind:
        problems.append(f"The index lacks {behind} changed articles; the next search adds them.")
    else:
        stored, indexed = counting.current_paragraphs(database), fulltext.paragraphs
        if stored != indexed:
            problems.append(
                f"The archive has {stored} paragraphs, the index {indexed}; run: nutgraf reindex"
            )
    return problems
