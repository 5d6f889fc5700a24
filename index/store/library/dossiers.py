"""Dossiers as they are kept, and what a step of undo keeps of their changes.

An item whose bookmark was taken away keeps its place and is not shown: when that is undone it
stands where it stood.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from index.core.dates import now
from index.core.dossier import Dossier, DossierItem
from index.store.database import Database
from index.store.library.undo_log import Change, Exchanged, free_name

_ITEM = "dossier, place, bookmark, query"


def every(database: Database) -> list[Dossier]:
    """All dossiers by name, with their items in order."""
    with database.snapshot():
        items: dict[int, list[DossierItem]] = {}
        for dossier, number, bookmark, query in database.all(
            "SELECT i.dossier, i.number, i.bookmark, i.query FROM dossier_item i"
            " LEFT JOIN bookmark b ON b.number = i.bookmark"
            " WHERE i.bookmark IS NULL OR b.number IS NOT NULL"
            " ORDER BY i.dossier, i.place, i.number"
        ):
            items.setdefault(dossier, []).append(
                DossierItem(number=number, bookmark=bookmark, query=query)
            )
        return [
            Dossier(number=number, name=name, created=created, items=tuple(items.get(number, ())))
            for number, name, created in database.all(
                "SELECT number, name, created FROM dossier ORDER BY name, number"
            )
        ]


def name_of(database: Database, number: int) -> str | None:
    """What a dossier is called, None where there is none."""
    row = database.one("SELECT name FROM dossier WHERE number = ?", (number,))
    return str(row[0]) if row else None


def number_of(database: Database, name: str) -> int | None:
    """The dossier of a name, None where there is none."""
    row = database.one("SELECT number FROM dossier WHERE name = ?", (name,))
    return int(row[0]) if row else None


def known_bookmarks(database: Database, numbers: Sequence[int]) -> set[int]:
    """Those of some numbers that are a bookmark's."""
    rows = database.all(
        "SELECT number FROM bookmark WHERE number IN (SELECT value FROM json_each(?))",
        (json.dumps(list(numbers)),),
    )
    return {row[0] for row in rows}


def queries(database: Database) -> list[tuple[int, int, int, None, str]]:
    """The items that are queries: number, dossier, place, no bookmark, query."""
    return database.all(f"SELECT number, {_ITEM} FROM dossier_item WHERE bookmark IS NULL")


# Changes, inside a transaction. Each answers with what a step of undo keeps of it.


def make(database: Database, name: str) -> tuple[int, list[Change]]:
    """A new dossier: its number, which none had before. Nothing is changed where one is called so
    already.
    """
    number = _next(database, "dossier")
    if number_of(database, name) is not None:
        return number, []
    change = Change("dossier", str(number), None, json.dumps([name, now()], ensure_ascii=False))
    return number, list(exchange(database, [change]).made)


def rename(database: Database, number: int, name: str) -> list[Change]:
    """Call a dossier otherwise."""
    old = _dossier(database, number)
    assert old is not None
    new = json.dumps([name, json.loads(old)[1]], ensure_ascii=False)
    return list(exchange(database, [Change("dossier", str(number), old, new)]).made)


def delete(database: Database, number: int) -> list[Change]:
    """Take a dossier away with its items; undone in the opposite order, it is there before them."""
    items = [row[0] for row in _items(database, number)]
    gone = Change("dossier", str(number), _dossier(database, number), None)
    return [*remove(database, number, items), *exchange(database, [gone]).made]


def add(database: Database, number: int, items: Sequence[tuple[int | None, str]]) -> list[Change]:
    """Put bookmarks, or queries (with None), at the end of a dossier. What it holds stays where it
    is.
    """
    known = {(bookmark, query) for _, _, bookmark, query in _items(database, number)}
    place = max((row[1] for row in _items(database, number)), default=0)
    first = _next(database, "dossier_item")
    fresh = [item for item in dict.fromkeys(items) if item not in known]
    return list(
        exchange_items(
            database,
            [
                Change("dossier item", str(first + at), None, _text(number, place + at + 1, *item))
                for at, item in enumerate(fresh)
            ],
        ).made
    )


def remove(database: Database, number: int, items: Sequence[int]) -> list[Change]:
    """Take items out of a dossier."""
    chosen = set(items)
    return list(
        exchange_items(
            database,
            [
                Change("dossier item", str(item), _text(number, *rest), None)
                for item, *rest in _items(database, number)
                if item in chosen
            ],
        ).made
    )


def order(database: Database, number: int, wanted: Sequence[int]) -> list[Change]:
    """Put items in an order, all of those that are shown; the places that they have are shared out
    anew.
    """
    known = {item: (place, rest) for item, place, *rest in _items(database, number)}
    places = list(_rising(sorted(known[item][0] for item in wanted)))
    changes = [
        Change("dossier item", str(item), _text(number, old, *rest), _text(number, place, *rest))
        for item, place in zip(wanted, places, strict=True)
        for old, rest in (known[item],)
        if old != place
    ]
    return list(exchange_items(database, changes).made)


def _rising(places: Sequence[int]) -> Iterator[int]:
    last = 0
    for place in places:
        last = max(place, last + 1)
        yield last


def _next(database: Database, table: str) -> int:
    """The number of the next row; none is ever used again."""
    row = database.one("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,))
    return int((row or (0,))[0]) + 1


def _dossier(database: Database, number: int) -> str | None:
    row = database.one("SELECT name, created FROM dossier WHERE number = ?", (number,))
    return json.dumps(list(row), ensure_ascii=False) if row else None


def _items(database: Database, number: int) -> list[tuple[int, int, int | None, str]]:
    return database.all(
        "SELECT number, place, bookmark, query FROM dossier_item WHERE dossier = ?"
        " ORDER BY place, number",
        (number,),
    )


def _text(*item: object) -> str:
    return json.dumps(item, ensure_ascii=False)


def exchange(database: Database, changes: Sequence[Change]) -> Exchanged:
    """Make, rename and take away dossiers that are as the changes expect. One that somebody has put
    something into stays. A name that is in use is nobody else's: what was taken away comes back
    under one that is free.
    """
    made, said = [], []
    for one in changes:
        number = int(one.key)
        wanted = one
        if _dossier(database, number) != one.old:
            continue
        if one.new is None:
            if _items(database, number):
                said.append("something was put into it since, and it is left as it is")
                continue
            database.connection.execute("DELETE FROM dossier WHERE number = ?", (number,))
        else:
            name, created = json.loads(one.new)
            if number_of(database, name) not in (None, number):
                if one.old is not None:
                    said.append(f"another dossier is called “{name}” now")
                    continue
                taken = {row[0] for row in database.all("SELECT name FROM dossier")}
                free = free_name(name, taken)
                said.append(f"it is called “{free}”, since there is another “{name}” now")
                name = free
                wanted = Change(one.kind, one.key, None, _text(name, created))
            database.connection.execute(
                "INSERT INTO dossier VALUES (?, ?, ?)"
                " ON CONFLICT (number) DO UPDATE SET name = excluded.name",
                (number, name, created),
            )
        made.append(wanted)
    return Exchanged(made, len(changes) - len(made), said)


def exchange_items(database: Database, changes: Sequence[Change]) -> Exchanged:
    """Put items where the changes say, those that are as these expect."""
    wanted = json.dumps([int(one.key) for one in changes])
    present = {
        number: _text(*rest)
        for number, *rest in database.all(
            f"SELECT number, {_ITEM} FROM dossier_item"
            " WHERE number IN (SELECT value FROM json_each(?))",
            (wanted,),
        )
    }
    made, said = [], []
    for one in changes:
        number = int(one.key)
        if present.get(number) != one.old:
            continue
        if one.new is None:
            database.connection.execute("DELETE FROM dossier_item WHERE number = ?", (number,))
        else:
            item = json.loads(one.new)
            if name_of(database, item[0]) is None:
                said.append("the dossier is no more")
                continue
            database.connection.execute(
                f"INSERT OR REPLACE INTO dossier_item (number, {_ITEM}) VALUES (?, ?, ?, ?, ?)",
                (number, *item),
            )
        made.append(one)
    return Exchanged(made, len(changes) - len(made), said)


def follow(database: Database, bookmarks: Mapping[int, int]) -> list[Change]:
    """Have items whose bookmark is gone be the bookmark that stands for it, by numbers, where their
    dossier does not hold that one already. Inside a transaction; what undo needs of it.
    """
    rows = database.all(
        f"SELECT number, {_ITEM} FROM dossier_item"
        " WHERE bookmark IN (SELECT value FROM json_each(?)) ORDER BY number",
        (json.dumps([*bookmarks]),),
    )
    changes: list[Change] = []
    for number, dossier, place, bookmark, query in rows:
        now = bookmarks[bookmark]
        if not any(held == now for _, _, held, _ in _items(database, dossier)):
            old, new = (_text(dossier, place, one, query) for one in (bookmark, now))
            changes += exchange_items(
                database, [Change("dossier item", str(number), old, new)]
            ).made
    return changes
