"""Words marked in other programs: what they were when they were last met there, and which bookmark
keeps them here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from index.core.bookmark import Anchor
from index.store.articles.origins import file_of
from index.store.database import Database
from index.store.derived import furniture
from index.store.library import bookmarked_articles
from index.store.library.bookmarks import Mark

GONE = 0
"""The bookmark of a mark whose bookmark was taken away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedMark:
    """A mark of another program. `key` is what that calls it, or stands for its words.

    `text`, `note` and `tags` are as they were when it was last met; `written` is what of it stands
    in the note of the bookmark. `bookmark` is that bookmark's number, None while the mark waits for
    its paragraph, `GONE` when none is to be made. `version` is the one it was last looked for in.
    `is_known` says whether what it was when it was last met is known, as it is not of marks that
    older archives have.
    """

    article: int
    key: str
    text: str
    note: str
    tags: tuple[str, ...]
    written: str
    bookmark: int | None
    version: int
    is_known: bool = True


_COLUMNS = "article, key, text, note, tags, written, bookmark, version, known"


def article_at(database: Database, key: str) -> tuple[int, int, list[str]] | None:
    """Number, current version and paragraphs of the article with an id."""
    row = database.one("SELECT number FROM article WHERE id = ?", (key,))
    return current_text(database, row[0]) if row else None


def current_text(database: Database, number: int) -> tuple[int, int, list[str]]:
    """Number, current version and paragraphs of an article, taken out or not."""
    row = database.one("SELECT abs(current) FROM article WHERE number = ?", (number,))
    assert row is not None
    paragraphs = bookmarked_articles.paragraphs(database, number, row[0])
    return number, row[0], [one.text for one in paragraphs]


def text_of_version(database: Database, number: int, version: int) -> tuple[str, list[str]]:
    """Headline and paragraphs of a version of an article."""
    row = database.one(
        "SELECT title FROM version WHERE article = ? AND version = ?", (number, version)
    )
    paragraphs = bookmarked_articles.paragraphs(database, number, version)
    return row[0] if row else "", [one.text for one in paragraphs]


def kinds_of_files(database: Database, article: int) -> set[str]:
    """The endings of the names of the files that an article was met in, "" for none."""
    rows = database.all(
        "SELECT origin FROM version WHERE article = :article"
        " UNION SELECT origin FROM source WHERE article = :article",
        {"article": article},
    )
    files = [file_of(origin) for (origin,) in rows if "://" not in origin]
    return {PurePath(one).suffix.lower() for one in files}


def marks_of(database: Database, article: int) -> dict[str, ImportedMark]:
    """The marks of an article, by their keys."""
    rows = database.all(f"SELECT {_COLUMNS} FROM imported_mark WHERE article = ?", (article,))
    return {row[1]: _mark(row) for row in rows}


def _mark(row: Sequence[Any]) -> ImportedMark:
    return ImportedMark(
        article=row[0],
        key=row[1],
        text=row[2],
        note=row[3],
        tags=tuple(json.loads(row[4])),
        written=row[5],
        bookmark=row[6],
        version=row[7],
        is_known=bool(row[8]),
    )


def bookmarked(database: Database) -> list[ImportedMark]:
    """The marks that a bookmark keeps or kept, those of which it is known what they were."""
    rows = database.all(f"SELECT {_COLUMNS} FROM imported_mark WHERE known AND bookmark > 0")
    return [_mark(row) for row in rows]


def outdated(database: Database) -> Iterator[int]:
    """The articles that have another text since their marks were last looked for."""
    for (article,) in database.all(
        "SELECT DISTINCT m.article FROM imported_mark m"
        " CROSS JOIN article a ON a.number = m.article"
        " WHERE m.version < a.current AND m.bookmark IS NOT 0"
    ):
        yield article


def save(database: Database, mark: ImportedMark) -> None:
    """Keep a mark, in place of what was known of it. Within a transaction."""
    database.connection.execute(
        f"INSERT OR REPLACE INTO imported_mark ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            mark.article,
            mark.key,
            mark.text,
            mark.note,
            json.dumps(mark.tags, ensure_ascii=False),
            mark.written,
            mark.bookmark,
            mark.version,
            mark.is_known,
        ),
    )


def forget(database: Database, mark: ImportedMark) -> None:
    """Take a mark away that is kept under another key. Within a transaction."""
    database.connection.execute(
        "DELETE FROM imported_mark WHERE article = ? AND key = ?", (mark.article, mark.key)
    )


def move_bookmark(database: Database, mark: Mark, version: int, anchor: Anchor) -> None:
    """Let a bookmark mark another paragraph, of a version. Within a transaction."""
    database.connection.execute(
        "UPDATE bookmark SET version = ?, exact = ?, prefix = ?, suffix = ?, ordinal = ?, hash = ?"
        " WHERE number = ?",
        (
            version,
            anchor.exact,
            anchor.prefix,
            anchor.suffix,
            anchor.ordinal,
            anchor.hash,
            mark.number,
        ),
    )
    hashes = (mark.anchor.hash, anchor.hash)
    furniture.revise_marked(database.connection, [(mark.article, one) for one in hashes])
