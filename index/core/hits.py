"""What a search found, a paragraph a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol, overload

from index.core.publication import Heading, Publication, Published


class Unshown(NamedTuple):
    """What a row does not show of a paragraph: the ids of its article and of itself, all that
    is known of its publication, and the printed page it stands on, "" where that is not known.
    """

    article_id: str
    id: str
    publication: Publication
    page: str = ""


class _Row(NamedTuple):
    number: int
    article: int
    ordinal: int
    paragraphs: int
    heading: Heading
    text: str
    score: float
    spans: tuple[tuple[int, int], ...]
    bookmarked: bool
    beside: Callable[[int], Unshown]
    title_spans: tuple[tuple[int, int], ...] = ()
    focus: int | None = None
    copied: tuple[str, ...] = ()


_BESIDE = _Row._fields.index("beside")


class Hit(_Row, Published):
    """A paragraph that was found, with what a row shows of it.

    `paragraphs` is how many its article has; `spans` are the matches in `text`; `score` is BM25F,
    0 where the order is not by relevance. `beside` tells by a paragraph's number what rows
    do not show of it, which is read when it is asked for; rows that differ in it alone are equal.
    `copied` are the outlets of its copies in other articles, one for each, who had it first first.
    `title_spans` are the matches in the headline; `focus` is where in the text the rarest word of
    the query stands, None where there is but one.
    """

    # A tuple, since fifty of a frozen dataclass take a sixth of the time of a search to make.
    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Hit) and self._shown() == other._shown()

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash(self._shown())

    def _shown(self) -> tuple[object, ...]:
        return self[:_BESIDE] + self[_BESIDE + 1 :]

    @property
    def id(self) -> str:
        """The id of the paragraph."""
        return self.beside(self.number).id

    @property
    def article_id(self) -> str:
        """The id of the article."""
        return self.beside(self.number).article_id

    @property
    def publication(self) -> Publication:
        """All that is known of its publication."""
        return self.beside(self.number).publication

    @property
    def page(self) -> str:
        """The printed page of the paragraph, "" where it is not known."""
        return self.beside(self.number).page

    @property
    def title(self) -> str:
        """The headline."""
        return self.heading.title

    @property
    def outlet(self) -> str:
        """See `Published.outlet`."""
        return self.heading.outlet

    @property
    def date(self) -> str:
        """See `Published.date`."""
        return self.heading.date

    @property
    def is_date_doubtful(self) -> bool:
        """See `Published.is_date_doubtful`."""
        return self.heading.is_date_doubtful

    @property
    def day(self) -> str:
        """See `Published.day`."""
        return self.heading.day

    @property
    def language(self) -> str:
        """See `Published.language`."""
        return self.heading.language

    def with_spans(self, spans: tuple[tuple[int, int], ...]) -> Hit:
        """The same row with other passages marked."""
        return self._replace(spans=spans)


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
    that is not known; whether it is related but `loose`ly, its article being on another subject.
    """

    hit: Hit
    names: tuple[str, ...]
    words: tuple[str, ...]
    days: int | None
    loose: bool = False
