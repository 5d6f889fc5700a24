"""Searches that are kept by name, and the history of those that were made."""

from __future__ import annotations

import json
from collections.abc import Sequence

from index.core.dates import now
from index.store.database import Database
from index.store.library.undo_log import Change, Exchanged, free_name


def saved_searches(database: Database) -> dict[str, str]:
    """The text of every saved search by its name."""
    return dict(database.all("SELECT name, text FROM saved_search ORDER BY name"))


def change(database: Database, name: str, text: str | None) -> Sequence[Change]:
    """Keep a search, or with None no more, inside a transaction; what changed by that."""
    old = _kept(database, name)
    if text is None:
        new = None
    elif old is not None and json.loads(old)[0] == text:
        new = old
    else:
        new = json.dumps([text, now()])
    return exchange(database, [Change("search", name, old, new)]).made if old != new else ()


def _kept(database: Database, name: str) -> str | None:
    row = database.one("SELECT text, created FROM saved_search WHERE name = ?", (name,))
    return json.dumps(list(row)) if row else None


def exchange(database: Database, changes: Sequence[Change]) -> Exchanged:
    """Make changes where the search is kept as they expect; when it was kept does not matter. Where
    another is kept by the name now, one that was taken away or replaced comes back under a name
    that is free.
    """
    made, said, kept = [], [], 0
    for one in changes:
        there, wanted = _text(_kept(database, one.key)), _text(one.new)
        if there == _text(one.old):
            _keep(database, one)
            made.append(one)
        elif wanted is None:
            kept += 1
        elif wanted != there:
            free = free_name(one.key, saved_searches(database), "-")
            again = Change(one.kind, free, None, one.new)
            if free != one.key:
                said.append(f"it is called @{free}, since there is another @{one.key} now")
            _keep(database, again)
            made.append(again)
    return Exchanged(made, kept, said)


def _keep(database: Database, change: Change) -> None:
    if change.new is None:
        database.connection.execute("DELETE FROM saved_search WHERE name = ?", (change.key,))
    else:
        database.connection.execute(
            "INSERT OR REPLACE INTO saved_search VALUES (?, ?, ?)",
            (change.key, *json.loads(change.new)),
        )


def _text(kept: str | None) -> str | None:
    """What is searched for, None where nothing is kept."""
    return None if kept is None else str(json.loads(kept)[0])


def history(database: Database, limit: int) -> list[str]:
    """The searches that were made, last one first."""
    rows = database.all("SELECT text FROM history ORDER BY at DESC LIMIT ?", (limit,))
    return [row[0] for row in rows]


def remember(database: Database, text: str, *, keep: int = 1000) -> None:
    """Put a search at the head of the history; the oldest beyond `keep` are forgotten."""
    with database.transaction() as connection:
        connection.execute(
            "INSERT OR REPLACE INTO history"
            " VALUES (?, (SELECT coalesce(max(at), 0) + 1 FROM history))",
            (text,),
        )
        # Who searches for the same again and again leaves gaps in the order.
        connection.execute(
            "DELETE FROM history WHERE at <="
            " (SELECT at FROM history ORDER BY at DESC LIMIT 1 OFFSET ?)",
            (keep,),
        )
