"""Feeds that are followed, and which of their items have been looked up."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from sqlite3 import Connection
from typing import Any

from index.core.credentials import without_login
from index.core.dates import now
from index.core.reports import Feed
from index.store.articles import feed_articles
from index.store.database import Database

_DAYS = 7
"""For which pages that cannot be had are asked for again."""

_COLUMNS = (
    "number, url, title, named, tags, full_text, added, etag, modified, fetched, status, error,"
    " next_allowed, gone, answered"
)
_CHANGEABLE = {
    "url": "url",
    "title": "title",
    "named": "named",
    "tags": "tags",
    "full": "full_text",
    "etag": "etag",
    "modified": "modified",
    "fetched": "fetched",
    "status": "status",
    "error": "error",
    "next_allowed": "next_allowed",
    "gone": "gone",
    "answered": "answered",
}


def every(database: Database) -> list[Feed]:
    """All feeds, in the order in which they were added."""
    return [_feed(row) for row in database.all(f"SELECT {_COLUMNS} FROM feed ORDER BY number")]


def at(database: Database, url: str) -> Feed | None:
    """The feed at an address, None when it is not followed."""
    row = database.one(f"SELECT {_COLUMNS} FROM feed WHERE url = ?", (url,))
    return _feed(row) if row else None


def add(connection: Connection, url: str, title: str, tags: Iterable[str], *, full: bool) -> Feed:
    """Follow a feed that is not followed yet, inside a transaction."""
    connection.execute(
        "INSERT INTO feed (url, title, named, tags, full_text, added) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT DO NOTHING",
        (url, title, bool(title), _json(tags), full, now()),
    )
    row = connection.execute(f"SELECT {_COLUMNS} FROM feed WHERE url = ?", (url,)).fetchone()
    return _feed(row)


def remove(database: Database, numbers: Iterable[int]) -> None:
    """Follow some feeds no more, all of them or none. Their articles stay."""
    with database.transaction() as connection:
        connection.executemany(
            "DELETE FROM feed WHERE number = ?", [(number,) for number in numbers]
        )


def become(database: Database, added: Feed, known: Feed) -> None:
    """Make one of a feed that was added and the one that it turned out to be: what was said of the
    former holds for the latter.
    """
    values: dict[str, Any] = {"tags": tuple(dict.fromkeys((*known.tags, *added.tags)))}
    if added.named:
        values |= {"title": added.title, "named": True}
    if added.full and not known.full:
        # The server must give the items again, so that their pages are looked up.
        values |= {"full": True, "etag": "", "modified": ""}
    with database.transaction() as connection:
        set_fields(connection, known.number, values)
        connection.execute("DELETE FROM feed WHERE number = ?", (added.number,))
        if added.named and known.title:
            feed_articles.rename(connection, known.url, known.title, added.title)
        if added.tags:
            feed_articles.tag(connection, known.url, added.tags)


def change(
    database: Database,
    number: int,
    values: Mapping[str, Any],
    items: Iterable[tuple[str, str]] = (),
    waiting: Iterable[tuple[str, str]] = (),
) -> None:
    """Set fields of a feed, and keep the digests of items that have been looked up. Of items that
    are `waiting` to be looked up it is kept what the feed said, for a week.
    """
    items = list(items)
    with database.transaction() as connection:
        set_fields(connection, number, values)
        connection.executemany(
            "INSERT OR IGNORE INTO feed_waiting SELECT number, ?, ?, ? FROM feed WHERE number = ?",
            [(item, said, now(), number) for item, said in waiting],
        )
        connection.execute(
            "DELETE FROM feed_waiting WHERE feed = ? AND (since < ? OR item IN"
            " (SELECT value FROM json_each(?)))",
            (number, _long_ago(), _json(item for item, _ in items)),
        )
        connection.executemany(
            "INSERT OR REPLACE INTO feed_item SELECT number, ?, ? FROM feed WHERE number = ?",
            [(item, digest, number) for item, digest in items],
        )


def set_fields(connection: Connection, number: int, values: Mapping[str, Any]) -> None:
    """Set fields of a feed, inside a transaction."""
    kept = {_CHANGEABLE[name]: _stored(value) for name, value in values.items()}
    if kept:
        connection.execute(
            f"UPDATE feed SET {', '.join(f'{name} = ?' for name in kept)} WHERE number = ?",
            (*kept.values(), number),
        )


def looked_up(database: Database, number: int) -> dict[str, str]:
    """Item → digest of the items of a feed whose pages have been looked up."""
    rows = database.all("SELECT item, digest FROM feed_item WHERE feed = ?", (number,))
    return dict(rows)


def waiting(database: Database, number: int) -> list[str]:
    """What a feed said of its items whose pages could not be had until now."""
    rows = database.all(
        "SELECT said FROM feed_waiting WHERE feed = ? AND since >= ? ORDER BY since, item",
        (number, _long_ago()),
    )
    return [row[0] for row in rows]


def _long_ago() -> str:
    return (datetime.now(UTC) - timedelta(days=_DAYS)).isoformat(timespec="seconds")


def _stored(value: Any) -> Any:
    return _json(value) if isinstance(value, tuple | list) else value


def _json(tags: Iterable[str]) -> str:
    return json.dumps(list(tags), ensure_ascii=False)


def _feed(row: Any) -> Feed:
    number, url, title, named, tags, full, added, etag, modified, *rest = row
    fetched, status, error, next_allowed, gone, answered = rest
    return Feed(
        number=number,
        url=without_login(url),
        title=title,
        named=bool(named),
        tags=tuple(json.loads(tags)),
        full=bool(full),
        added=added,
        etag=etag,
        modified=modified,
        fetched=fetched,
        status=status,
        error=without_login(error),
        next_allowed=next_allowed,
        gone=bool(gone),
        answered=answered,
    )
