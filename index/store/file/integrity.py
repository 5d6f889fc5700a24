"""Whether an archive file holds what an archive may hold.

A file that came from elsewhere, or whose bytes changed on the disk, can be a valid SQLite database
and still hold triggers, tables of another shape, or rows that no Nutgraf ever wrote: blobs for
texts, tags that are no JSON, ordinals past all bounds. SQLite's advice for such files
(sqlite.org/security.html) is to look at the schema before anything is run; rows are looked at when
the index is made from them, and those that are wrong are left out by views that stand before their
tables on each connection.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import cache
from itertools import compress
from typing import get_args

from index.core.hop import HopKind
from index.core.values import CorrectionKind, EditKind, EntityType, Maker
from index.store import schema
from index.store.tables import article_tables

_INDEXED = 2**63 - 1  # what a number may be for the arrays of the index
_ENTITIES = 1 << 24  # labels are kept in a list by entity number
_MOST_PARAGRAPHS = 1 << 20  # of one article
_LAST_REVISION = 4_102_444_800_000_000  # the year 2100, in microseconds
_LONGEST_LIST = 1 << 24


def _one_of(column: str, kinds: object, *more: str) -> str:
    """That a column has one of the kinds that a `Literal` names, or one of some `more` words."""
    known = ", ".join(repr(kind) for kind in (*get_args(kinds), *more))
    return f"{column} IN ({known})"


def _listed(column: str) -> str:
    """That a column is a list of texts in JSON. Only what is known to be JSON is looked into."""
    return (
        f"CASE WHEN length({column}) <= {_LONGEST_LIST} AND json_valid({column})"
        f" THEN json_type({column}) = 'array'"
        f" AND NOT EXISTS (SELECT 1 FROM json_each({column}) WHERE type <> 'text') END"
    )


_TAGS = _listed("tags")
_HAS_CURRENT = (
    "EXISTS (SELECT 1 FROM version v"
    " WHERE v.article = article.number AND v.version = abs(article.current))"
)

# What must hold of a row beside the declared types of its columns.
_RULES: Mapping[str, Sequence[str]] = {
    "revision": (f"number BETWEEN 1 AND {_LAST_REVISION}",),
    "article": (
        f"number BETWEEN 1 AND {_INDEXED}",
        f"revision BETWEEN 1 AND {_LAST_REVISION}",
        _HAS_CURRENT,
    ),
    "version": (
        "number > 0",
        "version BETWEEN 1 AND 1000000",
        _TAGS,
        "article IN (SELECT number FROM main.article)",
    ),
    "paragraph": (
        f"number BETWEEN 1 AND {_INDEXED}",
        f"ordinal BETWEEN 1 AND {_MOST_PARAGRAPHS}",
    ),
    "entity": (
        f"number BETWEEN 1 AND {_ENTITIES}",
        _one_of("type", EntityType),
    ),
    "mention": (
        "start >= 0",
        "end > start",
        "confidence BETWEEN 0 AND 1",
        f"entity BETWEEN 1 AND {_ENTITIES}",
        f"ifnull(found, 1) BETWEEN 1 AND {_ENTITIES}",
    ),
    "mention_hidden": (
        "start >= 0",
        "end > start",
        "confidence BETWEEN 0 AND 1",
        f"found BETWEEN 1 AND {_ENTITIES}",
    ),
    "mention_displaced": (
        "start >= 0",
        "end > start",
        "confidence BETWEEN 0 AND 1",
        f"found BETWEEN 1 AND {_ENTITIES}",
    ),
    "correction": (
        "number > 0",
        _one_of("kind", CorrectionKind),
        f"ordinal BETWEEN 0 AND {_MOST_PARAGRAPHS}",
        "start >= 0",
        _one_of("to_type", EntityType, ""),
        "words <> ''",
    ),
    "corrected_place": ("start >= 0", "end > start"),
    "bookmark": (
        "number > 0",
        f"ordinal BETWEEN 1 AND {_MOST_PARAGRAPHS}",
        "article IN (SELECT number FROM article)",
    ),
    "entity_edit": (
        _one_of("kind", EditKind),
        _one_of("by", Maker),
        _one_of("type", EntityType),
        _one_of("to_type", EntityType, ""),
    ),
    "name_word": (f"entity BETWEEN 1 AND {_ENTITIES}", _one_of("type", EntityType)),
    "revised_paragraph": (f"revision BETWEEN 1 AND {_LAST_REVISION}",),
    "quote": (
        "place >= 0",
        "start >= 0",
        "end > start",
        "kind BETWEEN 0 AND 2",
        "cue BETWEEN 0 AND cue_end",
        "speaker BETWEEN 0 AND speaker_end",
        "(source IS NULL) = (source_start IS NULL)",
        "certainty BETWEEN 0 AND 101",
    ),
    "furniture_text": (f"outlets IS NULL OR {_listed('outlets')}",),
    "furniture_ruling": ("furniture IN (0, 1)",),
    "watched": (_one_of("type", EntityType), "form <> ''", "name <> ''"),
    "hop": ("number > 0", _one_of("kind", HopKind), _listed("filters")),
    "reading_place": (f"ordinal BETWEEN 1 AND {_MOST_PARAGRAPHS}",),
    "stage_range": ("first BETWEEN 1 AND last",),
    "feed": (
        _TAGS,
        "status BETWEEN 0 AND 999",
    ),
}
_TYPES = {
    "TEXT": ("text",),
    "INTEGER": ("integer",),
    "REAL": ("real", "integer"),
    "BLOB": ("blob",),
}


@dataclass(frozen=True, slots=True)
class Unsound:
    """Rows of a table that cannot be right: how many, and the key of the first."""

    table: str
    rows: int
    first: str

    def __str__(self) -> str:
        return f"{self.rows:,} in {self.table} (the first: {self.first})"


def foreign_objects(connection: sqlite3.Connection, version: int) -> list[str]:
    """What the schema holds that an archive of that version does not, or lacks; in words.

    Raises sqlite3.Error when the schema cannot be read.
    """
    definitions = _definitions(connection)
    if definitions == _definitions_of(version):
        return []
    expected, found = _plain_all(_definitions_of(version)), _plain_all(definitions)
    if version < schema.VERSION and has_early_source(connection):
        expected["source"] = found["source"]
    names = sorted({*expected, *found})
    problems = []
    for name in names:
        if name not in expected:
            problems.append(f"a {found[name][0]} “{name}” that no archive has")
        elif name not in found:
            problems.append(f"no {expected[name][0]} “{name}”")
        elif found[name] != expected[name]:
            problems.append(f"a {expected[name][0]} “{name}” of another shape")
    return problems


def has_early_source(connection: sqlite3.Connection) -> bool:
    """Whether the table `source` has the shape in which it was first made."""
    _, found = _definitions(connection).get("source", ("", ""))
    return _plain(found) == _plain(article_tables.EARLY_SOURCE).removesuffix(";")


_Definitions = dict[str, tuple[str, object]]
"""Name → kind and definition of what a schema holds."""


@cache
def _definitions_of(version: int) -> _Definitions:
    with closing(sqlite3.connect(":memory:")) as connection:
        for script in schema.MIGRATIONS[:version]:
            connection.executescript(script)
        return _definitions(connection)


def _definitions(connection: sqlite3.Connection) -> _Definitions:
    """SQLite's own tables are left out."""
    return {
        str(name): (str(kind), sql)
        for kind, name, sql in connection.execute("SELECT type, name, sql FROM main.sqlite_master")
        if not re.match(r"sqlite_(?:stat\d|sequence$|autoindex_)", str(name))
    }


def _plain_all(definitions: _Definitions) -> _Definitions:
    return {name: (kind, _plain(sql)) for name, (kind, sql) in definitions.items()}


def _plain(sql: object) -> str:
    """A definition without comments and white space, which say nothing of the shape."""
    lines = (line.partition("--")[0] for line in str(sql).splitlines())
    return re.sub(r"\s+", " ", " ".join(lines)).strip()


def conditions() -> dict[str, str]:
    """Table → what a row of it must fulfil, in SQL."""
    return {table: condition for table, (condition, _) in _tables(schema.MIGRATIONS).items()}


@cache
def _tables(migrations: Sequence[str]) -> dict[str, tuple[str, str]]:
    """Table → what a row of it must fulfil, and a column by which to name one."""
    found = {}
    with closing(sqlite3.connect(":memory:")) as connection:
        for script in migrations:
            connection.executescript(script)
        for table in tables(connection):
            columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
            typed = [_typed(name, kind, needed) for _, name, kind, needed, _, _ in columns]
            clauses = [*typed, *_RULES.get(table, ())]
            # A condition on a value of the wrong type may be NULL, which is no yes.
            condition = " AND ".join(f"ifnull({clause}, 0)" for clause in clauses)
            key = next((row[1] for row in columns if row[5] == 1), "rowid")
            found[table] = condition, key
    return found


def tables(connection: sqlite3.Connection) -> list[str]:
    """The tables of an archive, in the order in which they were made."""
    rows = connection.execute(
        "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        " ORDER BY rowid"
    )
    return [row[0] for row in rows]


def _typed(name: str, kind: str, needed: int) -> str:
    allowed = list(_TYPES[kind]) + ([] if needed else ["null"])
    return f"typeof({name}) IN ({', '.join(repr(one) for one in allowed)})"


def wrong_rows(connection: sqlite3.Connection) -> Iterator[Unsound]:
    """The tables that hold rows which cannot be right. Raises sqlite3.Error."""
    known = _tables(schema.MIGRATIONS)
    # Most tables of a small archive hold nothing, and long conditions take longer to be read.
    held = ", ".join(f"EXISTS (SELECT 1 FROM main.{table} NOT INDEXED)" for table in known)
    filled = connection.execute(f"SELECT {held}").fetchone()
    for table, (condition, key) in compress(known.items(), filled):
        count, first = connection.execute(
            f"SELECT count(*), min({key}) FROM main.{table} WHERE NOT ({condition})"
        ).fetchone()
        if count:
            yield Unsound(table, count, str(first))


def leave_out(connection: sqlite3.Connection) -> None:
    """Let a connection see sound rows only, and write nothing.

    A view in the temporary schema is found before a table of its name, also by other views: what
    hangs on a row that is left out is left out too.
    """
    for table, condition in conditions().items():
        connection.execute(
            f"CREATE TEMP VIEW IF NOT EXISTS {table} AS"
            f" SELECT * FROM main.{table} WHERE {condition}"
        )
    connection.execute("PRAGMA query_only = ON")
