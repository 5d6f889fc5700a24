"""Keeping the reader's edits of entities, and leading mentions where they say."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from index.core.dates import now
from index.core.entity_edits import Edit, Edits, Identity
from index.core.folding import fold
from index.store import aliases, unsettled
from index.store.database import Database
from index.store.revisions import revise_paragraphs
from index.store.undo_log import Change, Exchanged

_Mention = tuple[int, int, int, float, int | None]
"""Paragraph, start, end, confidence, how it is written."""

_COLUMNS = "kind, type, name, alias, to_type, to_name"


@dataclass(frozen=True, slots=True)
class KeptEdit:
    """An edit as the archive keeps it; numbers give the order, `by` says who made it."""

    number: int
    edit: Edit
    at: str
    by: Literal["reader", "archive"] = "reader"


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
        for paragraph, start, end, confidence, _ in led.mentions
    ]
    return sorted(found, key=lambda move: (move.paragraph, move.start))


@dataclass(frozen=True, slots=True)
class _Led:
    """Mentions of one entity that are led from one other to the same."""

    found: Identity
    was: Identity | None
    now: Identity | None
    mentions: list[_Mention]


def _led(
    connection: sqlite3.Connection,
    before: Sequence[Edit],
    after: Sequence[Edit],
    old: Edits,
    new: Edits,
) -> Iterator[_Led]:
    """The mentions that lead elsewhere by other edits."""
    for source in _concerned(before, after):
        by_text = old.depends_on_text(source) or new.depends_on_text(source)
        for surface, mentions in _mentions(connection, source, by_text=by_text).items():
            was, now = old.lead(source, surface), new.lead(source, surface)
            if was != now:
                yield _Led(source, was, now, mentions)


def _concerned(before: Sequence[Edit], after: Sequence[Edit]) -> set[Identity]:
    """The entities whose mentions may lead elsewhere: those that an edit which comes or goes
    begins with, and those that lead to them.
    """
    found = {edit.source for edit in {*before} ^ {*after} if edit.kind != "apart"}
    steps = [(edit.source, edit.target) for edit in {*before, *after} if edit.kind != "apart"]
    while more := {source for source, target in steps if target in found} - found:
        found |= more
    return found


def _mentions(
    connection: sqlite3.Connection, found: Identity, *, by_text: bool
) -> dict[str, list[_Mention]]:
    """Every mention that the recogniser took for an entity, wherever it leads now, by its text,
    folded; all by "" unless `by_text`.
    """
    by: dict[str, list[_Mention]] = defaultdict(list)
    number = _number(connection, found)
    if number is None:
        return by
    text, joined = "''", ""
    if by_text:
        text, joined = "f.text", "LEFT JOIN name_form f ON f.number = m.form"
    columns = f"{text}, m.paragraph, m.start, m.end, m.confidence, m.form"
    rows = connection.execute(
        f"SELECT {columns} FROM mention m {joined} WHERE m.entity = :number AND m.found IS NULL"
        f" UNION ALL SELECT {columns} FROM mention m {joined} WHERE m.found = :number"
        f" UNION ALL SELECT {columns} FROM mention_hidden m {joined} WHERE m.found = :number",
        {"number": number},
    )
    for surface, *mention in rows:
        by[fold(surface or "")].append(tuple(mention))
    return by


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
    changed = list(_led(connection, old, new, edits, edited))
    touched = _move(connection, changed, edited)
    _call(connection, edits, edited)
    meant = {who for edit in {*old} ^ {*new} for who in (edit.source, edit.target) if who}
    unsettled.note_names(connection, {who.key for who in meant})
    concerned = touched | {numbered(connection, who) for who in meant}
    unsettled.note(connection, concerned)
    for number in touched:
        _write_aliases(connection, number, edited)
    unsettled.note(connection, concerned)
    prune(connection, touched)
    revise_paragraphs(connection, {one[0] for led in changed for one in led.mentions})


def _move(connection: sqlite3.Connection, changed: Sequence[_Led], edits: Edits) -> set[int]:
    """Lead mentions elsewhere; the numbers of the entities that lost or gained some."""
    numbers: dict[Identity, int] = {}

    def numbered(entity: Identity) -> int:
        if entity not in numbers:
            numbers[entity] = claim(connection, entity, edits.names.get(entity, entity.key))
        return numbers[entity]

    at = "WHERE paragraph = ? AND start = ?"
    for led in changed:
        found = numbered(led.found)
        places = [mention[:2] for mention in led.mentions]
        if led.was is not None:
            numbered(led.was)
        if led.now is None:
            connection.executemany(f"DELETE FROM mention {at}", places)
            connection.executemany(
                "INSERT INTO mention_hidden VALUES (?, ?, ?, ?, ?, ?)",
                [(*mention[:3], found, *mention[3:]) for mention in led.mentions],
            )
            continue
        to, moved = numbered(led.now), None if led.now == led.found else found
        if led.was is None:
            connection.executemany(f"DELETE FROM mention_hidden {at}", places)
            connection.executemany(
                "INSERT INTO mention VALUES (?, ?, ?, ?, ?, ?, ?)",
                [(*mention[:3], to, mention[3], moved, mention[4]) for mention in led.mentions],
            )
        else:
            connection.executemany(
                f"UPDATE mention SET entity = ?, found = ? {at}",
                [(to, moved, *place) for place in places],
            )
    return set(numbers.values())


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
