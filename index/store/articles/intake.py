"""Writing articles: what is new, what changed, and a batch of them in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from typing import NamedTuple

from index.core.article import Article, publication_of
from index.core.dates import now
from index.core.file_places import names_from_elsewhere
from index.core.findings import QuotesOfArticle
from index.core.mention import Mention
from index.store.articles import (
    article_tags,
    former_facts,
    printed_pages,
    provenance,
    publications,
    taken_out,
    version_order,
)
from index.store.articles.bulk_insert import Rows
from index.store.articles.deduplicate import Deduplicated, deduplicate
from index.store.articles.names_of_files import names_of_place
from index.store.database import Database
from index.store.derived import copies, furniture, quote_writing, stages, stories
from index.store.names.mentions import MentionWriter
from index.store.revisions import latest_revision, next_revision


@dataclass(frozen=True, slots=True)
class FinishedFile:
    """An input read to its end, so that the same bytes need not be read again there. `path` is its
    whole path, or what it is called where it is no file.
    """

    digest: str
    options: str
    articles: int
    path: str


class KnownFile(NamedTuple):
    """How many articles an input gave that was read before, and how many of them the reader has
    taken out of the archive since.
    """

    articles: int
    removed: int


class Arrival(NamedTuple):
    """An article to be stored, with the mentions of its paragraphs and its quotes; None where these
    have not been looked for.
    """

    judged: Deduplicated
    mentions: Sequence[Sequence[Mention]] = ()
    quotes: QuotesOfArticle | None = None


class OutdatedError(Exception):
    """The archive changed between judging and writing: the articles are to be judged anew."""


class Intake:
    """Takes articles into the archive. The caller holds the writer's lock."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._mentions = MentionWriter()
        self._judged_at = 0
        self._taken_out: Mapping[str, int] | None = None
        self._corrected: list[int] = []
        """Texts of the batch with other names than were found, so that quotes are others, too."""

    def known_file(
        self, digest: str, options: str, place: str, named: str = ""
    ) -> KnownFile | None:
        """What the same bytes gave before in the file at a place, which may be `named` otherwise;
        None when they were never read there.
        """
        rows = self._database.all(
            "SELECT path, articles FROM read_file WHERE digest = ? AND options = ?",
            (digest, options),
        )
        if not rows:
            return None
        read: dict[str, int] = dict(rows)
        names = (*names_of_place(place, named), *names_from_elsewhere(place))
        path = next((name for name in names if name in read), None)
        if path is None:
            return None
        if self._taken_out is None:
            self._taken_out = taken_out.by_input(self._database)
        # Of records it is noted once in which file they were met.
        removed = max(self._taken_out.get(name, 0) for name in read)
        return KnownFile(int(read[path]), removed)

    def was_read(self, digest: str, options: str) -> bool:
        """Whether the same bytes were read before, wherever they were."""
        found = "SELECT 1 FROM read_file WHERE digest = ? AND options = ? LIMIT 1"
        return self._database.one(found, (digest, options)) is not None

    def deduplicate(
        self, articles: Sequence[Article], ids: Sequence[str] = ()
    ) -> list[Deduplicated]:
        """Compare articles with the archive and with one another, in order; see `deduplicate`."""
        with self._database.snapshot():
            self._judged_at = latest_revision(self._database.connection)
            return deduplicate(self._database, articles, ids)

    def write(
        self,
        batch: Sequence[Arrival],
        files: Sequence[FinishedFile] = (),
        *,
        named_by: str = "",
        quoted_by: str = "",
        told_by: str = "",
    ) -> None:
        """Store articles with what was found in them, all or none. `named_by` is the version of the
        stage that found the mentions, `quoted_by` of that which found the quotes, `told_by` of that
        which told the languages.

        Of those without new text, what was lacking, where they were met, and the originals.

        Raises ArchiveError (ArchiveBusy when others keep writing), and OutdatedError when what was
        judged last was judged before something else was written; then nothing was stored.
        """
        try:
            with self._database.transaction() as connection:
                if batch:
                    self._ensure_judged(connection)
                rows = Rows(connection, next_revision(connection), now())
                self._mentions.begin(connection)
                before = stages.last_text(connection)
                self._corrected = []
                for one in batch:
                    self._write_one(rows, one)
                rows.write()
                furniture.mark_known(connection, before + 1, stages.last_text(connection))
                quoted = all(one.quotes is not None for one in batch if one.judged.has_new_text)
                # Quotes rest on what was found: names that are watched for were not.
                by = quoted_by if quoted and not self._mentions.watches else ""
                done = (
                    *((stages.NAMES, named_by), (quote_writing.QUOTES, by)),
                    (stages.LANGUAGES, told_by),
                )
                _mark(connection, before + 1, done)
                for text in self._corrected:
                    stages.mark(connection, quote_writing.QUOTES, text, text, "")
                _log(rows, len(batch), files)
        except BaseException:
            # The numbers given in a transaction that failed mean nothing.
            self._mentions.forget()
            raise

    def _ensure_judged(self, connection: sqlite3.Connection) -> None:
        if latest_revision(connection) != self._judged_at:
            raise OutdatedError

    def _write_one(self, rows: Rows, arrival: Arrival) -> None:
        """What is new of one article; its paragraphs and what is in them go to the rows."""
        judged = arrival.judged
        if judged.has_new_text:
            self._write_text(rows, arrival)
        if judged.is_back:
            version_order.bring_back(rows.connection, judged.id, judged.digest, rows.stamp)
            rows.connection.execute(
                "UPDATE article SET revision = ? WHERE id = ?", (rows.revision, judged.id)
            )
        if judged.fills:
            _fill(rows.connection, judged, rows.revision, rows.stamp)
        if judged.article.pages and not judged.has_new_text:
            _gain_pages(rows, judged)
        provenance.write(rows.connection, judged, rows.stamp)
        if judged.told:
            article_tags.write(rows.connection, judged.id, judged.told)

    def _write_text(self, rows: Rows, arrival: Arrival) -> None:
        """One new version of an article; its paragraphs and what is in them go to the rows."""
        judged = arrival.judged
        article = judged.article
        number, version = _claim_article(rows.connection, judged, rows.revision)
        stamp = rows.stamp
        if judged.before and not article.captured:
            # In the order in which texts came it stands before the later one as well.
            stamp = _came(rows.connection, number, judged.before)
        made = publications.keep(
            rows.connection,
            (number, version),
            judged.digest,
            publication_of(article, stamp),
            tags=article.tags,
            origin=article.origin,
            text_from=article.text_from,
        )
        paragraphs = article.paragraphs
        every = zip(paragraphs, chain(arrival.mentions, repeat(())), strict=False)
        corrections = self._mentions.corrections(rows.connection, number, version, paragraphs)
        if self._mentions.is_corrected(number):
            self._corrected.append(made)
        printed_pages.keep(rows.connection, made, article.pages, len(paragraphs))
        numbers = []
        for ordinal, (text, found) in enumerate(every, 1):
            numbers.append(rows.paragraph(made, ordinal, text))
            self._mentions.keep(rows, numbers[-1], text, found, corrections.get(ordinal - 1, ()))
        if arrival.quotes and not self._mentions.watches:
            rows.quotes |= quote_writing.placed(arrival.quotes, numbers)


def _log(rows: Rows, articles: int, files: Sequence[FinishedFile]) -> None:
    """Note a revision with its articles, and the inputs that were read to their end."""
    rows.connection.execute(
        "INSERT INTO revision VALUES (?, ?, ?)", (rows.revision, rows.stamp, articles)
    )
    # A file that holds again what it held before is read again: what was put right in it, or its
    # tags, may have been taken back.
    rows.connection.executemany(
        "DELETE FROM read_file WHERE path = ? AND options = ? AND digest <> ?",
        [(f.path, f.options, f.digest) for f in files],
    )
    rows.connection.executemany(
        "INSERT OR REPLACE INTO read_file VALUES (?, ?, ?, ?, ?)",
        [(f.digest, f.options, f.path, f.articles, rows.stamp) for f in files],
    )


def _mark(connection: sqlite3.Connection, first: int, done: Sequence[tuple[str, str]]) -> None:
    """Note by which version of which stages texts, from the first one on, were gone through."""
    last = stages.last_text(connection)
    if last < first:
        return
    stages.leave_unfinished(connection, first)
    for stage, version in done:
        if version:
            stages.mark(connection, stage, first, last, version)


def _fill(connection: sqlite3.Connection, judged: Deduplicated, revision: int, stamp: str) -> None:
    """Put what was lacking into what the current version says of the publication."""
    version = connection.execute(
        "SELECT v.number FROM article a JOIN version v ON v.article = a.number"
        " AND v.version = abs(a.current) WHERE a.id = ?",
        (judged.id,),
    ).fetchone()[0]
    former_facts.keep(connection, version, dict(judged.fills), stamp)
    connection.execute("UPDATE article SET revision = ? WHERE id = ?", (revision, judged.id))
    for name, value in judged.fills:
        connection.execute(
            f"UPDATE version SET {name} = ? WHERE number = ?",
            (value, version),
        )
    if any(name == "outlet" for name, _ in judged.fills):
        furniture.go_through_again(connection, judged.id)
    if any(name in ("outlet", "date") for name, _ in judged.fills):
        copies.settle_article(connection, judged.id)
    if any(name in ("title", "date") for name, _ in judged.fills):
        # What a story is told by: it is linked anew, with what followed it.
        row = connection.execute("SELECT number FROM article WHERE id = ?", (judged.id,)).fetchone()
        stages.mark_articles(connection, stories.STORIES, row)


def _gain_pages(rows: Rows, judged: Deduplicated) -> None:
    """Put in the pages of a text that was read when they were not kept yet."""
    article = judged.article
    about = judged.id, judged.digest, article.pages, len(article.paragraphs)
    if printed_pages.gained(rows.connection, *about):
        rows.connection.execute(
            "UPDATE article SET revision = ? WHERE id = ?", (rows.revision, judged.id)
        )


def _claim_article(
    connection: sqlite3.Connection, judged: Deduplicated, revision: int
) -> tuple[int, int]:
    """The article's number and the number of the version to be written."""
    row = connection.execute(
        "SELECT number, current FROM article WHERE id = ?", (judged.id,)
    ).fetchone()
    if row:
        number, current = row
        version = abs(current) + 1
        # One that was taken out stays so, and comes back with the newest text.
        connection.execute(
            "UPDATE article SET current = ?, revision = ? WHERE number = ?",
            (version if current > 0 else -version, revision, number),
        )
        return number, _made_room(connection, number, judged.before) if judged.before else version
    made = connection.execute(
        "INSERT INTO article (id, current, revision) VALUES (?, 1, ?)", (judged.id, revision)
    )
    assert made.lastrowid is not None
    return made.lastrowid, 1


def _came(connection: sqlite3.Connection, article: int, digest: str) -> str:
    """When the text with a digest came into an article."""
    (imported,) = connection.execute(
        "SELECT imported FROM version WHERE article = ? AND text_hash = ?", (article, digest)
    ).fetchone()
    return str(imported)


def _made_room(connection: sqlite3.Connection, article: int, digest: str) -> int:
    """The number of a version before the one with a text; that and the later ones are one further,
    and so is what speaks of them.
    """
    (version,) = connection.execute(
        "SELECT version FROM version WHERE article = ? AND text_hash = ?", (article, digest)
    ).fetchone()
    # Two steps: no two may have one number meanwhile.
    for change in ("-version - 1", "-version"):
        connection.execute(
            f"UPDATE version SET version = {change} WHERE article = ?"
            " AND (version >= ? OR version < 0)",
            (article, version),
        )
    for table in ("bookmark", "imported_mark"):
        connection.execute(
            f"UPDATE {table} SET version = version + 1 WHERE article = ? AND version >= ?",
            (article, version),
        )
    return int(version)
