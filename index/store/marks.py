"""What the reader left: bookmarks with notes and tags, saved searches, history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.article import paragraph_id
from index.dates import now
from index.model import Anchor
from index.store.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A bookmark as it is kept: the anchor, not the place it leads to today."""

    number: int
    article: int
    version: int
    anchor: Anchor
    note: str
    tags: tuple[str, ...]
    created: str


_COLUMNS = "number, article, version, exact, prefix, suffix, ordinal, hash, note, created"


def marks(database: Database) -> list[Mark]:
    """All bookmarks, newest first."""
    tags: dict[int, list[str]] = {}
    for bookmark, tag in database.all(
        "SELECT bookmark, tag FROM bookmark_tag ORDER BY 1, position"
    ):
        tags.setdefault(bookmark, []).append(tag)
    return [
        Mark(
            number=row[0],
            article=row[1],
            version=row[2],
            anchor=Anchor(exact=row[3], prefix=row[4], suffix=row[5], ordinal=row[6], hash=row[7]),
            note=row[8],
            tags=tuple(tags.get(row[0], ())),
            created=row[9],
        )
        for row in database.all(f"SELECT {_COLUMNS} FROM bookmark ORDER BY number DESC")
    ]


def add_mark(database: Database, article: int, version: int, anchor: Anchor) -> Mark:
    """Keep a new bookmark; the mark comes back with its number."""
    mark = Mark(
        number=0, article=article, version=version, anchor=anchor, note="", tags=(), created=now()
    )
    with database.transaction() as connection:
        number = connection.execute(
            "INSERT INTO bookmark (article, version, exact, prefix, suffix, ordinal, hash, created)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                article,
                version,
                anchor.exact,
                anchor.prefix,
                anchor.suffix,
                anchor.ordinal,
                anchor.hash,
                mark.created,
            ),
        ).lastrowid
    assert number is not None
    return replace(mark, number=number)


def restore_mark(database: Database, mark: Mark) -> None:
    """Put a removed bookmark back under its old number, with note and tags."""
    anchor = mark.anchor
    with database.transaction() as connection:
        connection.execute(
            f"INSERT INTO bookmark ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                mark.number,
                mark.article,
                mark.version,
                anchor.exact,
                anchor.prefix,
                anchor.suffix,
                anchor.ordinal,
                anchor.hash,
                mark.note,
                mark.created,
            ),
        )
    set_tags(database, mark.number, mark.tags)


def remove_mark(database: Database, number: int) -> None:
    with database.transaction() as connection:
        connection.execute("DELETE FROM bookmark WHERE number = ?", (number,))


def set_note(database: Database, number: int, note: str) -> None:
    with database.transaction() as connection:
        connection.execute("UPDATE bookmark SET note = ? WHERE number = ?", (note, number))


def set_tags(database: Database, number: int, tags: Sequence[str]) -> None:
    with database.transaction() as connection:
        connection.execute("DELETE FROM bookmark_tag WHERE bookmark = ?", (number,))
        connection.executemany(
            "INSERT INTO bookmark_tag VALUES (?, ?, ?)",
            [(number, position, tag) for position, tag in enumerate(tags)],
        )


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph that stands in the current version of a bookmarked article."""

    number: int
    ordinal: int
    hash: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedArticle:
    """What a bookmark shows of its article today, and the article's paragraphs without texts."""

    id: str
    title: str
    outlet: str
    byline: str
    date: str
    url: str
    imported: str
    places: tuple[Place, ...]

    def paragraph_id(self, position: int) -> str:
        """The id of the paragraph at a position."""
        value = self.places[position].hash
        earlier = sum(place.hash == value for place in self.places[:position])
        return paragraph_id(self.id, value, earlier)


def marked_articles(database: Database) -> dict[int, MarkedArticle]:
    """The articles that carry bookmarks, by number, in their current versions."""
    places: dict[int, list[Place]] = {}
    marked = (
        "FROM article a JOIN version v ON v.article = a.number AND v.version = a.current"
        "%s WHERE a.number IN (SELECT article FROM bookmark)"
    )
    for article, *place in database.all(
        "SELECT a.number, p.number, p.ordinal, p.hash "
        + marked % " JOIN paragraph p ON p.version = v.number"
        + " ORDER BY a.number, p.ordinal"
    ):
        places.setdefault(article, []).append(Place(*place))
    return {
        row[0]: MarkedArticle(
            id=row[1],
            title=row[2],
            outlet=row[3],
            byline=row[4],
            date=row[5],
            url=row[6],
            imported=row[7],
            places=tuple(places.get(row[0], ())),
        )
        for row in database.all(
            "SELECT a.number, a.id, v.title, v.outlet, v.byline, v.date, v.url, v.imported "
            + marked % ""
        )
    }


def texts(database: Database, article: int) -> list[str]:
    """The paragraphs of an article's current version, in order."""
    return [
        row[0]
        for row in database.all(
            "SELECT p.text FROM article a"
            " JOIN version v ON v.article = a.number AND v.version = a.current"
            " JOIN paragraph p ON p.version = v.number WHERE a.number = ? ORDER BY p.ordinal",
            (article,),
        )
    ]


def saved_searches(database: Database) -> dict[str, str]:
    return dict(database.all("SELECT name, text FROM saved_search ORDER BY name"))


def save_search(database: Database, name: str, text: str) -> None:
    with database.transaction() as connection:
        connection.execute(
            "INSERT OR REPLACE INTO saved_search VALUES (?, ?, ?)", (name, text, now())
        )


def forget_search(database: Database, name: str) -> None:
    with database.transaction() as connection:
        connection.execute("DELETE FROM saved_search WHERE name = ?", (name,))


def history(database: Database, limit: int) -> list[str]:
    """The searches that were made, last one first."""
    rows = database.all("SELECT text FROM history ORDER BY at DESC LIMIT ?", (limit,))
    return [row[0] for row in rows]


def remember(database: Database, text: str, *, keep: int = 1000) -> None:
    """Put a search at the head of the history; the oldest beyond `keep` are forgotten."""
    with database.transaction() as connection:
        connection.execute(
            "INSERT OR REPLACE INTO history"
            " VALUES (?, (SELECT coalesce(max(at), 0) + 1 FROM history))",
            (text,),
        )
        connection.execute(
            "DELETE FROM history WHERE at <= (SELECT max(at) FROM history) - ?", (keep,)
        )
