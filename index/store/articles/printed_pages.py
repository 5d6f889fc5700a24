"""On which printed pages the paragraphs of texts stand (`index.core.page_labels`)."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from index.core.page_labels import page_at
from index.store.database import Database

LABEL = (
    "ifnull((SELECT label FROM page WHERE version = v.number AND ordinal IN (p.ordinal, 0)"
    " ORDER BY ordinal DESC LIMIT 1), '')"
)
"""That of a paragraph `p` of a version `v` in a statement, "" where it is not known."""


def keep(
    connection: sqlite3.Connection, version: int, pages: Sequence[str], paragraphs: int
) -> bool:
    """Keep the pages of a version with so many paragraphs, where none are known of it; whether
    there were any to keep. Within a transaction.
    """
    if not any(pages):
        return False
    known = connection.execute("SELECT 1 FROM page WHERE version = ? LIMIT 1", (version,))
    if known.fetchone():
        return False
    if len(pages) == 1:
        rows = [(version, 0, pages[0])]
    else:
        labels = [page_at(pages, place) for place in range(paragraphs)]
        rows = [(version, ordinal, label) for ordinal, label in enumerate(labels, 1) if label]
    connection.executemany("INSERT INTO page VALUES (?, ?, ?)", rows)
    return bool(rows)


def gained(
    connection: sqlite3.Connection, article: str, digest: str, pages: Sequence[str], paragraphs: int
) -> bool:
    """The same of the newest version of an article that has a text, by their id and digest."""
    row = connection.execute(
        "SELECT max(v.number) FROM version v JOIN article a ON a.number = v.article"
        " WHERE a.id = ? AND v.text_hash = ?",
        (article, digest),
    ).fetchone()
    return row[0] is not None and keep(connection, row[0], pages, paragraphs)


def of_versions(
    database: Database, chosen: str, wanted: Sequence[str]
) -> dict[int, dict[int, str]]:
    """The pages of the versions of some articles, by version and ordinal; `chosen` is a condition
    on articles `a`, with its values.
    """
    found: dict[int, dict[int, str]] = {}
    for version, ordinal, label in database.all(
        "SELECT g.version, g.ordinal, g.label FROM article a JOIN version v ON v.article = a.number"
        f" JOIN page g ON g.version = v.number WHERE {chosen}",
        wanted,
    ):
        found.setdefault(version, {})[ordinal] = label
    return found


def today(database: Database, chosen: str) -> dict[int, dict[int, str]]:
    """The same of the current versions of articles, by article and ordinal."""
    found: dict[int, dict[int, str]] = {}
    for article, ordinal, label in database.all(
        "SELECT a.number, g.ordinal, g.label FROM article a JOIN version v"
        " ON v.article = a.number AND v.version = a.current JOIN page g ON g.version = v.number"
        f" WHERE {chosen}"
    ):
        found.setdefault(article, {})[ordinal] = label
    return found


def as_told(labels: dict[int, str], paragraphs: int) -> tuple[str, ...]:
    """The pages of a version as `Article.pages` has them."""
    if not labels:
        return ()
    if 0 in labels:
        return (labels[0],)
    return tuple(labels.get(ordinal, "") for ordinal in range(1, paragraphs + 1))
