"""Stories as they are listed: articles that tell one event, and what each adds to it."""

from __future__ import annotations

from dataclasses import dataclass

from index.core.hits import Hit
from index.core.publication import Publication


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryArticle:
    """An article of a story: the how manieth it is, from 1, by time; how many `paragraphs` it has,
    furniture left out, and the first of these, 0 where it has none. `met` articles stood in a story
    that the reader has looked at.
    """

    article: int
    id: str
    place: int
    publication: Publication
    paragraphs: int
    paragraph: int
    met: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A story: its articles by time, and how many of them are `hits` of what was searched for.

    `id` is that of its first article, by which it is asked for (`story:ID`); `title` the headline
    that tells most of it. `looked_at` is whether the reader has been in it before; `fresh` is how
    many of its articles came since.
    """

    number: int
    id: str
    title: str
    articles: tuple[StoryArticle, ...]
    hits: int
    looked_at: bool
    fresh: int

    @property
    def first(self) -> StoryArticle:
        """The article that was first."""
        return self.articles[0]

    @property
    def latest(self) -> StoryArticle:
        """The last one of those whose date is known, else the last."""
        dated = [one for one in self.articles if one.publication.date]
        return (dated or self.articles)[-1]

    @property
    def largest(self) -> StoryArticle:
        """The first of those with the most paragraphs."""
        return max(self.articles, key=lambda one: (one.paragraphs, -one.place))

    @property
    def outlets(self) -> tuple[str, ...]:
        """Who published it, in the order in which they had it."""
        return tuple(dict.fromkeys(one.publication.outlet for one in self.articles))


@dataclass(frozen=True, slots=True)
class StoryPart:
    """An article of a story with its paragraphs that tell what no article before it does."""

    article: StoryArticle
    new: tuple[Hit, ...]
