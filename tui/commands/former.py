"""What became of a paragraph of a former version, which an older note may cite."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index import Archive, ArticleView, BookmarkState


@dataclass(frozen=True, slots=True)
class Became:
    """What a paragraph of a former version is today: number, id and ordinal, 0 and "" where it is
    none.
    """

    state: BookmarkState
    number: int = 0
    id: str = ""
    ordinal: int = 0


def became(archive: Archive, view: ArticleView, number: int) -> Became | None:
    """What a paragraph of an article is today; None for one that stands in the current version."""
    former = archive.today([number]).get(number)
    if former is None:
        return None
    if former.today is None:
        return Became(former.state)
    paragraphs = archive.article(view.number).paragraphs
    today = next(each for each in paragraphs if each.number == former.today)
    return Became(former.state, today.number, today.id, today.ordinal)


def in_words(today: Became | None) -> str:
    """The same in words; "" where there is nothing to say."""
    if today is None:
        return ""
    if not today.number:
        removed = today.state == "removed"
        return "the article was removed" if removed else "no longer in the article"
    is_same = today.state != "changed"
    said = "the same stands there today" if is_same else "changed since; today it is"
    return f"{said}: ¶ {today.ordinal}, {today.id}"
