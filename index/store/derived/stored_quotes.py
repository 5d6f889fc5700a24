"""Quotes as they are read: where they stand, and the mention of whoever speaks.

A speaker is a mention, so that a quote goes wherever the reader's edits lead that.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from index.store.database import Database
from index.store.derived.quote_row import PUT_RIGHT
from index.store.hidden import HIDDEN


class StoredQuote(NamedTuple):
    """A quote with the numbers of whom it is by, and of whom a spokesperson speaks for; 0 for
    nobody with a name.
    """

    paragraph: int
    place: int
    start: int
    end: int
    kind: int
    speaker: int
    speaker_end: int
    certainty: int
    entity: int
    behalf: int
    words: str = ""
    """How a speaker is written whom the reader has named."""


_SAID = "(SELECT {column} FROM quote_speaker WHERE paragraph = q.paragraph AND place = q.place)"
OF_QUOTE = (
    f"CASE WHEN q.certainty = {PUT_RIGHT} THEN {_SAID.format(column='entity')} ELSE"
    " (SELECT entity FROM mention WHERE paragraph = q.source AND start = q.source_start) END"
)
"""Whose quote `q` is, NULL where nobody with a name says it."""

STORED = (
    "SELECT q.paragraph, q.place, q.start, q.end, q.kind, q.speaker, q.speaker_end, q.certainty,"
    f" coalesce({OF_QUOTE}, 0),"
    " coalesce((SELECT entity FROM mention WHERE paragraph = q.paragraph AND start = q.behalf), 0),"
    f" CASE WHEN q.certainty = {PUT_RIGHT} THEN {_SAID.format(column='words')} ELSE '' END"
)
"""Quotes `q` as `StoredQuote` has them."""

CURRENT = (
    " CROSS JOIN paragraph p ON p.number = q.paragraph"
    " CROSS JOIN version v ON v.number = p.version"
    " CROSS JOIN article a ON a.number = v.article AND a.current = v.version"
)
"""Joins that leave quotes `q` of what articles say now."""


def spans(database: Database, paragraphs: Sequence[int]) -> dict[int, list[tuple[int, int]]]:
    """Start and end of every quote of some paragraphs, in order."""
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for paragraph, start, end in database.all(
        "SELECT q.paragraph, q.start, q.end FROM json_each(?) j"
        " CROSS JOIN quote q ON q.paragraph = j.value ORDER BY q.paragraph, q.place",
        (json.dumps(list(paragraphs)),),
    ):
        found[paragraph].append((start, end))
    return found


def places_by(database: Database, entities: Sequence[int]) -> list[tuple[int, int]]:
    """The quotes whose speaker is one of some entities: paragraph and place in it, in order."""
    return database.all(
        "SELECT q.paragraph, q.place FROM json_each(:entities) j"
        " CROSS JOIN mention m ON m.entity = j.value"
        " CROSS JOIN quote q ON q.source = m.paragraph AND q.source_start = m.start"
        " UNION SELECT s.paragraph, s.place FROM json_each(:entities) j"
        " CROSS JOIN quote_speaker s ON s.entity = j.value ORDER BY 1, 2",
        {"entities": json.dumps([int(number) for number in entities])},
    )


def by_mentions_in(database: Database, entity: int, paragraphs: Sequence[int]) -> list[StoredQuote]:
    """The quotes whose speaker is an entity that some paragraphs mention, in their order; before
    them those of which the reader has said that they are by it.
    """
    values = {"paragraphs": json.dumps(list(paragraphs)), "entity": entity}
    said = database.all(
        f"{STORED} FROM quote_speaker s"
        f" CROSS JOIN quote q ON q.paragraph = s.paragraph AND q.place = s.place{CURRENT}"
        f" WHERE s.entity = :entity AND NOT {HIDDEN} ORDER BY q.paragraph DESC, q.place",
        {"entity": entity},
    )
    rows = database.all(
        f"{STORED} FROM json_each(:paragraphs) j"
        " CROSS JOIN mention m ON m.paragraph = j.value AND m.entity = :entity"
        " CROSS JOIN quote q ON q.source = m.paragraph AND q.source_start = m.start"
        " ORDER BY j.key, q.paragraph, q.place",
        values,
    )
    return [StoredQuote(*row) for row in (*said, *rows)]


def of_paragraphs(database: Database, paragraphs: Sequence[int]) -> list[StoredQuote]:
    """The quotes of some paragraphs, in the order of these."""
    rows = database.all(
        f"{STORED} FROM json_each(?) j CROSS JOIN quote q ON q.paragraph = j.value"
        " ORDER BY j.key, q.place",
        (json.dumps(list(paragraphs)),),
    )
    return [StoredQuote(*row) for row in rows]


def naming(database: Database, entity: int, paragraphs: Sequence[int]) -> list[StoredQuote]:
    """The quotes of some paragraphs that name an entity, in the order of these."""
    rows = database.all(
        f"{STORED} FROM json_each(:paragraphs) j"
        " CROSS JOIN quote q ON q.paragraph = j.value AND EXISTS (SELECT 1 FROM mention m"
        " WHERE m.paragraph = q.paragraph AND m.entity = :entity"
        " AND m.start >= q.start AND m.end <= q.end)"
        " ORDER BY j.key, q.place",
        {"paragraphs": json.dumps(list(paragraphs)), "entity": entity},
    )
    return [StoredQuote(*row) for row in rows]
