"""Articles that the reader took out of the archive, and takes back if they like.

The number of the current version of such an article is negative, so that none of its texts is
current: nothing finds, counts or follows it. What is kept of it stays until it is purged, and by it
the article is known again whenever it comes in, and left out.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Sequence
from typing import Final

from index.core.dates import now
from index.core.publication import Publication
from index.store.articles import publications
from index.store.database import Database
from index.store.derived import copies, stages, stories
from index.store.library import trail
from index.store.library.undo_log import Change, Exchanged
from index.store.names import purged_names
from index.store.revisions import next_revision

REMOVAL: Final = "removal"
_REMOVED = "removed"
_AMONG = "(SELECT value FROM json_each(?))"


def remove(database: Database, articles: Collection[int], *, back: bool = False) -> list[Change]:
    """Take articles out, or bring them back; what undo needs of it. Within a transaction."""
    before, after = (_REMOVED, None) if back else (None, _REMOVED)
    rows = database.all(
        f"SELECT number FROM article WHERE number IN {_AMONG} AND current < 0 = ? ORDER BY number",
        (json.dumps(sorted(articles)), back),
    )
    _turn(database.connection, [row[0] for row in rows])
    return [Change(REMOVAL, str(row[0]), before, after) for row in rows]


def exchange(database: Database, changes: Sequence[Change]) -> Exchanged:
    """Take out, or bring back, those articles of which that is not done already."""
    state = {
        str(number): _REMOVED if current < 0 else None
        for number, current in database.all(
            f"SELECT number, current FROM article WHERE number IN {_AMONG}",
            (json.dumps([int(one.key) for one in changes]),),
        )
    }
    made = [one for one in changes if state.get(one.key, one.new) == one.old]
    _turn(database.connection, [int(one.key) for one in made])
    return Exchanged(made, len(changes) - len(made))


def _turn(connection: sqlite3.Connection, articles: Sequence[int]) -> None:
    """Take out those that are there, and bring back those that are not."""
    if not articles:
        return
    revision, among = next_revision(connection), json.dumps(articles)
    connection.execute(
        f"UPDATE article SET current = -current, revision = ? WHERE number IN {_AMONG}",
        (revision, among),
    )
    connection.execute("INSERT INTO revision VALUES (?, ?, ?)", (revision, now(), len(articles)))
    for (key,) in connection.execute(
        f"SELECT id FROM article WHERE number IN {_AMONG}", (among,)
    ).fetchall():
        copies.settle_article(connection, key)
    tell_stories_anew(connection, articles)


def tell_stories_anew(connection: sqlite3.Connection, articles: Sequence[int]) -> None:
    """Let go of the stories of articles, inside a transaction; they and what followed them are to
    be linked anew.
    """
    left = stories.take_out(connection, articles)
    stages.mark_articles(connection, stories.STORIES, {*articles, *left})


def removed(database: Database) -> list[tuple[int, str, Publication]]:
    """Number, id and publication of the articles that were taken out, the last one first."""
    rows = database.all(
        f"SELECT a.number, a.id, {publications.COLUMNS} FROM article a JOIN version v"
        " ON v.article = a.number AND v.version = -a.current ORDER BY a.revision DESC, a.number"
    )
    return [(number, key, publications.publication(row)) for number, key, *row in rows]


def among(database: Database, paragraphs: Collection[int]) -> dict[int, int]:
    """The paragraphs, of some, whose articles were taken out, with the numbers of these."""
    rows = database.all(
        "SELECT p.number, a.number FROM paragraph p JOIN version v ON v.number = p.version"
        f" JOIN article a ON a.number = v.article WHERE a.current < 0 AND p.number IN {_AMONG}",
        (json.dumps([int(each) for each in paragraphs]),),
    )
    return dict(rows)


def by_input(database: Database) -> Counter[str]:
    """How many articles that were taken out came from an input, by its path. Of an article in one,
    the path has its place behind it, or its path within.
    """
    origins: dict[int, set[str]] = {}
    for article, origin in database.all(
        "SELECT a.number, v.origin FROM article a JOIN version v ON v.article = a.number"
        " WHERE a.current < 0 UNION SELECT a.number, s.origin FROM article a"
        " JOIN source s ON s.article = a.number WHERE a.current < 0"
    ):
        ends = [len(origin), *(at for at, sign in enumerate(origin) if sign in ":/")]
        origins.setdefault(article, set()).update(origin[:end] for end in ends)
    return Counter(path for paths in origins.values() for path in paths)


def title(database: Database, article: int) -> str:
    """The headline of an article, taken out or not."""
    row = database.one(
        "SELECT v.title FROM article a JOIN version v ON v.article = a.number"
        " AND v.version = abs(a.current) WHERE a.number = ?",
        (article,),
    )
    return str(row[0]) if row else ""


def purge(database: Database, articles: Collection[int]) -> int:
    """Delete what is kept of articles that were taken out, with what was marked in them, the names
    that stand in no other and where the trail leads to them, for good; how many they were. Nothing
    that was done before can be undone then.
    """
    # What is taken out is not to be read in what is left free.
    database.connection.execute("PRAGMA secure_delete = ON")
    try:
        with database.transaction() as connection:
            rows = connection.execute(
                f"SELECT number FROM article WHERE current < 0 AND number IN {_AMONG}",
                (json.dumps(sorted(articles)),),
            ).fetchall()
            if rows:
                numbers = [row[0] for row in rows]
                named = purged_names.named_in(connection, numbers)
                trail.forget_articles(connection, numbers)
                gone = (json.dumps(numbers),)
                connection.execute(f"DELETE FROM bookmark WHERE article IN {_AMONG}", gone)
                connection.execute(f"DELETE FROM article WHERE number IN {_AMONG}", gone)
                purged_names.forget(connection, named)
                # Steps of undo hold words of what was marked.
                connection.execute("DELETE FROM undo_step")
                # The same bytes are to be read again.
                connection.execute("DELETE FROM read_file")
    finally:
        database.connection.execute("PRAGMA secure_delete = OFF")
    # Nor in the journal, unless somebody is reading: then it goes when they have done.
    database.one("PRAGMA wal_checkpoint(TRUNCATE)")
    return len(rows)
