"""Settling names across articles, from what the archive holds."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from index.core.dates import now
from index.core.entity_edits import Edit, Identity, rename_edit
from index.core.folding import fold
from index.core.priority import way
from index.entities.cross_article_merge import Found, settled
from index.entities.gazetteer import several_names
from index.store import kept_edits
from index.store.database import Database
from index.store.kept_edits import KeptEdit


def settle(database: Database) -> None:
    """Keep the merges and names that go without saying, and no longer those that do not any more.

    What the reader has said to be two stays two, and what the reader has edited is not settled
    afterwards. The caller holds the writer's lock.
    """
    # Read first: nobody who writes waits for what mostly finds that all is as it should be.
    while (plan := _plan(database)) is not None:
        with database.transaction() as connection:
            # What the reader has edited meanwhile counts.
            if kept_edits.kept(connection) == plan.kept:
                kept_edits.change(
                    connection, plan.kept, plan.after(kept_edits.next_number(connection))
                )
                return


@dataclass(frozen=True, slots=True)
class _Plan:
    """What of the edits that are kept remains, and what is to come in."""

    kept: list[KeptEdit]
    remaining: list[KeptEdit]
    added: list[Edit]

    def after(self, first: int) -> list[KeptEdit]:
        """The edits as they are to be, the new ones numbered from `first`."""
        fresh = [
            KeptEdit(first + place, edit, now(), "archive") for place, edit in enumerate(self.added)
        ]
        return sorted([*self.remaining, *fresh], key=lambda one: one.number)


def _plan(database: Database) -> _Plan | None:
    """What is to be done, None when nothing is."""
    with database.snapshot():
        connection = database.connection
        kept = kept_edits.kept(connection)
        own = [one for one in kept if one.by == "reader"]
        before = [one for one in kept if one.by == "archive"]
        wanted = set(_settled(connection))
        wanted |= set(_renamed(connection, [*wanted, *(one.edit for one in own)]))
    apart = {_pair(one.edit) for one in own if one.edit.kind == "apart"}
    wanted = {edit for edit in wanted if _pair(edit) not in apart}
    remaining = [one for one in before if one.edit in wanted]
    edited = {one.edit.source for one in own if one.edit.kind != "apart"}
    new = wanted - {one.edit for one in remaining}
    added = sorted((edit for edit in new if not _pair(edit) & edited), key=str)
    if not added and len(remaining) == len(before):
        return None
    return _Plan(kept, [*own, *remaining], added)


def _pair(edit: Edit) -> frozenset[Identity | None]:
    return frozenset((edit.source, edit.target))


def _settled(connection: sqlite3.Connection) -> list[Edit]:
    acronyms = _found(
        connection,
        "e.type = 'org' AND length(e.key) < 8 AND instr(e.key, ' ') = 0"
        f" AND {_NAME} = upper({_NAME})",
    )
    rows = connection.execute(
        # In this order: all aliases once, the few that are wanted then by number.
        f"SELECT a.key, e.number, e.type, {_NAME} FROM alias a CROSS JOIN entity e"
        " WHERE a.key IN (SELECT value FROM json_each(?)) AND e.number = a.entity"
        " AND e.type = 'org' AND e.key <> a.key",
        (json.dumps([fold(one.name) for one in acronyms]),),
    )
    forms: dict[str, list[int]] = defaultdict(list)
    full = []
    for key, *entity in way.politely(rows):
        full.append(Found(*entity))
        forms[key].append(full[-1].number)
    initials = _found(connection, "e.type = 'person' AND e.key GLOB '* ? *'")
    plain = {f"{words[0]} {words[-1]}" for one in initials for words in (fold(one.name).split(),)}
    others = _found(
        connection,
        "e.type = 'person' AND e.key IN (SELECT value FROM json_each(?))",
        json.dumps(sorted(plain)),
    )

    def counts(numbers: Sequence[int]) -> Mapping[int, int]:
        return {
            number: connection.execute(
                "SELECT (SELECT count(*) FROM mention WHERE entity = :number AND found IS NULL)"
                " + (SELECT count(*) FROM mention WHERE found = :number)",
                {"number": number},
            ).fetchone()[0]
            for number in way.politely(numbers)
        }

    every = {one.number: one for one in (*acronyms, *full, *initials, *others)}
    return settled([every[number] for number in sorted(every)], forms, counts)


def _renamed(connection: sqlite3.Connection, others: Sequence[Edit]) -> Iterator[Edit]:
    """Names for entities whose one name stands nowhere in the archive: the form that stands most.

    Lists know the Vatican as the Holy See; an archive that only says Vatican calls it so. What
    another edit concerns keeps its name.
    """
    concerned = {who for edit in others for who in (edit.source, edit.target)}
    known = [(kind, fold(name)) for kind, name in sorted(set(several_names()))]
    rows = connection.execute(
        f"SELECT e.number, e.type, {_NAME}, e.key FROM json_each(?) j CROSS JOIN entity e"
        " ON e.type = json_extract(j.value, '$[0]') AND e.key = json_extract(j.value, '$[1]')"
        " ORDER BY e.number",
        (json.dumps(known),),
    ).fetchall()
    for number, kind, name, key in way.politely(rows, 4):
        if Identity(kind, key) in concerned:
            continue
        form = _form(connection, number, name)
        if form and fold(form) != key:
            yield rename_edit(Found(number, kind, name), form)


_FORM = "substr(p.text, m.start + 1, m.end - m.start)"


def _form(connection: sqlite3.Connection, number: int, name: str) -> str:
    """How texts call an entity: by its name, else as they mostly do; "" where they do not."""
    found = (
        "FROM mention m JOIN paragraph p ON p.number = m.paragraph"
        " WHERE ((m.entity = :number AND m.found IS NULL) OR m.found = :number)"
    )
    values = {"number": number, "name": name}
    named = connection.execute(
        f"SELECT 1 {found} AND lower({_FORM}) = lower(:name) LIMIT 1", values
    )
    if named.fetchone():
        return name
    forms = connection.execute(f"SELECT {_FORM}, count(*) {found} GROUP BY 1", values).fetchall()
    if any(fold(form) == fold(name) for form, _ in forms):
        return name
    return min(forms, key=lambda pair: (-pair[1], pair[0]), default=("", 0))[0]


_NAME = "coalesce(nullif(e.original, ''), e.name)"
"""What the recogniser called an entity, whatever the reader calls it."""


def _found(connection: sqlite3.Connection, where: str, *values: str) -> list[Found]:
    rows = connection.execute(
        f"SELECT e.number, e.type, {_NAME} FROM entity e WHERE {where} ORDER BY e.number", values
    )
    return [Found(*row) for row in way.politely(rows)]
