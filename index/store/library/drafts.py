"""Notes that were being written and not saved: for whom the program ended before."""

from __future__ import annotations

from index.core.bookmark import Draft
from index.core.dates import now
from index.store.database import Database

_MOST = 100


def keep(database: Database, subject: str, draft: Draft | None) -> None:
    """Keep what is written about a subject in the place of what was kept of it, or with None
    nothing any more. Of many the last ones stay.
    """
    with database.transaction() as connection:
        if draft is None:
            connection.execute("DELETE FROM draft WHERE subject = ?", (subject,))
            return
        connection.execute(
            "INSERT OR REPLACE INTO draft VALUES (?, ?, ?, ?)",
            (subject, draft.text, draft.note, now()),
        )
        connection.execute(
            "DELETE FROM draft WHERE subject NOT IN"
            " (SELECT subject FROM draft ORDER BY at DESC, subject = ? DESC LIMIT ?)",
            (subject, _MOST),
        )


def of(database: Database, subject: str) -> Draft | None:
    """What is kept about a subject."""
    row = database.one("SELECT text, note FROM draft WHERE subject = ?", (subject,))
    return Draft(*row) if row else None
