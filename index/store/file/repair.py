"""A sound copy of whatever can still be read of an archive file."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.core.errors import ArchiveError, NoArchive
from index.store.database import Database
from index.store.file import integrity
from index.store.file.error_messages import ERRORS, explained
from index.store.file.read_only import untouched
from index.store.file.thread_connections import lenient
from index.store.names import aliases, name_forms
from index.store.statistics import current_paragraphs

# What each file has for itself; what is derived is derived anew, since some of it may be lost.
_OWN = (
    *("meta", "write_mark", "stage_range", "name_word", "name_form", "revised_paragraph"),
    *("unsettled", "furniture_text", "furniture", "quote", "unnamed_speaker"),
    *("quote_speaker", "corrected_quote"),
    *("copy_pair", "copy_key_block", "copy_key_part", "copy"),
    *("story_words", "story_entry", "story"),
)
_HIGHEST = 2**63 - 1
# Ranges of rows that cannot be read are halved so often in all; what is left then is given up.
_PATIENCE = 20_000


@dataclass(frozen=True, slots=True)
class Repaired:
    """What a repair brought over, and how many rows of which table it could not.

    `paragraphs` are those of the current versions. In the tables that are `unreadable` there were
    places that cannot be read at all, and what stood there is not among the `lost`.
    """

    articles: int
    paragraphs: int
    bookmarks: int
    lost: tuple[tuple[str, int], ...]
    unreadable: tuple[str, ...]


def copy_sound(
    source: Path, target: Path, progress: Callable[[str], None] | None = None
) -> Repaired:
    """Write all sound rows of an archive file to a new archive, which gets an identity of its own.

    Nothing of the file or beside it is changed; `target` must not exist, and what begins with its
    name is the caller's to remove. `progress` hears which table is being read.
    Raises ArchiveError when `source` is no archive or when not even its schema can be read.
    """
    spare = target.with_name(f"{target.name}-source")
    with _reading(source, spare) as connection:
        found = _tables(connection, source)
        with closing(Database(target)) as database:
            repaired = _brought_over(connection, found, database, progress)
            database.write_back()
            return repaired


def _brought_over(
    connection: sqlite3.Connection,
    found: set[str],
    database: Database,
    progress: Callable[[str], None] | None,
) -> Repaired:
    with database.transaction() as copy:
        # Rows whose parents are missing are counted and dropped at the end.
        copy.execute("PRAGMA defer_foreign_keys = ON")
        before, unreadable = {}, []
        for table in integrity.tables(copy):
            if table in _OWN or table not in found:
                continue
            if progress:
                progress(table)
            rows = _Rows(connection, table, _shared_columns(connection, copy, table))
            before[table] = _copy(copy, rows)
            if rows.gaps:
                unreadable.append(table)
        _keep_sound(copy)
        aliases.list_words(copy)
        name_forms.look_up(copy)
        lost = [(table, count - _count(copy, table)) for table, count in before.items()]
        return Repaired(
            articles=_count(copy, "article"),
            paragraphs=current_paragraphs(database),
            bookmarks=_count(copy, "bookmark"),
            lost=tuple((table, count) for table, count in lost if count),
            unreadable=tuple(unreadable),
        )


def _tables(connection: sqlite3.Connection, source: Path) -> set[str]:
    try:
        found = set(integrity.tables(connection))
    except ERRORS as problem:
        raise ArchiveError(
            f"Nothing can be read of {source}: {problem}.", "Restore a backup."
        ) from problem
    if not {"article", "version", "paragraph"} <= found:
        raise NoArchive(f"{source} is not an archive of Nutgraf.")
    return found


@contextmanager
def _reading(source: Path, spare: Path) -> Iterator[sqlite3.Connection]:
    """A connection that reads a file nobody vouches for (sqlite.org/security.html)."""
    if not source.is_file():
        raise ArchiveError(f"There is no file {source}.")
    try:
        with untouched(source, spare) as uri, closing(sqlite3.connect(uri, uri=True)) as connection:
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA cell_size_check = ON")
            connection.execute("PRAGMA query_only = ON")
            connection.text_factory = lenient
            yield connection
    except ERRORS as problem:
        raise explained(source, problem) from problem


def _shared_columns(source: sqlite3.Connection, copy: sqlite3.Connection, table: str) -> list[str]:
    """The columns that both files have: a newer archive has some that an older one lacks."""
    theirs = {row[1] for row in source.execute(f"PRAGMA table_info({table})")}
    ours = [row[1] for row in copy.execute(f"PRAGMA table_info({table})")]
    return [name for name in ours if name in theirs]


def _copy(copy: sqlite3.Connection, rows: _Rows) -> int:
    """Insert what can be read; how many rows that was, those that were refused among them."""
    names = ", ".join(rows.columns)
    values = ", ".join("?" * len(rows.columns))
    insert = f"INSERT OR IGNORE INTO {rows.table} ({names}) VALUES ({values})"
    count = 0
    for row in rows:
        count += 1
        with suppress(sqlite3.IntegrityError):
            copy.execute(insert, row)
    return count


class _Rows:
    """The rows of a table, past the places where they cannot be read."""

    def __init__(self, connection: sqlite3.Connection, table: str, columns: Sequence[str]) -> None:
        self.table, self.columns = table, columns
        self.gaps = False
        self._connection = connection
        self._patience = _PATIENCE

    def __iter__(self) -> Iterator[Sequence[Any]]:
        try:
            self._connection.execute(f"SELECT rowid FROM {self.table} LIMIT 0")
        except sqlite3.OperationalError:
            yield from self._from_both_ends()
        else:
            yield from self._between(1, self._highest())

    def _highest(self) -> int:
        """No row has a higher number, as far as the file can tell."""
        for statement in (
            f"SELECT max(rowid) FROM {self.table}",
            f"SELECT seq FROM sqlite_sequence WHERE name = '{self.table}'",
        ):
            with suppress(*ERRORS):
                row = self._connection.execute(statement).fetchone()
                if row and isinstance(row[0], int):
                    return row[0]
        return _HIGHEST

    def _select(self, rest: str, values: Sequence[int] = ()) -> sqlite3.Cursor:
        columns = ", ".join(self.columns)
        return self._connection.execute(f"SELECT {columns} FROM {self.table} {rest}", values)

    def _between(self, first: int, last: int) -> Iterator[Sequence[Any]]:
        """Rows by their number. Where reading stops, the rest is halved until it goes on."""
        reached = first
        columns = ", ".join(self.columns)
        try:
            cursor = self._connection.execute(
                f"SELECT rowid, {columns} FROM {self.table} NOT INDEXED"
                " WHERE rowid BETWEEN ? AND ? ORDER BY rowid",
                (first, last),
            )
            for number, *row in cursor:
                reached = number + 1
                yield row
        except ERRORS:
            self.gaps = True
            if last <= reached or self._patience <= 0:
                return
            self._patience -= 1
            middle = reached + (last - reached) // 2
            yield from self._between(reached, middle)
            yield from self._between(middle + 1, last)

    def _from_both_ends(self) -> Iterator[Sequence[Any]]:
        """Rows of a table that has no numbers: forward to the damage, then backward to it."""
        try:
            yield from self._select("")
        except ERRORS:
            self.gaps = True
            keys = ", ".join(f"{name} DESC" for name in self._keys())
            # What was read from the front already is ignored when it is inserted again.
            with suppress(*ERRORS):
                yield from self._select(f"ORDER BY {keys}")

    def _keys(self) -> list[str]:
        rows = self._connection.execute(f"PRAGMA table_info({self.table})").fetchall()
        return [row[1] for row in sorted(rows, key=lambda row: row[5]) if row[5]]


def _keep_sound(copy: sqlite3.Connection) -> None:
    """Take away what is wrong, and what hangs on it, until all that is left is sound."""
    # An article whose current version was lost shows the newest that is left.
    copy.execute(
        "UPDATE article SET current = (SELECT max(version) FROM version v"
        " WHERE v.article = article.number) WHERE NOT EXISTS (SELECT 1 FROM version v"
        " WHERE v.article = article.number AND v.version = abs(article.current))"
        " AND EXISTS (SELECT 1 FROM version v WHERE v.article = article.number)"
    )
    while sum(_drop_wrong(copy, table) for table in integrity.conditions()):
        pass


def _drop_wrong(copy: sqlite3.Connection, table: str) -> int:
    condition = integrity.conditions()[table]
    dropped = copy.execute(f"DELETE FROM {table} WHERE NOT ({condition})").rowcount
    for _, _, parent, column, key, *_ in copy.execute(
        f"PRAGMA foreign_key_list({table})"
    ).fetchall():
        dropped += copy.execute(
            f"DELETE FROM {table} WHERE {column} IS NOT NULL"
            f" AND {column} NOT IN (SELECT {key} FROM {parent})"
        ).rowcount
    return dropped


def _count(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0])
