"""Words marked in other programs, kept as bookmarks."""

from __future__ import annotations

from collections.abc import Sequence

from index.core.dates import now
from index.core.model import Anchor
from index.store import bookmarked_articles
from index.store.database import Database


def article_at(database: Database, key: str) -> tuple[int, int, list[str]] | None:
    """Number, current version and paragraphs of the article with an id."""
    row = database.one("SELECT number, current FROM article WHERE id = ?", (key,))
    if row is None:
        return None
    paragraphs = bookmarked_articles.paragraphs(database, row[0], row[1])
    return row[0], row[1], [one.text for one in paragraphs]


def is_known(database: Database, article: int, digest: int) -> bool:
    """Whether a highlight has been made a bookmark before."""
    row = database.one("SELECT 1 FROM highlight WHERE article = ? AND hash = ?", (article, digest))
    return row is not None


def keep(
    database: Database,
    article: int,
    version: int,
    *,
    digest: int,
    anchors: Sequence[Anchor],
    note: str,
    tags: Sequence[str],
    created: str,
) -> None:
    """Bookmark the paragraphs of a highlight; the note and tags go to the first.

    A paragraph that is bookmarked keeps its bookmark, with its own note before the new one.
    """
    with database.transaction() as connection:
        for place, anchor in enumerate(anchors):
            row = connection.execute(
                "SELECT number, note FROM bookmark WHERE article = ? AND hash = ?",
                (article, anchor.hash),
            ).fetchone()
            if row is None:
                number = connection.execute(
                    "INSERT INTO bookmark"
                    " (article, version, exact, prefix, suffix, ordinal, hash, created)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        article,
                        version,
                        anchor.exact,
                        anchor.prefix,
                        anchor.suffix,
                        anchor.ordinal,
                        anchor.hash,
                        created or now(),
                    ),
                ).lastrowid
                before = ""
            else:
                number, before = row
            if place:
                continue
            if note and note not in before:
                joined = f"{before}\n{note}" if before else note
                connection.execute(
                    "UPDATE bookmark SET note = ? WHERE number = ?", (joined, number)
                )
            for tag in tags:
                connection.execute(
                    "INSERT INTO bookmark_tag SELECT :number, coalesce(max(position), -1) + 1, :tag"
                    " FROM bookmark_tag WHERE bookmark = :number"
                    " HAVING NOT EXISTS"
                    " (SELECT 1 FROM bookmark_tag WHERE bookmark = :number AND tag = :tag)",
                    {"number": number, "tag": tag},
                )
        connection.execute("INSERT INTO highlight VALUES (?, ?)", (article, digest))
