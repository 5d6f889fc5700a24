"""Quotes as they are kept: where they stand, and the mention of whoever speaks.

A speaker is a mention, so that a quote goes wherever the reader's edits lead that.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from index.core.findings import QuotesOfArticle
from index.core.values import EntityType
from index.store.database import Database
from index.store.derived import unnamed_speakers
from index.store.derived.quote_row import PUT_RIGHT, QuoteRow
from index.store.hidden import HIDDEN

QUOTES: Final = "quotes"
"""The stage that finds them."""

MIXED: Final = 1
"""The kind of quotes that are in part between quotation marks."""

INDIRECT: Final = 2
"""The kind of quotes without any words between quotation marks."""

_COLUMNS = (
    "start, end, kind, cue, cue_end, speaker, speaker_end, source, source_start, behalf, certainty"
)


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


def own_names(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, str]:
    """What entities were called where they were found, whatever the reader calls them."""
    rows = connection.execute(
        "SELECT number, coalesce(nullif(original, ''), name) FROM entity"
        " WHERE number IN (SELECT value FROM json_each(?))",
        (json.dumps(list(numbers)),),
    )
    return dict(rows.fetchall())


def replace(
    connection: sqlite3.Connection,
    paragraphs: Sequence[int],
    found: Mapping[int, Sequence[QuoteRow]],
) -> list[int]:
    """Keep these as the quotes of some paragraphs, in a transaction; those that had others before.
    A paragraph of which nothing was found has none.
    """
    # Loaded late: what only reads quotes, a search first of all, needs nothing of it.
    from index.store.derived import corrected_speakers  # noqa: PLC0415

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
    from index.store.derived import corrected_speakers  # noqa: PLC0415  (as above)

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
_OF_QUOTE = (
    f"CASE WHEN q.certainty = {PUT_RIGHT} THEN {_SAID.format(column='entity')} ELSE"
    " (SELECT entity FROM mention WHERE paragraph = q.source AND start = q.source_start) END"
)
"""Whose quote `q` is, NULL where nobody with a name says it."""

_STORED = (
    "SELECT q.paragraph, q.place, q.start, q.end, q.kind, q.speaker, q.speaker_end, q.certainty,"
    f" coalesce({_OF_QUOTE}, 0),"
    " coalesce((SELECT entity FROM mention WHERE paragraph = q.paragraph AND start = q.behalf), 0),"
    f" CASE WHEN q.certainty = {PUT_RIGHT} THEN {_SAID.format(column='words')} ELSE '' END"
)
_BY = (
    "(SELECT q.* FROM mention m CROSS JOIN quote q ON q.source = m.paragraph"
    " AND q.source_start = m.start WHERE m.entity = :speaker"
    " UNION ALL SELECT q.* FROM quote_speaker s CROSS JOIN quote q ON q.paragraph = s.paragraph"
    " AND q.place = s.place WHERE s.entity = :speaker) q"
)
"""The quotes of a speaker."""


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
        f"{_STORED} FROM quote_speaker s"
        f" CROSS JOIN quote q ON q.paragraph = s.paragraph AND q.place = s.place{_CURRENT}"
        f" WHERE s.entity = :entity AND NOT {HIDDEN} ORDER BY q.paragraph DESC, q.place",
        {"entity": entity},
    )
    rows = database.all(
        f"{_STORED} FROM json_each(:paragraphs) j"
        " CROSS JOIN mention m ON m.paragraph = j.value AND m.entity = :entity"
        " CROSS JOIN quote q ON q.source = m.paragraph AND q.source_start = m.start"
        " ORDER BY j.key, q.paragraph, q.place",
        values,
    )
    return [StoredQuote(*row) for row in (*said, *rows)]


def of_paragraphs(database: Database, paragraphs: Sequence[int]) -> list[StoredQuote]:
    """The quotes of some paragraphs, in the order of these."""
    rows = database.all(
        f"{_STORED} FROM json_each(?) j CROSS JOIN quote q ON q.paragraph = j.value"
        " ORDER BY j.key, q.place",
        (json.dumps(list(paragraphs)),),
    )
    return [StoredQuote(*row) for row in rows]


def naming(database: Database, entity: int, paragraphs: Sequence[int]) -> list[StoredQuote]:
    """The quotes of some paragraphs that name an entity, in the order of these."""
    rows = database.all(
        f"{_STORED} FROM json_each(:paragraphs) j"
        " CROSS JOIN quote q ON q.paragraph = j.value AND EXISTS (SELECT 1 FROM mention m"
        " WHERE m.paragraph = q.paragraph AND m.entity = :entity"
        " AND m.start >= q.start AND m.end <= q.end)"
        " ORDER BY j.key, q.place",
        {"paragraphs": json.dumps(list(paragraphs)), "entity": entity},
    )
    return [StoredQuote(*row) for row in rows]


class Asked(NamedTuple):
    """Which quotes are asked for: of some paragraphs (None: all), that name an entity (None: or
    not), with what is reported without marks or without it.
    """

    paragraphs: Sequence[int] | None
    about: int | None
    indirect: bool

    @property
    def condition(self) -> str:
        """What is true of quote `q`."""
        found = []
        if not self.indirect:
            found.append(f"q.kind <> {INDIRECT}")
        if self.paragraphs is not None:
            found.append("q.paragraph IN (SELECT value FROM json_each(:paragraphs))")
        if self.about is not None:
            found.append(
                "EXISTS (SELECT 1 FROM mention n WHERE n.paragraph = q.paragraph"
                " AND n.entity = :about AND n.start >= q.start AND n.end <= q.end)"
            )
        return " AND ".join(found) or "true"

    @property
    def values(self) -> dict[str, object]:
        """What stands for the names in `condition`."""
        numbers = None if self.paragraphs is None else [int(one) for one in self.paragraphs]
        return {"paragraphs": json.dumps(numbers), "about": self.about}


_CURRENT = (
    " CROSS JOIN paragraph p ON p.number = q.paragraph"
    " CROSS JOIN version v ON v.number = p.version"
    " CROSS JOIN article a ON a.number = v.article AND a.current = v.version"
)


class Spoken(NamedTuple):
    """A quote with its words and the date of its article."""

    quote: StoredQuote
    words: str
    date: str


# Paragraphs with quotes that are not shown: furniture, and what stands in texts of before.
_AWAY = (
    "SELECT p.number FROM furniture f CROSS JOIN paragraph p ON p.number = f.paragraph"
    " CROSS JOIN version v ON v.number = p.version CROSS JOIN article a ON a.number = v.article"
    f" WHERE EXISTS (SELECT 1 FROM quote WHERE paragraph = f.paragraph) AND {HIDDEN}"
    " UNION SELECT p.number FROM article a"
    " CROSS JOIN version v ON v.article = a.number AND v.version <> a.current"
    " CROSS JOIN paragraph p ON p.version = v.number"
)


def counts(database: Database, asked: Asked) -> list[tuple[int, int]]:
    """How many quotes each speaker has; 0 is whoever has no name."""
    # A column of a hundred thousand numbers is read and counted in half the time of its groups.
    speakers = database.one(
        f"SELECT group_concat(coalesce({_OF_QUOTE}, 0)) FROM {_chosen(asked)}"
        f" WHERE q.paragraph NOT IN ({_AWAY}) AND {asked.condition}"
        f" AND (q.source IS NOT NULL OR q.speaker_end > 0 OR q.certainty = {PUT_RIGHT})",
        asked.values,
    )[0]
    counted = Counter(speakers.split(",")) if speakers else {}
    return sorted((int(speaker), count) for speaker, count in counted.items())


def _chosen(asked: Asked) -> str:
    if asked.paragraphs is None:
        return "quote q"
    return (
        "(SELECT value FROM json_each(:paragraphs)) j CROSS JOIN quote q ON q.paragraph = j.value"
    )


def spoken(database: Database, speaker: int, asked: Asked) -> list[Spoken]:
    """The quotes of a speaker, 0 for those of nobody with a name, oldest first."""
    if speaker:
        whose, condition = _BY, "true"
    else:
        whose = _chosen(asked)
        condition = f"(q.speaker_end > 0 OR q.certainty = {PUT_RIGHT}) AND ({_OF_QUOTE}) IS NULL"
    rows = database.all(
        f"{_STORED}, substr(p.text, q.start + 1, q.end - q.start), v.date"
        f" FROM {whose}{_CURRENT} WHERE {condition} AND NOT {HIDDEN} AND {asked.condition}"
        " ORDER BY v.date = '', v.date, q.paragraph, q.place",
        {**asked.values, "speaker": speaker},
    )
    return [Spoken(StoredQuote(*row[:-2]), row[-2], row[-1]) for row in rows]
