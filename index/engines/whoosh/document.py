"""What goes into the index, what it must be told, and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from index.core.model import ClauseCount
from index.query.nodes import EntityType, StateName

Numbers = NDArray[np.int64]


class ParagraphDoc(NamedTuple):
    """A paragraph as it is indexed: a tuple, because one is made for every paragraph there is.

    `number` is the archive's number of the paragraph: unique, growing, never used again. `article`
    is its article's number, `ordinal` counts from 1. `title` comes with every paragraph but is
    indexed with the first only. `entities` are the distinct numbers of the entities it names.
    """

    number: int
    article: int
    ordinal: int
    text: str
    title: str = ""
    outlet: str = ""
    byline: str = ""
    section: str = ""
    language: str = ""
    url: str = ""
    tags: tuple[str, ...] = ()
    date: str = ""
    entities: tuple[int, ...] = ()


class Lookup(Protocol):
    """What the archive knows and the index does not: names and what the reader did."""

    def entities(self, kind: EntityType | None, name: str, *, exact: bool) -> Sequence[int]:
        """Numbers of the entities with an alias that has the words of `name`, or (`exact`) of
        those that are called so.
        """

    def beginning(self, kind: EntityType | None, name: str) -> Sequence[int]:
        """The same where the last word of `name` is still being written."""
        return self.entities(kind, name, exact=False)

    def in_state(self, state: StateName) -> Sequence[int]:
        """Numbers of the paragraphs in a state ("undated" is never asked)."""

    def notes(self) -> Iterable[tuple[int, str]]:
        """Paragraph number and text of every note."""

    def tags(self) -> Iterable[tuple[int, str]]:
        """Paragraph number and tag, for every tag a reader gave."""


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """Counts over all hits. `entities` and `counts` are aligned, unordered."""

    entities: Numbers
    counts: Numbers
    outlets: tuple[tuple[str, int], ...]
    months: tuple[tuple[str, int], ...]


class Hits(Protocol):
    """Every paragraph that matches, best first; put in order as far as they are looked at."""

    def __len__(self) -> int: ...

    def page(self, start: int, stop: int) -> tuple[Numbers, NDArray[np.float32]]:
        """Numbers and scores from one place to another; ties in order of number.

        The scores are all 0 where the order is not by relevance.
        """

    def lengths(self, start: int, stop: int) -> Numbers:
        """How many paragraphs the articles of these hits have."""

    def firsts(self) -> Numbers:
        """For every hit the place of the first one of the same article."""


@dataclass(frozen=True, slots=True)
class Matches:
    """What a search found."""

    hits: Hits
    count_articles: Callable[[], int]
    clauses: tuple[ClauseCount, ...]
    facets: FacetCounts

    @property
    def articles(self) -> int:
        """How many articles the hits come from; counted when it is asked for."""
        return self.count_articles()

    @property
    def numbers(self) -> Numbers:
        """All hits in order."""
        return self.hits.page(0, len(self.hits))[0]

    @property
    def scores(self) -> NDArray[np.float32]:
        """Their scores."""
        return self.hits.page(0, len(self.hits))[1]


Whoosh = Any
"""Whoosh has no annotations; its objects are `Any` where they cross a signature."""
