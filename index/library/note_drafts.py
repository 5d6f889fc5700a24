"""Notes that are being written: kept for whom the program ended before they were saved.

Each session keeps its own. One whose session goes on is being written, and nobody else's; one whose
session has ended is offered to whoever writes about the same next.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from weakref import WeakValueDictionary

from index.core import running_process
from index.core.bookmark import Draft
from index.store.database import Database
from index.store.library import drafts as store
from index.store.library.drafts import KeptDraft

_GOES_ON = timedelta(hours=1)
"""So long after the last word somebody on another machine is taken to be writing still."""

_here: WeakValueDictionary[str, Database] = WeakValueDictionary()
"""The sessions of this process."""


class NoteDrafts:
    """The drafts of an archive, as one session of it sees them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._token = os.urandom(8).hex()
        self._writer = f"{self._token} {running_process.mark()}"
        _here[self._token] = database

    def keep(self, subject: str, draft: Draft | None) -> None:
        """Keep what is written about a subject, until it is saved or thrown away (None). What was
        offered of others is then no more.
        """
        with self._database.transaction():
            offered = self._offered(subject)
            others = [offered.writer] if offered is not None else []
            store.keep(self._database, subject, self._writer, draft, others)

    def of(self, subject: str) -> Draft | None:
        """What was written about a subject and neither saved nor thrown away; None for nothing."""
        offered = self._offered(subject)
        return offered.draft if offered is not None else None

    def is_written(self, subject: str) -> bool:
        """Whether another session is writing about a subject."""
        return any(
            one.writer != self._writer and _goes_on(one)
            for one in store.of(self._database, subject)
        )

    def _offered(self, subject: str) -> KeptDraft | None:
        kept = store.of(self._database, subject)
        own = [one for one in kept if one.writer == self._writer]
        return next(iter(own or (one for one in kept if not _goes_on(one))), None)


def _goes_on(one: KeptDraft) -> bool:
    """Whether the session that wrote something goes on."""
    token, _, process = one.writer.partition(" ")
    runs = running_process.runs(process)
    if runs is None:
        then = datetime.fromisoformat(one.at)
        return datetime.now(UTC) - then < _GOES_ON
    if runs and process == running_process.mark():
        session = _here.get(token)
        return session is not None and not session.is_closed
    return runs
