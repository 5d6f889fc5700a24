"""Mentions that lead elsewhere by other edits: which they are, and leading them there.

A mention says in `entity` whom it means and in `found` whom the recogniser meant, NULL where that
is the same; one that means nobody waits in `mention_hidden`. What leads it is whom the recogniser
meant and how it is written, so that those alike in both are moved at once. With those whose way of
being written does not matter go the speakers whom the reader has named.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from index.core.entity_edits import Edits, Identity
from index.core.folding import fold
from index.store.names import edited_entities


@dataclass(frozen=True, slots=True)
class Led:
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
        """What is true of them there. Whom they mean tells in which index they are found."""
        chosen = (
            "entity = :number AND found IS NULL" if self.was == self.found else "found = :number"
        )
        if self.forms is None:
            return chosen
        return f"{chosen} AND ifnull(form, 0) IN (SELECT value FROM json_each(:forms))"

    @property
    def takes_speakers(self) -> bool:
        """Whether speakers by the reader's word are among what is led."""
        return self.forms is None or 0 in self.forms

    @property
    def values(self) -> dict[str, int | str]:
        """What stands for the names in `chosen`."""
        return {"number": self.number, "forms": json.dumps(sorted(self.forms or ()))}


def places(connection: sqlite3.Connection, led: Led) -> list[tuple[int, int, int]]:
    """Paragraph, start and end of mentions that are led elsewhere."""
    return connection.execute(
        f"SELECT paragraph, start, end FROM {led.table} WHERE {led.chosen}", led.values
    ).fetchall()


def led(connection: sqlite3.Connection, old: Edits, new: Edits) -> Iterator[Led]:
    """The mentions that lead elsewhere by other edits, those together that go the same way."""
    # In order, so that the same articles get the same numbers whatever strings are hashed by.
    for source in sorted(_concerned(old, new)):
        number = edited_entities.number_of(connection, source)
        if number is None:
            continue
        if not (old.depends_on_text(source) or new.depends_on_text(source)):
            was, now = old.lead(source, ""), new.lead(source, "")
            if was != now:
                yield Led(number, source, was, now)
            continue
        ways: dict[tuple[Identity | None, Identity | None], set[int]] = defaultdict(set)
        for form, text in _forms(connection, number):
            surface = fold(text or "")
            ways[old.lead(source, surface), new.lead(source, surface)].add(form or 0)
        for (was, now), forms in ways.items():
            if was != now:
                yield Led(number, source, was, now, frozenset(forms))


def _concerned(old: Edits, new: Edits) -> set[Identity]:
    """The entities whose mentions may lead elsewhere: those that an edit which comes or goes
    begins with, and those that lead to them.
    """
    found = {edit.source for edit in {*old.leading} ^ {*new.leading}}
    steps = [(edit.source, edit.target) for edit in {*old.leading, *new.leading}]
    while more := {source for source, target in steps if target in found} - found:
        found |= more
    return found


def _forms(connection: sqlite3.Connection, number: int) -> list[tuple[int | None, str | None]]:
    """How the mentions are written that the recogniser took for an entity."""
    return connection.execute(
        "SELECT m.form, f.text FROM"
        " (SELECT form FROM mention WHERE entity = :number AND found IS NULL"
        " UNION SELECT form FROM mention WHERE found = :number"
        " UNION SELECT form FROM mention_hidden WHERE found = :number"
        " UNION SELECT NULL FROM quote_speaker WHERE found = :number) m"
        " LEFT JOIN name_form f ON f.number = m.form",
        {"number": number},
    ).fetchall()


def named_in(led: Led) -> str:
    """A statement that selects the paragraphs in which mentions stand, by their `values`."""
    named = f"SELECT DISTINCT paragraph FROM {led.table} WHERE {led.chosen}"
    spoken = " UNION SELECT paragraph FROM quote_speaker WHERE found = :number"
    return named + spoken * led.takes_speakers


def move(connection: sqlite3.Connection, led: Led, numbers: Mapping[Identity, int]) -> None:
    """Lead mentions elsewhere. `numbers` are those of the entities at either end."""
    values: dict[str, int | str | None] = {**led.values}
    if led.takes_speakers:
        connection.execute(
            "UPDATE quote_speaker SET entity = ? WHERE found = ?",
            (numbers[led.now] if led.now else None, led.number),
        )
    if led.now is None:
        connection.execute(
            "INSERT INTO mention_hidden SELECT paragraph, start, end, :number, confidence, form"
            f" FROM mention WHERE {led.chosen}",
            values,
        )
        connection.execute(f"DELETE FROM mention WHERE {led.chosen}", values)
        return
    values |= {"to": numbers[led.now], "moved": None if led.now == led.found else led.number}
    if led.was is None:
        connection.execute(
            "INSERT INTO mention SELECT paragraph, start, end, :to, confidence, :moved, form"
            f" FROM mention_hidden WHERE {led.chosen}",
            values,
        )
        connection.execute(f"DELETE FROM mention_hidden WHERE {led.chosen}", values)
        return
    # A column that is set is written to its indexes, be it to what it was.
    moved = "" if led.found not in {led.was, led.now} else ", found = :moved"
    connection.execute(f"UPDATE mention SET entity = :to{moved} WHERE {led.chosen}", values)
