"""Writing articles: what is new, what changed, and a batch of them in one transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, repeat

from index.core.article import Article
from index.core.dates import now
from index.core.entity_edits import Edits, Identity
from index.core.folding import fold
from index.core.mention import Mention
from index.query.nodes import EntityType
from index.store import kept_edits, provenance
from index.store.bulk_insert import Rows
from index.store.database import Database
from index.store.deduplicate import Judged, judge
from index.store.revisions import latest_revision, next_revision

_KNOWN = 50_000
"""Ways of naming somebody that are remembered; news names new people for ever."""


@dataclass(frozen=True, slots=True)
class FinishedFile:
    """An input read to its end, so that the same bytes need not be read again."""

    digest: str
    options: str
    articles: int
    path: str


class OutdatedError(Exception):
    """The archive changed between judging and writing: the articles are to be judged anew."""


class Intake:
    """Takes articles into the archive. The caller holds the writer's lock."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._entities: dict[Identity, int] = {}
        self._led: dict[tuple[EntityType, str, str], tuple[int | None, int]] = {}
        self._kept: list[kept_edits.KeptEdit] = []
        self._edits = Edits()
        self._judged_at = 0
        self._others = 0

    def known_file(self, digest: str, options: str) -> int | None:
        """How many articles the same bytes gave before, None when they were never read."""
        row = self._database.one(
            "SELECT articles FROM imported_file WHERE digest = ? AND options = ?", (digest, options)
        )
        return int(row[0]) if row else None

    def judge(self, articles: Sequence[Article]) -> list[Judged]:
        """Compare articles with the archive and with one another, in order."""
        with self._database.snapshot():
            self._judged_at = latest_revision(self._database.connection)
            return judge(self._database, articles)

    def write(
        self,
        batch: Sequence[tuple[Judged, Sequence[Sequence[Mention]]]],
        files: Sequence[FinishedFile] = (),
    ) -> None:
        """Store articles with the mentions of their paragraphs, all or none.

        Of those without new text, what was lacking, where they were met, and the originals.

        Raises ArchiveError (ArchiveBusy when others keep writing), and OutdatedError when what was
        judged last was judged before something else was written; then nothing was stored.
        """
        try:
            with self._database.transaction() as connection:
                if batch:
                    self._ensure_judged(connection)
                rows = Rows(connection, next_revision(connection), now())
                others = connection.execute("PRAGMA data_version").fetchone()[0]
                # What others wrote may have taken entities away, or numbered them anew.
                if len(self._led) > _KNOWN or others != self._others:
                    self._others = others
                    self._forget()
                # Whoever else is at work on the archive may have edited entities meanwhile.
                self._know(kept_edits.kept(connection))
                for judged, mentions in batch:
                    if judged.fills:
                        _fill(connection, judged, rows.revision)
                    elif judged.has_new_text:
                        self._write_text(rows, judged, mentions)
                    provenance.write(connection, judged, rows.stamp)
                rows.write()
                connection.execute(
                    "INSERT INTO revision VALUES (?, ?, ?)",
                    (rows.revision, rows.stamp, len(batch)),
                )
                connection.executemany(
                    "INSERT OR REPLACE INTO imported_file VALUES (?, ?, ?, ?, ?)",
                    [(f.digest, f.options, f.articles, f.path, rows.stamp) for f in files],
                )
        except BaseException:
            # The numbers given in a transaction that failed mean nothing.
            self._forget()
            raise

    def _ensure_judged(self, connection: sqlite3.Connection) -> None:
        if latest_revision(connection) != self._judged_at:
            raise OutdatedError

    def _know(self, kept: list[kept_edits.KeptEdit]) -> None:
        """Take the reader's edits into account; others mean that what was led leads elsewhere."""
        if kept != self._kept:
            self._kept, self._edits = kept, Edits([one.edit for one in kept])
            self._forget()

    def _forget(self) -> None:
        self._entities.clear()
        self._led.clear()

    def _write_text(
        self, rows: Rows, judged: Judged, mentions: Sequence[Sequence[Mention]]
    ) -> None:
        """One new version of an article; its paragraphs and their mentions go to the rows."""
        article = judged.article
        number, version = _claim_article(rows.connection, judged.id, rows.revision)
        made = rows.connection.execute(
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
                rows.stamp,
            ),
        ).lastrowid
        every = zip(article.paragraphs, chain(mentions, repeat(())), strict=False)
        for ordinal, (text, found) in enumerate(every, 1):
            number = rows.paragraph(made, ordinal, text)
            for mention in found:
                surface = text[mention.start : mention.end]
                key = (mention.type, mention.name, surface)
                led = self._led.get(key)
                if led is None:
                    led = self._led[key] = self._lead(rows, *key)
                rows.mention(number, mention, *led)

    def _lead(
        self, rows: Rows, kind: EntityType, name: str, surface: str
    ) -> tuple[int | None, int]:
        """Whom a mention means, None where it is not a name, and whom the recogniser meant."""
        entity, surface = Identity(kind, fold(name) or name), fold(surface)
        called, connection = self._edits.names, rows.connection
        number = self._number(connection, entity, called.get(entity, name), name)
        led = self._edits.lead(entity, surface)
        if led is None:
            return None, number
        to = number if led == entity else self._number(connection, led, called.get(led, name))
        rows.aliases += [(to, key) for key in kept_edits.aliases(self._edits, entity, led, surface)]
        return to, number

    def _number(
        self, connection: sqlite3.Connection, entity: Identity, name: str, found: str = ""
    ) -> int:
        """The number of an entity, made when it is the first; see `edits.claim`."""
        number = self._entities.get(entity)
        if number is None:
            number = self._entities[entity] = kept_edits.claim(connection, entity, name, found)
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
