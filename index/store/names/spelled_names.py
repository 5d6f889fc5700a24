"""Names of entities with the ways in which texts write them, to say how they are spelled."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from index.core.entity_edits import Edits, Identity
from index.core.values import EntityType

_NAME = "coalesce(nullif(e.original, ''), e.name)"
_AMONG = "(SELECT value FROM json_each(?))"


class Spelled(NamedTuple):
    """An entity: what it is called where it was read, its folded name, and the forms in which
    texts write it, with how often.
    """

    number: int
    type: EntityType
    name: str
    key: str
    forms: Sequence[tuple[str, int]]


def every(connection: sqlite3.Connection) -> Iterator[Spelled]:
    """All entities that texts name."""
    rows = connection.execute(
        "SELECT w.number, f.text, sum(w.n) FROM"
        " (SELECT entity AS number, form, count(*) AS n FROM mention WHERE found IS NULL"
        " AND form IS NOT NULL GROUP BY 1, 2 UNION ALL SELECT found, form, count(*) FROM mention"
        " WHERE found IS NOT NULL AND form IS NOT NULL GROUP BY 1, 2"
        " UNION ALL SELECT found, form, count(*) FROM mention_hidden WHERE form IS NOT NULL"
        " GROUP BY 1, 2) w JOIN name_form f ON f.number = w.form GROUP BY 1, 2"
    )
    forms: dict[int, list[tuple[str, int]]] = {}
    for number, text, count in rows:
        forms.setdefault(number, []).append((text, count))
    names = connection.execute(f"SELECT e.number, e.type, {_NAME}, e.key FROM entity e")
    for number, kind, name, key in names.fetchall():
        if number in forms:
            yield Spelled(number, kind, name, key, forms[number])


def of(connection: sqlite3.Connection, numbers: Collection[int]) -> Iterator[Spelled]:
    """Those of some numbers."""
    rows = connection.execute(
        f"SELECT e.number, e.type, {_NAME}, e.key FROM entity e WHERE e.number IN {_AMONG}",
        (json.dumps(sorted(numbers)),),
    )
    for number, kind, name, key in rows.fetchall():
        forms = connection.execute(
            "SELECT f.text, sum(n) FROM"
            " (SELECT form, count(*) n FROM mention WHERE entity = :number AND found IS NULL"
            " GROUP BY 1 UNION ALL SELECT form, count(*) FROM mention WHERE found = :number"
            " GROUP BY 1 UNION ALL SELECT form, count(*) FROM mention_hidden"
            " WHERE found = :number GROUP BY 1) m"
            " JOIN name_form f ON f.number = m.form GROUP BY f.text",
            {"number": number},
        ).fetchall()
        if forms:
            yield Spelled(number, kind, name, key, forms)


def called(connection: sqlite3.Connection, keys: Collection[str]) -> set[int]:
    """The entities that have some folded names."""
    rows = connection.execute(
        'SELECT e.number FROM json_each(\'["person", "org", "place"]\') t'
        " CROSS JOIN json_each(?) j CROSS JOIN entity e ON e.type = t.value AND e.key = j.value",
        (json.dumps(sorted(keys)),),
    )
    return {row[0] for row in rows}


def in_texts(
    connection: sqlite3.Connection, texts: Sequence[tuple[int, int]]
) -> set[tuple[int, str, str]]:
    """Whom texts name, given by ranges of their numbers: number, name and a form that stands
    there.
    """
    found: set[tuple[int, str, str]] = set()
    for first, last in texts:
        rows = connection.execute(
            "WITH written AS (SELECT p.number FROM paragraph p"
            " WHERE p.version BETWEEN :first AND :last), pair AS ("
            "SELECT DISTINCT coalesce(m.found, m.entity) AS entity, m.form AS form"
            " FROM written n CROSS JOIN mention m ON m.paragraph = n.number"
            " WHERE m.form IS NOT NULL UNION SELECT m.found, m.form FROM written n"
            " CROSS JOIN mention_hidden m ON m.paragraph = n.number WHERE m.form IS NOT NULL)"
            f" SELECT e.number, {_NAME}, f.text FROM pair CROSS JOIN entity e"
            " ON e.number = pair.entity CROSS JOIN name_form f ON f.number = pair.form",
            {"first": first, "last": last},
        )
        found.update(rows)
    return found


def keep(connection: sqlite3.Connection, names: Mapping[Identity, str], edits: Edits) -> None:
    """Spell entities so where they were read; edits may call them otherwise. Inside a
    transaction.
    """
    for entity, name in names.items():
        wanted = edits.names.get(entity, name)
        connection.execute(
            "UPDATE entity SET name = ?, original = ? WHERE type = ? AND key = ?",
            (wanted, name if name != wanted else "", entity.type, entity.key),
        )
    connection.execute(
        "INSERT INTO meta (key, value) VALUES ('names_spelled', '1')"
        " ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1"
    )
