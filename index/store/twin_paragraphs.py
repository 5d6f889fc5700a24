"""Paragraphs that stand in a text before: which of the same ones one is, since its id says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from index.store.database import Database

_NEAR = 500
TWINS = (
    f"iif(p.ordinal > {_NEAR}, NULL, (SELECT count(*) FROM paragraph q WHERE q.version = p.version"
    " AND q.hash = p.hash AND q.ordinal < p.ordinal))"
)
"""How many paragraphs before one in its text are the same; NULL far behind, where to look through
all of them for each would take minutes of a text of twenty thousand.
"""


def twins_before(database: Database, rows: Mapping[int, Sequence[Any]]) -> dict[int, int]:
    """What `TWINS` says of paragraphs, by number; `rows` begin with the version and what it said
    there.
    """
    found = {number: row[1] for number, row in rows.items() if row[1] is not None}
    for version in {row[0] for row in rows.values() if row[1] is None}:
        met: Counter[int] = Counter()
        for number, digest in database.all(
            "SELECT number, hash FROM paragraph WHERE version = ? ORDER BY ordinal", (version,)
        ):
            if number in rows:
                found[number] = met[digest]
            met[digest] += 1
    return found
