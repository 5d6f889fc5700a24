"""Derived stages to test what goes through them: how many paragraphs a text has, and all have.

What they make is kept in the table of settings, which takes any key.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from index.enrich.stage import ArchiveStage, TextStage
from index.store.articles.bulk_insert import Rows
from index.store.database import Database
from index.store.derived.stages import Text

_PUT = "INSERT OR REPLACE INTO meta VALUES (?, ?)"


class LengthsStage(TextStage):
    name = "lengths"
    cost = 1.0

    def __init__(self, version: str) -> None:
        self._version = version
        self.worked_on: list[int] = []

    @property
    def version(self) -> str:
        return self._version

    def work(self, texts: Sequence[Text], known: object) -> list[str]:
        assert known is None
        self.worked_on += [text.number for text in texts]
        return [f"{self._version}:{len(text.paragraphs)}" for text in texts]

    def keep(self, rows: Rows, texts: Sequence[Text], found: list[str]) -> Collection[int]:
        changed: list[int] = []
        for text, what in zip(texts, found, strict=True):
            key = f"toy {text.number}"
            known = rows.connection.execute(
                "SELECT value FROM meta WHERE key = ?", (key,)
            ).fetchone()
            if known != (what,):
                rows.connection.execute(_PUT, (key, what))
                changed += [number for number, _ in text.paragraphs]
        return changed


class CountingStage(ArchiveStage):
    name = "counting"
    version = ""
    cost = 1.0
    rests_on = (LengthsStage.name,)

    def __init__(self, version: str) -> None:
        self.version = version

    def run(self, database: Database, pending: Sequence[tuple[int, int]]) -> None:
        with database.transaction() as connection:
            total = sum(int(what.partition(":")[2]) for what in lengths(database).values())
            connection.execute(_PUT, ("toy total", str(total)))


def lengths(database: Database) -> dict[int, str]:
    """What the first toy has kept, by text."""
    rows = database.all("SELECT key, value FROM meta WHERE key GLOB 'toy [0-9]*'")
    return {int(key.removeprefix("toy ")): value for key, value in rows}


def totals(database: Database) -> int:
    return int(database.one("SELECT value FROM meta WHERE key = 'toy total'")[0])
