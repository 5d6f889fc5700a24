"""What it takes to see which paragraphs are related: where they stand, and whom they name."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection
from typing import NamedTuple

from index.core.errors import NotFound
from index.store.database import Database


class Place(NamedTuple):
    """The article of a paragraph, its headline and its date."""

    article: int
    title: str
    date: str


def text(database: Database, paragraph: int) -> tuple[Place, str]:
    """Where a paragraph stands, and what it says. Raises NotFound."""
    row = database.one(
        "SELECT v.article, v.title, v.date, p.text FROM paragraph p"
        " JOIN version v ON v.number = p.version WHERE p.number = ?",
        (paragraph,),
    )
    if row is None:
        raise NotFound(f"There is no paragraph {paragraph}.")
    return Place(*row[:3]), row[3]


def places(database: Database, paragraphs: Collection[int]) -> dict[int, Place]:
    """Where paragraphs stand."""
    rows = database.all(
        "SELECT p.number, v.article, v.title, v.date FROM paragraph p"
        " JOIN version v ON v.number = p.version"
        " WHERE p.number IN (SELECT value FROM json_each(?))",
        (json.dumps(list(paragraphs)),),
    )
    return {number: Place(*place) for number, *place in rows}


def names(database: Database, paragraphs: Collection[int]) -> dict[int, list[int]]:
    """Whom each of some paragraphs names."""
    rows = database.all(
        "SELECT paragraph, entity FROM mention WHERE paragraph IN (SELECT value FROM json_each(?))",
        (json.dumps(list(paragraphs)),),
    )
    found = defaultdict(list)
    for paragraph, entity in rows:
        found[paragraph].append(entity)
    return dict(found)


def named(database: Database, paragraph: int) -> list[tuple[int, int, int]]:
    """Whom a paragraph names: from where to where, and who it is."""
    return database.all(
        "SELECT start, end, entity FROM mention WHERE paragraph = ? ORDER BY start", (paragraph,)
    )


def paragraphs_of(database: Database, articles: Collection[int]) -> tuple[int, ...]:
    """The paragraphs of the current versions of some articles."""
    rows = database.all(
        "SELECT p.number FROM article a JOIN version v ON v.article = a.number"
        " AND v.version = a.current JOIN paragraph p ON p.version = v.number"
        " WHERE a.number IN (SELECT value FROM json_each(?)) ORDER BY p.number",
        (json.dumps(list(articles)),),
    )
    return tuple(row[0] for row in rows)
