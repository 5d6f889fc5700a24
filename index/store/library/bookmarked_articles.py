"""Articles that carry bookmarks, as far as finding the marked paragraphs again asks for it."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from index.core.article import paragraph_id
from index.core.publication import Publication
from index.store.articles import printed_pages, publications
from index.store.database import Database

_CURRENT = "article a CROSS JOIN version v ON v.article = a.number AND v.version = a.current"
_TEXT = "p.number, v.article, v.version, p.hash, p.text"


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph that stands in the current version of a bookmarked article."""

    number: int
    ordinal: int
    hash: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedArticle:
    """What a bookmark shows of its article today, and the article's paragraphs without texts: none
    of one that was taken out, whose `current` is negative. `pages` are the printed ones, by
    ordinal; 0 is the article's (`index.core.page_labels`).
    """

    id: str
    current: int
    publication: Publication
    places: tuple[Place, ...]
    pages: Mapping[int, str]

    def page(self, ordinal: int) -> str:
        """The printed page of a paragraph, "" where it is not known."""
        return self.pages.get(ordinal) or self.pages.get(0, "")

    def paragraph_id(self, position: int) -> str:
        """The id of the paragraph at a position."""
        value = self.places[position].hash
        earlier = sum(place.hash == value for place in self.places[:position])
        return paragraph_id(self.id, value, earlier)


def numbers(database: Database) -> list[int]:
    """The articles that carry bookmarks."""
    return [row[0] for row in database.all("SELECT DISTINCT article FROM bookmark")]


def articles(database: Database, only: Collection[int] | None = None) -> dict[int, MarkedArticle]:
    """Articles that carry bookmarks, all or some, by number, in their current versions."""
    places: dict[int, list[Place]] = {}
    chosen = "a.number IN (SELECT article FROM bookmark)"
    if only is not None:
        chosen = f"a.number IN ({', '.join(map(str, only))})"
    pages = printed_pages.today(database, chosen)
    for article, *place in database.all(
        f"SELECT a.number, p.number, p.ordinal, p.hash FROM {_CURRENT}"
        f" JOIN paragraph p ON p.version = v.number WHERE {chosen} ORDER BY a.number, p.ordinal"
    ):
        places.setdefault(article, []).append(Place(*place))
    return {
        row[0]: MarkedArticle(
            id=row[1],
            current=row[2],
            publication=publications.publication(row[3:]),
            places=tuple(places.get(row[0], ())),
            pages=pages.get(row[0], {}),
        )
        for row in database.all(
            f"SELECT a.number, a.id, a.current, {publications.COLUMNS} FROM article a"
            f" JOIN version v ON v.article = a.number AND v.version = abs(a.current) WHERE {chosen}"
        )
    }


def kept(database: Database) -> tuple[list[int], list[int]]:
    """The marked paragraphs that stand as they were where they were, and the bookmarks of the
    others, by number.
    """
    rows = database.all(
        f"SELECT b.number, p.number FROM bookmark b CROSS JOIN {_CURRENT}"
        " LEFT JOIN paragraph p ON p.version = v.number AND p.ordinal = b.ordinal"
        " AND p.hash = b.hash WHERE a.number = b.article"
    )
    return [row[1] for row in rows if row[1]], [row[0] for row in rows if not row[1]]


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph with its text; `version` is the one of its article that it stands in."""

    number: int
    article: int
    version: int
    hash: int
    text: str


def paragraphs(database: Database, article: int, version: int) -> list[Text]:
    """The paragraphs of a version of an article, in order."""
    rows = database.all(
        f"SELECT {_TEXT} FROM version v JOIN paragraph p ON p.version = v.number"
        " WHERE v.article = ? AND v.version = ? ORDER BY p.ordinal",
        (article, version),
    )
    return [Text(*row) for row in rows]


def current(database: Database, articles: Collection[int]) -> dict[int, list[Text]]:
    """The paragraphs of the current versions of articles, in order."""
    found: dict[int, list[Text]] = {number: [] for number in articles}
    for row in database.all(
        f"SELECT {_TEXT} FROM {_CURRENT} JOIN paragraph p ON p.version = v.number"
        " WHERE a.number IN (SELECT value FROM json_each(?)) ORDER BY a.number, p.ordinal",
        (json.dumps(list(articles)),),
    ):
        found[row[1]].append(Text(*row))
    return found


def standing(database: Database, numbers: Collection[int]) -> dict[int, tuple[int, int]]:
    """The article and the version of it that each of some paragraphs stands in."""
    rows = database.all(
        "SELECT p.number, v.article, v.version FROM json_each(?) j"
        " JOIN paragraph p ON p.number = j.value JOIN version v ON v.number = p.version",
        (json.dumps(list(numbers)),),
    )
    return {row[0]: (row[1], row[2]) for row in rows}


def former(database: Database, numbers: Collection[int]) -> list[tuple[int, int, int, int]]:
    """Those of some paragraphs that stand in another version than their article's current one: each
    with its article, its version and the current one, which is negative where the article was
    taken out.
    """
    return database.all(
        "SELECT p.number, v.article, v.version, a.current FROM json_each(?) j"
        " JOIN paragraph p ON p.number = j.value JOIN version v ON v.number = p.version"
        " JOIN article a ON a.number = v.article WHERE a.current <> v.version",
        (json.dumps(list(numbers)),),
    )


def formerly_standing(database: Database) -> list[tuple[int, int, int, bool]]:
    """The paragraphs of former versions of bookmarked articles, each behind its article, with
    its hash, and whether a paragraph with the same text stands in the current version.
    """
    return database.all(
        "SELECT a.number, p.number, p.hash, EXISTS (SELECT 1 FROM version w JOIN paragraph q"
        " ON q.version = w.number WHERE w.article = a.number AND w.version = a.current"
        " AND q.hash = p.hash) FROM (SELECT DISTINCT article FROM bookmark) b"
        " CROSS JOIN article a ON a.number = b.article AND a.current > 0"
        " CROSS JOIN version v ON v.article = a.number AND v.version <> a.current"
        " CROSS JOIN paragraph p ON p.version = v.number"
    )


def as_marked(database: Database, bookmarks: Collection[int]) -> dict[int, int]:
    """The paragraphs that some bookmarks were made on, in the versions in which they were made; by
    the number of the bookmark.
    """
    rows = database.all(
        "SELECT b.number, p.number FROM bookmark b JOIN version v ON v.article = b.article"
        " AND v.version = b.version JOIN paragraph p ON p.version = v.number"
        " AND p.ordinal = b.ordinal WHERE b.number IN (SELECT value FROM json_each(?))",
        (json.dumps(list(bookmarks)),),
    )
    return dict(rows)
