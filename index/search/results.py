"""What a search answers with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from index.core.model import ClauseCount, Facets, Hits, NameCounts
from index.core.values import EntityType, Span
from index.query.nodes import Query


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A wider query for a search that found nothing: what it gives up, its text, its hits.

    It is asked with the filters of the search, unless it is the one that gives these up.
    """

    label: str
    text: str
    count: int
    unfiltered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """What a search found. `killer` is the clause that left nothing, `relaxations` ways out."""

    query: Query
    hits: Hits
    paragraphs: int
    articles: int
    clauses: tuple[ClauseCount, ...]
    facets: Facets
    milliseconds: float
    killer: Span | None = None
    relaxations: tuple[Relaxation, ...] = ()
    highlight: Callable[[str], tuple[tuple[int, int], ...]]
    """The matches of the query in any text, for the reader."""
    highlight_title: Callable[[str], tuple[tuple[int, int], ...]]
    """The matches of the query in a headline."""
    only_here: Callable[[EntityType], NameCounts]
    """The entities of a type that the hits name more often than the archive does, most telling
    first (log-likelihood, Dunning 1993)."""
    named: frozenset[int] = frozenset()
    """The entities that the query asks for."""
    filters: tuple[str, ...] = ()
    """The fragments of query that were asked for beside the text."""
    basis: tuple[object, ...] = field(default=(), repr=False, compare=False)
    """What the answer rests on; see `Archive.is_current`."""
