"""The articles and paragraphs of stories, as they are read."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import NamedTuple

from index.core.publication import Publication
from index.store.articles.publications import COLUMNS, publication
from index.store.database import Database
from index.store.reading import find_articles

_AMONG = "(SELECT value FROM json_each(?))"


class Member(NamedTuple):
    """An article of a story, with which one it follows, how many paragraphs it has that are no
    furniture, the first of these (0 for none), and whether the reader has met it in a story.
    """

    story: int
    article: int
    id: str
    follows: int | None
    paragraphs: int
    first: int
    met: int
    publication: Publication


_TOLD = "NOT EXISTS (SELECT 1 FROM furniture f WHERE f.paragraph = p.number)"


def members(database: Database, articles: Collection[int] | None) -> list[Member]:
    """The articles of the stories that some belong to, or of all: story by story, by time; those
    without a day last.
    """
    wanted = ""
    given: tuple[str, ...] = ()
    if articles is not None:
        wanted = f" WHERE s.first IN (SELECT first FROM story WHERE article IN {_AMONG})"
        given = (json.dumps(sorted(articles)),)
    rows = database.all(
        "SELECT s.first, a.number, a.id, e.follows, (SELECT count(*) FROM paragraph p"
        f" WHERE p.version = v.number AND {_TOLD}), ifnull((SELECT p.number FROM paragraph p"
        f" WHERE p.version = v.number AND {_TOLD} ORDER BY p.ordinal LIMIT 1), 0),"
        f" EXISTS (SELECT 1 FROM story_met m WHERE m.article = a.number), {COLUMNS}"
        " FROM story s JOIN article a ON a.number = s.article"
        " JOIN story_entry e ON e.article = a.number"
        " JOIN version v ON v.article = a.number AND v.version = a.current"
        f"{wanted} ORDER BY s.first, e.day IS NULL, e.day, v.date, a.id",
        given,
    )
    return [Member._make((*row[:7], publication(row[7:]))) for row in rows]


def every_paragraph(database: Database) -> list[tuple[int, int]]:
    """All paragraphs of stories in order, each with its article."""
    rows = database.all(
        "SELECT p.number, s.article FROM story s CROSS JOIN article a ON a.number = s.article"
        " CROSS JOIN version v ON v.article = a.number AND v.version = a.current"
        " CROSS JOIN paragraph p ON p.version = v.number"
    )
    return sorted(rows)


def paragraphs_of(database: Database, articles: Collection[int]) -> list[tuple[int, int, str]]:
    """Article, number and text of what some articles have and is no furniture, in order."""
    return database.all(
        "SELECT a.number, p.number, p.text FROM article a JOIN version v ON v.article = a.number"
        " AND v.version = a.current JOIN paragraph p ON p.version = v.number"
        f" WHERE a.number IN {_AMONG} AND {_TOLD} ORDER BY a.number, p.ordinal",
        (json.dumps(sorted(articles)),),
    )


def named(database: Database, beginning: str) -> list[int]:
    """The articles of the story of the one whose id begins so; that one where it is in none;
    nothing where no id or several begin so.
    """
    found = find_articles(database, beginning)
    if len(found) != 1:
        return []
    article = found[0][0]
    rows = database.all(
        "SELECT o.article FROM story s JOIN story o ON o.first = s.first WHERE s.article = ?"
        " ORDER BY o.article",
        (article,),
    )
    return [row[0] for row in rows] or [article]


def every_article(database: Database) -> list[int]:
    """All articles of stories, in order."""
    return [row[0] for row in database.all("SELECT article FROM story ORDER BY article")]


def meet(database: Database, articles: Collection[int]) -> None:
    """Keep that the reader has met articles in a story."""
    with database.transaction() as connection:
        connection.execute(
            "INSERT OR IGNORE INTO story_met SELECT value FROM json_each(?)",
            (json.dumps(sorted(articles)),),
        )


def state(database: Database) -> int:
    """A number that is another one whenever the stories have other paragraphs."""
    row = database.one(
        "SELECT ifnull((SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'stories'), 0),"
        " (SELECT ifnull(max(number), 0) FROM version)"
    )
    return hash(tuple(row)) if row else 0
