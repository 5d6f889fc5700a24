"""What a version of an article says of its publication, read in one place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from index.core.credentials import without_login
from index.core.publication import Publication

COLUMNS = "v.title, v.outlet, v.byline, v.date, v.updated, v.section, v.language, v.url, v.imported"
"""Of a version that a statement calls `v`."""


def publication(row: Sequence[Any]) -> Publication:
    """The publication that a row's `COLUMNS` tell of, which are to be all of `row`."""
    title, outlet, byline, date, updated, section, language, url, imported = row
    return Publication(
        title=title,
        outlet=outlet,
        byline=byline,
        date=date,
        updated=updated,
        section=section,
        language=language,
        url=without_login(url),
        imported=imported,
    )
