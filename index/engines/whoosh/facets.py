"""What all hits have in common: names, outlets, months."""

from __future__ import annotations

import numpy as np

from index.engines.whoosh.document import FacetCounts, Numbers
from index.engines.whoosh.snapshot import Snapshot
from index.engines.whoosh.sorted_arrays import NONE, Docs, flags, ranges, runs

NO_FACETS = FacetCounts(NONE, NONE, (), ())


def per_article(snapshot: Snapshot, docs: Docs) -> tuple[Docs, Numbers]:
    """The articles that `docs`, which are in order, come from, and how many come from each."""
    articles = snapshot.article[docs]
    if len(docs) < snapshot.articles:
        return runs(articles)
    counts = np.bincount(articles)
    found = np.flatnonzero(counts)
    return found, counts[found]


def facets(snapshot: Snapshot, docs: Docs, articles: Docs, counts: Numbers) -> FacetCounts:
    """Counts over all of `docs`, of which each of the articles has so many."""
    if not len(docs):
        return NO_FACETS
    names, codes = snapshot.outlets
    outlets = np.bincount(codes[articles], counts, len(names)).astype(np.int64)
    months, places = snapshot.months
    by_month = np.bincount(places[articles], counts, len(months)).astype(np.int64)
    entities, named = _entities(snapshot, docs)
    return FacetCounts(
        entities=entities,
        counts=named,
        outlets=tuple((names[p], int(outlets[p])) for p in np.flatnonzero(outlets).tolist()),
        months=tuple((months[p], int(by_month[p])) for p in np.flatnonzero(by_month).tolist()),
    )


def _entities(snapshot: Snapshot, docs: Docs) -> tuple[Numbers, Numbers]:
    """Entities named in the documents, and in how many."""
    if not len(snapshot.entities):
        return NONE, NONE
    counts = snapshot.entity_counts
    if len(docs) * 4 > snapshot.size:
        named = snapshot.entities[np.repeat(flags(docs, snapshot.size), counts)]
    else:
        named = snapshot.entities[ranges(snapshot.entity_starts[docs], counts[docs])]
    if not len(named):
        return NONE, NONE
    if int(named.max()) > 16 * len(named) + 100_000:
        found, times = np.unique(named, return_counts=True)
        return found.astype(np.int64), times.astype(np.int64)
    times = np.bincount(named)
    found = np.flatnonzero(times)
    return found, times[found]
