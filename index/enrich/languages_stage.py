"""Languages: what each text is in that came without one being said of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from index.core import told_language
from index.core.priority import way
from index.enrich.stage import TextStage
from index.store.articles.bulk_insert import Rows
from index.store.database import Database
from index.store.derived.stages import LANGUAGES, Text
from index.store.file.thread_connections import Connection
from index.store.revisions import revise_texts


class LanguagesStage(TextStage):
    """Tells of texts what an import tells by now. What is said of a text stays, and a version knows
    no less than the one before it.
    """

    name = LANGUAGES
    version = told_language.VERSION
    cost = 0.02

    def read(self, database: Database, texts: Sequence[Text]) -> dict[int, str]:
        """The texts of which nothing is said, each with what is said of the version before."""
        rows = database.rows(
            "SELECT v.number, coalesce((SELECT b.language FROM version b"
            " WHERE b.article = v.article AND b.version < v.version"
            " ORDER BY b.version DESC LIMIT 1), '') FROM version v"
            " WHERE v.number BETWEEN ? AND ? AND v.language = ''",
            (texts[0].number, texts[-1].number),
        )
        return dict(rows)

    def work(self, texts: Sequence[Text], known: dict[int, str]) -> dict[int, str]:
        found: dict[int, str] = {}
        before: dict[int, str] = {}
        for text in way.politely([text for text in texts if text.number in known], 4):
            told = told_language.told([words for _, words in text.paragraphs])
            language = told or before.get(text.article) or known[text.number]
            if language:
                found[text.number] = before[text.article] = language
        return found

    def keep(self, rows: Rows, texts: Sequence[Text], found: Any) -> Collection[int]:
        rows.connection.executemany(
            "UPDATE version SET language = ? WHERE number = ? AND language = ''",
            [(language, number) for number, language in found.items()],
        )
        return [number for text in texts if text.number in found for number, _ in text.paragraphs]

    def revise(self, connection: Connection, paragraphs: Collection[int]) -> None:
        # By its language the words of a text are filed.
        revise_texts(connection, paragraphs)
