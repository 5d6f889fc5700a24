"""What changed after a revision, as the index catches up with it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.core.credentials import without_login
from index.core.document import ParagraphDoc
from index.store.database import Database
from index.store.derived.quote_row import INDIRECT
from index.store.hidden import HIDDEN

_LAST = (1 << 63) - 1
"""A number that no paragraph is above."""

_CURRENT = "JOIN version v ON v.article = a.number AND v.version = a.current"


def knows_revision(database: Database, revision: int) -> bool:
    """Whether a revision belongs to this archive's history: to what is left of it, where the
    archive was damaged.
    """
    found = database.one(
        "SELECT 1 FROM revision WHERE number = ?"
        " UNION ALL SELECT 1 FROM article WHERE revision = ?"
        " UNION ALL SELECT 1 FROM revised_paragraph WHERE revision = ?",
        (revision, revision, revision),
    )
    return found is not None


# Paragraphs of current texts that were revised after a revision, their texts being from before it.
_REVISED = (
    "FROM revised_paragraph r JOIN paragraph p ON p.number = r.paragraph"
    " JOIN version v ON v.number = p.version"
    " JOIN article a ON a.number = v.article AND a.current = v.version"
)
_REVISED_SINCE = "r.revision > :revision AND a.revision <= :revision"


def changed_since(database: Database, revision: int) -> bool:
    """Whether any article changed after a revision, or names others than before."""
    row = database.one(
        "SELECT EXISTS (SELECT 1 FROM article WHERE revision > :revision)"
        f" OR EXISTS (SELECT 1 {_REVISED} WHERE {_REVISED_SINCE})",
        {"revision": revision},
    )
    return bool(row[0])


def articles_since(database: Database, revision: int) -> int:
    """How many articles changed after a revision, or name others than before."""
    row = database.one(
        "SELECT (SELECT count(*) FROM article WHERE revision > :revision)"
        f" + (SELECT count(DISTINCT a.number) {_REVISED} WHERE {_REVISED_SINCE})",
        {"revision": revision},
    )
    return int(row[0])


class RevisedNames(NamedTuple):
    """Paragraphs that name others than before, and of each mention in them the paragraph and the
    entity, those of one paragraph together: numbers with commas between them, since a row for each
    takes several times as long.
    """

    paragraphs: str
    named_in: str
    entities: str


def names_since(database: Database, revision: int, many: int) -> Iterator[RevisedNames]:
    """Whom paragraphs name now that name others since a revision, so many paragraphs at a time.

    Those of articles that changed altogether, and of texts that are not current any more, are among
    them: to tell would be to read the pages of all the texts. Furniture names nobody.
    """
    after = "(revision, paragraph) > (:revision, :paragraph)"
    since = f"FROM revised_paragraph WHERE {after} ORDER BY revision, paragraph LIMIT :many"
    named = (
        "SELECT group_concat(paragraph), group_concat(entity) FROM"
        f" (SELECT m.paragraph, m.entity FROM (SELECT paragraph {since}) r"
        " CROSS JOIN mention m ON m.paragraph = r.paragraph WHERE NOT EXISTS"
        " (SELECT 1 FROM furniture f JOIN paragraph p ON p.number = f.paragraph"
        " JOIN version v ON v.number = p.version JOIN article a ON a.number = v.article"
        f" WHERE f.paragraph = r.paragraph AND {HIDDEN}))"
    )
    at = {"revision": revision, "paragraph": _LAST, "many": many}
    revised = (
        f"SELECT max(revision), group_concat(paragraph) FROM (SELECT revision, paragraph {since})"
    )
    while (last := database.one(revised, at))[1]:
        reached, paragraphs = last
        named_in, entities = database.one(named, at)
        yield RevisedNames(paragraphs, named_in or "", entities or "")
        at |= {"revision": reached, "paragraph": int(paragraphs.rpartition(",")[2])}


def documents_since(
    database: Database, revision: int
) -> Iterator[tuple[int, int, list[ParagraphDoc]]]:
    """(revision, article, its paragraphs now) of each article changed after a revision, in order
    of revision; none are in one that was taken out. To be of one moment it is to be read inside of
    a snapshot.
    """
    rows = database.rows(
        "SELECT a.revision, a.number, v.number, v.title, v.outlet, v.byline, v.section, v.language,"
        f" v.url, v.tags, v.date FROM article a LEFT {_CURRENT}"
        " WHERE a.revision > ? ORDER BY a.revision, a.number",
        (revision,),
    )
    for reached, article, text, *head in rows:
        yield reached, article, _documents(database, article, text, head) if text else []


def _documents(
    database: Database, article: int, text: int, head: Sequence[str]
) -> list[ParagraphDoc]:
    """The paragraphs of a text; what they share comes once, in `head`."""
    title, outlet, byline, section, language, url, tags, date = head
    rows = database.all(
        "SELECT p.number, p.ordinal, p.text,"
        " (SELECT group_concat(DISTINCT m.entity) FROM mention m WHERE m.paragraph = p.number),"
        f" {HIDDEN},"
        " (SELECT group_concat(q.start || ' ' || q.end || ' ' || q.kind) FROM"
        " (SELECT start, end, kind FROM quote WHERE paragraph = p.number ORDER BY place) q)"
        " FROM paragraph p JOIN article a ON a.number = ? WHERE p.version = ? ORDER BY p.ordinal",
        (article, text),
    )
    listed = tuple(json.loads(tags))
    shared = (title, outlet, byline, section, language, without_login(url), listed, date)
    return [
        ParagraphDoc(
            number,
            article,
            ordinal,
            said,
            *shared,
            # Names in furniture are not counted.
            tuple(sorted(map(int, named.split(",")))) if named and not hidden else (),
            bool(hidden),
            _quotes(quoted, len(said)) if quoted else (),
        )
        for number, ordinal, said, named, hidden, quoted in rows
    ]


def _quotes(listed: str, length: int) -> tuple[tuple[int, int, bool], ...]:
    """Start and end of each quote of a text of that length, and whether any of it stands between
    marks. A damaged file may hold others.
    """
    rows = (map(int, one.split()) for one in listed.split(","))
    return tuple((start, end, kind != INDIRECT) for start, end, kind in rows if end <= length)
