"""Which articles have several versions, and when each came."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from index.core.credentials import without_login
from index.core.publication import Publication
from index.store.articles import publications
from index.store.database import Database


class VersionRow(NamedTuple):
    """A version of an article, and what it says of the publication."""

    version: int
    publication: Publication


class KeptText(NamedTuple):
    """The text of a version and where it stood (`index.core.article.TextFrom`), "" where that was
    not kept, with its headline and address.
    """

    version: int
    text_from: str
    paragraphs: Sequence[str]
    title: str = ""
    url: str = ""


def texts(database: Database, article: int) -> list[KeptText]:
    """The texts of an article, the first one first."""
    rows = database.all(
        "SELECT v.version, v.text_from, v.title, v.url, p.text FROM version v"
        " LEFT JOIN paragraph p ON p.version = v.number"
        " WHERE v.article = ? ORDER BY v.version, p.ordinal",
        (article,),
    )
    return [
        KeptText(version, text_from, [row[-1] for row in group if row[-1] is not None], title, url)
        for (version, text_from, title, url), group in groupby(rows, key=itemgetter(0, 1, 2, 3))
    ]


class Standing(NamedTuple):
    """How many versions an article has, where its newest text was read, and its tags."""

    versions: int
    origin: str
    tags: tuple[str, ...]


def standing(database: Database, articles: Collection[int]) -> dict[int, Standing]:
    """The same of some articles, by number, those that were taken out among them."""
    rows = database.all(
        "SELECT a.number, abs(a.current), v.origin, v.tags FROM json_each(?) j"
        " JOIN article a ON a.number = j.value"
        " JOIN version v ON v.article = a.number AND v.version = abs(a.current)",
        (json.dumps([int(each) for each in articles]),),
    )
    return {
        number: Standing(many, without_login(origin), tuple(json.loads(tags)))
        for number, many, origin, tags in rows
    }


def newest_texts(database: Database, articles: Collection[int]) -> Iterator[tuple[int, str]]:
    """The headline and the paragraphs of the newest versions of some articles, each with the
    article's number.
    """
    wanted = {"articles": json.dumps([int(each) for each in articles])}
    newest = (
        " FROM json_each(:articles) j JOIN article a ON a.number = j.value"
        " JOIN version v ON v.article = a.number AND v.version = abs(a.current)"
    )
    rows = database.all(
        f"SELECT v.article, v.title, 0{newest} UNION ALL"
        f" SELECT v.article, p.text, p.ordinal{newest}"
        " JOIN paragraph p ON p.version = v.number ORDER BY 1, 3",
        wanted,
    )
    return ((article, text) for article, text, _ in rows)


def several(database: Database, among: Sequence[int] | None = None) -> list[int]:
    """The numbers of articles with several versions, the one that changed last first; `among` some
    articles, or all.
    """
    rows = database.all(
        "SELECT article FROM version WHERE version > 1"
        " AND (:among IS NULL OR article IN (SELECT value FROM json_each(:among)))"
        " AND article NOT IN (SELECT number FROM article WHERE current < 0)"
        " GROUP BY article ORDER BY max(number) DESC",
        {"among": None if among is None else json.dumps([int(each) for each in among])},
    )
    return [row[0] for row in rows]


def of_article(database: Database, article: int) -> tuple[VersionRow, ...]:
    """The versions of an article, the first one first."""
    rows = database.all(
        f"SELECT v.version, {publications.COLUMNS} FROM version v WHERE v.article = ?"
        " ORDER BY v.version",
        (article,),
    )
    return tuple(VersionRow(row[0], publications.publication(row[1:])) for row in rows)


def sections(database: Database) -> list[str]:
    """The sections that current versions name, the most frequent first."""
    rows = database.all(
        "SELECT v.section FROM article a JOIN version v ON v.article = a.number"
        " AND v.version = a.current WHERE v.section <> '' GROUP BY v.section"
        " ORDER BY count(*) DESC, v.section LIMIT 200"
    )
    return [row[0] for row in rows]


def articles_of(database: Database, paragraphs: Sequence[int]) -> list[int]:
    """The numbers of the articles that hold some paragraphs, each once."""
    rows = database.all(
        "SELECT DISTINCT v.article FROM paragraph p JOIN version v ON v.number = p.version"
        " WHERE p.number IN (SELECT value FROM json_each(?))",
        (json.dumps([int(each) for each in paragraphs]),),
    )
    return [row[0] for row in rows]
