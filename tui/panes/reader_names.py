"""Going from name to name through an article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index import ArticleView, MentionView

Place = tuple[int, int]
"""A name: the position of its paragraph, and of its mention there."""


def neighbour(article: ArticleView, named: Place | None, paragraph: int, step: int) -> Place | None:
    """The name after or before one, or of a paragraph where there is none to go from."""
    names = list(_names(article))
    if step > 0:
        after = named or (paragraph, -1)
        return next((name for name in names if name > after), None)
    before = named or (paragraph, 0)
    return next((name for name in reversed(names) if name < before), None)


def mention(article: ArticleView, place: Place) -> MentionView:
    return article.paragraphs[place[0]].mentions[place[1]]


def first_in(article: ArticleView, paragraph: int) -> Place | None:
    """The first name of a paragraph."""
    return (paragraph, 0) if article.paragraphs and article.paragraphs[paragraph].mentions else None


def place_of(article: ArticleView, place: Place | None, name: MentionView | None) -> Place | None:
    """Where a name stands that stood at a place of the same text, if it still is one."""
    if place is None or name is None:
        return None
    mentions = article.paragraphs[place[0]].mentions
    return next(((place[0], at) for at, m in enumerate(mentions) if m.start == name.start), None)


def _names(article: ArticleView) -> Iterator[Place]:
    for position, paragraph in enumerate(article.paragraphs):
        for at in range(len(paragraph.mentions)):
            yield position, at
