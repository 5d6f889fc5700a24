"""Writing articles: what is new, what changed, and a batch of them in one transaction."""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Sequence
from dataclasses import dataclass

from index.article import Article, paragraph_hash
from index.dates import now
from index.entities.mention import Mention
from index.folding import fold
from index.store import sources
from index.store.database import Database
from index.store.judging import Judged, judge


@dataclass(frozen=True, slots=True)
class FinishedFile:
    """An input read to its end, so that the same bytes need not be read again."""

    digest: str
    options: str
    articles: int
    path: str


class Intake:
    """Takes articles into the archive. The caller holds the writer's lock."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._entities: dict[tuple[str, str], int] = {}
        self._aliases: set[tuple[int, str]] = set()

    def known_file(self, digest: str, options: str) -> int | None:
        """How many articles the same bytes gave before, None when they were never read."""
        row = self._database.one(
            "SELECT articles FROM imported_file WHERE digest = ? AND options = ?", (digest, options)
        )
        return int(row[0]) if row else None

    def judge(self, articles: Sequence[Article]) -> list[Judged]:
        """Compare articles with the archive and with one another, in order."""
        return judge(self._database, articles)

    def write(
        self,
        batch: Sequence[tuple[Judged, Sequence[Sequence[Mention]]]],
        files: Sequence[FinishedFile] = (),
    ) -> None:
        """Store articles with the mentions of their paragraphs, all or none.

        Of those without new text, what was lacking, where they were met, and the originals.

        Raises ArchiveError (ArchiveBusy when others keep writing); then nothing was stored.
        """
        try:
            with self._database.transaction() as connection:
                stamp = now()
                revision = _next_revision(connection)
                for judged, mentions in batch:
                    if judged.fills:
                        _fill(connection, judged, revision)
                    elif judged.has_new_text:
                        self._write_text(connection, judged, mentions, revision, stamp)
                    sources.write(connection, judged, stamp)
                connection.execute(
                    "INSERT INTO revision VALUES (?, ?, ?)", (revision, stamp, len(batch))
                )
                connection.executemany(
                    "INSERT OR REPLACE INTO imported_file VALUES (?, ?, ?, ?, ?)",
                    [(f.digest, f.options, f.articles, f.path, stamp) for f in files],
                )
        except BaseException:
            # The numbers given in a transaction that failed mean nothing.
            self._entities.clear()
            self._aliases.clear()
            raise

    def _write_text(
        self,
        connection: sqlite3.Connection,
        judged: Judged,
        mentions: Sequence[Sequence[Mention]],
        revision: int,
        stamp: str,
    ) -> None:
        """One new version of an article, with its paragraphs and their mentions."""
        article = judged.article
        number, version = _claim_article(connection, judged.id, revision)
        row = connection.execute(
            "INSERT INTO version (article, version, text_hash, title, outlet, byline, date,"
            " updated, section, language, url, tags, date_from, origin, imported)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                number,
                version,
                judged.digest,
                article.title,
                article.outlet,
                article.byline,
                article.date,
                article.updated,
                article.section,
                article.language,
                article.url,
                json.dumps(article.tags, ensure_ascii=False),
                article.date_from,
                article.origin,
                stamp,
            ),
        ).lastrowid
        first = _next_paragraph(connection)
        connection.executemany(
            "INSERT INTO paragraph VALUES (?, ?, ?, ?, ?)",
            [
                (first + place, row, place + 1, paragraph_hash(text), text)
                for place, text in enumerate(article.paragraphs)
            ],
        )
        connection.executemany(
            "INSERT INTO mention VALUES (?, ?, ?, ?, ?)",
            [
                (
                    first + place,
                    mention.start,
                    mention.end,
                    self._entity(connection, mention, article.paragraphs[place]),
                    round(mention.confidence, 3),
                )
                for place, found in enumerate(mentions)
                for mention in found
            ],
        )

    def _entity(self, connection: sqlite3.Connection, mention: Mention, text: str) -> int:
        """The number of the entity a mention means, made when it is the first."""
        key = (mention.type, fold(mention.name) or mention.name)
        number = self._entities.get(key)
        if number is None:
            connection.execute(
                "INSERT INTO entity (type, name, key) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                (mention.type, mention.name, key[1]),
            )
            number = int(
                connection.execute(
                    "SELECT number FROM entity WHERE type = ? AND key = ?", key
                ).fetchone()[0]
            )
            self._entities[key] = number
        surface = fold(text[mention.start : mention.end])
        for alias in {(number, key[1]), (number, surface)} - self._aliases:
            connection.execute("INSERT INTO alias VALUES (?, ?) ON CONFLICT DO NOTHING", alias)
            self._aliases.add(alias)
        return number


def _fill(connection: sqlite3.Connection, judged: Judged, revision: int) -> None:
    connection.execute("UPDATE article SET revision = ? WHERE id = ?", (revision, judged.id))
    for name, value in judged.fills:
        connection.execute(
            f"UPDATE version SET {name} = ? WHERE text_hash = ?"
            " AND article = (SELECT number FROM article WHERE id = ?)",
            (value, judged.digest, judged.id),
        )


def _claim_article(connection: sqlite3.Connection, key: str, revision: int) -> tuple[int, int]:
    """The article's number and the number of the version to be written."""
    row = connection.execute("SELECT number, current FROM article WHERE id = ?", (key,)).fetchone()
    if row:
        connection.execute(
            "UPDATE article SET current = ?, revision = ? WHERE number = ?",
            (row[1] + 1, revision, row[0]),
        )
        return row[0], row[1] + 1
    made = connection.execute(
        "INSERT INTO article (id, current, revision) VALUES (?, 1, ?)", (key, revision)
    )
    assert made.lastrowid is not None
    return made.lastrowid, 1


def _next_paragraph(connection: sqlite3.Connection) -> int:
    row = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'paragraph'").fetchone()
    return (row[0] if row else 0) + 1


def _next_revision(connection: sqlite3.Connection) -> int:
    """Microseconds since 1970, but always above the last one, whatever the clock does."""
    last = connection.execute("SELECT max(number) FROM revision").fetchone()[0] or 0
    return max(last + 1, time.time_ns() // 1000)
