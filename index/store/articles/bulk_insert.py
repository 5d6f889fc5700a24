"""What one transaction of an import puts into the largest tables, written at once at its end."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field

from index.core.article import paragraph_hash
from index.core.mention import Mention
from index.store.derived import quote_writing
from index.store.derived.quote_row import QuoteRow
from index.store.names import aliases


@dataclass(slots=True)
class Rows:
    """The rows of a transaction; `next` is the number of the next paragraph."""

    connection: sqlite3.Connection
    revision: int
    stamp: str
    next: int = 0
    paragraphs: list[tuple[int, int | None, int, int, str]] = field(default_factory=list)
    shown: list[tuple[int, int, int, int, float, int | None, int | None]] = field(
        default_factory=list
    )
    hidden: list[tuple[int, int, int, int, float, int | None]] = field(default_factory=list)
    displaced: list[tuple[int, int, int, int, float]] = field(default_factory=list)
    corrected: list[tuple[int, int, int, int]] = field(default_factory=list)
    aliases: list[tuple[int, str]] = field(default_factory=list)
    quotes: dict[int, list[QuoteRow]] = field(default_factory=dict)
    """Those of each new paragraph that has any."""

    def __post_init__(self) -> None:
        row = self.connection.execute(
            "SELECT seq FROM sqlite_sequence WHERE name = 'paragraph'"
        ).fetchone()
        self.next = (row[0] if row else 0) + 1

    def paragraph(self, version: int | None, ordinal: int, text: str) -> int:
        """Keep a paragraph; its number."""
        number = self.next
        self.next += 1
        self.paragraphs.append((number, version, ordinal, paragraph_hash(text), text))
        return number

    def mention(
        self, paragraph: int, mention: Mention, to: int | None, found: int, form: int | None
    ) -> None:
        """Keep a mention of an entity: `to` is whom edits lead it to, None where it is no name;
        `form` is how it is written, None where that does not matter.
        """
        sure = round(mention.confidence, 3)
        if to is None:
            self.hidden.append((paragraph, mention.start, mention.end, found, sure, form))
        else:
            moved = None if to == found else found
            self.shown.append((paragraph, mention.start, mention.end, to, sure, moved, form))

    def write(self) -> None:
        """Write what was kept."""
        for table, rows in (
            ("paragraph", self.paragraphs),
            ("mention", self.shown),
            ("mention_hidden", self.hidden),
            ("mention_displaced", self.displaced),
            ("corrected_place", self.corrected),
        ):
            if rows:
                marks = ", ".join("?" * len(rows[0]))
                self.connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)
        aliases.add(self.connection, self.aliases)
        quote_writing.add(self.connection, self.quotes)
