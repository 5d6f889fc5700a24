"""What the archive has of articles that may be met again, looked up for many at once."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence

from index.core.addresses import is_front_page
from index.core.article import PRESS, RECORD, Article, address_id
from index.core.file_places import names_from_elsewhere
from index.store.articles.known_article import Known
from index.store.articles.names_of_files import names_of
from index.store.articles.origins import is_lone_file
from index.store.database import Database

METADATA = ("outlet", "byline", "date", "updated", "section", "language", "url", "date_from")
REMEMBERED = ("title", "text_from", "captured", "tags", "origin", *METADATA)


def owners(database: Database, ids: set[str]) -> dict[str, list[str]]:
    """Ids under which articles were met → the ids of those articles, the first one first."""
    found: dict[str, list[str]] = {}
    wanted = json.dumps(sorted(ids))
    rows = database.all(
        "SELECT id, id, number FROM article WHERE id IN (SELECT value FROM json_each(:ids))"
        " UNION SELECT s.id, a.id, a.number FROM source s JOIN article a ON a.number = s.article"
        " WHERE s.id IN (SELECT value FROM json_each(:ids)) ORDER BY 3",
        {"ids": wanted},
    )
    for way, key, _ in rows:
        found.setdefault(way, []).append(key)
    return found


def same_text(database: Database, digests: Sequence[str]) -> dict[str, list[str]]:
    """Digest → the ids of the articles with that text."""
    found: dict[str, list[str]] = {}
    rows = database.all(
        "SELECT v.text_hash, a.id FROM version v JOIN article a ON a.number = v.article"
        " WHERE v.text_hash IN (SELECT value FROM json_each(?)) ORDER BY v.number",
        (json.dumps(list(digests)),),
    )
    for digest, key in rows:
        found.setdefault(digest, []).append(key)
    return found


def known(database: Database, ids: set[str]) -> dict[str, Known]:
    """Article id → what the archive has of it."""
    found: dict[str, Known] = {}
    wanted = (json.dumps(sorted(ids)),)
    rows = database.all(
        "SELECT a.id, a.current < 0, v.text_hash, v.imported,"
        f" {', '.join('v.' + name for name in REMEMBERED)} "
        "FROM article a JOIN version v ON v.article = a.number "
        "WHERE a.id IN (SELECT value FROM json_each(?)) ORDER BY a.number, v.version",
        wanted,
    )
    for key, removed, digest, imported, *values in rows:
        one = found.setdefault(key, Known(removed=bool(removed)))
        about = one.texts[digest] = dict(zip(REMEMBERED, values, strict=True))
        about["captured"] = taken_at(about["captured"], about["text_from"], imported)
    for key, one in found.items():
        note_places(one, key)
    for key, own, origin, outlet in database.all(
        "SELECT a.id, s.id, s.origin, s.outlet FROM article a JOIN source s ON s.article = a.number"
        " WHERE a.id IN (SELECT value FROM json_each(?))",
        wanted,
    ):
        if own.startswith(RECORD):
            found[key].records.add(own)
            # Whatever the outlet is called now, so it was when it had this id.
            found[key].outlets.add((own, outlet.casefold()))
        elif own.startswith(PRESS):
            found[key].press.add(own)
        else:
            found[key].places.add((own, origin))
            found[key].outlets.add((own, outlet.casefold()))
    return found


def note_places(article: Known, key: str) -> None:
    """Note where the texts of an article with an id were met: at their addresses, the first one by
    that id as well, since its address may have come from elsewhere.
    """
    for place, about in enumerate(article.texts.values()):
        url = about["url"]
        own = address_id(url) if url and not is_front_page(url) else key
        for met in (own,) if place else (own, key):
            article.places.add((met, about["origin"]))
            article.outlets.add((met, about["outlet"].casefold()))


def taken_at(captured: str, text_from: str, imported: str) -> str:
    """When a text was taken from its page, "" where that is not known: a page that is fetched is
    one of that moment.
    """
    return captured or (imported if text_from == "page" else "")


class MetFiles:
    """The articles without an address that were met in the files which some articles are all of.

    `met` are their ids by files, the last first.
    """

    def __init__(self, database: Database, articles: Iterable[Article]) -> None:
        files = [article for article in articles if is_lone_file(article)]
        named = {name for one in files for name in (*names_of(one), *_names_elsewhere(one))}
        self.met: dict[str, list[str]] = {}
        for origin, key in _of_files(database, named) if named else ():
            if key not in (keys := self.met.setdefault(origin, [])):
                keys.append(key)

    def by_name(self, article: Article) -> list[str]:
        """The ids of those of a file, whatever it was called."""
        return self._of(article, names_of(article))

    def from_elsewhere(self, article: Article) -> list[str]:
        """The ids of those of a file that may be this one: older archives have files as they were
        named from a folder above them.
        """
        return self._of(article, _names_elsewhere(article))

    def _of(self, article: Article, names: Iterable[str]) -> list[str]:
        if not is_lone_file(article):
            return []
        return [key for name in names for key in self.met.get(name, ())]


def _names_elsewhere(article: Article) -> tuple[str, ...]:
    return names_from_elsewhere(article.origin)


def _of_files(database: Database, files: Collection[str]) -> Iterator[tuple[str, str]]:
    """Files with the ids of articles without an address that were met in them, the last first."""
    # The indexes hold texts without an address alone.
    for origin, key, _, _ in database.all(
        "SELECT v.origin, a.id, v.imported, v.number"
        " FROM version v JOIN article a ON a.number = v.article"
        " WHERE v.url = '' AND v.origin IN (SELECT value FROM json_each(:files))"
        " UNION ALL SELECT s.origin, a.id, s.seen, 0"
        " FROM source s JOIN article a ON a.number = s.article"
        " WHERE s.url = '' AND s.origin IN (SELECT value FROM json_each(:files))"
        " ORDER BY 3 DESC, 4 DESC",
        {"files": json.dumps(sorted(files))},
    ):
        yield origin, key


def texts(database: Database, key: str) -> dict[str, list[str]]:
    """All texts of an article by their digests."""
    found: dict[str, list[str]] = {}
    for digest, text in database.all(
        "SELECT v.text_hash, p.text FROM article a JOIN version v ON v.article = a.number"
        " JOIN paragraph p ON p.version = v.number WHERE a.id = ? ORDER BY v.version, p.ordinal",
        (key,),
    ):
        found.setdefault(digest, []).append(text)
    return found


def lacking_text(database: Database, ids: Collection[str]) -> set[str]:
    """Those of some articles of which the archive has no more than a link: headline, address and
    what was marked. What was removed lacks nothing.
    """
    rows = database.all(
        "SELECT a.id FROM json_each(?) wanted CROSS JOIN article a ON a.id = wanted.value"
        " CROSS JOIN version v ON v.article = a.number AND v.version = a.current"
        " WHERE v.text_from = 'link' OR NOT EXISTS (SELECT 1 FROM paragraph p"
        "  WHERE p.version = v.number AND p.text NOT IN (v.title, v.url))",
        (json.dumps(list(ids)),),
    )
    return {row[0] for row in rows}


def current_text(database: Database, key: str) -> list[str]:
    """The newest text of an article, taken out or not; [] of one that is not there."""
    rows = database.all(
        "SELECT p.text FROM article a JOIN version v ON v.article = a.number"
        " AND v.version = abs(a.current) JOIN paragraph p ON p.version = v.number"
        " WHERE a.id = ? ORDER BY p.ordinal",
        (key,),
    )
    return [row[0] for row in rows]
