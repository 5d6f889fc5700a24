"""Settling names across articles, from what the archive holds."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence

from index.dates import now
from index.entities.edits import Edit, Identity
from index.entities.settling import Found, settled
from index.store import edits
from index.store.database import Database
from index.store.edits import KeptEdit


def settle(database: Database) -> None:
    """Keep the merges that go without saying, and no longer those that do not any more.

    What the reader has said to be two stays two, and what the reader has edited is not settled
    afterwards. The caller holds the writer's lock.
    """
    with database.transaction() as connection:
        kept = edits.kept(connection)
        own = [one for one in kept if one.by == "reader"]
        before = [one for one in kept if one.by == "archive"]
        wanted = set(_settled(connection))
        wanted -= {edit for edit in wanted if _pair(edit) in _apart(own)}
        remaining = [one for one in before if one.edit in wanted]
        edited = {one.edit.source for one in own if one.edit.kind != "apart"}
        new = wanted - {one.edit for one in remaining}
        added = sorted((edit for edit in new if not _pair(edit) & edited), key=str)
        if added or len(remaining) < len(before):
            first = edits.next_number(connection)
            fresh = [
                KeptEdit(first + place, edit, now(), "archive") for place, edit in enumerate(added)
            ]
            after = sorted([*own, *remaining, *fresh], key=lambda one: one.number)
            edits.change(connection, kept, after)


def _pair(edit: Edit) -> frozenset[Identity | None]:
    return frozenset((edit.source, edit.target))


def _apart(own: Sequence[KeptEdit]) -> set[frozenset[Identity | None]]:
    return {_pair(one.edit) for one in own if one.edit.kind == "apart"}


def _settled(connection: sqlite3.Connection) -> list[Edit]:
    entities = [
        Found(*row)
        for row in connection.execute(
            "SELECT number, type, coalesce(nullif(original, ''), name) FROM entity"
            " WHERE type IN ('person', 'org') ORDER BY number"
        )
    ]
    forms: dict[str, list[int]] = defaultdict(list)
    for number, key in connection.execute(
        "SELECT a.entity, a.key FROM alias a JOIN entity e ON e.number = a.entity"
        " WHERE e.type = 'org' AND length(a.key) < 10 AND a.key <> e.key"
    ):
        forms[key].append(number)

    def counts(numbers: Sequence[int]) -> Mapping[int, int]:
        return {
            number: connection.execute(
                "SELECT (SELECT count(*) FROM mention WHERE entity = ?1 AND found IS NULL)"
                " + (SELECT count(*) FROM mention WHERE found = ?1)",
                (number,),
            ).fetchone()[0]
            for number in numbers
        }

    return settled(entities, forms, counts)
