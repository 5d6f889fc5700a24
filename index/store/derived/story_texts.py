"""The texts that stories are made of: articles as they stand, in order, and which share text."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from index.core.dates import days

UNDATED = date.max.toordinal()
"""The day, in the order of articles, of those of which it is not known: the last."""

_CURRENT = "FROM article a JOIN version v ON v.article = a.number AND v.version = a.current"
_AMONG = "(SELECT value FROM json_each(?))"


class Text(NamedTuple):
    """An article to be compared: its day as a number, None where that is not known."""

    article: int
    day: int | None
    title: str
    paragraphs: tuple[str, ...]


class Standing(NamedTuple):
    """An article: its day, `UNDATED` where that is not known, its id, and what changes with its
    text.
    """

    day: int
    id: str
    article: int
    text: str


class Shared(NamedTuple):
    """Two articles that share text: what of the shorter one."""

    article: int
    other: int
    share: float


def day_of(text: str) -> int | None:
    """The day that a date means, as a number; None where it is not known to the day."""
    found = days(text)
    return found[0].toordinal() if found and found[0] == found[1] else None


def articles_in(connection: sqlite3.Connection, ranges: Sequence[tuple[int, int]]) -> list[int]:
    """The articles that ranges of texts belong to."""
    found: set[int] = set()
    for first, last in ranges:
        rows = connection.execute(
            "SELECT DISTINCT article FROM version WHERE number BETWEEN ? AND ?", (first, last)
        )
        found.update(row[0] for row in rows)
    return sorted(found)


def highest(connection: sqlite3.Connection) -> int:
    """The highest number of an article; no number is ever given to another one."""
    return int(connection.execute("SELECT ifnull(max(number), 0) FROM article").fetchone()[0])


def numbers(connection: sqlite3.Connection, last: int) -> list[int]:
    """The numbers of all articles up to the `last` one, without those that were taken out."""
    rows = connection.execute(
        "SELECT number FROM article WHERE number <= ? AND current > 0", (last,)
    )
    return [row[0] for row in rows]


def standing(connection: sqlite3.Connection, last: int) -> list[Standing]:
    """What tells these articles apart, those that were published first in front, the undated
    last.
    """
    rows = connection.execute(
        f"SELECT a.id, a.number, v.date, v.text_hash, v.title {_CURRENT} WHERE a.number <= ?",
        (last,),
    )
    every = (
        Standing(UNDATED if (day := day_of(when)) is None else day, id_, number, f"{text} {title}")
        for id_, number, when, text, title in rows
    )
    return sorted(every, key=lambda one: one[:2])


def texts(
    connection: sqlite3.Connection, articles: Collection[int], *, whole: bool = False
) -> list[Text]:
    """Articles as they are now, without what is furniture unless they are wanted `whole`."""
    shown = "1" if whole else "NOT EXISTS (SELECT 1 FROM furniture WHERE paragraph = p.number)"
    rows = connection.execute(
        f"SELECT a.number, v.date, v.title, p.text {_CURRENT} LEFT JOIN paragraph p"
        f" ON p.version = v.number AND {shown}"
        f" WHERE a.number IN {_AMONG} ORDER BY a.number, p.ordinal",
        (json.dumps(sorted(articles)),),
    )
    found: dict[int, tuple[str, str, list[str]]] = {}
    for number, when, title, text in rows:
        _, _, paragraphs = found.setdefault(number, (when, title, []))
        if text:
            paragraphs.append(text)
    return [
        Text(number, day_of(when), title, tuple(paragraphs))
        for number, (when, title, paragraphs) in found.items()
    ]


def with_furniture(connection: sqlite3.Connection, articles: Collection[int]) -> set[int]:
    """Those of some articles that have furniture in their texts."""
    rows = connection.execute(
        f"SELECT DISTINCT a.number {_CURRENT} JOIN paragraph p ON p.version = v.number"
        " JOIN furniture f ON f.paragraph = p.number"
        f" WHERE a.number IN {_AMONG}",
        (json.dumps(sorted(articles)),),
    )
    return {row[0] for row in rows}


def shared(connection: sqlite3.Connection, articles: Collection[int], least: int) -> list[Shared]:
    """Which articles have so many paragraphs, or more, of some articles too."""
    rows = connection.execute(
        "WITH own AS (SELECT a.number AS article, c.first AS first FROM json_each(?) j"
        " JOIN article a ON a.number = j.value"
        " JOIN version v ON v.article = a.number AND v.version = a.current"
        " JOIN paragraph p ON p.version = v.number JOIN copy c ON c.paragraph = p.number)"
        " SELECT o.article, w.article, count(DISTINCT o.first) AS many FROM own o"
        " JOIN copy d ON d.first = o.first JOIN paragraph q ON q.number = d.paragraph"
        " JOIN version w ON w.number = q.version WHERE w.article <> o.article"
        " GROUP BY o.article, w.article HAVING many >= ?",
        (json.dumps(sorted(articles)), least),
    ).fetchall()
    sizes = _sizes(connection, {one for row in rows for one in row[:2]})
    return [
        Shared(one, other, many / max(1, min(sizes[one], sizes[other])))
        for one, other, many in rows
    ]


def _sizes(connection: sqlite3.Connection, articles: Collection[int]) -> dict[int, int]:
    rows = connection.execute(
        f"SELECT a.number, count(*) {_CURRENT} JOIN paragraph p ON p.version = v.number"
        f" WHERE a.number IN {_AMONG} AND NOT EXISTS"
        " (SELECT 1 FROM furniture WHERE paragraph = p.number) GROUP BY a.number",
        (json.dumps(sorted(articles)),),
    )
    return defaultdict(int, rows.fetchall())
