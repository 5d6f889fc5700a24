"""Where articles were met, and the bytes they were read from."""

from __future__ import annotations

import sqlite3
import zlib
from typing import TYPE_CHECKING

from index.core.article import Original
from index.core.credentials import without_login
from index.core.errors import NotFound, NutgrafError
from index.store.articles.deduplicate import Deduplicated
from index.store.database import Database

if TYPE_CHECKING:
    from index.core.article_view import ArticleView, SourceView


def write(connection: sqlite3.Connection, judged: Deduplicated, stamp: str) -> None:
    """Keep where an article was met and, if it carries one, its original. It is stored already."""
    connection.executemany(
        "INSERT OR IGNORE INTO source SELECT number, ?, ?, ?, ?, ? FROM article WHERE id = ?",
        [(met.id, met.origin, met.url, met.outlet, stamp, judged.id) for met in judged.met],
    )
    original = judged.article.original
    if original is not None:
        connection.execute(
            "INSERT OR IGNORE INTO original SELECT v.number, ?, ?, ? FROM version v"
            " JOIN article a ON a.number = v.article WHERE a.id = ? AND v.text_hash = ?"
            " ORDER BY v.number DESC LIMIT 1",
            (
                original.name,
                len(original.data),
                zlib.compress(original.data),
                judged.id,
                judged.digest,
            ),
        )


def of_article(database: Database, number: int) -> tuple[SourceView, ...]:
    """Every place an article was met at, the first one first."""
    rows = database.all(
        "SELECT origin, url, outlet, imported AS seen, number FROM version WHERE article = :number"
        " UNION ALL SELECT origin, url, outlet, seen, 0 FROM source WHERE article = :number"
        " ORDER BY seen, number DESC",
        {"number": number},
    )
    # Loaded here: an import needs none of what is shown.
    from index.core.article_view import SourceView  # noqa: PLC0415

    found: dict[tuple[str, str], SourceView] = {}
    for origin, url, outlet, seen, _ in rows:
        place = without_login(origin), without_login(url)
        found.setdefault(place, SourceView(*place, outlet, seen))
    return tuple(found.values())


def original(database: Database, view: ArticleView) -> Original:
    """The bytes that an article in its version was read from.

    Raises NotFound when they were not kept, NutgrafError when they are damaged.
    """
    row = database.one(
        "SELECT o.name, o.packed FROM original o JOIN version v ON v.number = o.version"
        " WHERE v.article = ? AND v.version = ?",
        (view.number, view.version),
    )
    if row is None:
        raise _not_kept(database, view)
    try:
        return Original(row[0], zlib.decompress(row[1]))
    except zlib.error as error:
        raise NutgrafError(
            f"The original of article {view.id} that was kept is damaged ({error}).",
            "A backup of the archive may have it whole.",
        ) from error


def _not_kept(database: Database, view: ArticleView) -> NotFound:
    """That a version has no original, and which ones have."""
    kept = database.all(
        "SELECT v.version FROM original o JOIN version v ON v.number = o.version"
        " WHERE v.article = ? ORDER BY v.version",
        (view.number,),
    )
    which = f"version {view.version} of " if view.versions > 1 else ""
    said = f"The original of {which}article {view.id} was not kept."
    if not kept:
        return NotFound(said, "Keep originals with: nutgraf add --keep-original")
    numbers = ", ".join(str(number) for (number,) in kept)
    many = "those of versions" if len(kept) > 1 else "that of version"
    hint = f"There is {many} {numbers}: nutgraf show {view.id} --original --version-number"
    return NotFound(said, f"{hint} {kept[-1][0]}")
