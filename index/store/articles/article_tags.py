"""Tags of articles as each program, file and feed that knows an article last gave them.

Readers of other programs tag what they keep there, and change that: what they take away there goes
here, unless another one still says it, and what they add comes. So it is with feeds, whose tags are
the outlet's and those that the reader gave the feed. Pages have keywords of the outlet's own, which
change by the hour and are those of their version.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from index.core.article import Article
from index.core.file_places import is_gone
from index.store.articles.known_article import Known
from index.store.articles.names_of_files import names_of
from index.store.articles.origins import file_of, is_read_from_file
from index.store.database import Database


class Told(NamedTuple):
    """What a program or file last said of an article's tags."""

    teller: str
    tags: tuple[str, ...]


def listed(tags: Iterable[str]) -> str:
    """Tags as a version keeps them."""
    return json.dumps(list(tags), ensure_ascii=False)


def told(known: Known, article: Article) -> Told | None:
    """What an article says of its tags that its teller did not say before."""
    teller = _teller(known, article)
    before = known.told.get(teller, ())
    return Told(teller, article.tags) if teller and article.tags != before else None


def of_newest(known: Known, article: Article) -> tuple[tuple[str, str], ...]:
    """The tags that the newest text of a known article has now, if they change by what an article
    says of them that brings no text: three ways.
    """
    before = known.newest.get("tags", "[]")
    if _teller(known, article):
        after = listed(_changed(known, article))
        if after != before:
            return (("tags", after),)
    return ()


def of_version(known: Known, article: Article) -> tuple[str, ...]:
    """The tags of a new version of a known article: its own, and what programs and files say."""
    if _teller(known, article):
        return _changed(known, article)
    told = (tag for _, tags in sorted(known.told.items()) for tag in tags)
    return once((*article.tags, *told))


def _changed(known: Known, article: Article) -> tuple[str, ...]:
    """The tags of the newest text without those that a teller no longer gives, and with its new
    ones. A file that is gone from where it was gives none.
    """
    teller = _teller(known, article)
    gone = {*known.told.get(teller, ())} - {*article.tags}
    for other, tags in known.told.items() if gone else ():
        if other != teller and not is_gone(other):
            gone -= {*tags}
    shown = json.loads(known.newest.get("tags", "[]"))
    return once((*(tag for tag in shown if tag not in gone), *article.tags))


def once(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags without those that differ from another one by case alone."""
    found: dict[str, str] = {}
    for tag in tags:
        found.setdefault(tag.casefold(), tag)
    return tuple(found.values())


def _teller(known: Known, article: Article) -> str:
    """Who says which tags an article has: the program it was kept in, the feed, or the file, by the
    name by which it is known; "" where it is a page, or nobody who could be met again.
    """
    if article.kept_in:
        return article.kept_in
    if article.said_now:
        return article.origin
    if not is_read_from_file(article):
        return ""
    names = [file_of(name) for name in names_of(article)]
    return next((name for name in names if name in known.told), names[0])


def load(database: Database, known: dict[str, Known]) -> None:
    """Note what is kept of the tags of known articles."""
    rows = database.all(
        "SELECT a.id, t.teller, t.tags FROM article a JOIN told_tags t ON t.article = a.number"
        " WHERE a.id IN (SELECT value FROM json_each(?)) ORDER BY a.number, t.teller",
        (json.dumps(sorted(known)),),
    )
    for key, teller, tags in rows:
        known[key].told[teller] = tuple(json.loads(tags))


def write(connection: sqlite3.Connection, article: str, said: Told) -> None:
    """Keep what a program or file says of the tags of the article with an id."""
    connection.execute(
        "INSERT OR REPLACE INTO told_tags SELECT number, ?, ? FROM article WHERE id = ?",
        (said.teller, listed(said.tags), article),
    )
