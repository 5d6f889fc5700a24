"""Stories: articles that tell one event within days, or share their text.

Kept are the telling words of each article as a vector (`index.enrich.story_terms`), with how often
words stood in the archive when that was last counted; which article each follows; and, as everybody
asks for them, the stories: trees of articles, called by the first one.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable
from typing import Final, NamedTuple

from index.store.database import Database
from index.store.derived.story_texts import UNDATED

STORIES: Final = "stories"
"""The stage that finds them."""

_AMONG = "(SELECT value FROM json_each(?))"


class Entry(NamedTuple):
    """An article that can be compared."""

    article: int
    day: int
    terms: bytes


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
