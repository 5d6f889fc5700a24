"""Where the reader was in an article, in whatever version it is read next."""

from __future__ import annotations

from index.store.database import Database


def keep(database: Database, paragraph: int) -> None:
    """Keep that this paragraph was the last one read in its article."""
    with database.transaction() as connection:
        connection.execute(
            "INSERT OR REPLACE INTO reading_place SELECT v.article, p.hash, p.ordinal"
            " FROM paragraph p JOIN version v ON v.number = p.version WHERE p.number = ?",
            (paragraph,),
        )


def of(database: Database, article: int) -> int | None:
    """The paragraph of the current version that was read last, by number: the one with the same
    text, of several the nearest; where it is gone, the one in its place. None where none is known.
    """
    row = database.one(
        "SELECT p.number FROM reading_place r JOIN article a ON a.number = r.article"
        " JOIN version v ON v.article = a.number AND v.version = a.current"
        " JOIN paragraph p ON p.version = v.number WHERE r.article = ?"
        " ORDER BY p.hash <> r.hash, abs(p.ordinal - r.ordinal), p.ordinal LIMIT 1",
        (article,),
    )
    return row[0] if row else None
