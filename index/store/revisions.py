"""The numbers of committed batches."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager

from index.core.dates import now


def latest_revision(connection: sqlite3.Connection) -> int:
    """The newest one, 0 for an empty archive.

    What articles and paragraphs carry counts too: a repair may have had to leave out the list of
    batches.
    """
    row = connection.execute(
        "SELECT max(ifnull((SELECT max(number) FROM revision), 0),"
        " ifnull((SELECT max(revision) FROM article), 0),"
        " ifnull((SELECT max(revision) FROM revised_paragraph), 0))"
    ).fetchone()
    return int(row[0])


def next_revision(connection: sqlite3.Connection) -> int:
    """Microseconds since 1970, but always above the last one, whatever the clock does."""
    return max(latest_revision(connection) + 1, time.time_ns() // 1000)


def revise_paragraphs(connection: sqlite3.Connection, paragraphs: Collection[int]) -> None:
    """Give paragraphs a new revision, so that the index and open screens learn that they name
    others than before.
    """
    with revising(connection) as revise:
        revise(
            "SELECT value FROM json_each(:paragraphs)", paragraphs=json.dumps(sorted(paragraphs))
        )


@contextmanager
def revising(connection: sqlite3.Connection) -> Iterator[Callable[..., None]]:
    """Within it paragraphs that a statement selects, each once, get one new revision; the values of
    the statement are given by their names.
    """
    revision = next_revision(connection)
    count = 0

    def revise(selected: str, **values: int | str) -> None:
        nonlocal count
        count += connection.execute(
            f"INSERT INTO revised_paragraph SELECT *, :revision FROM ({selected}) WHERE true"
            " ON CONFLICT (paragraph) DO UPDATE SET revision = excluded.revision",
            {**values, "revision": revision},
        ).rowcount

    yield revise
    if count:
        connection.execute("INSERT INTO revision VALUES (?, ?, 0)", (revision, now()))


def revise_texts(connection: sqlite3.Connection, paragraphs: Collection[int]) -> None:
    """Give the articles in whose current text paragraphs stand a new revision, so that the index
    reads them again.
    """
    if not paragraphs:
        return
    revision = next_revision(connection)
    articles = connection.execute(
        "UPDATE article SET revision = ? WHERE number IN ("
        "SELECT a.number FROM json_each(?) j JOIN paragraph p ON p.number = j.value"
        " JOIN version v ON v.number = p.version"
        " JOIN article a ON a.number = v.article AND a.current = v.version)",
        (revision, json.dumps(sorted(paragraphs))),
    ).rowcount
    connection.execute("INSERT INTO revision VALUES (?, ?, ?)", (revision, now(), articles))
