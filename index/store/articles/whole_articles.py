"""Articles read whole, to be given to another archive: all versions, names, quotes, sources."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from operator import itemgetter
from typing import Any

from index.core.credentials import without_login
from index.core.entity_edits import Identity
from index.core.shared_article import (
    SharedArticle,
    SharedName,
    SharedParagraph,
    SharedQuote,
    SharedSource,
    SharedVersion,
    origin_for_others,
)
from index.store.articles import former_facts, printed_pages
from index.store.articles.met_articles import taken_at
from index.store.database import Database
from index.store.derived import stages
from index.store.derived.stages import NAMES
from index.store.names import kept_edits, met_edits

_CHOSEN = "a.number IN (SELECT value FROM json_each(?))"


def count(database: Database) -> int:
    """How many articles there are."""
    return int(database.one("SELECT count(*) FROM article WHERE current > 0")[0])


def numbers(database: Database, at_once: int) -> Iterator[list[int]]:
    """The numbers of all articles, some at once, in order. Those that come meanwhile as well."""
    last = 0
    while True:
        rows = database.all(
            "SELECT number FROM article WHERE number > ? AND current > 0 ORDER BY number LIMIT ?",
            (last, at_once),
        )
        if not rows:
            return
        last = rows[-1][0]
        yield [row[0] for row in rows]


def read(database: Database, chosen: Sequence[int]) -> list[SharedArticle]:
    """Some articles whole, in order of their numbers, as of one moment."""
    with database.snapshot():
        wanted = (json.dumps(list(chosen)),)
        paragraphs = _paragraphs(database, wanted)
        pages = printed_pages.of_versions(database, _CHOSEN, wanted)
        versions: dict[int, list[SharedVersion]] = defaultdict(list)
        named = stages.done(database.connection, NAMES)
        keys: dict[int, str] = {}
        rows = database.all(
            "SELECT a.number, a.id, v.number, a.revision, v.version, v.text_hash, v.title,"
            " v.outlet, v.byline, v.date, v.updated, v.section, v.language, v.url, v.tags,"
            " v.date_from, v.origin, v.imported, v.captured, v.text_from"
            f" FROM article a JOIN version v ON v.article = a.number WHERE {_CHOSEN}"
            " ORDER BY v.article, v.version",
            wanted,
        )
        former = former_facts.of_versions(database, [row[2] for row in rows])
        for article, key, number, revision, *row in rows:
            keys[article] = key
            by = next((one.made_by for one in named if one.first <= number <= one.last), "")
            texts, revised = paragraphs.get(number, ((), 0))
            made = max(revision, revised)
            version = _version(row, texts, by, made)
            told = printed_pages.as_told(pages.get(number, {}), len(texts))
            version = replace(version, former=former.get(number, ()), pages=told)
            versions[article].append(version)
        sources = _sources(database, wanted)
        return [
            SharedArticle.of(keys[number], versions[number], sources[number])
            for number in sorted(keys)
        ]


def _version(
    row: Sequence[Any], paragraphs: tuple[SharedParagraph, ...], named_by: str, made: int
) -> SharedVersion:
    place, digest, title, outlet, byline, date, updated, section, language, url, tags = row[:11]
    date_from, origin, imported, captured, text_from = row[11:]
    return SharedVersion(
        hash=digest,
        title=title,
        paragraphs=paragraphs,
        imported=imported,
        place=place,
        outlet=outlet,
        byline=byline,
        date=date,
        date_from=date_from,
        updated=updated,
        section=section,
        language=language,
        url=without_login(url),
        tags=tuple(json.loads(tags)),
        origin=origin_for_others(origin),
        names_by=named_by,
        made=made,
        captured=taken_at(captured, text_from, imported),
    )


def _paragraphs(
    database: Database, wanted: tuple[str]
) -> dict[int, tuple[tuple[SharedParagraph, ...], int]]:
    """The paragraphs of each version of some articles, and the latest revision of one of them."""
    names, quotes = _names(database, wanted), _quotes(database, wanted)
    rows = database.all(
        "SELECT v.number, p.number, p.text,"
        # A bookmark brings furniture out again for whoever made it: that is theirs alone.
        " EXISTS (SELECT 1 FROM furniture WHERE paragraph = p.number),"
        " ifnull((SELECT revision FROM revised_paragraph WHERE paragraph = p.number), 0)"
        " FROM article a JOIN version v ON v.article = a.number"
        f" JOIN paragraph p ON p.version = v.number WHERE {_CHOSEN}"
        " ORDER BY v.number, p.ordinal",
        wanted,
    )
    found = {}
    for version, group in groupby(rows, key=itemgetter(0)):
        texts = list(group)
        paragraphs = tuple(
            SharedParagraph(text, tuple(names[number]), tuple(quotes[number]), bool(hidden))
            for _, number, text, hidden, _ in texts
        )
        found[version] = paragraphs, max(row[4] for row in texts)
    return found


def _names(database: Database, wanted: tuple[str]) -> dict[int, list[SharedName]]:
    """Whom paragraphs name: as the archive's own edits have led them, but where people have edited
    names as they were found, since their edits are shared as well.
    """
    people = met_edits.of_people(kept_edits.kept(database.connection))
    edited = {who for one in people for who in one.edit.about}
    tables = ("mention", "mention_hidden") if edited else ("mention",)
    found: dict[int, list[SharedName]] = defaultdict(list)
    for table in tables:
        for paragraph, start, end, confidence, kind, key, name, *led in database.all(
            _NAMED[table], wanted
        ):
            to, called = (kind, name) if Identity(kind, key) in edited else led
            found[paragraph].append(SharedName(start, end, to, called, confidence))
    for names in found.values():
        names.sort()
    return found


def _statement(table: str, found: str, led: str) -> str:
    """Where paragraphs name whom: type, key and name of whoever was found, type and name of whoever
    is meant.
    """
    return (
        "SELECT p.number, m.start, m.end, m.confidence,"
        " f.type, f.key, CASE f.original WHEN '' THEN f.name ELSE f.original END, e.type, e.name"
        " FROM article a CROSS JOIN version v ON v.article = a.number"
        " CROSS JOIN paragraph p ON p.version = v.number"
        f" CROSS JOIN {table} m ON m.paragraph = p.number"
        f" CROSS JOIN entity f ON f.number = {found} CROSS JOIN entity e ON e.number = {led}"
        f" WHERE {_CHOSEN}"
    )


_NAMED = {
    "mention": _statement("mention", "coalesce(m.found, m.entity)", "m.entity"),
    "mention_hidden": _statement("mention_hidden", "m.found", "m.found"),
}


# Where the text names whom the reader has said that quote `q` is by, first of all.
_NAMED_BY_READER = (
    "SELECT n.paragraph, n.start FROM quote_speaker r"
    " CROSS JOIN paragraph o ON o.version = v.number"
    " CROSS JOIN mention n ON n.paragraph = o.number AND n.entity = r.entity"
    " WHERE r.paragraph = q.paragraph AND r.place = q.place ORDER BY 1, 2 LIMIT 1"
)


def _quotes(database: Database, wanted: tuple[str]) -> dict[int, list[SharedQuote]]:
    found: dict[int, list[SharedQuote]] = defaultdict(list)
    for paragraph, *row in database.all(
        "SELECT p.number, q.start, q.end, q.kind, q.cue, q.cue_end, q.speaker, q.speaker_end,"
        " ifnull((SELECT ordinal FROM paragraph WHERE number = ifnull(q.source, s.paragraph)), 0),"
        " coalesce(q.source_start, s.start, 0), ifnull(q.behalf, -1), min(q.certainty, 100)"
        " FROM article a CROSS JOIN version v ON v.article = a.number"
        " CROSS JOIN paragraph p ON p.version = v.number"
        " CROSS JOIN quote q ON q.paragraph = p.number"
        f" LEFT JOIN mention s ON (s.paragraph, s.start) = ({_NAMED_BY_READER})"
        f" WHERE {_CHOSEN}"
        " ORDER BY p.number, q.place",
        wanted,
    ):
        found[paragraph].append(SharedQuote(*row))
    return found


def _sources(database: Database, wanted: tuple[str]) -> dict[int, list[SharedSource]]:
    found: dict[int, list[SharedSource]] = defaultdict(list)
    for article, key, origin, url, outlet in database.all(
        "SELECT a.number, s.id, s.origin, s.url, s.outlet FROM article a"
        f" JOIN source s ON s.article = a.number WHERE {_CHOSEN}",
        wanted,
    ):
        found[article].append(
            SharedSource(key, origin_for_others(origin), without_login(url), outlet)
        )
    return found
