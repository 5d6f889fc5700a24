"""What merging across articles asks of an archive: entities by their names as they were found.

Rows are (number, type, name), in order of number, with the name that the recogniser gave whatever
the reader calls the entity. All within a snapshot or transaction of the caller.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence

from index.core.folding import fold
from index.core.priority import way
from index.store.database import all_rows

_NAME = "coalesce(nullif(e.original, ''), e.name)"
PARTICLES = frozenset("bin da de del dela della di du la le van von".split())
"""What surnames begin with whose bearers are seldom called by their last word alone."""

_PASSAGES = 60
"""Mentions of somebody that are read: enough to tell what texts call him."""

_LISTED = "(SELECT value FROM json_each(?))"
Found = tuple[int, str, str]


def acronyms(connection: sqlite3.Connection, keys: Collection[str] | None = None) -> list[Found]:
    """Organisations whose name is one short word of capitals: all, or those of some names."""
    where = (
        "e.type = 'org' AND length(e.key) < 8 AND instr(e.key, ' ') = 0"
        f" AND {_NAME} = upper({_NAME})"
    )
    if keys is None:
        return _found(connection, where)
    return _found(connection, f"{where} AND e.key IN {_LISTED}", json.dumps(sorted(keys)))


def with_alias(
    connection: sqlite3.Connection, keys: Sequence[str]
) -> Iterator[tuple[str, int, str, str]]:
    """Organisations that also go by one of some folded names of one word: that name before each
    row.
    """
    rows = connection.execute(
        f"SELECT a.key, e.number, e.type, {_NAME} FROM json_each(?) j"
        " CROSS JOIN name_word w ON w.word = j.value AND w.type = 'org'"
        " CROSS JOIN alias a ON a.entity = w.entity AND a.key = w.word"
        " CROSS JOIN entity e ON e.number = a.entity WHERE e.key <> a.key",
        (json.dumps(keys),),
    )
    yield from way.politely(rows)


def organisations_ending(connection: sqlite3.Connection, words: Collection[str]) -> list[str]:
    """The folded names of several words of organisations whose last word is one of some."""
    rows = all_rows(
        connection,
        "SELECT key FROM entity WHERE type = 'org' AND instr(key, ' ') > 0 ORDER BY key",
    )
    return [key for (key,) in way.politely(rows) if key.rpartition(" ")[2] in words]


def in_full(connection: sqlite3.Connection) -> list[Found]:
    """All people who are called by several words."""
    return _found(connection, "e.type = 'person' AND instr(e.key, ' ') > 0")


def of_one_word(
    connection: sqlite3.Connection, words: Collection[str] | None = None
) -> list[Found]:
    """People and organisations whose name is one word: all, or those of some words."""
    where = "e.type IN ('person', 'org') AND instr(e.key, ' ') = 0"
    if words is None:
        return _found(connection, where)
    return _found(connection, f"{where} AND e.key IN {_LISTED}", json.dumps(sorted(words)))


def addressed(connection: sqlite3.Connection, words: Collection[str] | None = None) -> list[Found]:
    """People whose name is a title and one word, "Mr. Clinton": all, or those of some words."""
    where = (
        "e.type = 'person' AND substr(e.key, 1, 3) IN ('mr ', 'ms ')"
        " AND instr(substr(e.key, 4), ' ') = 0"
    )
    if words is None:
        return _found(connection, where)
    keys = sorted(f"{title} {word}" for word in words for title in ("mr", "ms"))
    return _found(connection, f"{where} AND e.key IN {_LISTED}", json.dumps(keys))


def of_particle(
    connection: sqlite3.Connection, words: Collection[str] | None = None
) -> list[Found]:
    """People whose name begins with the particle of a surname, "Bin Laden": all, or those whose
    last word is one of some.
    """
    rows: list[Found] = all_rows(
        connection,
        f"SELECT DISTINCT e.number, e.type, {_NAME} FROM json_each(?) j"
        " CROSS JOIN name_word w ON w.word = j.value AND w.type = 'person'"
        " CROSS JOIN entity e ON e.number = w.entity"
        " WHERE substr(e.key, 1, length(j.value) + 1) = j.value || ' ' ORDER BY e.number",
        (json.dumps(sorted(PARTICLES)),),
    )
    return [row for row in rows if words is None or fold(row[2]).split()[-1] in words]


def with_word(
    connection: sqlite3.Connection, words: Collection[str]
) -> Iterator[tuple[str, int, str, str]]:
    """People who are called by several words, among them one of some: that word before each row."""
    rows = all_rows(
        connection,
        f"SELECT w.word, e.number, e.type, {_NAME} FROM json_each(?) j"
        " CROSS JOIN name_word w ON w.word = j.value AND w.type = 'person'"
        " CROSS JOIN entity e ON e.number = w.entity WHERE instr(e.key, ' ') > 0",
        (json.dumps(sorted(words)),),
    )
    yield from way.politely(rows)


def keyed(
    connection: sqlite3.Connection, keys: Sequence[tuple[str, str]]
) -> list[tuple[int, str, str, str]]:
    """The entities of some types and folded names: the folded name behind each row."""
    [(most,)] = all_rows(connection, "SELECT ifnull(max(number), 0) FROM entity")
    if most < len(keys):
        # Fewer than are asked for, as when all names of the lists are looked up in few articles.
        some = set(keys)
        every = f"SELECT e.number, e.type, {_NAME}, e.key FROM entity e ORDER BY e.number"
        return [row for row in all_rows(connection, every) if (row[1], row[3]) in some]
    return all_rows(
        connection,
        f"SELECT e.number, e.type, {_NAME}, e.key FROM json_each(?) j CROSS JOIN entity e"
        " ON e.type = json_extract(j.value, '$[0]') AND e.key = json_extract(j.value, '$[1]')"
        " ORDER BY e.number",
        (json.dumps(keys),),
    )


def of_several_types(connection: sqlite3.Connection) -> list[str]:
    """The folded names that entities of several types have, in order."""
    rows = all_rows(connection, "SELECT key FROM entity GROUP BY key HAVING count(*) > 1")
    return sorted(key for (key,) in rows)


def times_found(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, int]:
    """How many mentions the recogniser found of each of some entities, wherever edits led them."""
    rows = connection.execute(
        "SELECT j.value, (SELECT count(*) FROM mention WHERE entity = j.value AND found IS NULL)"
        " + (SELECT count(*) FROM mention WHERE found = j.value) FROM json_each(?) j",
        (json.dumps(numbers),),
    )
    return dict(way.politely(rows, 16))


_MENTIONS = (
    "FROM mention m JOIN name_form f ON f.number = m.form"
    " WHERE ((m.entity = :number AND m.found IS NULL) OR m.found = :number)"
)


def articles_found(connection: sqlite3.Connection, numbers: Sequence[int], limit: int) -> int:
    """In how many articles the recogniser found any of some entities; at most `limit`."""
    found: set[int] = set()
    for number in numbers:
        rows = connection.execute(
            "SELECT DISTINCT (SELECT v.article FROM paragraph p JOIN version v"
            f" ON v.number = p.version WHERE p.number = m.paragraph) {_MENTIONS} LIMIT :limit",
            {"number": number, "limit": limit},
        )
        found.update(row[0] for row in rows)
        if len(found) >= limit:
            return limit
    return len(found)


def articles_together(
    connection: sqlite3.Connection, numbers: Sequence[int], others: Sequence[int]
) -> tuple[int, int]:
    """In how many articles the recogniser found any of some entities, and in how many of these any
    of some others.
    """
    found = (
        "SELECT DISTINCT v.article FROM json_each(:numbers) j CROSS JOIN mention m"
        " ON m.{0} = j.value CROSS JOIN paragraph p ON p.number = m.paragraph"
        " CROSS JOIN version v ON v.number = p.version"
    )
    row = connection.execute(
        f"WITH named AS ({found.format('entity')} WHERE m.found IS NULL"
        f" UNION {found.format('found')})"
        " SELECT count(*), coalesce(sum(EXISTS (SELECT 1 FROM version v"
        " CROSS JOIN paragraph p ON p.version = v.number"
        " CROSS JOIN mention m ON m.paragraph = p.number WHERE v.article = named.article"
        f" AND coalesce(m.found, m.entity) IN (SELECT value FROM json_each(:others)))), 0)"
        " FROM named",
        {"numbers": json.dumps(numbers), "others": json.dumps(others)},
    ).fetchone()
    return int(row[0]), int(row[1])


def forms(connection: sqlite3.Connection, number: int) -> list[tuple[str, int]]:
    """How texts call an entity, and how often."""
    return connection.execute(
        "SELECT f.text, sum(n) FROM"
        " (SELECT form, count(*) n FROM mention WHERE entity = :number AND found IS NULL GROUP BY 1"
        " UNION ALL SELECT form, count(*) FROM mention WHERE found = :number GROUP BY 1) m"
        " JOIN name_form f ON f.number = m.form GROUP BY f.text",
        {"number": number},
    ).fetchall()


def passages(
    connection: sqlite3.Connection, number: int, front: int, behind: int
) -> list[tuple[str, str]]:
    """What stands in front of the first mentions of an entity by several words, and behind them, so
    many characters at most.
    """
    rows: list[tuple[int, int, str, str]] = []
    # Each by its own index: those that no edit has moved are in order already.
    for which in ("m.entity = :number AND m.found IS NULL", "m.found = :number"):
        rows += all_rows(
            connection,
            "SELECT m.paragraph, m.start, substr(p.text, max(1, m.start - :front + 1),"
            " min(m.start, :front)), substr(p.text, m.end + 1, :behind) FROM mention m"
            " CROSS JOIN name_form f ON f.number = m.form"
            " CROSS JOIN paragraph p ON p.number = m.paragraph"
            f" WHERE {which} AND instr(f.text, ' ') > 0 ORDER BY m.paragraph LIMIT {_PASSAGES}",
            {"number": number, "front": front, "behind": behind},
        )
    return [(before, after) for _, _, before, after in sorted(rows)[:_PASSAGES]]


def _found(connection: sqlite3.Connection, where: str, *values: str) -> list[Found]:
    return all_rows(
        connection,
        f"SELECT e.number, e.type, {_NAME} FROM entity e WHERE {where} ORDER BY e.number",
        values,
    )
