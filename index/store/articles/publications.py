"""What a version of an article says of its publication, written and read in one place."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any

from index.core.credentials import without_login
from index.core.publication import Heading, Publication

COLUMNS = (
    "v.title, v.outlet, v.byline, v.date, v.updated, v.section, v.language, v.url, v.imported,"
    " v.date_from, v.captured"
)
"""Of a version that a statement calls `v`, in the order of `Publication`."""


HEADING = ", ".join(f"v.{field}" for field in Heading._fields)
"""What a row shows of it, in the order of `Heading`."""

_URL = Publication._fields.index("url")
_KEPT = ("article", "version", "text_hash", "tags", "origin", "text_from", *Publication._fields)
_KEEP = f"INSERT INTO version ({', '.join(_KEPT)}) VALUES ({', '.join('?' * len(_KEPT))})"


def keep(
    connection: sqlite3.Connection,
    version: tuple[int, int],
    text_hash: str,
    said: Publication,
    *,
    tags: Sequence[str],
    origin: str,
    text_from: str = "",
) -> int:
    """Keep a version, which is the how many-th of which article, without its text; its number."""
    listed = json.dumps(tags, ensure_ascii=False)
    values = (*version, text_hash, listed, origin, text_from, *said)
    number = connection.execute(_KEEP, values).lastrowid
    assert number is not None
    return number


def publication(row: Sequence[Any]) -> Publication:
    """The publication that a row's `COLUMNS` tell of, which are to be all of `row`."""
    made = Publication._make(row)
    return made if "@" not in row[_URL] else made._replace(url=without_login(made.url))
