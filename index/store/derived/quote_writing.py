"""Writing the quotes of paragraphs: what was found in these, with the corrections over it."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from index.core.findings import QuotesOfArticle
from index.core.values import EntityType
from index.store.derived import corrected_speakers, unnamed_speakers
from index.store.derived.quote_row import QuoteRow

QUOTES: Final = "quotes"
"""The stage that finds them."""

_COLUMNS = (
    "start, end, kind, cue, cue_end, speaker, speaker_end, source, source_start, behalf, certainty"
)

Named = tuple[int, int, int, EntityType]
"""Start, end, number and type of whom a paragraph names."""


def found_in(connection: sqlite3.Connection, first: int, last: int) -> dict[int, list[Named]]:
    """Whom the recogniser found in a range of paragraphs, whatever edits make of that, in order."""
    found: dict[int, list[Named]] = defaultdict(list)
    for paragraph, *mention in connection.execute(
        "SELECT m.paragraph, m.start, m.end, e.number, e.type FROM mention m"
        " CROSS JOIN entity e ON e.number = coalesce(m.found, m.entity)"
        " WHERE m.paragraph BETWEEN :first AND :last"
        " UNION ALL SELECT m.paragraph, m.start, m.end, e.number, e.type FROM mention_hidden m"
        " CROSS JOIN entity e ON e.number = m.found WHERE m.paragraph BETWEEN :first AND :last",
        {"first": first, "last": last},
    ):
        found[paragraph].append((mention[0], mention[1], mention[2], mention[3]))
    for mentions in found.values():
        mentions.sort()
    return found


def placed(quotes: QuotesOfArticle, paragraphs: Sequence[int]) -> dict[int, list[QuoteRow]]:
    """The quotes of the paragraphs of an article that have any, by the numbers of these."""
    found = {}
    for number, own in zip(paragraphs, quotes, strict=True):
        if own:
            rows = map(QuoteRow._make, own)
            found[number] = [
                row if row.source is None else row._replace(source=paragraphs[row.source])
                for row in rows
            ]
    return found


def replace(
    connection: sqlite3.Connection,
    paragraphs: Sequence[int],
    found: Mapping[int, Sequence[QuoteRow]],
) -> list[int]:
    """Keep these as the quotes of some paragraphs, in a transaction; those that had others before.
    A paragraph of which nothing was found has none.
    """
    before, places = _kept(connection, paragraphs), corrected_speakers.kept(connection, paragraphs)
    laid = corrected_speakers.laid(connection, paragraphs, found)
    nothing = corrected_speakers.Laid(())
    changed = [
        one
        for one in paragraphs
        if before.get(one, []) != [*laid.get(one, nothing).rows]
        or places.get(one, []) != [*laid.get(one, nothing).places]
    ]
    corrected = [one for one in changed if one in places or laid.get(one, nothing).places]
    named = corrected_speakers.speaking(connection, corrected)
    connection.executemany(
        "DELETE FROM quote WHERE paragraph = ?", [(one,) for one in changed if one in before]
    )
    _insert(connection, {one: laid[one].rows for one in changed if one in laid})
    if corrected:
        every = {one: laid.get(one, nothing) for one in corrected}
        corrected_speakers.write(connection, every, named)
    # Of quotes that are as they were it may not be known yet.
    unnamed_speakers.keep(connection, [*laid])
    return changed


def correct(connection: sqlite3.Connection, paragraphs: Sequence[int]) -> list[int]:
    """Lay the corrections that there are now over what was found in some paragraphs, in a
    transaction; those of which something else is known by that.
    """
    kept, places = _kept(connection, paragraphs), corrected_speakers.kept(connection, paragraphs)
    return replace(connection, paragraphs, corrected_speakers.as_found(kept, places))


def add(connection: sqlite3.Connection, found: Mapping[int, Sequence[QuoteRow]]) -> None:
    """Keep these as the quotes of paragraphs that have none, in a transaction."""
    _insert(connection, found)
    unnamed_speakers.keep(connection, [*found])


def _insert(connection: sqlite3.Connection, found: Mapping[int, Sequence[QuoteRow]]) -> None:
    connection.executemany(
        f"INSERT INTO quote (paragraph, place, {_COLUMNS})"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(number, at, *row) for number, rows in found.items() for at, row in enumerate(rows)],
    )


def _kept(connection: sqlite3.Connection, paragraphs: Sequence[int]) -> dict[int, list[QuoteRow]]:
    kept: dict[int, list[QuoteRow]] = defaultdict(list)
    for paragraph, *row in connection.execute(
        f"SELECT paragraph, {_COLUMNS} FROM json_each(?) j"
        " CROSS JOIN quote q ON q.paragraph = j.value ORDER BY paragraph, place",
        (json.dumps(list(paragraphs)),),
    ):
        kept[paragraph].append(QuoteRow(*row))
    return kept
