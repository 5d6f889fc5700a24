"""Reading entities: by name, by number, with their aliases."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Sequence
from typing import NamedTuple

from index.core.values import EntityType
from index.store.database import Database


def labels(database: Database, numbers: Sequence[int]) -> dict[int, tuple[EntityType, str]]:
    """Type and name of entities."""
    rows = database.all(
        "SELECT number, type, name FROM entity WHERE number IN (SELECT value FROM json_each(?))",
        (json.dumps([int(number) for number in numbers]),),
    )
    return {row[0]: (row[1], row[2]) for row in rows}


def own_names(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, str]:
    """What entities were called where they were found, whatever the reader calls them."""
    rows = connection.execute(
        "SELECT number, coalesce(nullif(original, ''), name) FROM entity"
        " WHERE number IN (SELECT value FROM json_each(?))",
        (json.dumps(list(numbers)),),
    )
    return dict(rows.fetchall())


class Labels(NamedTuple):
    """Entities in order of their numbers, which have commas between them; their types and names."""

    numbers: str
    types: list[EntityType]
    names: list[str]


_BETWEEN = "\x1f"
"""Stands in no name: control characters are taken out of texts, and of what is typed."""


def labels_from(database: Database, first: int) -> Labels:
    """Every entity whose number is `first` or above. A row for each takes twice as long."""
    numbers, types, names = database.one(
        "SELECT group_concat(number), group_concat(type), group_concat(name, :between)"
        " FROM (SELECT number, type, name FROM entity WHERE number >= :first ORDER BY number)",
        {"first": first, "between": _BETWEEN},
    )
    if not numbers:
        return Labels("", [], [])
    found = Labels(numbers, types.split(","), names.split(_BETWEEN))
    if len(found.names) == len(found.types):
        return found
    # What else has written to the file may have put anything there.
    rows = database.all(
        "SELECT number, type, name FROM entity WHERE number >= ? ORDER BY number", (first,)
    )
    numbers, types, names = zip(*rows, strict=True)
    return Labels(",".join(map(str, numbers)), [*types], [*names])


def numbers(database: Database) -> str:
    """The numbers of all entities, with commas between them, in no order."""
    return str(database.one("SELECT ifnull(group_concat(number), '') FROM entity")[0])


def renamed(database: Database) -> frozenset[int]:
    """The entities that edits call otherwise than texts do."""
    rows = database.all("SELECT number FROM entity WHERE original <> ''")
    return frozenset(row[0] for row in rows)


def edit_numbers(database: Database) -> list[int]:
    """The numbers of the reader's edits. While these are the same, entities only come in."""
    return [row[0] for row in database.all("SELECT number FROM entity_edit ORDER BY number")]


def spelled(database: Database) -> int:
    """A number that is another one whenever names are spelled otherwise."""
    row = database.one("SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'names_spelled'")
    return int(row[0]) if row else 0


def written(database: Database, number: int) -> tuple[str, str]:
    """The mentions of an entity: the paragraph of each, and the number of how it is written, both
    as numbers with commas between them: a row for each takes six times as long.
    """
    paragraphs, forms = database.one(
        "SELECT group_concat(paragraph), group_concat(ifnull(form, 0)) FROM mention"
        " WHERE entity = ?",
        (number,),
    )
    return paragraphs or "", forms or ""


def mentions(database: Database, number: int) -> list[tuple[int, int, int]]:
    """Paragraph, start and end of every mention that means an entity now."""
    return database.all(
        "SELECT paragraph, start, end FROM mention WHERE entity = ? ORDER BY 1, 2", (number,)
    )


def doubtful(database: Database, below: float) -> list[tuple[int, float]]:
    """The entities whose mentions are right in a smaller share than `below`, by what their
    confidences say, and that share; first those that most wrong mentions are to be expected of.
    """
    return database.all(
        "SELECT m.entity, m.share FROM (SELECT entity, avg(confidence) AS share,"
        " round(sum(1 - confidence), 3) AS wrong FROM mention GROUP BY entity"
        " HAVING avg(confidence) < ?) m JOIN entity e ON e.number = m.entity"
        " ORDER BY m.wrong DESC, e.key, e.type",
        (below,),
    )


def current(database: Database, paragraphs: Sequence[int]) -> list[int]:
    """Those of some paragraphs that stand in the current version of their article, and are no
    furniture: those that are counted.
    """
    rows = database.all(
        "SELECT p.number FROM json_each(?) j JOIN paragraph p ON p.number = j.value"
        " JOIN version v ON v.number = p.version"
        " JOIN article a ON a.number = v.article AND a.current = v.version"
        " WHERE NOT EXISTS (SELECT 1 FROM furniture WHERE paragraph = p.number)",
        (json.dumps(paragraphs),),
    )
    return [row[0] for row in rows]


def passages(
    database: Database, number: int, paragraphs: Sequence[int]
) -> list[tuple[str, int, int]]:
    """Text, start and end of an entity's mentions in some paragraphs, in their order."""
    # CROSS JOIN keeps SQLite to this order; by the entity's index it would go through all mentions
    # of a frequent one, and through the list for each.
    return database.all(
        "SELECT p.text, m.start, m.end FROM json_each(?) j"
        " CROSS JOIN mention m ON m.paragraph = j.value AND m.entity = ?"
        " CROSS JOIN paragraph p ON p.number = m.paragraph ORDER BY j.key, m.start",
        (json.dumps(list(paragraphs)), number),
    )


def texts(database: Database, paragraphs: Sequence[int]) -> dict[int, str]:
    """The texts of some paragraphs."""
    rows = database.all(
        "SELECT p.number, p.text FROM json_each(?) j JOIN paragraph p ON p.number = j.value",
        (json.dumps(list(paragraphs)),),
    )
    return dict(rows)


def places(
    database: Database, numbers: Collection[int], paragraphs: Sequence[int]
) -> dict[int, list[tuple[int, int]]]:
    """Where some paragraphs name any of some entities."""
    found: dict[int, list[tuple[int, int]]] = {}
    for paragraph, start, end in database.all(
        "SELECT m.paragraph, m.start, m.end FROM json_each(?) j"
        " CROSS JOIN mention m ON m.paragraph = j.value"
        " WHERE m.entity IN (SELECT value FROM json_each(?)) ORDER BY 1, 2",
        (json.dumps(list(paragraphs)), json.dumps(list(numbers))),
    ):
        found.setdefault(paragraph, []).append((start, end))
    return found
