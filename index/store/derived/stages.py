"""How far derived stages have come: which texts each has gone through, and in which version.

A text is a version of an article. Its number never changes and later texts have greater ones, so
that what a stage has been through is a few ranges of numbers however large the archive: a row each
time that the stage changes, none for a paragraph. An import makes one range longer.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from index.store.database import Database

NAMES = "names"
"""The stage that finds names; an import does its work as well."""

LANGUAGES = "languages"
"""The same of that which tells languages."""


@dataclass(frozen=True, slots=True)
class Range:
    """Texts from `first` to `last`, both included; `made_by` is the version, "" for none."""

    first: int
    last: int
    made_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A version of an article for a stage to work on; `current` when it is the newest one.

    `paragraphs` are their numbers and texts, in order.
    """

    number: int
    article: int
    current: bool
    title: str
    paragraphs: tuple[tuple[int, str], ...]


def done(connection: sqlite3.Connection, stage: str) -> list[Range]:
    """What a stage has been through, in order; what lies between is still to be done."""
    rows = connection.execute(
        "SELECT first, last, made_by FROM stage_range WHERE stage = ? ORDER BY first", (stage,)
    )
    return [Range(*row) for row in rows]


def without_language(database: Database) -> int:
    """How many texts have no language, and were never gone through to tell theirs."""
    with database.snapshot():
        since, gaps = 1, []
        for one in done(database.connection, LANGUAGES):
            gaps.append((since, one.first - 1))
            since = one.last + 1
        gaps.append((since, last_text(database.connection)))
        return sum(_texts_of_no_language(database, *gap) for gap in gaps if gap[0] <= gap[1])


def _texts_of_no_language(database: Database, first: int, last: int) -> int:
    row = database.one(
        "SELECT count(*) FROM version WHERE number BETWEEN ? AND ? AND language = ''",
        (first, last),
    )
    return int(row[0])


def mark(connection: sqlite3.Connection, stage: str, first: int, last: int, made_by: str) -> None:
    """Say, inside a transaction, that texts were gone through; with "" that they were not."""
    touching = connection.execute(
        "SELECT first, last, made_by FROM stage_range"
        " WHERE stage = ? AND first <= ? + 1 AND last >= ? - 1",
        (stage, last, first),
    ).fetchall()
    connection.execute(
        "DELETE FROM stage_range WHERE stage = ? AND first <= ? + 1 AND last >= ? - 1",
        (stage, last, first),
    )
    for left, right, by in touching:
        if by == made_by:
            first, last = min(first, left), max(last, right)
    kept = []
    for left, right, by in touching:
        if by != made_by:
            kept += [(left, min(right, first - 1), by), (max(left, last + 1), right, by)]
    kept += [(first, last, made_by)] if made_by else []
    connection.executemany(
        "INSERT INTO stage_range VALUES (?, ?, ?, ?)",
        [(stage, left, right, by) for left, right, by in kept if left <= right],
    )


def mark_articles(connection: sqlite3.Connection, stage: str, articles: Collection[int]) -> None:
    """Say, inside a transaction, that all texts of some articles are to be gone through."""
    texts = connection.execute(
        "SELECT number FROM version WHERE article IN (SELECT value FROM json_each(?))"
        " ORDER BY number",
        (json.dumps(sorted(articles)),),
    ).fetchall()
    for (text,) in texts:
        mark(connection, stage, text, text, "")


def leave_unfinished(connection: sqlite3.Connection, first: int) -> None:
    """Say, inside the transaction that brings texts, that from a text on they are to be gone
    through; what an earlier import left unfinished stays said.
    """
    connection.execute("INSERT OR IGNORE INTO meta VALUES ('unfinished from', ?)", (str(first),))


def unfinished_from(database: Database) -> int:
    """The first text that an import brought and was not gone through by its end; 0 for none."""
    row = database.one("SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'unfinished from'")
    return row[0] if row else 0


def finish(connection: sqlite3.Connection) -> None:
    """Say, inside a transaction, that all that was brought has been gone through."""
    connection.execute("DELETE FROM meta WHERE key = 'unfinished from'")


def last_text(connection: sqlite3.Connection) -> int:
    """The number of the newest text, 0 in an empty archive."""
    return int(connection.execute("SELECT coalesce(max(number), 0) FROM version").fetchone()[0])


def count(connection: sqlite3.Connection, first: int, last: int) -> tuple[int, int]:
    """How many texts have a number in a range, and how many paragraphs they have."""
    row = connection.execute(
        "SELECT (SELECT count(*) FROM version WHERE number BETWEEN :first AND :last),"
        " (SELECT count(*) FROM paragraph WHERE version BETWEEN :first AND :last)",
        {"first": first, "last": last},
    ).fetchone()
    return int(row[0]), int(row[1])


def texts(database: Database, first: int, last: int) -> Iterator[Text]:
    """The texts with a number in a range, in order, each read when it is asked for."""
    rows = database.rows(
        "SELECT v.number, v.article, v.version = a.current, v.title, p.number, p.text"
        " FROM version v JOIN article a ON a.number = v.article"
        " LEFT JOIN paragraph p ON p.version = v.number"
        " WHERE v.number BETWEEN ? AND ? ORDER BY v.number, p.ordinal",
        (first, last),
    )
    for (number, article, current, title), group in groupby(rows, key=itemgetter(0, 1, 2, 3)):
        yield Text(
            number=number,
            article=article,
            current=bool(current),
            title=title,
            paragraphs=tuple(row[4:] for row in group if row[4] is not None),
        )
