"""What an archive holds, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from index.core.counts import most_first
from index.core.dates import days
from index.core.folding import commonest
from index.store.database import Database
from index.store.hidden import HIDDEN

_CURRENT = "article a JOIN version v ON v.article = a.number AND v.version = a.current"


def totals(database: Database) -> dict[str, Any]:
    """The counts of Stats that come from the archive file."""
    dates = [
        row[0] for row in database.all(f"SELECT DISTINCT v.date FROM {_CURRENT} WHERE v.date <> ''")
    ]
    spans = [span for span in map(days, dates) if span]
    return {
        "articles": int(database.one("SELECT count(*) FROM article WHERE current > 0")[0]),
        "versions": _count(database, "version") - _taken_out(database, "version v"),
        "paragraphs": current_paragraphs(database),
        "undated": int(
            database.one(f"SELECT count(*) FROM {_CURRENT} WHERE v.date = ''")[0],
        ),
        "first_date": min((first.isoformat() for first, _ in spans), default=""),
        "last_date": max((last.isoformat() for _, last in spans), default=""),
        "outlets": _outlets(database),
        "entities": dict(
            database.all(
                "SELECT type, count(*) FROM entity e"
                " WHERE EXISTS (SELECT 1 FROM mention WHERE entity = e.number) GROUP BY type"
            )
        ),
        "mentions": _count(database, "mention") - _taken_out(database, _MENTIONS),
        "bookmarks": _count(database, "bookmark"),
        "notes": int(database.one("SELECT count(*) FROM bookmark WHERE note <> ''")[0]),
        "archive_bytes": database.one("PRAGMA page_count")[0] * database.one("PRAGMA page_size")[0],
    }


_MENTIONS = (
    "version v JOIN paragraph p ON p.version = v.number JOIN mention m ON m.paragraph = p.number"
)


def _taken_out(database: Database, rows: str) -> int:
    """How many rows of versions `v` belong to articles that were taken out."""
    removed = "(SELECT number FROM article WHERE current < 0)"
    return int(database.one(f"SELECT count(*) FROM {rows} WHERE v.article IN {removed}")[0])


def _outlets(database: Database) -> tuple[tuple[str, int], ...]:
    """Outlets with how many articles are from each, each as it is spelt most."""
    spelt = dict(database.all(f"SELECT v.outlet, count(*) FROM {_CURRENT} GROUP BY v.outlet"))
    shown = commonest(spelt)
    totals: Counter[str] = Counter()
    for name, count in spelt.items():
        totals[shown[name]] += count
    return most_first(totals.items())


def current_paragraphs(database: Database) -> int:
    """How many paragraphs stand in the current versions: what the index must hold."""
    row = database.one(f"SELECT count(*) FROM {_CURRENT} JOIN paragraph p ON p.version = v.number")
    return int(row[0])


def paragraphs(database: Database) -> Iterator[int]:
    """The numbers of the paragraphs of the current versions."""
    rows = database.rows(
        f"SELECT p.number FROM {_CURRENT} JOIN paragraph p ON p.version = v.number"
    )
    return (row[0] for row in rows)


def names(database: Database) -> Iterator[tuple[int, int]]:
    """Paragraph and entity of every name in the current versions, but for furniture."""
    return database.rows(
        "SELECT m.paragraph, m.entity"
        f" FROM {_CURRENT} JOIN paragraph p ON p.version = v.number"
        f" JOIN mention m ON m.paragraph = p.number WHERE NOT {HIDDEN}"
    )


def _count(database: Database, table: str) -> int:
    return int(database.one(f"SELECT count(*) FROM {table}")[0])
