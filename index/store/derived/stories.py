"""Stories: articles that tell one event within days, or share their text.

Kept are the telling words of each article as a vector (`index.enrich.story_terms`), with how often
words stood in the archive when that was last counted; which article each follows; and, as everybody
asks for them, the stories: trees of articles, called by the first one. Besides, which articles the
reader has met in a story that was looked at.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple

from index.core.dates import days
from index.store.database import Database

STORIES: Final = "stories"
"""The stage that finds them."""

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


class Entry(NamedTuple):
    """An article that can be compared."""

    article: int
    day: int
    terms: bytes


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


# What they are found by.


def frequencies(connection: sqlite3.Connection) -> tuple[int, float, bytes, bytes] | None:
    """How many articles there were, how dense, and words with their counts, when they were last
    counted.
    """
    row = connection.execute("SELECT articles, density, words, counts FROM story_words").fetchone()
    return tuple(row) if row else None


def counted_in(connection: sqlite3.Connection) -> str:
    """What was kept with how often words stand: in which texts they were counted."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'stories_counted'").fetchone()
    return str(row[0]) if row else ""


def with_furniture(connection: sqlite3.Connection, articles: Collection[int]) -> set[int]:
    """Those of some articles that have furniture in their texts."""
    rows = connection.execute(
        f"SELECT DISTINCT a.number {_CURRENT} JOIN paragraph p ON p.version = v.number"
        " JOIN furniture f ON f.paragraph = p.number"
        f" WHERE a.number IN {_AMONG}",
        (json.dumps(sorted(articles)),),
    )
    return {row[0] for row in rows}


def forget(connection: sqlite3.Connection) -> None:
    """Begin anew: keep nothing of what was found, inside a transaction."""
    for table in ("story_words", "story_entry"):
        connection.execute(f"DELETE FROM {table}")


def keep_counted_in(connection: sqlite3.Connection, counted: str) -> None:
    """Keep in which texts words were counted, inside a transaction."""
    connection.execute(
        "INSERT OR REPLACE INTO meta (key, value) VALUES ('stories_counted', ?)", (counted,)
    )


def keep_frequencies(
    connection: sqlite3.Connection, articles: int, density: float, words: bytes, counts: bytes
) -> None:
    """Keep how often words stand, inside a transaction."""
    connection.execute("DELETE FROM story_words")
    connection.execute(
        "INSERT INTO story_words VALUES (1, ?, ?, ?, ?)", (articles, density, words, counts)
    )


def followers(connection: sqlite3.Connection, articles: Collection[int]) -> set[int]:
    """The articles that follow some."""
    rows = connection.execute(
        f"SELECT article FROM story_entry WHERE follows IN {_AMONG}",
        (json.dumps(sorted(articles)),),
    )
    return {row[0] for row in rows}


def put(connection: sqlite3.Connection, entries: Iterable[tuple[int, int | None, bytes]]) -> None:
    """Keep the words of articles, which follow none so far. Inside a transaction."""
    connection.executemany("INSERT OR REPLACE INTO story_entry VALUES (?, ?, ?, NULL, 0)", entries)


def days_of(connection: sqlite3.Connection, articles: Collection[int]) -> list[tuple[int, int]]:
    """Day and number of those of some articles that have one, in order of days."""
    return connection.execute(
        f"SELECT day, article FROM story_entry WHERE article IN {_AMONG} AND day IS NOT NULL"
        " ORDER BY day, article",
        (json.dumps(sorted(articles)),),
    ).fetchall()


def between(connection: sqlite3.Connection, first: int, last: int) -> list[Entry]:
    """What was published within days, both included, in order of days and ids."""
    rows = connection.execute(
        "SELECT e.article, e.day, e.terms FROM story_entry e JOIN article a ON a.number = e.article"
        " WHERE e.day BETWEEN ? AND ? ORDER BY e.day, a.id",
        (first, last),
    )
    return [Entry(*row) for row in rows]


def take_out(connection: sqlite3.Connection, articles: Collection[int]) -> set[int]:
    """Let go of some articles, inside a transaction; which others followed them, and follow none
    now.
    """
    among = json.dumps(sorted(articles))
    left = followers(connection, articles) - set(articles)
    touched = _connected(connection, set(articles))
    follow(connection, [(None, 0.0, one) for one in left])
    connection.execute(f"DELETE FROM story_entry WHERE article IN {_AMONG}", (among,))
    settle(connection, touched)
    return left


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


def order_of(
    connection: sqlite3.Connection, articles: Collection[int]
) -> dict[int, tuple[int, str]]:
    """What some articles are put in order by: the day, the undated last, and the id."""
    rows = connection.execute(
        "SELECT e.article, e.day, a.id FROM story_entry e JOIN article a ON a.number = e.article"
        f" WHERE e.article IN {_AMONG}",
        (json.dumps(sorted(articles)),),
    )
    return {article: (UNDATED if day is None else day, id_) for article, day, id_ in rows}


def followed(
    connection: sqlite3.Connection, articles: Collection[int]
) -> dict[int, tuple[int, float]]:
    """Which article those of some follow that follow any, and how alike the two are."""
    rows = connection.execute(
        "SELECT article, follows, likeness FROM story_entry"
        f" WHERE article IN {_AMONG} AND follows IS NOT NULL",
        (json.dumps(sorted(articles)),),
    )
    return {article: (follows, likeness) for article, follows, likeness in rows}


def follow(connection: sqlite3.Connection, links: Iterable[tuple[int | None, float, int]]) -> None:
    """Keep which article others follow, how alike they are, and which those are."""
    connection.executemany(
        "UPDATE story_entry SET follows = ?, likeness = ? WHERE article = ?", links
    )


# What follows from that.


def settle(connection: sqlite3.Connection, articles: Collection[int]) -> None:
    """Make the stories of some articles, and of all that is in one with them, what they should be.
    Inside a transaction.
    """
    concerned = _connected(connection, set(articles))
    found = _trees(connection, concerned)
    among = json.dumps(sorted(concerned))
    before = dict(
        connection.execute(f"SELECT article, first FROM story WHERE article IN {_AMONG}", (among,))
    )
    if before == found:
        return
    connection.execute(f"DELETE FROM story WHERE article IN {_AMONG}", (among,))
    connection.executemany("INSERT INTO story VALUES (?, ?)", found.items())
    connection.execute(
        "INSERT INTO meta VALUES ('stories', '1')"
        " ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1"
    )


def _connected(connection: sqlite3.Connection, waiting: set[int]) -> set[int]:
    """Articles with all that they follow, that follow them, and that were in a story with them."""
    known: set[int] = set()
    while waiting:
        known |= waiting
        among = json.dumps(sorted(waiting))
        rows = connection.execute(
            f"SELECT follows FROM story_entry WHERE article IN {_AMONG} AND follows IS NOT NULL"
            f" UNION SELECT article FROM story_entry WHERE follows IN {_AMONG}"
            f" UNION SELECT o.article FROM story s JOIN story o ON o.first = s.first"
            f" WHERE s.article IN {_AMONG}",
            (among, among, among),
        )
        waiting = {row[0] for row in rows} - known
    return known


def _trees(connection: sqlite3.Connection, articles: Collection[int]) -> dict[int, int]:
    """The articles of trees of several, each with the first one of its tree."""
    follows = {one: link[0] for one, link in followed(connection, articles).items()}
    first: dict[int, int] = {}
    for one in follows:
        way = [one]
        while way[-1] in follows and way[-1] not in first:
            way.append(follows[way[-1]])
        root = first.get(way[-1], way[-1])
        first.update(dict.fromkeys(way, root))
    return first


# Asked by readers.


def counted(database: Database) -> int:
    """How many articles there were when it was last counted how often words stand; 0 if never."""
    row = database.one("SELECT articles FROM story_words")
    return int(row[0]) if row else 0


def terms_of(database: Database, articles: Collection[int]) -> dict[int, bytes]:
    """The vectors of those of some articles that have one."""
    rows = database.all(
        f"SELECT article, terms FROM story_entry WHERE article IN {_AMONG}",
        (json.dumps(sorted(articles)),),
    )
    return dict(rows)


def changes(database: Database) -> int:
    """A number that is another one whenever the stories are others."""
    row = database.one("SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'stories'")
    return int(row[0]) if row else 0
