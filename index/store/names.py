"""Reading entities: by name, by number, with their aliases."""

from __future__ import annotations

import json
from collections.abc import Sequence

from index.folding import fold
from index.query.nodes import EntityType
from index.store.database import Database


def entities_named(
    database: Database, kind: EntityType | None, name: str, *, exact: bool
) -> list[int]:
    """Numbers of the entities one of whose aliases has all the words of `name`, or is it."""
    words = fold(name).split()
    if not words:
        return []
    if exact:
        clauses, values = ["l.key = ?"], [" ".join(words)]
    else:
        clauses = ["' ' || l.key || ' ' LIKE ?"] * len(words)
        # fold() leaves word characters only, but "_" is one of them and LIKE's wildcard too.
        values = [f"% {word} %" for word in words]
    if kind:
        clauses.append("e.type = ?")
        values.append(kind)
    rows = database.all(
        "SELECT DISTINCT e.number FROM alias l JOIN entity e ON e.number = l.entity"
        f" WHERE {' AND '.join(clauses)}",
        values,
    )
    return [row[0] for row in rows]


def labels(database: Database, numbers: Sequence[int]) -> dict[int, tuple[EntityType, str]]:
    """Type and name of entities."""
    rows = database.all(
        "SELECT number, type, name FROM entity WHERE number IN (SELECT value FROM json_each(?))",
        (json.dumps([int(number) for number in numbers]),),
    )
    return {row[0]: (row[1], row[2]) for row in rows}


def all_labels(database: Database) -> list[tuple[int, EntityType, str]]:
    return database.all("SELECT number, type, name FROM entity ORDER BY number")


def aliases(database: Database, number: int) -> list[tuple[str, int]]:
    """The forms an entity goes by in current texts, with how often, most frequent first."""
    return database.all(
        "SELECT substr(p.text, m.start + 1, m.end - m.start) AS form, count(*) FROM mention m"
        " JOIN paragraph p ON p.number = m.paragraph JOIN version v ON v.number = p.version"
        " JOIN article a ON a.number = v.article AND a.current = v.version"
        " WHERE m.entity = ? GROUP BY form ORDER BY 2 DESC, 1",
        (number,),
    )


def paragraphs_naming(database: Database, number: int) -> int:
    """In how many current paragraphs an entity is named."""
    row = database.one(
        "SELECT count(DISTINCT m.paragraph) FROM mention m"
        " JOIN paragraph p ON p.number = m.paragraph JOIN version v ON v.number = p.version"
        " JOIN article a ON a.number = v.article AND a.current = v.version WHERE m.entity = ?",
        (number,),
    )
    return int(row[0])


def complete(
    database: Database, prefix: str, kind: EntityType | None, limit: int
) -> list[tuple[int, EntityType, str, int]]:
    """(number, type, name, paragraphs) of entities with a word that begins so, frequent first."""
    start = fold(prefix)
    return database.all(
        "SELECT e.number, e.type, e.name, count(DISTINCT m.paragraph) AS seen FROM entity e"
        " JOIN mention m ON m.entity = e.number"
        " WHERE (? = '' OR e.number IN (SELECT entity FROM alias WHERE ' ' || key LIKE ?))"
        " AND (? IS NULL OR e.type = ?)"
        " GROUP BY e.number ORDER BY seen DESC, e.name LIMIT ?",
        (start, f"% {start}%", kind, kind, limit),
    )
