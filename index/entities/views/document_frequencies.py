"""In how many paragraphs entities are named, counted once a commit."""

from __future__ import annotations

from collections.abc import Callable
from weakref import ref

import numpy as np

from index.core.values import Span
from index.engines.contract import Engine, Numbers, TermCounts, Wants
from index.entities.views.keyness import NOTABLE, log_likelihood
from index.query.ground import GroundQuery
from index.query.nodes import Everything

NO_TERMS = TermCounts(np.zeros(0, np.int64), np.zeros(0, np.int64))
_EVERYTHING = GroundQuery(Everything(span=Span(0, 0)), sort="newest")


class DocumentFrequencies:
    """In how many of an archive's paragraphs each entity is named, counted once a commit."""

    def __init__(self, engine: Callable[[], Engine]) -> None:
        self._engine = engine
        self._counted: tuple[Callable[[], Engine | None], TermCounts, int]
        self._counted = (lambda: None, NO_TERMS, 0)

    def all(self) -> TermCounts:
        """The counts over everything."""
        return self._everything()[0]

    @property
    def paragraphs(self) -> int:
        """How many paragraphs there are in which names count: furniture has none."""
        return self._everything()[1]

    def _everything(self) -> tuple[TermCounts, int]:
        engine = self._engine()
        # Both at once, since other threads count as well; the files of a commit that is no longer
        # in use are not held on to.
        counted, counts, paragraphs = self._counted
        if counted() is not engine:
            found = engine.start(_EVERYTHING, Wants(rows=0, clauses=False))
            counts, paragraphs = found.terms(), found.total.count
            self._counted = (ref(engine), counts, paragraphs)
        return counts, paragraphs

    def of(self, entities: Numbers) -> Numbers:
        """The counts of some entities, in their order; 0 for unknown ones."""
        known = self.all()
        size = int(max(known.entities.max(initial=0), entities.max(initial=0))) + 1
        table = np.zeros(size, np.int64)
        table[known.entities] = known.counts
        counts: Numbers = table[entities]
        return counts

    def telling(self, found: TermCounts, hits: int) -> TermCounts:
        """The entities that hits name more often than chance would have it, most telling first,
        and in how many hits.
        """
        totals = self.of(found.entities)
        scores = log_likelihood(found.counts, hits, totals, self.paragraphs)
        # Once is chance, whatever the ratio says.
        kept = np.flatnonzero((scores > NOTABLE) & (found.counts > 1))
        order = kept[np.lexsort((found.entities[kept], -scores[kept]))]
        return TermCounts(found.entities[order], found.counts[order])
