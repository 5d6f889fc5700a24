"""SQLite's FTS5 with its Porter stemmer: an index without content beside a table of texts."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from benchmarks.engines.contract import TOP
from benchmarks.queries import Asked
from index.core.article import Article


class Fts5:
    def __init__(self, folder: Path) -> None:
        self.file = folder / "fts5.db"

    def prepare(self, articles: Iterable[Article]) -> None:
        """Nothing."""

    def index(self, articles: Iterable[list[Article]]) -> float:
        database = sqlite3.connect(self.file, isolation_level=None)
        database.executescript(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -64000;"
            "CREATE TABLE doc (number INTEGER PRIMARY KEY, text, title, outlet, day);"
            "CREATE VIRTUAL TABLE word USING fts5(text, title, outlet, content='',"
            " tokenize='porter unicode61');"
        )
        took, number = 0.0, 0
        for batch in articles:
            docs, words = [], []
            for article in batch:
                for place, text in enumerate(article.paragraphs):
                    number += 1
                    title = article.title if not place else ""
                    docs.append((number, text, article.title, article.outlet, article.date[:10]))
                    words.append((number, text, title, article.outlet))
            began = time.perf_counter()
            database.execute("BEGIN")
            database.executemany("INSERT INTO doc VALUES (?, ?, ?, ?, ?)", docs)
            database.executemany(
                "INSERT INTO word (rowid, text, title, outlet) VALUES (?, ?, ?, ?)", words
            )
            database.execute("COMMIT")
            took += time.perf_counter() - began
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.close()
        return took

    def bytes(self) -> tuple[int, int]:
        database = sqlite3.connect(self.file)
        rows = database.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name").fetchall()
        words = sum(size for name, size in rows if name.startswith("word"))
        return words, self.file.stat().st_size - words

    def open(self) -> None:
        self.database = sqlite3.connect(self.file)
        self.database.execute("PRAGMA cache_size = -64000")

    def search(self, asked: Asked) -> tuple[int, int]:
        where = "word MATCH ?"
        values: list[object] = [self._match(asked)]
        if asked.days[0]:
            where += " AND doc.day BETWEEN ? AND ?"
            values += asked.days
        rows = self.database.execute(
            "SELECT doc.number, text, title, outlet, day FROM ("
            f" SELECT word.rowid AS number, rank FROM word JOIN doc ON doc.number = word.rowid"
            f" WHERE {where} ORDER BY rank LIMIT {TOP}"
            ") AS best JOIN doc USING (number) ORDER BY best.rank"
            if asked.days[0]
            else "SELECT doc.number, text, title, outlet, day FROM ("
            f" SELECT rowid AS number, rank FROM word WHERE {where} ORDER BY rank LIMIT {TOP}"
            ") AS best JOIN doc USING (number) ORDER BY best.rank",
            values,
        ).fetchall()
        return -1, len(rows)

    @staticmethod
    def _match(asked: Asked) -> str:
        quoted = [f'"{word}"' for word in asked.words]
        if asked.how == "phrase":
            words = f'"{" ".join(asked.words)}"'
        elif asked.how == "near":
            # FTS5 counts the words between, Nutgraf the steps.
            words = f"NEAR({' '.join(quoted)}, {asked.distance - 1})"
        elif asked.how == "prefix":
            words = f"{quoted[0]} *"
        else:
            words = (" OR " if asked.how == "or" else " AND ").join(quoted)
        anywhere = f"({{text title}} : ({words}))"
        return f"{anywhere} AND outlet : {asked.outlet}" if asked.outlet else anywhere


def ordinal(day: str) -> int:
    """The day as a number, 0 when there is none."""
    return date.fromisoformat(day[:10]).toordinal() if len(day) >= 10 else 0
