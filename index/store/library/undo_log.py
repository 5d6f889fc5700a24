"""Steps of undo: what was changed, with enough to take it back and to do it again.

A step is kept in the transaction that makes its changes. `moved` orders steps by when they were
last made, undone or redone; `session` is the one that did that.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from index.core.dates import now
from index.store.database import Database

Kind = Literal[
    "bookmark",
    "note",
    "tags",
    "search",
    "edit",
    "correction",
    "dossier",
    "dossier item",
    "furniture",
    "watched",
    "look",
    "removal",
]

_STEPS = 1000
_CHANGES = 250_000
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was made another. None is nothing: it was made, or taken away.

    `key` is the bookmark's, the edit's or the correction's number, the saved search's name, a
    paragraph's hash, the form of a watched name; what `old` and `new` hold is known to the module
    that keeps the kind.
    """

    kind: Kind
    key: str
    old: str | None
    new: str | None

    @property
    def back(self) -> Change:
        """The change that takes this one back."""
        return Change(self.kind, self.key, self.new, self.old)


@dataclass(frozen=True, slots=True)
class Exchanged:
    """What came of changes that were to be made: those made, and how many were not, because what
    they begin with is no longer there; `said` is what is to be told of either.
    """

    made: Sequence[Change]
    kept: int
    said: Sequence[str] = ()


def exchanged(
    changes: Sequence[Change],
    is_as_expected: Callable[[Change], bool],
    make: Callable[[Change], object],
) -> Exchanged:
    """Make changes one after the other, each where what it begins with is there."""
    made = []
    for one in changes:
        if is_as_expected(one):
            make(one)
            made.append(one)
    return Exchanged(made, len(changes) - len(made))


def free_name(name: str, taken: Collection[str], apart: str = " ") -> str:
    """A name that nothing else has: itself, else with the first number behind it that is free."""
    numbers = itertools.count(2)
    names = itertools.chain([name], (f"{name}{apart}{number}" for number in numbers))
    return next(one for one in names if one not in taken)


@dataclass(frozen=True, slots=True)
class Step:
    """A step of undo: what it was, which run of the program made it, when (ISO 8601, UTC)."""

    number: int
    session: str
    label: str
    at: str


def begin(database: Database, session: str) -> int:
    """The number of a new step. What this session had undone can be redone no more."""
    database.connection.execute(
        "DELETE FROM undo_step WHERE undone = 1 AND session = ?", (session,)
    )
    number = _next(database)
    database.connection.execute(
        "INSERT INTO undo_step (number, moved, session, label, at) VALUES (?, ?, ?, '', ?)",
        (number, number, session, now()),
    )
    return number


def _next(database: Database) -> int:
    return int(database.one("SELECT coalesce(max(moved), 0) + 1 FROM undo_step")[0])


def add(database: Database, step: int, changes: Iterable[Change]) -> None:
    """Keep changes with a step. Within a transaction."""
    database.connection.executemany(
        "INSERT INTO undo_change (step, kind, key, old, new) VALUES (?, ?, ?, ?, ?)",
        [(step, one.kind, one.key, one.old, one.new) for one in changes],
    )


def finish(database: Database, step: int, label: str, changes: int) -> None:
    """Name a step. The oldest are forgotten, beyond a number of steps or of changes."""
    database.connection.execute(
        "UPDATE undo_step SET label = ?, changes = ? WHERE number = ?", (label, changes, step)
    )
    kept = 0
    for place, (number, size) in enumerate(
        database.all("SELECT number, changes FROM undo_step ORDER BY moved DESC")
    ):
        kept += size
        if place and (place >= _STEPS or kept > _CHANGES):
            database.connection.execute("DELETE FROM undo_step WHERE number = ?", (number,))


def last_done(database: Database, session: str, but: Collection[int] = ()) -> Step | None:
    """What a session would take back: the last it did, else the last that anybody did, of all
    steps but some.
    """
    return _first(database, "undone = 0", session, but)


def last_undone(database: Database, session: str, but: Collection[int] = ()) -> Step | None:
    """What a session would do again: the last it took back, else the last that anybody did, unless
    something was done since; of all steps but some.
    """
    return _first(
        database,
        "undone = 1 AND (session = :session OR moved >"
        " (SELECT coalesce(max(number), 0) FROM undo_step WHERE undone = 0))",
        session,
        but,
    )


def _first(database: Database, chosen: str, session: str, but: Collection[int]) -> Step | None:
    row = database.one(
        f"SELECT number, session, label, at FROM undo_step WHERE {chosen}"
        " AND number NOT IN (SELECT value FROM json_each(:but))"
        " ORDER BY session = :session DESC, moved DESC LIMIT 1",
        {"session": session, "but": json.dumps(list(but))},
    )
    return Step(*row) if row else None


def reached(database: Database) -> int:
    """A number that grows with whatever anybody does, takes back or does again."""
    row = database.one("SELECT seq FROM sqlite_sequence WHERE name = 'undo_change'")
    return int((row or (0,))[0])


def move(database: Database, step: int, session: str, *, undone: bool) -> None:
    """Say that a session has undone a step, or done it again."""
    database.connection.execute(
        "UPDATE undo_step SET undone = ?, session = ?, moved = ? WHERE number = ?",
        (undone, session, _next(database), step),
    )


def forget(database: Database, step: int) -> None:
    """Drop a step and its changes. Within a transaction."""
    database.connection.execute("DELETE FROM undo_step WHERE number = ?", (step,))


def kinds(database: Database, step: int) -> frozenset[str]:
    """What kinds of things a step has changed."""
    rows = database.all("SELECT DISTINCT kind FROM undo_change WHERE step = ?", (step,))
    return frozenset(row[0] for row in rows)


def size(database: Database, step: int) -> int:
    """How many changes a step has."""
    row = database.one("SELECT count(*) FROM undo_change WHERE step = ?", (step,))
    return int(row[0])


def take(database: Database, step: int) -> Iterator[Sequence[Change]]:
    """The changes of a step, some at a time, taken out of it; those added meanwhile are left.

    The last one comes first, so that what rests on another is gone before it is, and comes back
    after it: what was made again is kept in the order in which it was made. Edits of entities come
    at once, since each depends on those before it.
    """
    last = database.one("SELECT max(number) FROM undo_change WHERE step = ?", (step,))[0] or 0
    edits = database.one("SELECT kind FROM undo_change WHERE step = ?", (step,)) == ("edit",)
    while rows := database.all(
        "SELECT number, kind, key, old, new FROM undo_change WHERE step = ? AND number <= ?"
        " ORDER BY number DESC LIMIT ?",
        (step, last, -1 if edits else _CHUNK),
    ):
        database.connection.execute(
            "DELETE FROM undo_change WHERE step = ? AND number BETWEEN ? AND ?",
            (step, rows[-1][0], last),
        )
        yield [Change(*row[1:]) for row in rows]
