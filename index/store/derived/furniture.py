"""Paragraphs that are furniture: what was found of texts, what the reader said, and the marks.

Texts go by the hash of a paragraph. What is found holds of some outlets, or of all; what the reader
says of a text goes before it, in all outlets. The marks follow from both and are kept because
everybody asks for them.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from index.core.dates import now
from index.store import reading
from index.store.database import Database
from index.store.derived import copies, stages
from index.store.library.undo_log import Change, Exchanged
from index.store.revisions import revise_texts

if TYPE_CHECKING:
    from index.core.article_view import FurnitureText

FURNITURE: Final = "furniture"
"""The stage that finds it."""

Outlets = frozenset[str] | None
"""Where a text is furniture; None is everywhere."""

NOWHERE: Outlets = frozenset()

_KNOWN = (
    "FROM paragraph p JOIN version v ON v.number = p.version"
    " LEFT JOIN furniture_ruling r ON r.hash = p.hash"
    " LEFT JOIN furniture_text t ON t.hash = p.hash"
)
_IS_FURNITURE = (
    "coalesce(r.furniture, t.hash IS NOT NULL AND"
    " (t.outlets IS NULL OR v.outlet IN (SELECT value FROM json_each(t.outlets))))"
)
"""Whether a paragraph is furniture by what is known of its text; the reader goes first."""


class Occurrence(NamedTuple):
    """A paragraph with the text (version of an article) it stands in; whether that was published
    on the web, as its address says.
    """

    paragraph: int
    text: int
    article: int
    outlet: str
    ordinal: int
    on_the_web: bool


def frequent(connection: sqlite3.Connection, first: int, last: int, least: int) -> list[int]:
    """The hashes of paragraphs in a range of texts that stand at least so often in the archive."""
    rows = connection.execute(
        "SELECT hash FROM (SELECT DISTINCT hash FROM paragraph WHERE version BETWEEN ? AND ?) n"
        " WHERE (SELECT count(*) FROM"
        " (SELECT 1 FROM paragraph q WHERE q.hash = n.hash LIMIT ?)) = ?",
        (first, last, least, least),
    )
    return [row[0] for row in rows]


def labelled(
    connection: sqlite3.Connection, span: tuple[int, int], longest: int, label: int, box: str
) -> list[tuple[int, str]]:
    """Hash and words of paragraphs in a range of texts that are no longer than `longest` and have a
    colon in their first `label` characters, or begin with `box`.
    """
    return connection.execute(
        "SELECT DISTINCT hash, text FROM paragraph WHERE version BETWEEN ? AND ?"
        " AND length(text) <= ? AND (instr(substr(text, 1, ?), ':') > 0"
        " OR substr(text, 1, length(?)) = ?)",
        (*span, longest, label, box, box),
    ).fetchall()


def occurrences(connection: sqlite3.Connection, digest: int, most: int) -> list[Occurrence]:
    """Where a text stands, the first of them, in order."""
    rows = connection.execute(
        "SELECT p.number, v.number, v.article, v.outlet, p.ordinal, v.url <> ''"
        " FROM (SELECT number, version, ordinal FROM paragraph WHERE hash = ?"
        " ORDER BY number LIMIT ?) p JOIN version v ON v.number = p.version ORDER BY p.number",
        (digest, most),
    )
    return [Occurrence(*row) for row in rows]


def host(connection: sqlite3.Connection, text: int) -> list[tuple[int, str]]:
    """Hash and words of each paragraph of a text, in order."""
    return connection.execute(
        "SELECT hash, text FROM paragraph WHERE version = ? ORDER BY ordinal", (text,)
    ).fetchall()


def articles_between(connection: sqlite3.Connection, outlet: str, first: int, last: int) -> int:
    """How many articles of an outlet have a text in a range."""
    row = connection.execute(
        "SELECT count(DISTINCT article) FROM version WHERE outlet = ? AND number BETWEEN ? AND ?",
        (outlet, first, last),
    ).fetchone()
    return int(row[0])


def names_in(connection: sqlite3.Connection, paragraph: int) -> list[tuple[int, int, str]]:
    """Beginning, end and type of each name in a paragraph."""
    return connection.execute(
        "SELECT m.start, m.end, e.type FROM mention m JOIN entity e ON e.number = m.entity"
        " WHERE m.paragraph = ?",
        (paragraph,),
    ).fetchall()


def decided(connection: sqlite3.Connection, digest: int) -> Outlets:
    """Where a text was found to be furniture."""
    row = connection.execute(
        "SELECT outlets FROM furniture_text WHERE hash = ?", (digest,)
    ).fetchone()
    if row is None:
        return NOWHERE
    return None if row[0] is None else frozenset(json.loads(row[0]))


def decide(
    connection: sqlite3.Connection, digest: int, outlets: Outlets, news: Iterable[tuple[int, int]]
) -> list[int]:
    """Keep where a text is furniture; the paragraphs whose marks changed. `news` are the texts that
    came since this was last done.
    """
    if outlets == decided(connection, digest):
        return [one for span in news for one in _settle(connection, digest, span)]
    connection.execute("DELETE FROM furniture_text WHERE hash = ?", (digest,))
    if outlets != NOWHERE:
        listed = None if outlets is None else json.dumps(sorted(outlets), ensure_ascii=False)
        connection.execute("INSERT INTO furniture_text VALUES (?, ?)", (digest, listed))
    return _settle(connection, digest)


def mark_known(connection: sqlite3.Connection, first: int, last: int) -> None:
    """Mark the paragraphs of texts that have just come, in a range, which are known to be furniture
    by now: else their articles would be indexed, and indexed again. Inside a transaction.
    """
    connection.execute(
        f"INSERT INTO furniture SELECT p.number {_KNOWN}"
        f" WHERE p.version BETWEEN ? AND ? AND {_IS_FURNITURE}",
        (first, last),
    )


def _settle(
    connection: sqlite3.Connection, digest: int, span: tuple[int, int] = (0, 1 << 62)
) -> list[int]:
    """Make the marks of a text what they should be, within a range of texts; those that changed."""
    rows = connection.execute(
        f"SELECT p.number, {_IS_FURNITURE},"
        " EXISTS (SELECT 1 FROM furniture WHERE paragraph = p.number)"
        f" {_KNOWN} WHERE p.hash = ? AND p.version BETWEEN ? AND ?",
        (digest, *span),
    ).fetchall()
    gone = [number for number, is_furniture, had in rows if had and not is_furniture]
    come = [number for number, is_furniture, had in rows if is_furniture and not had]
    connection.executemany("DELETE FROM furniture WHERE paragraph = ?", [(one,) for one in gone])
    connection.executemany("INSERT INTO furniture VALUES (?)", [(one,) for one in come])
    if gone or come:
        copies.settle(connection, [digest])
    return [*gone, *come]


def go_through_again(connection: sqlite3.Connection, article: str) -> None:
    """Say, inside a transaction, that the texts of an article are from another outlet now."""
    for (text,) in connection.execute(
        "SELECT v.number FROM version v JOIN article a ON a.number = v.article WHERE a.id = ?",
        (article,),
    ).fetchall():
        stages.mark(connection, FURNITURE, text, text, "")


# What the reader says.


def _ruling(connection: sqlite3.Connection, digest: int) -> bool | None:
    row = connection.execute(
        "SELECT furniture FROM furniture_ruling WHERE hash = ?", (digest,)
    ).fetchone()
    return None if row is None else bool(row[0])


def hashes(database: Database, paragraphs: Collection[int]) -> list[int]:
    """The hashes of some paragraphs."""
    rows = database.all(
        "SELECT DISTINCT hash FROM paragraph WHERE number IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(paragraphs)),),
    )
    return [row[0] for row in rows]


def among(database: Database, paragraphs: Collection[int]) -> frozenset[int]:
    """Those of some paragraphs that are furniture."""
    rows = database.all(
        "SELECT paragraph FROM furniture WHERE paragraph IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(paragraphs)),),
    )
    return frozenset(row[0] for row in rows)


def rule(
    database: Database, digests: Iterable[int], *, furniture: bool
) -> tuple[list[Change], list[int]]:
    """Keep what the reader says of texts: what undo needs of it, and the paragraphs it changed.

    Within a transaction.
    """
    changes, changed = [], []
    for digest in digests:
        before = _ruling(database.connection, digest)
        if before is not furniture:
            changes.append(Change(FURNITURE, str(digest), _written(before), _written(furniture)))
            changed += _rule(database.connection, digest, furniture)
    revise_texts(database.connection, changed)
    return changes, changed


def _rule(connection: sqlite3.Connection, digest: int, furniture: bool | None) -> list[int]:
    connection.execute("DELETE FROM furniture_ruling WHERE hash = ?", (digest,))
    if furniture is not None:
        connection.execute(
            "INSERT INTO furniture_ruling VALUES (?, ?, ?)", (digest, furniture, now())
        )
    return _settle(connection, digest)


def _written(furniture: bool | None) -> str | None:
    return None if furniture is None else str(int(furniture))


def exchange(database: Database, changes: Sequence[Change]) -> Exchanged:
    """Change what was said of texts of which that is still said which the changes expect."""
    made, changed = [], []
    for one in changes:
        if _written(_ruling(database.connection, int(one.key))) == one.old:
            said = None if one.new is None else one.new == "1"
            changed += _rule(database.connection, int(one.key), said)
            made.append(one)
    revise_texts(database.connection, changed)
    return Exchanged(made, len(changes) - len(made))


def revise_marked(connection: sqlite3.Connection, places: Iterable[tuple[int, int]]) -> None:
    """Have the index learn of bookmarks that came or went on furniture; article and hash of each.

    Within a transaction.
    """
    revise_texts(
        connection,
        [
            row[0]
            for article, digest in places
            for row in connection.execute(
                "SELECT p.number FROM version v JOIN paragraph p ON p.version = v.number"
                " JOIN furniture f ON f.paragraph = p.number WHERE v.article = ? AND p.hash = ?",
                (article, digest),
            )
        ],
    )


def texts(database: Database) -> list[FurnitureText]:
    """What is furniture and what the reader said is none, the most frequent first."""
    rows = database.all(
        "SELECT min(p.number), p.text, count(*), count(DISTINCT v.article), g.furniture, g.said"
        " FROM (SELECT hash, furniture, 1 AS said FROM furniture_ruling UNION ALL"
        " SELECT hash, 1, 0 FROM furniture_text"
        " WHERE hash NOT IN (SELECT hash FROM furniture_ruling)) g"
        " JOIN paragraph p ON p.hash = g.hash JOIN version v ON v.number = p.version"
        " WHERE NOT g.furniture OR p.number IN (SELECT paragraph FROM furniture)"
        " GROUP BY g.hash ORDER BY count(*) DESC, min(p.number)"
    )
    # Loaded here: an import needs none of what is shown.
    from index.core.article_view import FurnitureText  # noqa: PLC0415

    ids = reading.identities(database, [row[0] for row in rows])
    return [
        FurnitureText(number, ids[number][1], text, count, articles, bool(furniture), bool(said))
        for number, text, count, articles, furniture, said in rows
    ]
