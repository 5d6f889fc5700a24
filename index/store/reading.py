"""Reading articles and paragraphs back, as the index and the screen want them."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from index.core.article import paragraph_id, paragraph_ids
from index.core.credentials import without_login
from index.core.hits import Unshown
from index.core.publication import Heading, Publication
from index.store.articles import publications
from index.store.articles.printed_pages import LABEL
from index.store.database import COMMITS, Database
from index.store.hidden import HIDDEN
from index.store.twin_paragraphs import TWINS, twins_before

if TYPE_CHECKING:
    from index.core.article_view import ArticleView, ParagraphView

_FEW = (1, 8, 16, 32, 64, 100)
"""So many paragraphs have a statement of their own."""


def article_view(database: Database, number: int, version: int | None = None) -> ArticleView | None:
    """A version of an article (the current one unless named), None when there is none."""
    row = database.one(
        "SELECT a.id, v.number, v.version, (SELECT count(*) FROM version WHERE article = a.number),"
        f" v.tags, v.origin, v.date_from, a.current < 0, {publications.COLUMNS}"
        " FROM article a JOIN version v ON v.article = a.number"
        " WHERE a.number = ? AND v.version = coalesce(?, a.current)",
        (number, version),
    )
    if row is None:
        return None
    # Loaded here, where an article is read: who only searches has no use for it.
    from index.core.article_view import ArticleView  # noqa: PLC0415
    from index.store.articles import former_facts, provenance  # noqa: PLC0415

    key, text, version, versions, tags, origin, date_from, removed, *published = row
    return ArticleView(
        number=number,
        id=key,
        version=version,
        versions=versions,
        publication=publications.publication(published),
        tags=tuple(json.loads(tags)),
        origin=without_login(origin),
        date_from=date_from,
        paragraphs=_paragraph_views(database, key, text),
        sources=provenance.of_article(database, number),
        former_facts=former_facts.of_articles(database, [number]).get(number, ()),
        removed=bool(removed),
    )


def _paragraph_views(database: Database, article: str, version: int) -> tuple[ParagraphView, ...]:
    from index.core.article_view import MentionView, ParagraphView  # noqa: PLC0415

    rows = database.all(
        f"SELECT p.number, p.ordinal, p.hash, p.text, {HIDDEN}, {LABEL} FROM paragraph p"
        " JOIN version v ON v.number = p.version JOIN article a ON a.number = v.article"
        " WHERE p.version = ? ORDER BY p.ordinal",
        (version,),
    )
    mentions: dict[int, list[MentionView]] = {}
    for paragraph, start, end, entity, kind, name, sure, put_right in database.all(
        "SELECT m.paragraph, m.start, m.end, e.number, e.type, e.name, m.confidence,"
        " EXISTS (SELECT 1 FROM corrected_place c"
        " WHERE c.paragraph = m.paragraph AND c.start = m.start)"
        " FROM paragraph p JOIN mention m ON m.paragraph = p.number"
        " JOIN entity e ON e.number = m.entity WHERE p.version = ? ORDER BY m.paragraph, m.start",
        (version,),
    ):
        mentions.setdefault(paragraph, []).append(
            MentionView(start, end, entity, kind, name, sure, bool(put_right))
        )
    ids = paragraph_ids(article, [row[2] for row in rows])
    return tuple(
        ParagraphView(
            number=row[0],
            id=key,
            ordinal=row[1],
            text=row[3],
            mentions=() if row[4] else tuple(mentions.get(row[0], ())),
            furniture=bool(row[4]),
            page=row[5],
        )
        for row, key in zip(rows, ids, strict=True)
    )


def place_of(database: Database, paragraph: int) -> tuple[int, int] | None:
    """Article number and version that hold a paragraph."""
    row = database.one(
        "SELECT v.article, v.version FROM paragraph p JOIN version v ON v.number = p.version"
        " WHERE p.number = ?",
        (paragraph,),
    )
    return (row[0], row[1]) if row else None


def texts(database: Database, numbers: Sequence[int]) -> dict[int, str]:
    """The texts of paragraphs, by number."""
    rows = _by_number(database, numbers, "SELECT p.number, p.text FROM paragraph p")
    return {number: row[0] for number, row in rows.items()}


class HitRow(NamedTuple):
    """What a result row shows of a paragraph."""

    article: int
    ordinal: int
    text: str
    heading: Heading


def hit_rows(database: Database, numbers: Sequence[int]) -> dict[int, HitRow]:
    """What a result row shows, by paragraph number."""
    return counted_hit_rows(database, numbers)[0]


def counted_hit_rows(database: Database, numbers: Sequence[int]) -> tuple[dict[int, HitRow], int]:
    """The same, and `Database.commits` of the moment that it was read at: in one statement, since
    each takes as long as some rows do.
    """
    rows = _of_numbers(
        database,
        numbers,
        f"SELECT p.number, v.article, p.ordinal, p.text, {publications.HEADING}, ({COMMITS})"
        " FROM paragraph p JOIN version v ON v.number = p.version",
    )
    made = tuple.__new__  # what `_make` comes to, in a third of its time
    found = {row[0]: made(HitRow, (*row[1:4], made(Heading, row[4:-1]))) for row in rows}
    return found, rows[0][-1] if rows else database.commits()


def lengths(database: Database, numbers: Sequence[int]) -> dict[int, int]:
    """How many paragraphs the article of each paragraph has."""
    rows = _by_number(
        database,
        numbers,
        "SELECT p.number, (SELECT max(ordinal) FROM paragraph WHERE version = p.version)"
        " FROM paragraph p",
    )
    return {number: row[0] for number, row in rows.items()}


def identities(database: Database, numbers: Sequence[int]) -> dict[int, tuple[str, str]]:
    """The id of the article of each paragraph, and the paragraph's own."""
    rows = _by_number(
        database,
        numbers,
        f"SELECT p.number, p.version, {TWINS}, a.id, p.hash"
        " FROM paragraph p JOIN version v ON v.number = p.version"
        " JOIN article a ON a.number = v.article",
    )
    twins = twins_before(database, rows)
    return {
        number: (article, paragraph_id(article, digest, twins[number]))
        for number, (_, _, article, digest) in rows.items()
    }


def unshown(database: Database, numbers: Sequence[int]) -> dict[int, Unshown]:
    """What a result row does not show, by paragraph number."""
    with database.snapshot():
        ids, published = identities(database, numbers), publications_of(database, numbers)
        pages = pages_of(database, numbers)
    return {
        number: Unshown(*ids[number], found, pages[number]) for number, found in published.items()
    }


def publications_of(database: Database, numbers: Sequence[int]) -> dict[int, Publication]:
    """The publication of each paragraph, by its number."""
    rows = _by_number(
        database,
        numbers,
        f"SELECT p.number, {publications.COLUMNS}"
        " FROM paragraph p JOIN version v ON v.number = p.version",
    )
    return {number: publications.publication(row) for number, row in rows.items()}


def pages_of(database: Database, numbers: Sequence[int]) -> dict[int, str]:
    """The printed page of each paragraph, "" where it is not known, by its number."""
    rows = _by_number(
        database,
        numbers,
        f"SELECT p.number, {LABEL} FROM paragraph p JOIN version v ON v.number = p.version",
    )
    return {number: row[0] for number, row in rows.items()}


class ExcerptRow(NamedTuple):
    """What an export says of a paragraph. `earlier` is the version of its article that it stands
    in, 0 where that is today's; `place` are the number of the article and the version.
    """

    id: str
    text: str
    ordinal: int
    paragraphs: int
    earlier: int
    place: tuple[int, int]
    publication: Publication
    page: str


def excerpt_rows(database: Database, numbers: Sequence[int]) -> dict[int, ExcerptRow]:
    """What an export says of each paragraph, by its number."""
    rows = _by_number(
        database,
        numbers,
        f"SELECT p.number, p.version, {TWINS}, a.id, p.hash, p.text, p.ordinal,"
        " (SELECT max(ordinal) FROM paragraph WHERE version = p.version),"
        f" iif(a.current = v.version, 0, v.version), v.article, v.version, {LABEL},"
        f" {publications.COLUMNS}"
        " FROM paragraph p JOIN version v ON v.number = p.version"
        " JOIN article a ON a.number = v.article",
    )
    twins = twins_before(database, rows)
    found = {}
    for number, row in rows.items():
        _, _, key, digest, text, ordinal, count, earlier, article, version, page, *said = row
        publication = publications.publication(said)
        name, place = paragraph_id(key, digest, twins[number]), (article, version)
        found[number] = ExcerptRow(name, text, ordinal, count, earlier, place, publication, page)
    return found


def _by_number(database: Database, numbers: Sequence[int], select: str) -> dict[int, Any]:
    """The rows of some paragraphs, without the number that they begin with, by that number."""
    return {row[0]: row[1:] for row in _of_numbers(database, numbers, select)}


def _of_numbers(database: Database, numbers: Sequence[int], select: str) -> list[Any]:
    """The rows of some paragraphs."""
    count = len(numbers)
    if not count:
        return []
    if count > _FEW[-1]:
        return database.all(_chosen(select, 0), (json.dumps([int(n) for n in numbers]),))
    # Values in the statement are quicker to take than a list in JSON. There are statements for a
    # few numbers of them, known already; a paragraph that is named twice is found once.
    places = _FEW[bisect_left(_FEW, count)]
    same = [numbers[0]] * (places - count)
    return database.all(_chosen(select, places), [*numbers, *same])


@lru_cache(maxsize=256)
def _chosen(select: str, places: int) -> str:
    """The statement for so many paragraphs; 0 is any number of them, listed in JSON."""
    chosen = ", ".join("?" * places) or "SELECT value FROM json_each(?)"
    return f"{select} WHERE p.number IN ({chosen})"


def find_articles(database: Database, prefix: str, limit: int = 3) -> list[tuple[int, str]]:
    """Number and id of the articles whose id begins with a prefix."""
    return database.all(
        "SELECT number, id FROM article WHERE id >= ? AND id < ? ORDER BY id LIMIT ?",
        (prefix, prefix + "\U0010ffff", limit),
    )
