"""Which entities a name stands for: by its words, or the one that is called so."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Sequence
from typing import get_args

from index.core.entity_edits import Identity, identity
from index.core.folding import SPELT, fold
from index.core.late_patterns import late
from index.core.values import EntityType
from index.store.database import Database
from index.store.names import kept_edits

_TYPES: tuple[EntityType, ...] = get_args(EntityType)
_SPELT_APART = late("[aou]e|aa", re.IGNORECASE)
_LAST = "\U0010ffff"
_MOST_WORDS = 200
"""Of a name. SQLite takes no condition of many more."""


def with_words(
    database: Database, kind: EntityType | None, name: str, *, begun: bool = False
) -> list[int]:
    """Numbers of the entities one of whose aliases has all the words of a name.

    `begun`: its last word may be the beginning of one. "Muenchen" is München, and the other way
    round.
    """

    def found(words: Sequence[str]) -> list[int]:
        end = len(words) - begun
        return _going_by(database, kind, words[:end], words[end:])

    words = fold(name).split()
    numbers = found(words)
    if (other := name.translate(SPELT)) != name:
        numbers += found(fold(other).split())
    if _SPELT_APART.search(name):
        letters = [_SPELT_APART.sub(lambda two: two[0][0], word) for word in words]
        alike = found(letters)
        numbers += [one for one in alike if _is_spelt(database, one, words, begun=begun)]
    return list(dict.fromkeys(numbers))


def with_beginnings(database: Database, kind: EntityType | None, words: Sequence[str]) -> list[int]:
    """Numbers of the entities with an alias in which each of some folded words begins one."""
    return _going_by(database, kind, (), words)


def with_any_word(database: Database, kind: EntityType, words: Collection[str]) -> list[int]:
    """Numbers of the entities with an alias that has any of some folded words."""
    rows = database.all(
        "SELECT DISTINCT w.entity FROM json_each(?) j"
        " CROSS JOIN name_word w ON w.word = j.value AND w.type = ?",
        (json.dumps(list(words)), kind),
    )
    return [row[0] for row in rows]


def called(database: Database, kind: EntityType | None, name: str) -> list[int]:
    """Numbers of the entities that are called by exactly this name, at most one of each type.

    A name that an edit gave to another entity leads there: what was merged, renamed or split off
    is found by the name it had, and what is said not to be a name is nobody. Only a name that no
    entity bears, and none bore, counts as an alias.
    """
    wanted = [identity(each, name) for each in ([kind] if kind else _TYPES)]
    found = _named(database, wanted)
    if found:
        return found
    with database.snapshot():
        known = kept_edits.edits_of(kept_edits.kept(database.connection))
    heirs = {one: known.heir(one) for one in wanted}
    led = [heir for one, heir in heirs.items() if heir != one]
    if led:
        return _named(database, [heir for heir in led if heir])
    key = fold(name)
    return _going_by(database, kind, key.split(), whole=key)


def _is_spelt(database: Database, number: int, words: Sequence[str], *, begun: bool) -> bool:
    """Whether an entity's name has some words where ä is written ae, and so on."""
    ((name,),) = database.all("SELECT name FROM entity WHERE number = ?", (number,))
    text = f" {fold(name.translate(SPELT))} "
    wanted = [f" {word} " for word in words]
    if begun:
        wanted[-1] = wanted[-1].rstrip()
    return all(word in text for word in wanted)


def _named(database: Database, entities: Iterable[Identity]) -> list[int]:
    """Numbers of those entities that something is known to name."""
    rows = [
        database.all(
            "SELECT number FROM entity e WHERE type = ? AND key = ?"
            " AND (EXISTS (SELECT 1 FROM mention WHERE entity = e.number)"
            " OR EXISTS (SELECT 1 FROM quote_speaker WHERE entity = e.number))",
            (one.type, one.key),
        )
        for one in dict.fromkeys(entities)
    ]
    return [row[0] for found in rows for row in found]


def _going_by(
    database: Database,
    kind: EntityType | None,
    words: Sequence[str],
    begun: Sequence[str] = (),
    *,
    whole: str = "",
) -> list[int]:
    """Numbers of the entities with an alias that has all of some words and of those that are begun.

    `whole`: the alias is this one.
    """
    if not 0 < len(words) + len(begun) <= _MOST_WORDS:
        return []
    # The longest is likely to be had by the fewest.
    if words:
        chosen, values = "w.word = ?", [max(words, key=len)]
    else:
        beginning = max(begun, key=len)
        chosen, values = "w.word >= ? AND w.word < ?", [beginning, beginning + _LAST]
    if kind:
        chosen, values = f"{chosen} AND w.type = ?", [*values, kind]
    for part in (*(f" {word} " for word in words), *(f" {word}" for word in begun)):
        chosen, values = f"{chosen} AND instr(' ' || a.key || ' ', ?)", [*values, part]
    if whole:
        chosen, values = f"{chosen} AND a.key = ?", [*values, whole]
    rows = database.all(
        "SELECT DISTINCT a.entity FROM name_word w CROSS JOIN alias a ON a.entity = w.entity"
        f" WHERE {chosen}",
        values,
    )
    return [row[0] for row in rows]
