"""What is said of stories in words, on the screen and in the shell."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tui.text import NO_OUTLET, clean

if TYPE_CHECKING:
    from index import Publication, Story, StoryPart

ORDERS: Mapping[str, Callable[[Story], Any]] = {
    "hits": lambda story: story.hits,
    "newest": lambda story: story.latest.publication.date,
    "largest": lambda story: len(story.articles),
}
"""What stories are put in order by, the greatest first."""


def in_order(stories: Sequence[Story], order: str) -> list[Story]:
    """Stories in one of the `ORDERS`; among equals as they were."""
    return sorted(stories, key=ORDERS[order], reverse=True)


def _day(about: Publication) -> str:
    return about.date[:10]


def span(story: Story, written: Callable[[Publication], str] = _day) -> str:
    """From when to when it was told, with dates as they are `written`."""
    first, last = story.first.publication, story.latest.publication
    if not first.date:
        return "undated"
    begin, end = written(first), written(last)
    return begin if begin == end else f"{begin} – {end}"


def outlets(story: Story) -> str:
    """Who published it, in the order in which they had it."""
    return ", ".join(clean(name) or NO_OUTLET for name in story.outlets)


def said_of(part: StoryPart, *, first: bool) -> str:
    """What an article adds."""
    every = part.article.paragraphs
    if first:
        return f"had it first · {every} ¶"
    if not part.new:
        return f"nothing new · {every} ¶"
    return f"{len(part.new)} new of {every} ¶"


def title(story: Story) -> str:
    """Its headline."""
    return clean(story.title) or "Without a headline"
