"""Clauses that columns answer: entities, dates, outlets."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from index.core import dates
from index.core.folding import whole
from index.engines.whoosh.searching.found import Found, FoundArticles
from index.engines.whoosh.searching.queries import DatedWithin
from index.engines.whoosh.searching.snapshot import Snapshot
from index.engines.whoosh.segments.segment import UNDATED
from index.engines.whoosh.sorted_arrays import NONE, Docs, flags, ranges, runs, where_set


class Filters:
    """Filters over the columns of one snapshot. `furniture`: they find that too."""

    def __init__(self, snapshot: Snapshot, *, furniture: bool = False) -> None:
        self._snapshot = snapshot
        self._furniture = furniture

    def undated(self) -> Found:
        """Documents of articles without a date."""
        return self._where(self._snapshot.article_column("instant") == UNDATED)

    def naming(self, entities: Iterable[int]) -> Docs:
        """Documents that name one of the entities."""
        wanted = np.asarray(list(entities), np.int64)
        known = self._snapshot.entities
        if not len(wanted) or not len(known):
            return NONE
        if len(wanted) == 1:
            chosen = where_set(known == wanted[0])
        else:
            marked = np.zeros(max(int(known.max()), int(wanted.max())) + 1, bool)
            marked[wanted] = True
            chosen = where_set(marked[known])
        docs = self._snapshot.entity_starts.searchsorted(chosen, "right") - 1
        # Documents without entities begin where the next one does: the last of them is meant.
        return self._shown(runs(docs)[0])

    def dated(self, within: DatedWithin) -> Found:
        """Documents of articles dated within days."""
        first, last = dates.days(within.first), dates.days(within.last)
        begins = self._snapshot.article_column("from")
        inside = begins > 0
        if within.vague and first and last:
            ends = self._snapshot.article_column("to")
            return self._where((begins == first[0].toordinal()) & (ends == last[1].toordinal()))
        if within.first:
            inside &= begins >= (first[0].toordinal() if first else np.iinfo(np.int32).max)
        if within.last:
            ends = self._snapshot.article_column("to")
            inside &= ends <= (last[1].toordinal() if last else 0)
        return self._where(inside)

    def from_outlet(self, name: str | None) -> Found:
        """Documents from the outlet of this name; None: from any that is known."""
        if name is None:
            return self._from_any_outlet()
        names, places = self._snapshot.outlets
        wanted = whole(name)
        place = next((at for at, known in enumerate(names) if whole(known) == wanted), None)
        return Found(NONE) if place is None else self._where(places == place)

    def _from_any_outlet(self) -> Found:
        names, places = self._snapshot.outlets
        return self._where(np.array([bool(name) for name in names], bool)[places])

    def numbered(self, articles: Iterable[int]) -> Found:
        """Documents of some articles, by the archive's numbers."""
        wanted = np.fromiter(articles, np.int64)
        return self._where(np.isin(self._snapshot.article_column("number"), wanted))

    def of_articles(self, articles: Docs) -> Found:
        """All documents of some articles, given in order, repeated or not."""
        if not len(articles):
            return Found(NONE)
        if len(articles) * 16 > self._snapshot.articles:
            return self._where(flags(articles, self._snapshot.articles))
        articles = runs(articles)[0]
        snapshot = self._snapshot
        return Found(self._shown(ranges(snapshot.firsts[articles], snapshot.sizes[articles])))

    def _where(self, articles: NDArray[np.bool_]) -> Found:
        """Documents whose articles are flagged."""
        snapshot = self._snapshot
        few = int(np.count_nonzero(articles))
        if few == len(articles):
            return Found(snapshot.everything if self._furniture else snapshot.everything_shown)
        if few * 16 <= len(articles):
            return self.of_articles(where_set(articles))
        if self._visible is not None:
            return Found(self._shown(where_set(articles[snapshot.article])))
        firsts, sizes = snapshot.firsts, snapshot.sizes

        def listed() -> Docs:
            return ranges(firsts[:-1].compress(articles), sizes.compress(articles))

        return FoundArticles(articles, snapshot.article, listed, int((sizes * articles).sum()))

    @property
    def _visible(self) -> NDArray[np.bool_] | None:
        return self._snapshot.live if self._furniture else self._snapshot.shown

    def _shown(self, docs: Docs) -> Docs:
        shown = self._visible
        return docs if shown is None else docs[shown[docs]]
