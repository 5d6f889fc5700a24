"""What a search answers with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.core.counts import ClauseCount, Facets, NameCounts
from index.core.hits import Hits
from index.core.values import EntityType, Span
from index.query.nodes import Query

if TYPE_CHECKING:
    from index.core.article_view import ParagraphView


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A wider query for a search that found nothing or little: what it gives up, its text, its
    hits; `spelling`: a word as it is likelier spelt.

    It is asked with the filters of the search, unless it is the one that gives these up.
    """

    label: str
    text: str
    count: int
    unfiltered: bool = False
    spelling: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What a search found. `killer` is the clause that left nothing.

    Rows, facets and ways out come of it when they are asked for, which is for threads; they are of
    the same state of the archive as the counts.
    """

    query: Query
    hits: Hits
    paragraphs: int
    articles: int
    clauses: tuple[ClauseCount, ...]
    milliseconds: float
    killer: Span | None = None
    highlight: Callable[[ParagraphView, str], tuple[tuple[int, int], ...]]
    """The matches of the query in any paragraph of an article in a language, for the reader."""
    highlight_title: Callable[[str, str], tuple[tuple[int, int], ...]]
    """The same in a headline."""
    counted: Callable[[], Facets] = field(repr=False, compare=False)
    """See `facets`."""
    wider: Callable[[], tuple[Relaxation, ...]] = field(default=tuple, repr=False, compare=False)
    """See `relaxations`."""
    only_here: Callable[[EntityType], NameCounts]
    """The entities of a type that the hits name more often than the archive does, most telling
    first (log-likelihood, Dunning 1993)."""
    dated: Callable[[], Sequence[tuple[str, int]]] = field(default=tuple, repr=False, compare=False)
    """How many hits come from each day, or from a month or a year where no more is known of the
    date, in order; "" for undated. See `timeline`."""
    every: Callable[[], Sequence[int]] = field(default=tuple, repr=False, compare=False)
    """The paragraph numbers of all hits, with those that stand behind others."""
    folded: int = 0
    """How many of the paragraphs stand behind a hit of which they are copies: `hits` are as many
    fewer than `paragraphs`."""
    copies: Callable[[], Mapping[int, str]] = field(default=dict, repr=False, compare=False)
    """The hits that are a copy of another hit, by number, each with the id of the one that had it
    first; whether they are folded or not."""
    furniture: Callable[[], int] = field(default=int, repr=False, compare=False)
    """How many paragraphs the query means that are left out as furniture; 0 where it asks for
    these. It is another search."""
    lacking: str = ""
    """What did not answer, in words: then there may be more than is told."""
    named: frozenset[int] = frozenset()
    """The entities that the query asks for."""
    filters: tuple[str, ...] = ()
    """The fragments of query that were asked for beside the text."""
    basis: tuple[object, ...] = field(default=(), repr=False, compare=False)
    """What the answer rests on; see `Archive.is_current`."""

    @property
    def facets(self) -> Facets:
        """Who and what is in all hits, outlets and months; counted when first asked for."""
        return self.counted()

    @property
    def relaxations(self) -> tuple[Relaxation, ...]:
        """Ways out of nothing, or of little: wider queries that find more, best first. They are
        looked for when first asked for; none while the query is still being typed.
        """
        return self.wider()
