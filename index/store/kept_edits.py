"""Keeping the reader's edits of entities, and leading mentions where they say."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from index.core.dates import now
from index.core.entity_edits import Edit, Edits, Identity
from index.core.folding import fold
from index.store import aliases, unsettled
from index.store.database import Database
from index.store.revisions import add_revision, next_revision
from index.store.undo_log import Change, Exchanged

_COLUMNS = "kind, type, name, alias, to_type, to_name"


Maker = Literal["reader", "archive", "collection"]
"""Who made an edit: whoever reads the archive, the archive itself where it goes without saying, or
somebody else who told a collection.
"""


@dataclass(frozen=True, slots=True)
class KeptEdit:
    """An edit as the archive keeps it; numbers give the order, `by` says who made it."""

    number: int
    edit: Edit
    at: str
    by: Maker = "reader"


@dataclass(frozen=True, slots=True)
class Move:
    """A mention that edits lead elsewhere. None is nowhere: not a name."""

    paragraph: int
    start: int
    end: int
    confidence: float
    found: Identity
    was: Identity | None
    now: Identity | None


def kept(connection: sqlite3.Connection) -> list[KeptEdit]:
    """All edits in order."""
    rows = connection.execute(f"SELECT number, at, by, {_COLUMNS} FROM entity_edit ORDER BY number")
    return [
        KeptEdit(
            number,
            Edit(kind=kind, type=of, name=name, alias=alias, to_type=to_type, to_name=to_name),
            at,
            by,
        )
        for number, at, by, kind, of, name, alias, to_type, to_name in rows
    ]


def add(database: Database, edits: Sequence[Edit]) -> list[KeptEdit]:
    """Keep edits, inside a transaction, and lead the mentions they concern."""
    connection = database.connection
    before = kept(connection)
    first = next_number(connection)
    added = [KeptEdit(first + place, edit, now()) for place, edit in enumerate(edits)]
    change(connection, before, [*before, *added])
    return added


def next_number(connection: sqlite3.Connection) -> int:
    """The number of the next edit; none is ever used again."""
    last = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'entity_edit'")
    return int((last.fetchone() or (0,))[0]) + 1


def remove(database: Database, numbers: Collection[int]) -> list[KeptEdit]:
    """Take edits away, inside a transaction, as if they had never been made; answers with those
    that were there.
    """
    before = kept(database.connection)
    change(database.connection, before, [one for one in before if one.number not in numbers])
    return [one for one in before if one.number in numbers]


def made(added: Iterable[KeptEdit], gone: Iterable[KeptEdit] = ()) -> list[Change]:
    """What a step of undo keeps of edits that came and of edits that went."""
    return [
        *(Change("edit", str(one.number), _text(one), None) for one in gone),
        *(Change("edit", str(one.number), None, _text(one)) for one in added),
    ]


def exchange(database: Database, changes: Sequence[Change]) -> Exchanged:
    """Put back and take away edits, those that are there as the changes expect."""
    before = {str(one.number): one for one in kept(database.connection)}
    after, done = dict(before), []
    for one in changes:
        there = before.get(one.key)
        if (_text(there) if there else None) != one.old:
            continue
        if one.new is None:
            del after[one.key]
        else:
            after[one.key] = _kept_edit(int(one.key), one.new)
        done.append(one)
    ordered = sorted(after.values(), key=lambda one: one.number)
    change(database.connection, list(before.values()), ordered)
    return Exchanged(done, len(changes) - len(done))


def _text(one: KeptEdit) -> str:
    return json.dumps([one.at, one.by, asdict(one.edit)], ensure_ascii=False, sort_keys=True)


def _kept_edit(number: int, text: str) -> KeptEdit:
    at, by, edit = json.loads(text)
    return KeptEdit(number, Edit(**edit), at, by)


def moves(
    connection: sqlite3.Connection, before: Sequence[Edit], after: Sequence[Edit]
) -> list[Move]:
    """The mentions that lead elsewhere by other edits, in order of paragraph."""
    found = [
        Move(paragraph, start, end, confidence, led.found, led.was, led.now)
        for led in _led(connection, before, after, Edits(before), Edits(after))
        for paragraph, start, end, confidence in connection.execute(
            f"SELECT paragraph, start, end, confidence FROM {led.table} WHERE {led.chosen}",
            led.values,
        )
    ]
    return sorted(found, key=lambda move: (move.paragraph, move.start))


@dataclass(frozen=True, slots=True)
class _Led:
    """Mentions that the recogniser took for one entity and that are led from one other to the
    same: all of them, or those that are written in some ways.
    """

    number: int
    found: Identity
    was: Identity | None
    now: Identity | None
    forms: frozenset[int] | None = None

    @property
    def table(self) -> str:
        """Where they are kept."""
        return "mention_hidden" if self.was is None else "mention"

    @property
    def chosen(self) -> str:
        """What is true of them there."""
        taken = "found = :number"
        if self.was is not None:
            taken = f"({taken} OR (entity = :number AND found IS NULL))"
        written = "" if self.forms is None else " AND ifnull(form, 0) IN (SELECT value"
        return taken + (f"{written} FROM json_each(:forms))" if written else "")

    @property
    def values(self) -> dict[str, int | str]:
        """What stands for the names in `chosen`."""
        return {"number": self.number, "forms": json.dumps(sorted(self.forms or ()))}


def _led(
    connection: sqlite3.Connection,
    before: Sequence[Edit],
    after: Sequence[Edit],
    old: Edits,
    new: Edits,
) -> Iterator[_Led]:
    """The mentions that lead elsewhere by other edits."""
    for source in _concerned(before, after):
        number = _number(connection, source)
        if number is None:
            continue
        if not (old.depends_on_text(source) or new.depends_on_text(source)):
            was, now = old.lead(source, ""), new.lead(source, "")
            if was != now:
                yield _Led(number, source, was, now)
            continue
        ways: dict[tuple[Identity | None, Identity | None], set[int]] = defaultdict(set)
        for form, text in _forms(connection, number):
            surface = fold(text or "")
            ways[old.lead(source, surface), new.lead(source, surface)].add(form or 0)
        for (was, now), forms in ways.items():
            if was != now:
                yield _Led(number, source, was, now, frozenset(forms))


def _concerned(before: Sequence[Edit], after: Sequence[Edit]) -> set[Identity]:
    """The entities whose mentions may lead elsewhere: those that an edit which comes or goes
    begins with, and those that lead to them.
    """
    found = {edit.source for edit in {*before} ^ {*after} if edit.kind != "apart"}
    steps = [(edit.source, edit.target) for edit in {*before, *after} if edit.kind != "apart"]
    while more := {source for source, target in steps if target in found} - found:
        found |= more
    return found


def _forms(connection: sqlite3.Connection, number: int) -> list[tuple[int | None, str | None]]:
    """How the mentions are written that the recogniser took for an entity."""
    return connection.execute(
        "SELECT m.form, f.text FROM"
        " (SELECT form FROM mention WHERE entity = :number AND found IS NULL"
        " UNION SELECT form FROM mention WHERE found = :number"
        " UNION SELECT form FROM mention_hidden WHERE found = :number) m"
        " LEFT JOIN name_form f ON f.number = m.form",
        {"number": number},
    ).fetchall()


def _number(connection: sqlite3.Connection, entity: Identity) -> int | None:
    row = connection.execute(
        "SELECT number FROM entity WHERE type = ? AND key = ?", (entity.type, entity.key)
    ).fetchone()
    return int(row[0]) if row else None


def claim(connection: sqlite3.Connection, entity: Identity, name: str, found: str = "") -> int:
    """The number of an entity, which is made when there is none; `found` is the name it had where
    it was read, if the reader calls it otherwise.
    """
    made = connection.execute(
        "INSERT INTO entity (type, name, key, original) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (entity.type, name, entity.key, found if found != name else ""),
    )
    number = made.lastrowid if made.rowcount else _number(connection, entity)
    assert number is not None
    return number


def numbered(connection: sqlite3.Connection, entity: Identity) -> int:
    """The number of an entity, 0 when there is none."""
    return _number(connection, entity) or 0


def change(
    connection: sqlite3.Connection, before: Sequence[KeptEdit], after: Sequence[KeptEdit]
) -> None:
    """Make the archive what it would be had it been imported with other edits."""
    known = {one.number for one in before}
    gone = known - {one.number for one in after}
    connection.executemany("DELETE FROM entity_edit WHERE number = ?", [(n,) for n in gone])
    connection.executemany(
        f"INSERT OR IGNORE INTO entity_edit (number, at, by, {_COLUMNS})"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (one.number, one.at, one.by, e.kind, e.type, e.name, e.alias, e.to_type, e.to_name)
            for one in after
            if one.number not in known
            for e in (one.edit,)
        ],
    )
    old, new = [one.edit for one in before], [one.edit for one in after]
    edits, edited = Edits(old), Edits(new)
    touched: set[int] = set()
    revision = next_revision(connection)
    moved = 0
    for led in list(_led(connection, old, new, edits, edited)):
        numbers = _ends_of(connection, led, edited)
        touched.update(numbers.values())
        moved += _move(connection, led, numbers, revision)
    if moved:
        add_revision(connection, revision)
    _call(connection, edits, edited)
    meant = {who for edit in {*old} ^ {*new} for who in (edit.source, edit.target) if who}
    unsettled.note_names(connection, {who.key for who in meant})
    concerned = touched | {numbered(connection, who) for who in meant}
    unsettled.note(connection, concerned)
    for number in touched:
        _write_aliases(connection, number, edited)
    unsettled.note(connection, concerned)
    prune(connection, touched)


def _ends_of(connection: sqlite3.Connection, led: _Led, edits: Edits) -> dict[Identity, int]:
    """The numbers of the entities that lose or gain mentions, made where there are none."""
    return {
        who: claim(connection, who, edits.names.get(who, who.key))
        for who in (led.found, led.was, led.now)
        if who is not None
    }


def _move(
    connection: sqlite3.Connection, led: _Led, numbers: Mapping[Identity, int], revision: int
) -> int:
    """Lead mentions elsewhere, and say in which revision of their paragraphs; how many they are."""
    values: dict[str, int | str | None] = {**led.values, "revision": revision}
    revised = connection.execute(
        "INSERT INTO revised_paragraph"
        f" SELECT DISTINCT paragraph, :revision FROM {led.table} WHERE {led.chosen}"
        " ON CONFLICT (paragraph) DO UPDATE SET revision = excluded.revision",
        values,
    ).rowcount
    if led.now is None:
        connection.execute(
            "INSERT INTO mention_hidden SELECT paragraph, start, end, :number, confidence, form"
            f" FROM mention WHERE {led.chosen}",
            values,
        )
        connection.execute(f"DELETE FROM mention WHERE {led.chosen}", values)
        return revised
    values |= {"to": numbers[led.now], "moved": None if led.now == led.found else led.number}
    if led.was is None:
        connection.execute(
            "INSERT INTO mention SELECT paragraph, start, end, :to, confidence, :moved, form"
            f" FROM mention_hidden WHERE {led.chosen}",
            values,
        )
        connection.execute(f"DELETE FROM mention_hidden WHERE {led.chosen}", values)
    else:
        connection.execute(
            f"UPDATE mention SET entity = :to, found = :moved WHERE {led.chosen}", values
        )
    return revised


def _call(connection: sqlite3.Connection, old: Edits, new: Edits) -> None:
    """Give entities the names that edits say, and those that none names any more their own."""
    for entity, _ in old.names.items() ^ new.names.items():
        row = connection.execute(
            "SELECT number, name, original FROM entity WHERE type = ? AND key = ?",
            (entity.type, entity.key),
        ).fetchone()
        if row is None:
            continue
        number, name, original = row
        wanted = new.names.get(entity, original or name)
        kept_name = "" if entity not in new.names else original or (name if name != wanted else "")
        connection.execute(
            "UPDATE entity SET name = ?, original = ? WHERE number = ?", (wanted, kept_name, number)
        )


def identity_of(connection: sqlite3.Connection, number: int) -> Identity:
    """Which entity has a number that is known to be one's."""
    row = connection.execute("SELECT type, key FROM entity WHERE number = ?", (number,)).fetchone()
    return Identity(*row)


def _write_aliases(connection: sqlite3.Connection, number: int, edits: Edits) -> None:
    """The aliases of an entity anew: its name, the names of those that lead to it, every form."""
    own = identity_of(connection, number)
    forms = connection.execute(
        "SELECT e.type, e.key, f.text FROM"
        " (SELECT DISTINCT coalesce(found, entity) AS found, form FROM mention WHERE entity = ?) m"
        " CROSS JOIN entity e ON e.number = m.found CROSS JOIN name_form f ON f.number = m.form",
        (number,),
    ).fetchall()
    keys = {
        key
        for kind, found, surface in forms
        for key in found_by(edits, Identity(kind, found), own, fold(surface))
    }
    aliases.replace(connection, number, keys)


def found_by(edits: Edits, found: Identity, entity: Identity, surface: str) -> Iterable[str]:
    """By which keys a mention lets an entity be found."""
    yield entity.key
    yield surface
    # The name of an entity that leads here, unless only one of its aliases does.
    if found != entity and edits.lead(found, found.key) == entity:
        yield found.key


def prune(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Forget those of some entities that nothing names any more."""
    for number in numbers:
        named = connection.execute(
            "SELECT 1 FROM mention WHERE entity = :number"
            " UNION ALL SELECT 1 FROM mention WHERE found = :number"
            " UNION ALL SELECT 1 FROM mention_hidden WHERE found = :number LIMIT 1",
            {"number": number},
        ).fetchone()
        if named is None:
            aliases.replace(connection, number, ())
            connection.execute("DELETE FROM entity WHERE number = ?", (number,))
