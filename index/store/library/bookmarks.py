"""Bookmarks as they are kept, with notes and tags, and what a step of undo keeps of changes."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from index.core.bookmark import Anchor
from index.store.database import Database
from index.store.library import dossiers
from index.store.library.undo_log import Change, Exchanged


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A bookmark as it is kept: the anchor, not the place it leads to today."""

    number: int
    article: int
    version: int
    anchor: Anchor
    note: str
    tags: tuple[str, ...]
    created: str

    @property
    def place(self) -> tuple[int, int, int]:
        """Article, ordinal and hash of the paragraph that was marked."""
        return self.article, self.anchor.ordinal, self.anchor.hash


_COLUMNS = "number, article, version, exact, prefix, suffix, ordinal, hash, note, created"


def marks(database: Database, chosen: str = "", keys: Collection[int] = ()) -> list[Mark]:
    """Bookmarks, newest first, those that were made on one article at one moment in its order: all,
    or those whose column `chosen` is one of `keys`.
    """
    where = f"WHERE {chosen} IN (SELECT value FROM json_each(:keys))" if chosen else ""
    values = {"keys": json.dumps(list(keys))} if chosen else {}
    found = database.all(f"SELECT {_COLUMNS} FROM bookmark {where} ORDER BY number DESC", values)
    at_once = groupby(found, key=itemgetter(9, 1))
    rows = [row for _, group in at_once for row in sorted(group, key=itemgetter(6))]
    if chosen:
        values = {"keys": json.dumps([row[0] for row in rows])}
        where = "WHERE bookmark IN (SELECT value FROM json_each(:keys))"
    tags: dict[int, list[str]] = {}
    for bookmark, tag in database.all(
        f"SELECT bookmark, tag FROM bookmark_tag {where} ORDER BY bookmark, position", values
    ):
        tags.setdefault(bookmark, []).append(tag)
    return [
        Mark(
            number=row[0],
            article=row[1],
            version=row[2],
            anchor=Anchor(exact=row[3], prefix=row[4], suffix=row[5], ordinal=row[6], hash=row[7]),
            note=row[8],
            tags=tuple(tags.get(row[0], ())),
            created=row[9],
        )
        for row in rows
    ]


# Changes, inside a transaction. Each answers with what a step of undo keeps of it: of a bookmark
# that was made its note and tags, of one that was taken away everything.


def next_number(database: Database) -> int:
    """The number of the next bookmark; none is ever used again."""
    row = database.one("SELECT seq FROM sqlite_sequence WHERE name = 'bookmark'")
    return int((row or (0,))[0]) + 1


def insert(database: Database, added: Sequence[Mark]) -> list[Change]:
    """Keep bookmarks under their numbers."""
    database.connection.executemany(
        f"INSERT INTO bookmark ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                one.number,
                one.article,
                one.version,
                one.anchor.exact,
                one.anchor.prefix,
                one.anchor.suffix,
                one.anchor.ordinal,
                one.anchor.hash,
                one.note,
                one.created,
            )
            for one in added
        ],
    )
    _insert_tags(database, [(one.number, one.tags) for one in added])
    _revise(database, added)
    return [Change("bookmark", str(one.number), None, _print(one)) for one in added]


def delete(database: Database, gone: Sequence[Mark]) -> list[Change]:
    """Take bookmarks away; what undo needs of it. Within a transaction."""
    database.connection.executemany(
        "DELETE FROM bookmark WHERE number = ?", [(one.number,) for one in gone]
    )
    _revise(database, gone)
    return [Change("bookmark", str(one.number), _whole(one), None) for one in gone]


def _revise(database: Database, marks: Sequence[Mark]) -> None:
    """Have the index follow where marked texts come again and again."""
    # Loaded where bookmarks change: who only searches has no use for it.
    from index.store.derived import furniture  # noqa: PLC0415

    furniture.revise_marked(database.connection, map(_hashed, marks))


def _hashed(mark: Mark) -> tuple[int, int]:
    return mark.article, mark.anchor.hash


def change_notes(database: Database, notes: Sequence[tuple[Mark, str]]) -> list[Change]:
    """Give bookmarks other notes."""
    changed = [(mark, note) for mark, note in notes if note != mark.note]
    database.connection.executemany(
        "UPDATE bookmark SET note = ? WHERE number = ?",
        [(note, mark.number) for mark, note in changed],
    )
    return [Change("note", str(mark.number), mark.note, note) for mark, note in changed]


def change_tags(database: Database, tags: Sequence[tuple[Mark, tuple[str, ...]]]) -> list[Change]:
    """Give bookmarks other tags."""
    changed = [(mark, wanted) for mark, wanted in tags if wanted != mark.tags]
    database.connection.executemany(
        "DELETE FROM bookmark_tag WHERE bookmark = ?", [(mark.number,) for mark, _ in changed]
    )
    _insert_tags(database, [(mark.number, wanted) for mark, wanted in changed])
    return [
        Change("tags", str(mark.number), _list(mark.tags), _list(wanted))
        for mark, wanted in changed
    ]


def _insert_tags(database: Database, tags: Sequence[tuple[int, Sequence[str]]]) -> None:
    database.connection.executemany(
        "INSERT INTO bookmark_tag VALUES (?, ?, ?)",
        [(number, at, tag) for number, wanted in tags for at, tag in enumerate(wanted)],
    )


def exchange(
    database: Database,
    changes: Sequence[Change],
    twins: Callable[[Database, Sequence[Mark]], Mapping[int, Mark]],
) -> Exchanged:
    """Make or take away bookmarks that are as the changes expect.

    `twins` tells by number which of some bookmarks have another on their paragraph now. That one
    stays, gets the words of the note and the tags it lacks, and stands in dossiers for the other.
    """
    present = {one.number: one for one in marks(database, "number", [int(c.key) for c in changes])}
    gone, wanted, kept = [], [], 0
    for one in changes:
        there = present.get(int(one.key))
        if one.new is not None and there is None:
            wanted.append(_read(int(one.key), one.new))
        elif one.new is None and one.old and there and _print(there) == _brief(one.old):
            gone.append(there)
        else:
            kept += 1
    made = delete(database, gone)
    others = twins(database, wanted)
    made += insert(database, [one for one in wanted if one.number not in others])
    again = [(one, others[one.number]) for one in wanted if one.number in others]
    made += change_notes(database, [(twin, _both(twin.note, one.note)) for one, twin in again])
    made += change_tags(database, [(twin, _all(twin.tags, one.tags)) for one, twin in again])
    made += dossiers.follow(database, {one.number: twin.number for one, twin in again})
    return Exchanged(made, kept)


def _both(note: str, other: str) -> str:
    """A note with another below it, unless it has those words already."""
    return note if other in note else "\n".join(filter(None, (note, other)))


def _all(tags: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*tags, *others)))


def exchange_notes(database: Database, changes: Sequence[Change]) -> Exchanged:
    """Change the notes that are as the changes expect. One that was taken away is put below what
    was written since.
    """
    present = {one.number: one for one in marks(database, "number", [int(c.key) for c in changes])}
    wanted, kept = [], 0
    for one in changes:
        there = present.get(int(one.key))
        if there is None or (there.note != one.old and one.old):
            kept += 1
        else:
            new = one.new or ""
            wanted.append((there, new if there.note == one.old else _both(there.note, new)))
    return Exchanged(change_notes(database, wanted), kept)


def exchange_tags(database: Database, changes: Sequence[Change]) -> Exchanged:
    """Change the tags that are as the changes expect. Those that were taken away are put to what
    was given since.
    """
    present = {one.number: one for one in marks(database, "number", [int(c.key) for c in changes])}
    wanted, kept = [], 0
    for one in changes:
        there = present.get(int(one.key))
        old, new = (tuple(json.loads(tags or "[]")) for tags in (one.old, one.new))
        if there is not None and there.tags == old:
            wanted.append((there, new))
        elif there is not None and set(old) <= set(new):
            more = [tag for tag in new if tag not in old]
            wanted.append((there, _all(there.tags, more)))
        else:
            kept += 1
    return Exchanged(change_tags(database, wanted), kept)


def _list(values: Sequence[object]) -> str:
    return json.dumps(list(values), ensure_ascii=False)


def _print(mark: Mark) -> str:
    """What shows whether somebody has changed a bookmark."""
    return _list((mark.note, mark.tags))


def _whole(mark: Mark) -> str:
    anchor = mark.anchor
    return _list(
        (
            *(mark.note, mark.tags, mark.article, mark.version, mark.created),
            *(anchor.exact, anchor.prefix, anchor.suffix, anchor.ordinal, anchor.hash),
        )
    )


def _brief(kept: str) -> str:
    return _list(json.loads(kept)[:2])


def _read(number: int, whole: str) -> Mark:
    note, tags, article, version, created, exact, prefix, suffix, ordinal, digest = json.loads(
        whole
    )
    return Mark(
        number=number,
        article=article,
        version=version,
        anchor=Anchor(exact=exact, prefix=prefix, suffix=suffix, ordinal=ordinal, hash=digest),
        note=note,
        tags=tuple(tags),
        created=created,
    )
