"""Whose quotes are by the reader's word, laid over what is found in texts."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from index.core.correction import Placed
from index.core.entity_edits import identity
from index.store.derived.quote_row import PUT_RIGHT, QuoteRow
from index.store.names import edited_entities, kept_corrections, kept_edits

Place = tuple[int, int, int, str]
"""Start and end of a correction, its number, and the rows that were found there (JSON)."""


class Laid(NamedTuple):
    """The quotes of a paragraph, which of them (by their place) are by whom the reader says, and
    where corrections lie.
    """

    rows: Sequence[QuoteRow]
    speakers: Sequence[tuple[int, Placed]] = ()
    places: Sequence[Place] = ()


def laid(
    connection: sqlite3.Connection,
    paragraphs: Sequence[int],
    found: Mapping[int, Sequence[QuoteRow]],
) -> dict[int, Laid]:
    """What was found in some paragraphs, with corrections over it; those that have anything."""
    placed = kept_corrections.in_paragraphs(connection, paragraphs, "speaker")
    numbers = placed.keys() | {number for number in paragraphs if found.get(number)}
    return {number: lay(found.get(number, ()), placed.get(number, ())) for number in numbers}


def lay(found: Sequence[QuoteRow], corrections: Sequence[Placed]) -> Laid:
    """Lay corrections over the quotes of a paragraph, in the place of those that share words with
    them, if any. The last word counts.
    """
    if not corrections:
        return Laid(found)
    left = list(found)
    said: list[tuple[QuoteRow, Placed]] = []
    places: list[Place] = []
    for one in sorted(corrections, key=lambda each: each.number, reverse=True):
        if any(one.start < end and start < one.end for start, end, *_ in places):
            continue
        beneath = [row for row in left if row.start < one.end and one.start < row.end]
        left = [row for row in left if row not in beneath]
        places.append((one.start, one.end, one.number, json.dumps(beneath)))
        if one.to or one.role:
            longest = max(beneath, key=lambda row: row.end - row.start, default=None)
            kind = longest.kind if longest else 0
            said.append((QuoteRow.unspoken(one.start, one.end, kind, PUT_RIGHT), one))
    rows = _in_order([*left, *(row for row, _ in said)])
    speakers = [(rows.index(row), one) for row, one in said]
    return Laid(rows, speakers, sorted(places))


def _in_order(rows: Iterable[QuoteRow]) -> list[QuoteRow]:
    return sorted(rows, key=lambda row: (row.start, row.end))


def kept(connection: sqlite3.Connection, paragraphs: Sequence[int]) -> dict[int, list[Place]]:
    """Where corrections lie in some paragraphs, and what was found there, as it is kept."""
    known: dict[int, list[Place]] = defaultdict(list)
    for paragraph, *place in connection.execute(
        "SELECT c.paragraph, c.start, c.end, c.correction, c.found FROM json_each(?) j"
        " CROSS JOIN corrected_quote c ON c.paragraph = j.value ORDER BY 1, 2",
        (json.dumps(list(paragraphs)),),
    ):
        known[paragraph].append((place[0], place[1], place[2], place[3]))
    return known


def as_found(
    rows: Mapping[int, Sequence[QuoteRow]], places: Mapping[int, Sequence[Place]]
) -> dict[int, list[QuoteRow]]:
    """The quotes that were found, out of those that are kept and what lies beneath corrections."""
    found = {}
    for number in {*rows, *places}:
        own = [row for row in rows.get(number, ()) if row.certainty != PUT_RIGHT]
        own += [QuoteRow(*row) for one in places.get(number, ()) for row in json.loads(one[3])]
        found[number] = _in_order(own)
    return found


def speaking(connection: sqlite3.Connection, paragraphs: Collection[int]) -> set[int]:
    """Whom the reader has named in some paragraphs, and whom edits make of these."""
    rows = connection.execute(
        "SELECT s.found, s.entity FROM json_each(?) j"
        " CROSS JOIN quote_speaker s ON s.paragraph = j.value",
        (json.dumps(list(paragraphs)),),
    )
    return {number for row in rows for number in row if number is not None}


def write(
    connection: sqlite3.Connection, every: Mapping[int, Laid], before: Collection[int]
) -> None:
    """Keep where corrections lie in paragraphs, in the place of what is kept of them, once their
    quotes are; `before` are those whom they named before.
    """
    connection.executemany(
        "DELETE FROM corrected_quote WHERE paragraph = ?", [(number,) for number in every]
    )
    connection.executemany(
        "INSERT INTO corrected_quote VALUES (?, ?, ?, ?, ?)",
        [(number, *place) for number, one in every.items() for place in one.places],
    )
    edits = kept_edits.edits_of(kept_edits.kept(connection))
    for paragraph, one in every.items():
        for place, said in one.speakers:
            found = entity = None
            if said.to is not None:
                meant = identity(*said.to)
                led = edits.lead(meant, "")
                called = edits.names.get(meant, said.to.name)
                found = edited_entities.claim(connection, meant, called, said.to.name)
                if led is not None:
                    name = edits.names.get(led, said.to.name)
                    entity = found if led == meant else edited_entities.claim(connection, led, name)
            connection.execute(
                "INSERT INTO quote_speaker VALUES (?, ?, ?, ?, ?)",
                (paragraph, place, found, entity, said.role or (said.to.name if said.to else "")),
            )
    touched = {*before, *speaking(connection, every)}
    for number in touched:
        edited_entities.write_aliases(connection, number, edits)
    edited_entities.prune(connection, touched)
