"""Keeping the reader's edits of entities, and leading mentions where they say."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import TypeAlias, cast

from index.core.dates import now
from index.core.entity_edits import Edit, Edits, Identity, Key, concerning
from index.core.values import EditKind, EntityType, Maker
from index.store.database import Database, all_rows
from index.store.library.undo_log import Change, Exchanged
from index.store.names import edited_entities, mention_moves, unsettled
from index.store.names.mention_moves import Led
from index.store.revisions import revising

_COLUMNS = "kind, type, name, alias, to_type, to_name"
_ALL = f"number, at, by, {_COLUMNS}"
_APART = "\x1f"
"""Stands in no name: control characters are taken out of texts, and of what is typed."""


_Row: TypeAlias = tuple[int | str, str, Maker, EditKind, EntityType, str, str, EntityType, str]


@dataclass(frozen=True, slots=True)
class KeptEdit:
    """An edit as the archive keeps it; numbers give the order, `by` says who made it, `person` who
    of those that share a collection.
    """

    number: int
    edit: Edit
    at: str
    by: Maker = "reader"
    person: str = ""

    def __str__(self) -> str:
        return str(self.edit)


def kept(connection: sqlite3.Connection) -> list[KeptEdit]:
    """All edits in order, a list that is not to be changed."""
    # Asked whenever one comes or goes and several times by each import, nearly always to find those
    # of the last time: a text a column tells so in a third of what a row an edit takes.
    texts = ", ".join(f"group_concat({name}, :apart)" for name in _ALL.split(", "))
    (told,) = all_rows(connection, f"SELECT {texts} FROM entity_edit", {"apart": _APART})
    try:
        return _of_texts(told)
    except ValueError:
        # What else has written to the file may have put any sign into a name.
        rows = all_rows(connection, f"SELECT {_ALL} FROM entity_edit ORDER BY number")
        return [_of_row(row) for row in rows]


@lru_cache(maxsize=4)
def _of_texts(columns: tuple[str | None, ...]) -> list[KeptEdit]:
    """The edits in texts of their columns. Raises ValueError where these are not of one length."""
    rows = zip(*((text or "").split(_APART) for text in columns), strict=True)
    kept = [_of_row(cast("_Row", row)) for row in rows] if columns[0] else []
    return sorted(kept, key=lambda one: one.number)


@lru_cache(maxsize=1 << 14)
def _of_row(row: _Row) -> KeptEdit:
    """An edit; remembered, since one that comes leaves all others as they were."""
    number, at, by, kind, of, name, alias, to_type, to_name = row
    edit = Edit(kind=kind, type=of, name=name, alias=alias, to_type=to_type, to_name=to_name)
    return KeptEdit(int(number), edit, at, by)


def edits_of(kept: list[KeptEdit]) -> Edits:
    """Where kept edits lead; those asked for last are remembered, since thousands take ten
    milliseconds, which every import and every question of a name would pay.
    """
    global _last  # noqa: PLW0603  (one value, replaced as a whole)
    known, edits = _last
    if known != kept:
        edits = Edits([one.edit for one in kept])
        _last = kept, edits
    return edits


_last: tuple[list[KeptEdit], Edits] = ([], Edits())


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


def previewed(
    connection: sqlite3.Connection, edits: Sequence[Edit]
) -> Iterator[tuple[Identity | None, list[tuple[int, int, int]]]]:
    """Where names stand that edits would lead elsewhere, were they kept: whom they would mean (None
    for nobody), and paragraph, start and end of each.
    """
    before = kept(connection)
    first = next_number(connection)
    added = [KeptEdit(first + place, edit, "") for place, edit in enumerate(edits)]
    meant = {who for edit in edits for who in edit.about}
    for led in mention_moves.led(connection, *_hanging_together(meant, before, [*before, *added])):
        yield led.now, mention_moves.places(connection, led)


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


def numbered(connection: sqlite3.Connection, entity: Identity) -> int:
    """The number of an entity, 0 when there is none."""
    return edited_entities.number_of(connection, entity) or 0


def about_known(connection: sqlite3.Connection, edits: Mapping[Key, Edit]) -> set[Key]:
    """Which of some edits are about names that the archive has, or about the same as others of
    these.
    """
    about = {who for edit in edits.values() for who in edit.about}
    return concerning(edits, {who for who in about if numbered(connection, who)})


def change(
    connection: sqlite3.Connection, before: Sequence[KeptEdit], after: Sequence[KeptEdit]
) -> None:
    """Make the archive what it would be had it been imported with other edits."""
    known, wanted = ({one.number for one in kept} for kept in (before, after))
    added = [one for one in after if one.number not in known]
    gone = [one for one in before if one.number not in wanted]
    connection.executemany(
        "DELETE FROM entity_edit WHERE number = ?", [(one.number,) for one in gone]
    )
    connection.executemany(
        f"INSERT OR IGNORE INTO entity_edit (number, at, by, {_COLUMNS})"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (one.number, one.at, one.by, e.kind, e.type, e.name, e.alias, e.to_type, e.to_name)
            for one in added
            for e in (one.edit,)
        ],
    )
    meant = {who for one in (*added, *gone) for who in one.edit.about}
    _lead(connection, meant, before, after)


def _lead(
    connection: sqlite3.Connection,
    meant: set[Identity],
    before: Sequence[KeptEdit],
    after: Sequence[KeptEdit],
) -> None:
    """Lead the mentions that edits about some entities concern."""
    old, new = _hanging_together(meant, before, after)
    touched: set[int] = set()
    with revising(connection) as revise:
        for led in list(mention_moves.led(connection, old, new)):
            numbers = _ends_of(connection, led, new)
            touched.update(numbers.values())
            revise(mention_moves.named_in(led), **led.values)
            mention_moves.move(connection, led, numbers)
    edited_entities.call(connection, old, new)
    unsettled.note_names(connection, {who.key for who in meant})
    concerned = touched | {numbered(connection, who) for who in meant}
    unsettled.note(connection, concerned)
    for number in touched:
        edited_entities.write_aliases(connection, number, new)
    unsettled.note(connection, concerned)
    edited_entities.prune(connection, touched)


def _hanging_together(
    meant: set[Identity], before: Sequence[KeptEdit], after: Sequence[KeptEdit]
) -> tuple[Edits, Edits]:
    """Of edits before and after those that have to do with some entities, be it through others of
    them: all that bears on where the mentions of these lead, which are few of thousands.
    """
    chosen = concerning({one.number: one.edit for one in (*before, *after)}, meant)
    old, new = (
        Edits([one.edit for one in kept if one.number in chosen]) for kept in (before, after)
    )
    return old, new


def _ends_of(connection: sqlite3.Connection, led: Led, edits: Edits) -> dict[Identity, int]:
    """The numbers of the entities that lose or gain mentions, made where there are none."""
    return {
        who: edited_entities.claim(connection, who, edits.names.get(who, who.key))
        for who in (led.found, led.was, led.now)
        if who is not None
    }
