"""Texts that stand word for word under several addresses of a site, below other headlines each:
what came there in the place of articles. Copies of news are another matter: they keep their
headline, or are other sites'.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from index.core.addresses import is_front_page, normalise_url, site_of
from index.store.database import Database

_LONGEST = 1_200  # characters of a text
_FEW_HEADLINES = 2
_MANY_ADDRESSES = 4  # below one headline


class Standing(NamedTuple):
    """One text of a site: below which headlines it stands, and under how many addresses."""

    site: str
    titles: tuple[str, ...]
    addresses: int


def standing(database: Database, after: int) -> list[Standing]:
    """The texts that seem to stand in the place of articles, of which one has come after a version
    with that number; the others may have been there before.
    """
    # Loaded whole: only texts whose beginning is there twice are looked at.
    rows = database.all(
        # CROSS JOIN keeps SQLite from going through all that is there.
        "WITH again (hash) AS (SELECT DISTINCT p.hash FROM version w CROSS JOIN paragraph p"
        "  ON p.version = w.number AND p.ordinal = 1 WHERE w.number > ?"
        "  AND length(p.text) <= ? AND EXISTS (SELECT 1 FROM paragraph q"
        "  WHERE q.hash = p.hash AND q.ordinal = 1 AND q.version <> p.version))"
        " SELECT p.hash, v.url, v.title, (SELECT group_concat(text, char(10)) FROM"
        "  (SELECT text FROM paragraph t WHERE t.version = v.number ORDER BY t.ordinal))"
        " FROM again CROSS JOIN paragraph p ON p.hash = again.hash AND p.ordinal = 1"
        " CROSS JOIN version v ON v.number = p.version"
        " CROSS JOIN article a ON a.number = v.article AND a.current = v.version"
        " WHERE v.url <> '' ORDER BY v.number",
        (after, _LONGEST),
    )
    placed = sorted(
        (
            (site_of(url), text, normalise_url(url), title)
            for _, url, title, text in rows
            if len(text) <= _LONGEST and site_of(url) and not is_front_page(url)
        ),
        key=itemgetter(0, 1),
    )
    groups = groupby(placed, key=itemgetter(0, 1))
    return [one for (site, _), group in groups for one in _judged(site, list(group))]


def _judged(site: str, group: list[tuple[str, str, str, str]]) -> Iterator[Standing]:
    """The text of a group, where it is no article that is there under several addresses."""
    titles = tuple(dict.fromkeys(title for *_, title in group))
    # One article has one last part of its address, whatever stands before and behind it.
    ends = {address.rstrip("/").rpartition("/")[2].partition("?")[0] for _, _, address, _ in group}
    folded = {title.casefold().strip() for title in titles}
    if len(ends) >= (_FEW_HEADLINES if len(folded) >= _FEW_HEADLINES else _MANY_ADDRESSES):
        yield Standing(site, titles, len({address for _, _, address, _ in group}))
