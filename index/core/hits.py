"""What a search found, a paragraph a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol, overload

from index.core.publication import Publication, Published


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit(Published):
    """A paragraph that was found, with what a row shows of it.

    `paragraphs` is how many its article has; `spans` are the matches in `text`; `score` is BM25F,
    0 where the order is not by relevance. `identify` tells the ids of an article and a paragraph
    by the paragraph's number: rows do not show them, so they are read when they are asked for.
    `copied` are the outlets of its copies in other articles, one for each, who had it first first.
    `title_spans` are the matches in the headline; `focus` is where in the text the rarest word of
    the query stands, None where there is but one.
    """

    number: int
    article: int
    ordinal: int
    paragraphs: int
    publication: Publication
    text: str
    score: float
    spans: tuple[tuple[int, int], ...]
    bookmarked: bool
    identify: Callable[[int], tuple[str, str]] = field(repr=False, compare=False)
    title_spans: tuple[tuple[int, int], ...] = ()
    focus: int | None = None
    copied: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id of the paragraph."""
        return self.identify(self.number)[1]

    @property
    def article_id(self) -> str:
        """The id of the article."""
        return self.identify(self.number)[0]

    def with_spans(self, spans: tuple[tuple[int, int], ...]) -> Hit:
        """The same row with other passages marked."""
        return replace(self, spans=spans)


class Hits(Protocol):
    """All hits in order. Rows are read from the archive when asked for, a slice at a time."""

    def __len__(self) -> int: ...
    @overload
    def __getitem__(self, position: int) -> Hit: ...
    @overload
    def __getitem__(self, position: slice) -> Sequence[Hit]: ...
    def numbers(self) -> Sequence[int]:
        """The paragraph numbers of all hits in order, without reading rows."""

    def firsts(self) -> Sequence[int]:
        """For every hit the position of the first one of the same article."""

    def unmarked(self) -> Hits:
        """The same with nothing marked in them, for who shows no marks: read in half the time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A paragraph that is related to one, and why: the `names` and the `words` that both have, the
    most telling first, which are marked in `hit`; how many `days` its article is later, None where
    that is not known.
    """

    hit: Hit
    names: tuple[str, ...]
    words: tuple[str, ...]
    days: int | None
