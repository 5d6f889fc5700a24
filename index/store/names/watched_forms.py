"""The names that a reader keeps a list of, as the archive has them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Sequence

from index.core.entity_edits import identity
from index.core.folding import fold
from index.core.mention import Mention
from index.core.values import EntityType
from index.core.watched_names import WatchedName, WatchList
from index.store.database import Database
from index.store.derived import stages
from index.store.library.undo_log import Change, Exchanged
from index.store.names import kept_edits

_FEW = 24
"""So many forms are sought by SQLite, one after the other; more at once, word by word."""


def kept(connection: sqlite3.Connection) -> list[WatchedName]:
    """All watched names, in the order of type and name."""
    forms: dict[tuple[EntityType, str], list[str]] = {}
    for kind, name, form in connection.execute(
        "SELECT type, name, form FROM watched ORDER BY type, name, form"
    ):
        forms.setdefault((kind, name), []).append(form)
    return [WatchedName(kind, name, tuple(own)) for (kind, name), own in forms.items()]


def add(database: Database, names: Iterable[WatchedName]) -> list[Change]:
    """Watch for names from now on, within a transaction; what that changed. A form that another
    name had is this one's.
    """
    wanted = {form: _value(name) for name in names for form in name.forms}
    before = _rows(database.connection)
    return _made(database, [Change("watched", f, before.get(f), v) for f, v in wanted.items()])


def remove(database: Database, names: Collection[WatchedName]) -> list[Change]:
    """Watch for names no longer, within a transaction, in whatever form; what that changed."""
    gone = {_value(name) for name in names}
    before = _rows(database.connection)
    return _made(database, [Change("watched", f, v, None) for f, v in before.items() if v in gone])


def exchange(database: Database, changes: Sequence[Change]) -> Exchanged:
    """Make changes, within a transaction, of forms that are as each says."""
    now = _rows(database.connection)
    made = [one for one in changes if now.get(one.key) == one.old]
    return Exchanged(_made(database, made), len(changes) - len(made))


def _made(database: Database, changes: Sequence[Change]) -> list[Change]:
    """Make the changes that change anything, and say that names are to be found anew in the texts
    concerned.
    """
    changes = [one for one in changes if one.old != one.new]
    connection = database.connection
    connection.executemany("DELETE FROM watched WHERE form = ?", [(one.key,) for one in changes])
    connection.executemany(
        "INSERT INTO watched (form, type, name) VALUES (?, ?, ?)",
        [(one.key, *json.loads(one.new)) for one in changes if one.new is not None],
    )
    for text in texts_with(connection, [one.key for one in changes]):
        stages.mark(connection, stages.NAMES, text, text, "")
    return changes


def _value(name: WatchedName) -> str:
    return json.dumps([name.type, name.name], ensure_ascii=False)


def _rows(connection: sqlite3.Connection) -> dict[str, str]:
    """Whom each form stands for."""
    return {form: _value(one) for one in kept(connection) for form in one.forms}


def entities(connection: sqlite3.Connection) -> frozenset[int]:
    """The entities that watched names mean."""
    names = kept(connection)
    if not names:
        return frozenset()
    edits = kept_edits.edits_of(kept_edits.kept(connection))
    means = {
        edits.lead(identity(name.type, name.name), fold(form))
        for name in names
        for form in name.forms
    }
    keys = json.dumps([[one.type, one.key] for one in means if one is not None])
    rows = connection.execute(
        "SELECT e.number FROM json_each(?) j CROSS JOIN entity e"
        " ON e.type = j.value ->> 0 AND e.key = j.value ->> 1",
        (keys,),
    )
    return frozenset(row[0] for row in rows)


def texts_with(connection: sqlite3.Connection, forms: Sequence[str]) -> list[int]:
    """The texts that have any of some forms, as they are written, in one of their paragraphs."""
    return sorted({text for text, _, _ in paragraphs_with(connection, forms)})


def paragraphs_with(
    connection: sqlite3.Connection, forms: Sequence[str]
) -> Iterator[tuple[int, int, str]]:
    """Every paragraph that has any of some forms: its text's number, its own, its words."""
    columns = "SELECT version, number, text FROM paragraph"
    if len(forms) > _FEW:
        names = WatchList.of([WatchedName("person", "", tuple(forms))])
        rows = connection.execute(columns)
        yield from (row for row in rows if next(names.find(row[2]), None) is not None)
    elif forms:
        has = " OR ".join(["instr(text, ?) > 0"] * len(forms))
        yield from connection.execute(f"{columns} WHERE {has}", tuple(forms))


def found(connection: sqlite3.Connection, paragraphs: Sequence[int]) -> dict[int, list[Mention]]:
    """The names in some paragraphs, as the key of whom each means now; "" for what is said to be
    none.
    """
    wanted = json.dumps(list(paragraphs))
    rows = connection.execute(
        "SELECT m.paragraph, m.start, m.end, e.type, e.key, m.confidence FROM json_each(?) j"
        " CROSS JOIN mention m ON m.paragraph = j.value"
        " CROSS JOIN entity e ON e.number = m.entity"
        " UNION ALL SELECT m.paragraph, m.start, m.end, e.type, '', m.confidence"
        " FROM json_each(?) j CROSS JOIN mention_hidden m ON m.paragraph = j.value"
        " CROSS JOIN entity e ON e.number = m.found",
        (wanted, wanted),
    )
    names: dict[int, list[Mention]] = {}
    for number, *rest in rows:
        names.setdefault(number, []).append(Mention(*rest))
    return names
