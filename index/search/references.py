"""What a person writes to mean an article or a paragraph."""

from __future__ import annotations

from index.core.article_view import ArticleView, ParagraphView
from index.core.errors import NotFound
from index.core.late_patterns import late
from index.store import reading
from index.store.database import Database

_REFERENCE = late(r"([a-z2-7]{4,12})(?:-([0-9a-f]{1,10}(?:-\d+)?)|:(\d+))?")


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
    if not (digits or ordinal):
        return view, None
    chosen = _chosen(view, digits, ordinal)
    if not chosen and digits:
        former = _formerly(database, view, digits)
        if former is not None and version is None:
            return former
        hint = f"Version {former[0].version} has it." if former is not None else ""
        raise NotFound(f"Article {view.id} has no such paragraph: {reference}.", hint)
    if len(chosen) != 1:
        trouble = "more than one paragraph" if chosen else "no such paragraph"
        raise NotFound(f"Article {view.id} has {trouble}: {reference}.")
    return view, chosen[0].number


def _chosen(view: ArticleView, digits: str | None, ordinal: str | None) -> list[ParagraphView]:
    """The paragraphs of an article that a number, or the second half of an id, may mean."""
    if ordinal:
        return [p for p in view.paragraphs if p.ordinal == int(ordinal)]
    begun = [p for p in view.paragraphs if p.id.startswith(f"{view.id}-{digits}")]
    return [p for p in begun if p.id == f"{view.id}-{digits}"] or begun


def _formerly(database: Database, view: ArticleView, digits: str) -> tuple[ArticleView, int] | None:
    """The last other version of an article that has one paragraph of an id: ids that were cited go
    on meaning what they meant when the article is changed.
    """
    for version in range(view.versions, 0, -1):
        other = reading.article_view(database, view.number, version)
        chosen = _chosen(other, digits, None) if other is not None else []
        if other is not None and len(chosen) == 1:
            return other, chosen[0].number
    return None
