"""What a person writes to mean an article or a paragraph."""

from __future__ import annotations

import re

from index.core.article_view import ArticleView
from index.core.errors import NotFound
from index.store import reading
from index.store.database import Database

_REFERENCE = re.compile(r"([a-z2-7]{4,12})(?:-([0-9a-f]{1,10}(?:-\d+)?)|:(\d+))?")


def article(database: Database, number: int, version: int | None) -> ArticleView:
    """An article in its current version or another. Raises NotFound."""
    view = reading.article_view(database, number, version)
    if view is None:
        raise NotFound(f"There is no article {number}" + (f" v{version}." if version else "."))
    return view


def find(database: Database, reference: str, version: int | None) -> tuple[ArticleView, int | None]:
    """An article, and the paragraph's number if one is meant. Raises NotFound.

    See `Archive.find` for what a reference may be.
    """
    match = _REFERENCE.fullmatch(reference.strip().lower())
    if not match:
        raise NotFound(f"“{reference}” is not an id.", "Ids stand in: nutgraf search --json")
    prefix, digits, ordinal = match.groups()
    found = reading.find_articles(database, prefix)
    if not found:
        raise NotFound(f"No article has the id {prefix}.")
    if len(found) > 1:
        likely = ", ".join(key for _, key in found)
        raise NotFound(f"{prefix} begins several ids: {likely}.", "Give more of the id.")
    view = reading.article_view(database, found[0][0], version)
    if view is None and version is None:
        raise NotFound(
            f"Article {found[0][1]} was removed.",
            f"To have it back: nutgraf removed back {found[0][1]}",
        )
    if view is None:
        raise NotFound(f"Article {found[0][1]} has no version {version}.")
    if ordinal:
        chosen = [p for p in view.paragraphs if p.ordinal == int(ordinal)]
    elif digits:
        chosen = [p for p in view.paragraphs if p.id.startswith(f"{view.id}-{digits}")]
        chosen = [p for p in chosen if p.id == f"{view.id}-{digits}"] or chosen
    else:
        return view, None
    if len(chosen) != 1:
        trouble = "more than one paragraph" if chosen else "no such paragraph"
        raise NotFound(f"Article {view.id} has {trouble}: {reference}.")
    return view, chosen[0].number
