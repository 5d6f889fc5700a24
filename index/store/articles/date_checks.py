"""Which dates in an archive are lacking or cannot well be right."""

from __future__ import annotations

from typing import Any

from index.core.publication import ABOUT
from index.store.database import Database


def doubtful(database: Database) -> Any:
    """Number, id, title, outlet, origin, date, where it was found and time of import of articles.

    Undated ones; dates more than a day after the import (zones differ by as much), before 1600, and
    the first of 1970, which stands for no date in many a program; those that are said to be about
    then. A cursor, read as it goes.
    """
    return database.rows(
        "SELECT a.number, a.id, v.title, v.outlet, v.origin, v.date, v.date_from, v.imported"
        " FROM article a JOIN version v ON v.article = a.number AND v.version = a.current"
        " WHERE v.date = '' OR v.date < '1600' OR v.date LIKE '1970-01-01%'"
        " OR v.date > date(v.imported, '+2 days') OR v.date_from LIKE '%' || ? ORDER BY a.number",
        (ABOUT,),
    )
