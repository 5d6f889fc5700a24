"""Notes that are being written, of each session that writes."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from index.core.bookmark import Draft
from index.core.dates import now
from index.store.database import Database

_MOST = 100


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """A draft, who wrote it, and when last (ISO 8601, UTC)."""

    draft: Draft
    writer: str
    at: str


def keep(
    database: Database, subject: str, writer: str, draft: Draft | None, others: Collection[str]
) -> None:
    """Keep what somebody writes about a subject in the place of what was kept of it by them and by
    `others`, or with None nothing any more. Of many the last ones stay. Within a transaction.
    """
    connection = database.connection
    connection.executemany(
        "DELETE FROM draft WHERE subject = ? AND writer = ?",
        [(subject, one) for one in (writer, *others)],
    )
    if draft is None:
        return
    connection.execute(
        "INSERT INTO draft (subject, writer, text, note, at) VALUES (?, ?, ?, ?, ?)",
        (subject, writer, draft.text, draft.note, now()),
    )
    connection.execute(
        "DELETE FROM draft WHERE (subject, writer) NOT IN"
        " (SELECT subject, writer FROM draft"
        " ORDER BY at DESC, subject = ? AND writer = ? DESC LIMIT ?)",
        (subject, writer, _MOST),
    )


def of(database: Database, subject: str) -> list[KeptDraft]:
    """What is kept about a subject, the last first."""
    rows = database.all(
        "SELECT text, note, writer, at FROM draft WHERE subject = ? ORDER BY at DESC", (subject,)
    )
    return [KeptDraft(Draft(text, note), writer, at) for text, note, writer, at in rows]
