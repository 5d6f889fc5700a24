"""The order of an article's versions, where several archives met them: by capture and coming."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from typing import NamedTuple

from index.core.dates import now
from index.core.shared_article import Coming, in_order
from index.store.articles import taken_out
from index.store.articles.met_articles import taken_at
from index.store.database import Database
from index.store.derived import copies
from index.store.revisions import next_revision


class _Version(NamedTuple):
    """A version that is here: of which article, its number, its text and when it came."""

    article: int
    number: int
    coming: Coming


def settle(database: Database, told: Mapping[str, Mapping[str, Coming]]) -> set[str]:
    """Keep when texts of some articles were first met by any archive, and bring them into the order
    that follows from that; the ids of those in which the order changed. `told` says of each
    article, by id, when others met its texts, by digest.
    """
    moved, earlier = {}, []
    for key, versions in _held(database, told).items():
        known = [one.coming.joined(told[key].get(one.coming.hash, one.coming)) for one in versions]
        earlier += [
            (first.imported, first.captured, one.number)
            for one, first in zip(versions, known, strict=True)
            if (first.imported, first.captured) != (one.coming.imported, one.coming.captured)
        ]
        if in_order(known) != known:
            moved[key] = versions, [known.index(one) for one in in_order(known)]
    if moved or earlier:
        with database.transaction() as connection:
            connection.executemany(
                "UPDATE version SET imported = ?, captured = ? WHERE number = ?", earlier
            )
            if moved:
                revision = next_revision(connection)
                log = (revision, now(), len(moved))
                connection.execute("INSERT INTO revision VALUES (?, ?, ?)", log)
                articles = [(revision, versions[0].article) for versions, _ in moved.values()]
                connection.executemany("UPDATE article SET revision = ? WHERE number = ?", articles)
            for key, (versions, order) in moved.items():
                _move(connection, key, versions, order)
    return set(moved)


def bring_back(connection: sqlite3.Connection, key: str, digest: str, stamp: str) -> None:
    """Make the version with a text the last one of the article `key`, as one that came now; within
    a transaction. What speaks of versions follows.
    """
    rows = connection.execute(
        "SELECT v.article, v.number, v.version, v.text_hash FROM version v"
        " JOIN article a ON a.number = v.article WHERE a.id = ? ORDER BY v.version",
        (key,),
    ).fetchall()
    versions = [_Version(row[0], row[1], Coming("", row[2], row[3])) for row in rows]
    at = max(place for place, row in enumerate(rows) if row[3] == digest)
    connection.execute("UPDATE version SET imported = ? WHERE number = ?", (stamp, rows[at][1]))
    order = [*(place for place in range(len(rows)) if place != at), at]
    _move(connection, key, versions, order)


def _held(
    database: Database, told: Mapping[str, Mapping[str, Coming]]
) -> dict[str, list[_Version]]:
    """The versions of some articles in their order."""
    found: dict[str, list[_Version]] = {}
    for article, key, number, place, digest, imported, captured, text_from in database.all(
        "SELECT a.number, a.id, v.number, v.version, v.text_hash, v.imported, v.captured,"
        " v.text_from FROM json_each(?) j JOIN article a ON a.id = j.value"
        " JOIN version v ON v.article = a.number ORDER BY a.number, v.version",
        (json.dumps([*told]),),
    ):
        coming = Coming(imported, place, digest, taken_at(captured, text_from, imported))
        found.setdefault(key, []).append(_Version(article, number, coming))
    return found


def _move(
    connection: sqlite3.Connection, key: str, versions: list[_Version], order: list[int]
) -> None:
    """Give the versions of an article their places, and let what speaks of them follow. `order`
    are their places among `versions`.
    """
    article = versions[0].article
    after = {versions[at].coming.place: place for place, at in enumerate(order, 1)}
    for table in ("version", "bookmark", "imported_mark"):
        # Two steps: no two may have one place meanwhile.
        connection.executemany(
            f"UPDATE {table} SET version = ? WHERE article = ? AND version = ?",
            [(-place, article, before) for before, place in after.items()],
        )
        connection.execute(
            f"UPDATE {table} SET version = -version WHERE article = ? AND version < 0", (article,)
        )
    # What is current is another text now.
    copies.settle_article(connection, key)
    taken_out.tell_stories_anew(connection, [article])
