"""Quotes as a ledger is made of them: how many each speaker has, and what somebody said."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from index.store.database import Database
from index.store.derived.quote_row import INDIRECT, PUT_RIGHT
from index.store.derived.stored_quotes import CURRENT, OF_QUOTE, STORED, StoredQuote
from index.store.hidden import HIDDEN


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


class Spoken(NamedTuple):
    """A quote with its words and the date of its article."""

    quote: StoredQuote
    words: str
    date: str


_BY = (
    "(SELECT q.* FROM mention m CROSS JOIN quote q ON q.source = m.paragraph"
    " AND q.source_start = m.start WHERE m.entity = :speaker"
    " UNION ALL SELECT q.* FROM quote_speaker s CROSS JOIN quote q ON q.paragraph = s.paragraph"
    " AND q.place = s.place WHERE s.entity = :speaker) q"
)
"""The quotes of a speaker."""

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
        f"SELECT group_concat(coalesce({OF_QUOTE}, 0)) FROM {_chosen(asked)}"
        f" WHERE q.paragraph NOT IN ({_AWAY}) AND {asked.condition}"
        f" AND (q.source IS NOT NULL OR q.speaker_end > 0 OR q.certainty = {PUT_RIGHT})",
        asked.values,
    )[0]
    counted = Counter(speakers.split(",")) if speakers else {}
    return sorted((int(speaker), count) for speaker, count in counted.items())


def spoken(database: Database, speaker: int, asked: Asked) -> list[Spoken]:
    """The quotes of a speaker, 0 for those of nobody with a name, oldest first, of a day by
    articles.
    """
    if speaker:
        whose, condition = _BY, "true"
    else:
        whose = _chosen(asked)
        condition = f"(q.speaker_end > 0 OR q.certainty = {PUT_RIGHT}) AND ({OF_QUOTE}) IS NULL"
    rows = database.all(
        f"{STORED}, substr(p.text, q.start + 1, q.end - q.start), v.date"
        f" FROM {whose}{CURRENT} WHERE {condition} AND NOT {HIDDEN} AND {asked.condition}"
        " ORDER BY v.date = '', v.date, a.id, p.ordinal, q.place",
        {**asked.values, "speaker": speaker},
    )
    return [Spoken(StoredQuote(*row[:-2]), row[-2], row[-1]) for row in rows]


def _chosen(asked: Asked) -> str:
    if asked.paragraphs is None:
        return "quote q"
    return (
        "(SELECT value FROM json_each(:paragraphs)) j CROSS JOIN quote q ON q.paragraph = j.value"
    )
