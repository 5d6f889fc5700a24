"""Keys by which texts that are alike find each other: which paragraphs have one.

An entry is a key and the number of a paragraph that has it, of 32 bits each, as one number: the key
above. Entries are kept in blocks, in the order in which they came, and each block in parts by its
keys, which fill a page of SQLite's. Keys are spread evenly, so that the part of a key follows from
the key: those of one article are looked for in as many parts as it has keys, however many
paragraphs the archive holds.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Entries = NDArray[np.uint64]

_KEY = np.uint64(32)
"""Bits below the key, ..."""

_PARAGRAPH = np.uint64(0xFFFF_FFFF)
"""... which are the number of the paragraph."""

_PART = 400
"""Entries of a part, about: with 8 bytes each all but very few of them fit in a page."""

_FAN = 2
"""A block is joined with what comes after it where it is no more than so many times as large."""

_BLOCK = 1 << 22
"""Entries of a block that is joined with no more: 32 MB, read in one way by any question."""

_MOST = 1 << 26
"""No block has so many, however it came about."""

_SMALL = 1 << 17
"""Entries that little may be joined with: that takes some ten milliseconds, once in a while ..."""

_SHARE = 64
"""... and much with so many times as much: that takes as long as finding what is like it."""

_AT_ONCE = 1 << 11
"""Parts that are held in memory together: 7 MB."""


class _Block(NamedTuple):
    number: int
    parts: int
    entries: int


def entries(keys: NDArray[np.integer], paragraphs: NDArray[np.integer]) -> Entries:
    """Entries of keys and paragraphs, each once, in order."""
    every = keys.astype(np.uint64) << _KEY | paragraphs.astype(np.uint64)
    every.sort(kind="stable")  # quick where there are some runs in order
    return every[_changes(every)]


def paragraphs_of(some: Entries) -> NDArray[np.int64]:
    """The paragraphs of entries."""
    return (some & _PARAGRAPH).astype(np.int64)


def ranges(some: Entries, wanted: Entries) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Where, among entries in order, those with the key of each wanted one begin and end."""
    first = np.searchsorted(some, wanted & ~_PARAGRAPH, "left")
    return first, np.searchsorted(some, wanted | _PARAGRAPH, "right")


def near(connection: sqlite3.Connection, wanted: Entries) -> Iterator[tuple[slice, Entries]]:
    """Entries that are kept, in order, among them all that have the keys of some of the wanted
    ones, which are in order too: a slice of these. Those that came first are found first.
    """
    for block in _blocks(connection):
        parts = (wanted >> _KEY) * np.uint64(block.parts) >> _KEY
        starts = np.flatnonzero(_changes(parts))
        distinct, bounds = parts[starts], [*starts.tolist(), len(wanted)]
        for first in range(0, len(distinct), _AT_ONCE):
            some = distinct[first : first + _AT_ONCE]
            yield (
                slice(bounds[first], bounds[first + len(some)]),
                _read(connection, block, some.tolist()),
            )


def add(connection: sqlite3.Connection, fresh: Entries) -> None:
    """Keep entries, inside a transaction, which are of paragraphs later than those that are kept.

    They are joined with the blocks before them as long as these are small beside them, so that
    blocks stay few and each entry is written a few times, whatever comes in whatever portions.
    """
    if not len(fresh):
        return
    before = _blocks(connection)
    taken, many = 0, len(fresh)
    most = min(_BLOCK, max(_SMALL, _SHARE * len(fresh)))
    for block in reversed(before):
        if block.entries > _FAN * many or block.entries + many > most:
            break
        taken, many = taken + 1, many + block.entries
    joined = before[len(before) - taken :]
    number = before[-1].number + 1 if before else 1
    _write(connection, _Block(number, -(-many // _PART), many), joined, fresh)
    for block in joined:
        connection.execute(
            "DELETE FROM copy_key_part WHERE number BETWEEN ? AND ?", _places(block, 0, block.parts)
        )
        connection.execute("DELETE FROM copy_key_block WHERE number = ?", (block.number,))


def take_over(connection: sqlite3.Connection) -> None:
    """Keep what older programs kept in whole blocks: all keys of a block, and their paragraphs."""
    numbers = connection.execute("SELECT number FROM copy_block ORDER BY number").fetchall()
    for number in numbers:
        (kept,) = connection.execute(
            "SELECT entries FROM copy_block WHERE number = ?", number
        ).fetchone()
        keys, paragraphs = np.frombuffer(kept, "<u4").reshape(2, -1)
        add(connection, entries(keys, paragraphs))


def _changes(ordered: Entries) -> NDArray[np.bool_]:
    """Which of some numbers in order differ from the one before."""
    return np.concatenate((ordered[:1] == ordered[:1], ordered[1:] != ordered[:-1]))


def _blocks(connection: sqlite3.Connection) -> list[_Block]:
    """The blocks, oldest first. What says that it has more than any has comes from elsewhere, and
    would be gone through for days.
    """
    rows = connection.execute(
        "SELECT number, parts, entries FROM copy_key_block"
        " WHERE number BETWEEN 1 AND :most AND parts BETWEEN 1 AND :most"
        " AND entries BETWEEN 1 AND :most ORDER BY number",
        {"most": _MOST},
    )
    return [_Block(*row) for row in rows]


def _places(block: _Block, first: int, behind: int) -> tuple[int, int]:
    """Where the parts from a first one to one that is no longer meant are kept."""
    return block.number << 32 | first, (block.number << 32 | behind) - 1


def _read(connection: sqlite3.Connection, block: _Block, parts: Sequence[int]) -> Entries:
    """The entries of some parts of a block, which are in order."""
    if len(parts) == parts[-1] - parts[0] + 1:
        chosen, values = "BETWEEN ? AND ?", _places(block, parts[0], parts[-1] + 1)
        return _joined(connection, chosen, values)
    places = json.dumps([block.number << 32 | part for part in parts])
    return _joined(connection, "IN (SELECT value FROM json_each(?))", (places,))


def _joined(connection: sqlite3.Connection, chosen: str, values: Sequence[int | str]) -> Entries:
    rows = connection.execute(
        f"SELECT entries FROM copy_key_part WHERE number {chosen} ORDER BY number", values
    )
    return np.frombuffer(b"".join([row[0] for row in rows]), "<u8")


def _write(
    connection: sqlite3.Connection, block: _Block, joined: Sequence[_Block], fresh: Entries
) -> None:
    """Write a block of all that is in some others and what is fresh."""
    connection.execute("INSERT OR REPLACE INTO copy_key_block VALUES (?, ?, ?)", block)
    for first in range(0, block.parts, _AT_ONCE):
        behind = min(first + _AT_ONCE, block.parts)
        # The first key of each part, and of the part behind them.
        keys = [-(-(part << 32) // block.parts) for part in range(first, behind + 1)]
        pieces = [_between(_around(connection, one, keys), keys) for one in joined]
        some = np.concatenate([*pieces, _between(fresh, keys)])
        some.sort(kind="stable")
        bounds = _starts(some, keys)
        connection.executemany(
            "INSERT OR REPLACE INTO copy_key_part VALUES (?, ?)",
            [
                (block.number << 32 | part, some[low:high].astype("<u8").tobytes())
                for part, (low, high) in enumerate(pairwise(bounds), first)
                if low < high
            ],
        )


def _around(connection: sqlite3.Connection, block: _Block, keys: Sequence[int]) -> Entries:
    """The parts of a block that have keys from the first of some on, up to before the last."""
    first, last = (key * block.parts >> 32 for key in (keys[0], keys[-1] - 1))
    return _read(connection, block, range(first, last + 1))


def _between(some: Entries, keys: Sequence[int]) -> Entries:
    """The entries, of some in order, with keys from the first on, up to before the last."""
    low, high = _starts(some, [keys[0], keys[-1]])
    return some[low:high]


def _starts(some: Entries, keys: Sequence[int]) -> list[int]:
    """Where among entries in order those begin that have at least each of some keys."""
    # The key behind all keys has more bits than an entry has room for.
    found: list[int] = np.searchsorted(some >> _KEY, np.array(keys, np.uint64)).tolist()
    return found
