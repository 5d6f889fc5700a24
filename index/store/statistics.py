"""What an archive holds, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from index.core.counts import most_first
from index.core.dates import days
from index.core.folding import commonest
from index.core.publication import is_doubtful
from index.store.database import Database
from index.store.hidden import HIDDEN

_DAY = len("2025-11-03")
_CURRENT = "article a JOIN version v ON v.article = a.number AND v.version = a.current"
_NAMED = (
    f"FROM {_CURRENT} JOIN paragraph p ON p.version = v.number"
    f" JOIN mention m ON m.paragraph = p.number WHERE NOT {HIDDEN}"
)


def totals(database: Database) -> dict[str, Any]:
    """The counts of Stats that come from the archive file."""
    dates = [
        row[0] for row in database.all(f"SELECT DISTINCT v.date FROM {_CURRENT} WHERE v.date <> ''")
    ]
    first_date, last_date = first_and_last(dates)
    return {
        "articles": int(database.one("SELECT count(*) FROM article WHERE current > 0")[0]),
        "versions": int(
            database.one(
                "SELECT count(*) FROM version v JOIN article a ON a.number = v.article"
                " WHERE a.current > 0"
            )[0]
        ),
        "paragraphs": current_paragraphs(database),
        "undated": int(
            database.one(f"SELECT count(*) FROM {_CURRENT} WHERE v.date = ''")[0],
        ),
        "doubtful": sum(
            count
            for where, count in database.all(
                f"SELECT v.date_from, count(*) FROM {_CURRENT} WHERE v.date <> ''"
                " GROUP BY v.date_from"
            )
            if is_doubtful(where)
        ),
        "first_date": first_date,
        "last_date": last_date,
        "outlets": _outlets(database),
        "furniture": current_paragraphs(database, f"WHERE {HIDDEN}"),
        **_names(database),
        "bookmarks": _count(database, "bookmark"),
        "notes": int(database.one("SELECT count(*) FROM bookmark WHERE note <> ''")[0]),
        "archive_bytes": database.one("PRAGMA page_count")[0] * database.one("PRAGMA page_size")[0],
    }


def first_and_last(dates: Iterable[str]) -> tuple[str, str]:
    """The first and the last of some dates, each as far as it is known; "" where none is a date.
    A month or a year counts as what it is at most: nothing is known of its last day, or its first.
    """
    known = [(span, date) for date in dates if (span := days(date))]
    first = min(known, key=lambda one: (one[0][1], one[1]), default=(None, ""))
    last = max(known, key=lambda one: (one[0][0], one[1]), default=(None, ""))
    return first[1][:_DAY], last[1][:_DAY]


def _names(database: Database) -> dict[str, Any]:
    """Who is named, by type, and how often: what is furniture or has been replaced is as little
    counted here as anywhere else.
    """
    rows = database.all(
        f"SELECT e.type, count(*), sum(m.times) FROM (SELECT entity, count(*) AS times {_NAMED}"
        " GROUP BY entity) m JOIN entity e ON e.number = m.entity GROUP BY e.type"
    )
    return {
        "entities": {kind: entities for kind, entities, _ in rows},
        "mentions": sum(times for _, _, times in rows),
    }


def _outlets(database: Database) -> tuple[tuple[str, int], ...]:
    """Outlets with how many articles are from each, each as it is spelt most."""
    spelt = dict(database.all(f"SELECT v.outlet, count(*) FROM {_CURRENT} GROUP BY v.outlet"))
    shown = commonest(spelt)
    totals: Counter[str] = Counter()
    for name, count in spelt.items():
        totals[shown[name]] += count
    return most_first(totals.items())


def current_paragraphs(database: Database, which: str = "") -> int:
    """How many paragraphs stand in the current versions: what the index must hold."""
    row = database.one(
        f"SELECT count(*) FROM {_CURRENT} JOIN paragraph p ON p.version = v.number {which}"
    )
    return int(row[0])


def paragraphs(database: Database) -> Iterator[int]:
    """The numbers of the paragraphs of the current versions."""
    rows = database.rows(
        f"SELECT p.number FROM {_CURRENT} JOIN paragraph p ON p.version = v.number"
    )
    return (row[0] for row in rows)


def names(database: Database) -> Iterator[tuple[int, int]]:
    """Paragraph and entity of every name in the current versions, but for furniture."""
    return database.rows(f"SELECT m.paragraph, m.entity {_NAMED}")


def _count(database: Database, table: str) -> int:
    return int(database.one(f"SELECT count(*) FROM {table}")[0])
