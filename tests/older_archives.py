"""Archives as earlier versions kept them, made by the migrations themselves."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from index.store import schema
from index.store.tables import reader_tables

_MARKS = schema.MIGRATIONS.index(reader_tables.IMPORTED_MARKS) + 1


def as_of(path: Path, older: Path, version: int) -> None:
    """Write what an archive holds as a version of the schema kept it: its tables and columns.

    Of marks of other programs the first ones knew no more than their words, the later ones not
    where they were made.
    """
    with closing(sqlite3.connect(older)) as file, file:
        file.executescript("PRAGMA journal_mode = WAL;" + "".join(schema.MIGRATIONS[:version]))
        file.execute(f"PRAGMA user_version = {version}")
        file.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        file.execute("ATTACH ? AS new", (str(path),))
        listed = "SELECT name FROM {}.sqlite_master WHERE type = 'table'"
        names = file.execute(f"{listed.format('main')} INTERSECT {listed.format('new')}").fetchall()
        for (name,) in names:
            columns = "SELECT name FROM pragma_table_info(?, ?)"
            both = file.execute(
                f"{columns} INTERSECT {columns}", (name, "main", name, "new")
            ).fetchall()
            said = ", ".join(f'"{column}"' for (column,) in both)
            file.execute(
                f"INSERT OR REPLACE INTO main.{name} ({said}) SELECT {said} FROM new.{name}"
            )
        # What later migrations note of themselves.
        if version < schema.FOLDED:
            file.execute("DELETE FROM meta WHERE key = 'folding'")
        if version < schema.CLEARED:
            file.execute("DELETE FROM meta WHERE key = 'addresses'")
        if version >= _MARKS:
            file.execute(
                "UPDATE main.imported_mark SET key = 'text:' || paragraph.hash FROM main.paragraph"
                " WHERE paragraph.text = imported_mark.text AND key LIKE 'text:%'"
            )
        elif version >= schema.MIGRATIONS.index(reader_tables.HIGHLIGHTS) + 1:
            file.execute(
                "INSERT INTO highlight SELECT mark.article, paragraph.hash"
                " FROM new.imported_mark AS mark JOIN paragraph ON paragraph.text = mark.text"
            )
