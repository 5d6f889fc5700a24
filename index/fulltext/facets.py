"""What all hits have in common: names, outlets, months."""

from __future__ import annotations

import numpy as np

from index.fulltext.arrays import NONE, Docs, flags, ranges
from index.fulltext.document import FacetCounts, Numbers
from index.fulltext.snapshot import Snapshot

NO_FACETS = FacetCounts(NONE, NONE, (), ())


def per_article(snapshot: Snapshot, docs: Docs) -> Numbers:
    """How many of `docs` each article has."""
    return np.bincount(snapshot.article[docs], minlength=snapshot.articles)


def facets(snapshot: Snapshot, docs: Docs, per_article: Numbers) -> FacetCounts:
    """Counts over all of `docs`, of which each article has so many."""
    if not len(docs):
        return NO_FACETS
    names, codes = snapshot.outlets
    outlets = _per_value(codes, per_article, len(names))
    months, places = snapshot.months
    counts = _per_value(places, per_article, len(months))
    entities, named = _entities(snapshot, docs)
    return FacetCounts(
        entities=entities,
        counts=named,
        outlets=tuple((names[p], int(outlets[p])) for p in np.flatnonzero(outlets).tolist()),
        months=tuple((months[p], int(counts[p])) for p in np.flatnonzero(counts).tolist()),
    )


def _per_value(codes: Numbers, per_article: Numbers, size: int) -> Numbers:
    counts = np.bincount(codes, weights=per_article, minlength=size)
    return counts.astype(np.int64)


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
