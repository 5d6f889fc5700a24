"""Clauses that columns or the archive answer: entities, dates, states, notes, tags."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from index.core import dates
from index.core.folding import whole
from index.engines.whoosh.document import Lookup
from index.engines.whoosh.highlighting import matcher
from index.engines.whoosh.segment_building import UNDATED
from index.engines.whoosh.snapshot import Snapshot
from index.engines.whoosh.sorted_arrays import NONE, Docs, flags, ranges, runs
from index.query import nodes
from index.query.nodes import Node


def named(lookup: Lookup, node: nodes.Named) -> Sequence[int]:
    """The entities that a clause means."""
    if node.begun:
        return lookup.beginning(node.type, node.name)
    return lookup.entities(node.type, node.name, exact=node.exact)


class Filters:
    def __init__(self, snapshot: Snapshot, lookup: Lookup) -> None:
        self._snapshot = snapshot
        self._lookup = lookup

    def docs(self, node: Node) -> Docs:
        """Documents that pass a filter; of a clause that is none, nothing."""
        if isinstance(node, nodes.Everything):
            return self._snapshot.everything
        if isinstance(node, nodes.Named):
            return self.naming(named(self._lookup, node))
        if isinstance(node, nodes.Dated):
            return self._dated(node)
        if isinstance(node, nodes.State):
            if node.name == "undated":
                return self._where(self._snapshot.article_column("instant") == UNDATED)
            return self._snapshot.with_numbers(self._lookup.in_state(node.name))
        return NONE

    def naming(self, entities: Iterable[int]) -> Docs:
        """Documents that name one of the entities."""
        wanted = np.asarray(list(entities), np.int64)
        known = self._snapshot.entities
        if not len(wanted) or not len(known):
            return NONE
        if len(wanted) == 1:
            chosen = np.flatnonzero(known == wanted[0])
        else:
            marked = np.zeros(max(int(known.max()), int(wanted.max())) + 1, bool)
            marked[wanted] = True
            chosen = np.flatnonzero(marked[known])
        docs = np.searchsorted(self._snapshot.entity_starts, chosen, "right") - 1
        # Documents without entities begin where the next one does: the last of them is meant.
        return self._live(runs(docs)[0])

    def _dated(self, node: nodes.Dated) -> Docs:
        first, last = dates.days(node.first), dates.days(node.last)
        begins = self._snapshot.article_column("from")
        inside = begins > 0
        if node.vague and first and last:
            ends = self._snapshot.article_column("to")
            return self._where((begins == first[0].toordinal()) & (ends == last[1].toordinal()))
        if node.first:
            inside &= begins >= (first[0].toordinal() if first else np.iinfo(np.int32).max)
        if node.last:
            ends = self._snapshot.article_column("to")
            inside &= ends <= (last[1].toordinal() if last else 0)
        return self._where(inside)

    def from_outlet(self, name: str) -> Docs:
        """Documents from the outlet of this name."""
        names, places = self._snapshot.outlets
        wanted = whole(name)
        place = next((at for at, known in enumerate(names) if whole(known) == wanted), None)
        return NONE if place is None else self._where(places == place)

    def from_any_outlet(self) -> Docs:
        """Documents whose outlet is known."""
        names, places = self._snapshot.outlets
        return self._where(np.array([bool(name) for name in names], bool)[places])

    def noted(self, node: Node) -> Docs:
        """Paragraphs with a note in which a clause of words matches."""
        return self._tested(self._lookup.notes(), node)

    def tagged(self, node: Node) -> Docs:
        """Paragraphs with a tag, given by a reader, that a clause of words matches."""
        return self._tested(self._lookup.tags(), node)

    def _tested(self, texts: Iterable[tuple[int, str]], node: Node) -> Docs:
        test = matcher(node)
        return self._snapshot.with_numbers([number for number, text in texts if test(text)])

    def of_articles(self, articles: Docs) -> Docs:
        """All documents of some articles, given in order, repeated or not."""
        if not len(articles):
            return NONE
        if len(articles) * 4 > self._snapshot.articles:
            return self._where(flags(articles, self._snapshot.articles))
        articles = runs(articles)[0]
        firsts = self._snapshot.firsts
        starts = firsts[articles]
        return self._live(ranges(starts, firsts[articles + 1] - starts))

    def _where(self, articles: NDArray[np.bool_]) -> Docs:
        """Documents whose articles are flagged."""
        if articles.all():
            return self._snapshot.everything
        chosen = np.flatnonzero(articles)
        if len(chosen) * 4 <= len(articles):
            return self.of_articles(chosen)
        return self._live(np.flatnonzero(articles[self._snapshot.article]))

    def _live(self, docs: Docs) -> Docs:
        live = self._snapshot.live
        return docs if live is None else docs[live[docs]]
