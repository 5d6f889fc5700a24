"""Dates, bylines and outlets that sources gave before they gave others.

Whoever moves the day of an article or takes a name off it changes no word of its text. What was
said before is kept with the version that said it; that more is known (a day of a month, an outlet's
name for its host's) is no such change.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise

from index.core.clean import clean
from index.core.dates import days
from index.core.publication import FormerFact, Heading, Publication
from index.store.articles import publications
from index.store.articles.better_facts import is_host
from index.store.database import Database

_CUT = ("…", "...")
_MOST = 50
"""So many are kept that others tell of one text."""

NAMES = ("date", "byline", "outlet")
"""Which facts are kept. With another headline a text is another version, which has it."""


def keep(connection: sqlite3.Connection, version: int, said: Mapping[str, str], stamp: str) -> None:
    """Keep what a version says otherwise than it is to say from now on; within a transaction."""
    row = connection.execute(
        f"SELECT {publications.COLUMNS} FROM version v WHERE v.number = ?", (version,)
    ).fetchone()
    before = publications.publication(row)
    connection.executemany(
        "INSERT OR IGNORE INTO former_fact VALUES (?, ?, ?, ?)",
        [
            (version, name, getattr(before, name), stamp)
            for name in NAMES
            if name in said and _is_other(before, name, said[name])
        ],
    )


def of_versions(database: Database, versions: Collection[int]) -> dict[int, tuple[FormerFact, ...]]:
    """What was said of versions before they said otherwise, by number."""
    found: dict[int, list[FormerFact]] = {}
    for version, *fact in database.all(
        "SELECT f.version, f.name, f.value, f.until FROM json_each(?) j"
        " JOIN former_fact f ON f.version = j.value ORDER BY f.until, f.name",
        (json.dumps([int(each) for each in versions]),),
    ):
        found.setdefault(version, []).append(FormerFact(*fact))
    return {version: tuple(facts) for version, facts in found.items()}


def keep_told(connection: sqlite3.Connection, version: int, facts: Iterable[FormerFact]) -> None:
    """Keep what others know of a version; within a transaction. What is none of ours is left out,
    and what is there already stays.
    """
    told = [fact._replace(value=clean(fact.value)) for fact in facts if fact.name in NAMES]
    connection.executemany(
        "INSERT OR IGNORE INTO former_fact VALUES (?, ?, ?, ?)",
        [
            (version, *fact)
            for fact in told[:_MOST]
            if fact.value and days(fact.until) and (fact.name != "date" or days(fact.value))
        ],
    )


def settle(database: Database, told: Mapping[str, Mapping[str, Sequence[FormerFact]]]) -> None:
    """Keep what others know of the texts of some articles, by id and digest, where it is new."""
    known = {key: texts for key, texts in told.items() if any(texts.values())}
    if not known:
        return
    rows = database.all(
        "SELECT a.id, v.text_hash, v.number FROM json_each(?) j JOIN article a ON a.id = j.value"
        " JOIN version v ON v.article = a.number",
        (json.dumps([*known]),),
    )
    held = of_versions(database, [row[2] for row in rows])
    new = [
        (version, facts)
        for key, digest, version in rows
        if set(facts := known[key].get(digest, ())) - set(held.get(version, ()))
    ]
    if new:
        with database.transaction() as connection:
            for version, facts in new:
                keep_told(connection, version, facts)


def of_articles(database: Database, articles: Collection[int]) -> dict[int, tuple[FormerFact, ...]]:
    """What was said of some articles, by number, the first first: before the same text said
    otherwise, or a later version.
    """
    wanted = json.dumps([int(each) for each in articles])
    found: dict[int, list[FormerFact]] = {}
    for article, *fact in database.all(
        "SELECT v.article, f.name, f.value, f.until FROM json_each(?) j"
        " JOIN version v ON v.article = j.value JOIN former_fact f ON f.version = v.number",
        (wanted,),
    ):
        found.setdefault(article, []).append(FormerFact(*fact))
    versions: dict[int, list[tuple[str, Publication]]] = {}
    for article, text_from, *row in database.all(
        f"SELECT v.article, v.text_from, {publications.COLUMNS} FROM json_each(?) j"
        " JOIN article a ON a.number = j.value AND abs(a.current) > 1"
        " JOIN version v ON v.article = a.number ORDER BY v.article, v.version",
        (wanted,),
    ):
        versions.setdefault(article, []).append((text_from, publications.publication(row)))
    for article, published in versions.items():
        for (kind, old), (other, new) in pairwise(published):
            # Feeds call outlets and people otherwise than their pages do.
            for name in ("title", *NAMES) if kind == other else ():
                if _is_other(old, name, getattr(new, name)):
                    fact = FormerFact(name, getattr(old, name), new.imported)
                    found.setdefault(article, []).append(fact)
    return {article: _in_turn(facts) for article, facts in found.items()}


def _in_turn(facts: Iterable[FormerFact]) -> tuple[FormerFact, ...]:
    """Facts in the order in which they were said no longer. Of several archives each got to know of
    it in its time: the first one counts.
    """
    last: dict[str, str] = {}
    kept = []
    for fact in sorted(facts, key=lambda fact: (fact.until, fact.name)):
        if last.get(fact.name) != fact.value:
            kept.append(fact)
        last[fact.name] = fact.value
    return tuple(kept)


def _is_same_headline(old: str, now: str) -> bool:
    """Whether one headline is the other, cut or with an outlet's name behind it."""
    few, many = sorted((old.rstrip("….").strip(), now.rstrip("….").strip()), key=len)
    rest = many[len(few) :].lstrip()
    is_cut = old.endswith(_CUT) or now.endswith(_CUT)
    return many.startswith(few) and (not rest or is_cut or rest[0] in "-|–—·•:")


def _is_other(before: Publication, name: str, now: str) -> bool:
    """Whether a fact is another one now, and not the same known better."""
    old: str = getattr(before, name)
    if not old or not now or old.casefold() == now.casefold():
        return False
    if name == "date":
        doubtful = Heading(date=old, date_from=before.date_from).is_date_doubtful
        return not doubtful and not now.startswith(old) and not old.startswith(now)
    if name == "title":
        return not _is_same_headline(old, now)
    return name != "outlet" or not is_host(old, before.url)
