"""Paragraphs that were chosen, with all that an export says of each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from index.bookmarks import Bookmarks
from index.errors import NotFound
from index.export import Excerpt
from index.model import ArticleView, Bookmark, ParagraphView
from index.store import reading
from index.store.database import Database


def of_paragraphs(
    database: Database, bookmarks: Bookmarks, numbers: Iterable[int]
) -> Sequence[Excerpt]:
    """Excerpts in the order given, with note and tags where a paragraph is bookmarked.

    Raises NotFound for a number the archive does not hold.
    """
    marks = {mark.paragraph: mark for mark in bookmarks.all()}
    views: dict[tuple[int, int], ArticleView] = {}
    excerpts = []
    for number in numbers:
        place = reading.place_of(database, number)
        view = views.get(place) if place else None
        if place and view is None:
            view = reading.article_view(database, *place)
        if place is None or view is None:
            raise NotFound(f"There is no paragraph {number}.")
        views[place] = view
        paragraph = next(p for p in view.paragraphs if p.number == number)
        mark = marks.get(number)
        excerpts.append(of_bookmark(mark) if mark else _of_paragraph(view, paragraph))
    return excerpts


def of_bookmark(mark: Bookmark) -> Excerpt:
    """The excerpt of a bookmark, with the text that was marked and the text of today."""
    return Excerpt(
        paragraph_id=mark.paragraph_id,
        text=mark.text,
        ordinal=mark.ordinal,
        paragraphs=mark.paragraphs,
        title=mark.title,
        outlet=mark.outlet,
        byline=mark.byline,
        date=mark.date,
        url=mark.url,
        imported=mark.imported,
        note=mark.note,
        tags=mark.tags,
        state=mark.state,
        marked_text=mark.anchor.exact,
    )


def _of_paragraph(view: ArticleView, paragraph: ParagraphView) -> Excerpt:
    return Excerpt(
        paragraph_id=paragraph.id,
        text=paragraph.text,
        ordinal=paragraph.ordinal,
        paragraphs=len(view.paragraphs),
        title=view.title,
        outlet=view.outlet,
        byline=view.byline,
        date=view.date,
        url=view.url,
        imported=view.imported,
    )
