"""The articles of a feed whose title or tags the reader changes."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from index.core.dates import now
from index.store.articles import article_tags
from index.store.derived import copies, furniture
from index.store.revisions import next_revision


def rename(connection: sqlite3.Connection, feed: str, before: str, after: str) -> int:
    """Call the outlet of articles otherwise, which had the former title of their feed as its name;
    within a transaction. How many there are.
    """
    rows = connection.execute(
        "SELECT a.number, a.id, v.number FROM version v JOIN article a ON a.number = v.article"
        " AND abs(a.current) = v.version WHERE v.origin = ? AND v.outlet = ?",
        (feed, before),
    ).fetchall()
    connection.executemany(
        "UPDATE version SET outlet = ? WHERE number = ?", [(after, row[2]) for row in rows]
    )
    for _, key, _ in rows:
        furniture.go_through_again(connection, key)
        copies.settle_article(connection, key)
    _log(connection, [row[0] for row in rows])
    return len(rows)


def tag(connection: sqlite3.Connection, feed: str, tags: Sequence[str]) -> int:
    """Give the articles that a feed brought some more tags, as the feed's own; within a
    transaction. How many there are that had not all of them.
    """
    changed = []
    for number, key, version, kept, told in connection.execute(
        "SELECT a.number, a.id, v.number, v.tags, ifnull(t.tags, '[]') FROM article a"
        " JOIN version v ON v.article = a.number AND v.version = abs(a.current)"
        " LEFT JOIN told_tags t ON t.article = a.number AND t.teller = :feed"
        " WHERE a.number IN (SELECT article FROM version WHERE origin = :feed"
        "  UNION SELECT article FROM source WHERE origin = :feed)",
        {"feed": feed},
    ).fetchall():
        shown, said = (article_tags.once([*json.loads(each), *tags]) for each in (kept, told))
        article_tags.write(connection, key, article_tags.Told(feed, said))
        if article_tags.listed(shown) != kept:
            changed.append((number, version, shown))
    connection.executemany(
        "UPDATE version SET tags = ? WHERE number = ?",
        [(article_tags.listed(shown), version) for _, version, shown in changed],
    )
    _log(connection, [number for number, *_ in changed])
    return len(changed)


def _log(connection: sqlite3.Connection, articles: Sequence[int]) -> None:
    """Note that articles changed, so that they are indexed."""
    if not articles:
        return
    revision = next_revision(connection)
    connection.execute("INSERT INTO revision VALUES (?, ?, ?)", (revision, now(), len(articles)))
    connection.executemany(
        "UPDATE article SET revision = ? WHERE number = ?", [(revision, one) for one in articles]
    )
