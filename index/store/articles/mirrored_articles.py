"""Articles of a collection in the file of whoever reads there: whole, by the collection's numbers.

Articles and paragraphs have in a collection numbers that follow from their lasting ids; they keep
them here, so that what was found there and what is kept here speak of the same. Entities have
numbers of this file's own.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from index.core.article import paragraph_hash
from index.core.dates import now
from index.core.mention import Mention
from index.core.publication import FormerFact, Publication
from index.store.articles import former_facts, printed_pages, publications
from index.store.articles.bulk_insert import Rows
from index.store.database import Database
from index.store.derived import quote_writing, stages
from index.store.derived.quote_row import QuoteRow
from index.store.derived.quote_writing import QUOTES
from index.store.names.mentions import MentionWriter
from index.store.revisions import next_revision


@dataclass(frozen=True, slots=True)
class MirroredParagraph:
    """A paragraph with its number; `furniture`: it tells nothing of its article."""

    number: int
    text: str
    mentions: tuple[Mention, ...]
    quotes: tuple[QuoteRow, ...]
    furniture: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MirroredVersion:
    """One text of an article; `pages` as of `index.core.article.Article`."""

    hash: str
    publication: Publication
    tags: tuple[str, ...]
    origin: str
    paragraphs: tuple[MirroredParagraph, ...]
    former: tuple[FormerFact, ...] = ()
    pages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MirroredArticle:
    """An article with all of its texts, the first one first; `digest` is what the collection has of
    it, in short.
    """

    number: int
    id: str
    digest: str
    versions: tuple[MirroredVersion, ...]


def digests(database: Database, articles: Sequence[int]) -> dict[int, str]:
    """What was fetched of some articles, those that were."""
    rows = database.all(
        "SELECT article, digest FROM mirrored WHERE article IN (SELECT value FROM json_each(?))",
        (json.dumps(list(articles)),),
    )
    return dict(rows)


def articles_of(database: Database, paragraphs: Sequence[int]) -> dict[int, int]:
    """The articles of those of some paragraphs that are here."""
    rows = database.all(
        "SELECT p.number, v.article FROM json_each(?) j JOIN paragraph p ON p.number = j.value"
        " JOIN version v ON v.number = p.version",
        (json.dumps(list(paragraphs)),),
    )
    return dict(rows)


def write(database: Database, articles: Sequence[MirroredArticle]) -> None:
    """Keep articles as they are in the collection, in the place of what was here of them; all or
    none. Bookmarks stay on the texts they were made on.
    """
    mentions = MentionWriter()
    with database.transaction() as connection:
        revision, stamp = next_revision(connection), now()
        rows = Rows(connection, revision, stamp)
        mentions.begin(connection)
        first = stages.last_text(connection) + 1
        for article in articles:
            _write(rows, mentions, article)
        rows.write()
        paragraphs = [
            one for article in articles for text in article.versions for one in text.paragraphs
        ]
        connection.executemany(
            "INSERT INTO furniture VALUES (?)",
            [(one.number,) for one in paragraphs if one.furniture],
        )
        quoted = {one.number: one.quotes for one in paragraphs if one.quotes}
        quote_writing.replace(connection, [*quoted], quoted)
        # Nothing is derived here of what was derived where it came from.
        last = stages.last_text(connection)
        for stage in (stages.NAMES, QUOTES, stages.LANGUAGES):
            stages.mark(connection, stage, first, last, FROM_COLLECTION)
        connection.execute(
            "INSERT INTO revision VALUES (?, ?, ?)", (revision, stamp, len(articles))
        )


FROM_COLLECTION = "collection"
"""What derived names and quotes of texts that are mirrored."""


def _write(rows: Rows, mentions: MentionWriter, article: MirroredArticle) -> None:
    connection = rows.connection
    before = _versions(connection, article.number)
    connection.execute("DELETE FROM version WHERE article = ?", (article.number,))
    connection.execute(
        "INSERT INTO article (number, id, current, revision) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (number) DO UPDATE SET current = excluded.current,"
        " revision = excluded.revision",
        (article.number, article.id, len(article.versions), rows.revision),
    )
    for place, version in enumerate(article.versions, 1):
        number = publications.keep(
            connection,
            (article.number, place),
            version.hash,
            version.publication,
            tags=version.tags,
            origin=version.origin,
        )
        former_facts.keep_told(connection, number, version.former)
        printed_pages.keep(connection, number, version.pages, len(version.paragraphs))
        for ordinal, one in enumerate(version.paragraphs, 1):
            rows.paragraphs.append(
                (one.number, number, ordinal, paragraph_hash(one.text), one.text)
            )
            mentions.keep(rows, one.number, one.text, one.mentions)
    _lead_bookmarks(connection, article, before)
    connection.execute(
        "INSERT OR REPLACE INTO mirrored VALUES (?, ?)", (article.number, article.digest)
    )


def _versions(connection: sqlite3.Connection, article: int) -> dict[int, str]:
    """The texts of an article that are here, by the place they have."""
    rows = connection.execute(
        "SELECT version, text_hash FROM version WHERE article = ?", (article,)
    )
    return dict(rows.fetchall())


def _lead_bookmarks(
    connection: sqlite3.Connection, article: MirroredArticle, before: dict[int, str]
) -> None:
    """Let bookmarks cite the text they were made on, where an older one has come to be known."""
    places = {version.hash: place for place, version in enumerate(article.versions, 1)}
    moved = {old: places.get(text, old) for old, text in before.items()}
    for number, version in connection.execute(
        "SELECT number, version FROM bookmark WHERE article = ?", (article.number,)
    ).fetchall():
        if moved.get(version, version) != version:
            connection.execute(
                "UPDATE bookmark SET version = ? WHERE number = ?", (moved[version], number)
            )
