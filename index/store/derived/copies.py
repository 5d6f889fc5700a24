"""Copies: paragraphs that stand, nearly word for word, in other articles too.

Texts go by the hash of a paragraph. Kept are the pairs of texts that are alike, a text that comes
again being a pair with itself; for finding more of them the keys of all texts (`copy_keys`). What
follows from the pairs is kept because everybody asks for it: which
paragraphs of current texts belong together, in groups called by the first paragraph that came in.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from index.store.database import Database

COPIES: Final = "copies"
"""The stage that finds them."""

FORM = 6
"""In so many wordings an outlet has a text that is a form: a notice, a table, a line that says who
contributed. It is no copy."""


class Arrived(NamedTuple):
    """A paragraph that came in: whether its text is one that was met before."""

    paragraph: int
    hash: int
    text: str
    again: bool


class Copy(NamedTuple):
    """A paragraph of a group with what tells who had it first."""

    paragraph: int
    group: int
    article: int
    outlet: str
    date: str


def arrived(connection: sqlite3.Connection, first: int, last: int) -> Iterator[Arrived]:
    """The paragraphs of a range of texts, in order."""
    rows = connection.execute(
        "SELECT p.number, p.hash, p.text, EXISTS"
        " (SELECT 1 FROM paragraph q WHERE q.hash = p.hash AND q.number < p.number)"
        " FROM paragraph p WHERE p.version BETWEEN ? AND ? ORDER BY p.number",
        (first, last),
    )
    for number, digest, text, again in rows:
        yield Arrived(number, digest, text, bool(again))


def portions(
    connection: sqlite3.Connection, first: int, last: int, size: int
) -> Iterator[tuple[int, int]]:
    """A range of texts, cut where there are so many paragraphs."""
    rows = connection.execute(
        "SELECT version, count(*) FROM paragraph WHERE version BETWEEN ? AND ?"
        " GROUP BY version ORDER BY version",
        (first, last),
    ).fetchall()
    begin, many = first, 0
    for text, count in rows:
        many += count
        if many >= size:
            yield begin, text
            begin, many = text + 1, 0
    if begin <= last:
        yield begin, last


def forget(connection: sqlite3.Connection) -> None:
    """Begin anew: keep nothing of what was found, inside a transaction."""
    for table in ("copy_key_part", "copy_key_block", "copy_pair", "copy"):
        connection.execute(f"DELETE FROM {table}")
    _count_change(connection)


def texts_of(
    connection: sqlite3.Connection, paragraphs: Collection[int]
) -> dict[int, tuple[int, str]]:
    """Hash and text of paragraphs, as far as they are there."""
    rows = connection.execute(
        "SELECT number, hash, text FROM paragraph WHERE number IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(paragraphs)),),
    )
    return {number: (digest, text) for number, digest, text in rows}


def add_pairs(connection: sqlite3.Connection, pairs: Iterable[tuple[int, int]]) -> None:
    """Keep that texts are alike, inside a transaction."""
    both = [way for one, other in pairs for way in ((one, other), (other, one))]
    connection.executemany("INSERT OR IGNORE INTO copy_pair VALUES (?, ?)", both)


def marked_in(connection: sqlite3.Connection, first: int, last: int) -> set[int]:
    """The hashes of what is a copy in the articles that a range of texts belongs to."""
    rows = connection.execute(
        "SELECT p.hash FROM (SELECT DISTINCT article FROM version WHERE number BETWEEN ? AND ?) n"
        " JOIN version v ON v.article = n.article JOIN paragraph p ON p.version = v.number"
        " JOIN copy c ON c.paragraph = p.number",
        (first, last),
    )
    return {row[0] for row in rows}


# What follows from the pairs.


def settle(connection: sqlite3.Connection, hashes: Collection[int]) -> list[int]:
    """Make groups of the paragraphs of some texts, and of all that are alike, what they should be;
    the paragraphs of which that changed. Inside a transaction.
    """
    of = _components(connection, hashes)
    if not of:
        return []
    before = _marks(connection, of)
    after = _groups(connection, of)
    changed = [one for one in before.keys() | after.keys() if before.get(one) != after.get(one)]
    connection.executemany(
        "DELETE FROM copy WHERE paragraph = ?", [(one,) for one in changed if one in before]
    )
    connection.executemany(
        "INSERT INTO copy VALUES (?, ?)", [(one, after[one]) for one in changed if one in after]
    )
    if changed:
        _count_change(connection)
    return changed


def settle_article(connection: sqlite3.Connection, article: str) -> None:
    """The same, once the outlet or the date of an article is another one."""
    rows = connection.execute(
        "SELECT p.hash FROM article a JOIN version v ON v.article = a.number"
        " JOIN paragraph p ON p.version = v.number WHERE a.id = ?",
        (article,),
    )
    settle(connection, {row[0] for row in rows})
    _count_change(connection)


def _components(connection: sqlite3.Connection, hashes: Collection[int]) -> dict[int, int]:
    """The texts that are alike, directly or by others in between, each with one that stands for
    all; of texts without a pair nothing.
    """
    stands_for: dict[int, int] = {}

    def root(one: int) -> int:
        while (parent := stands_for.setdefault(one, one)) != one:
            stands_for[one] = one = stands_for[parent]
        return one

    waiting = set(hashes)
    while waiting:
        rows = connection.execute(
            "SELECT one, other FROM copy_pair WHERE one IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted(waiting)),),
        ).fetchall()
        waiting = {other for _, other in rows if other not in stands_for}
        for one, other in rows:
            stands_for[root(one)] = root(other)
        waiting -= {one for one, _ in rows}
    return {one: root(one) for one in stands_for}


def _marks(connection: sqlite3.Connection, texts: Collection[int]) -> dict[int, int]:
    rows = connection.execute(
        "SELECT c.paragraph, c.first FROM paragraph p JOIN copy c ON c.paragraph = p.number"
        " WHERE p.hash IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(texts)),),
    )
    return dict(rows.fetchall())


def _groups(connection: sqlite3.Connection, of: Mapping[int, int]) -> dict[int, int]:
    """Paragraph and group, of texts by the one that stands for them."""
    rows = connection.execute(
        "SELECT p.hash, p.number, v.article, v.outlet FROM paragraph p"
        " JOIN version v ON v.number = p.version"
        " JOIN article a ON a.number = v.article AND a.current = v.version"
        " WHERE p.hash IN (SELECT value FROM json_each(?))"
        " AND NOT EXISTS (SELECT 1 FROM furniture WHERE paragraph = p.number)",
        (json.dumps(sorted(of)),),
    )
    members: dict[int, list[tuple[int, int, int, str]]] = defaultdict(list)
    for row in rows:
        members[of[row[0]]].append(row)
    found: dict[int, int] = {}
    for whole in members.values():
        kept = without_forms(whole)
        if len({article for _, _, article, _ in kept}) > 1:
            first = min(number for _, number, _, _ in kept)
            found.update((number, first) for _, number, _, _ in kept)
    return found


def without_forms(members: list[tuple[int, int, int, str]]) -> list[tuple[int, int, int, str]]:
    """Paragraphs that are alike (hash, number, article, outlet) without what an outlet writes by a
    form: in as many wordings it says as many things.
    """
    wordings: dict[str, set[int]] = defaultdict(set)
    for digest, _, _, outlet in members:
        wordings[outlet].add(digest)
    return [one for one in members if len(wordings[one[3]]) < FORM]


def _count_change(connection: sqlite3.Connection) -> None:
    connection.execute(
        "INSERT INTO meta VALUES ('copies', '1')"
        " ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1"
    )


# Asked by readers.


def changes(database: Database) -> int:
    """A number that is another one whenever something else is a copy."""
    row = database.one("SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'copies'")
    return int(row[0]) if row else 0


def every(database: Database) -> list[Copy]:
    """All copies, group by group: who had it first stands first, of a day by articles; those
    without a date last.
    """
    rows = database.all(
        "SELECT c.paragraph, c.first, v.article, v.outlet, v.date FROM copy c"
        " JOIN paragraph p ON p.number = c.paragraph JOIN version v ON v.number = p.version"
        " JOIN article a ON a.number = v.article"
        " ORDER BY c.first, v.date = '', v.date, a.id, p.ordinal"
    )
    return [Copy(*row) for row in rows]


def beside(database: Database, paragraphs: Collection[int]) -> dict[int, list[Copy]]:
    """The group of each of some paragraphs that has one, itself included, in the order of
    `every`.
    """
    rows = database.all(
        "SELECT j.value, c.paragraph, c.first, v.article, v.outlet, v.date"
        " FROM json_each(?) j JOIN copy o ON o.paragraph = j.value"
        " JOIN copy c ON c.first = o.first JOIN paragraph p ON p.number = c.paragraph"
        " JOIN version v ON v.number = p.version JOIN article a ON a.number = v.article"
        " ORDER BY j.value, v.date = '', v.date, a.id, p.ordinal",
        (json.dumps(sorted(paragraphs)),),
    )
    found: dict[int, list[Copy]] = defaultdict(list)
    for asked, *copy in rows:
        found[asked].append(Copy(*copy))
    return dict(found)


def groups_of(database: Database, paragraphs: Collection[int]) -> dict[int, int]:
    """The groups of those of some paragraphs that have one."""
    rows = database.all(
        "SELECT paragraph, first FROM copy WHERE paragraph IN (SELECT value FROM json_each(?))",
        (json.dumps(list(paragraphs)),),
    )
    return dict(rows)


def shared(database: Database, article: int) -> tuple[int, list[Copy]]:
    """How many paragraphs an article has, furniture left out, and for each of these and each other
    article that has it too one copy there, in order.
    """
    row = database.one(
        "SELECT count(*) FROM article a JOIN version v ON v.article = a.number"
        " AND v.version = a.current JOIN paragraph p ON p.version = v.number"
        " WHERE a.number = ? AND NOT EXISTS (SELECT 1 FROM furniture WHERE paragraph = p.number)",
        (article,),
    )
    rows = database.all(
        "SELECT min(c.paragraph), c.first, v.article, v.outlet, v.date"
        " FROM version w JOIN paragraph p ON p.version = w.number JOIN copy o"
        " ON o.paragraph = p.number JOIN copy c ON c.first = o.first"
        " JOIN paragraph q ON q.number = c.paragraph JOIN version v ON v.number = q.version"
        " WHERE w.article = ? AND v.article <> ? GROUP BY p.number, v.article"
        " ORDER BY p.ordinal, v.article",
        (article, article),
    )
    return int(row[0]), [Copy(*each) for each in rows]


def same_texts(database: Database, article: int, others: Collection[int]) -> dict[int, list[int]]:
    """The paragraphs of an article that are no copies, furniture left out, each with those of some
    others, in their current versions, that say the same to the letter.

    What is too short to be a copy by itself is one in an article of which more is.
    """
    rows = database.all(
        "SELECT p.number, q.number FROM article a JOIN version v ON v.article = a.number"
        " AND v.version = a.current JOIN paragraph p ON p.version = v.number"
        " JOIN paragraph q ON q.hash = p.hash JOIN version w ON w.number = q.version"
        " JOIN article b ON b.number = w.article AND b.current = w.version"
        " WHERE a.number = ? AND b.number <> a.number"
        " AND b.number IN (SELECT value FROM json_each(?))"
        " AND NOT EXISTS (SELECT 1 FROM furniture WHERE paragraph = p.number)"
        " AND NOT EXISTS (SELECT 1 FROM copy WHERE paragraph = p.number)"
        " ORDER BY p.number, w.date = '', w.date, q.number",
        (article, json.dumps(sorted(others))),
    )
    found: dict[int, list[int]] = defaultdict(list)
    for own, other in rows:
        found[own].append(other)
    return dict(found)


def date_of(database: Database, article: int) -> str:
    """The date of an article in its current version."""
    row = database.one(
        "SELECT v.date FROM article a JOIN version v ON v.article = a.number"
        " AND v.version = a.current WHERE a.number = ?",
        (article,),
    )
    return str(row[0]) if row else ""
