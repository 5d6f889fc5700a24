"""What all hits have in common: names, outlets, months."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.engines.contract import Numbers
from index.engines.whoosh.searching.snapshot import Snapshot
from index.engines.whoosh.sorted_arrays import NONE, Docs, flags, ranges, runs


def per_article(snapshot: Snapshot, docs: Docs) -> tuple[Docs, Numbers]:
    """The articles that `docs`, which are in order, come from, and how many come from each."""
    articles = snapshot.article[docs]
    if len(docs) < snapshot.articles:
        return runs(articles)
    counts = np.bincount(articles)
    found = np.flatnonzero(counts)
    return found, counts[found]


def outlets(snapshot: Snapshot, articles: Docs, counts: Numbers) -> tuple[tuple[str, int], ...]:
    """How many documents come from each outlet, where so many come from each of the articles."""
    names, codes = snapshot.outlets
    return _summed(names, codes[articles], counts)


def months(snapshot: Snapshot, articles: Docs, counts: Numbers) -> tuple[tuple[str, int], ...]:
    """The same by month ("2004-11", "2004", "" undated), in order of time."""
    names, places = snapshot.months
    return _summed(names, places[articles], counts)


def days(snapshot: Snapshot, articles: Docs, counts: Numbers) -> tuple[tuple[str, int], ...]:
    """The same by day; where only a month or a year is known, by that."""
    names, places = snapshot.days
    return tuple(sorted(_summed(names, places[articles], counts)))


def _summed(names: Sequence[str], codes: Docs, counts: Numbers) -> tuple[tuple[str, int], ...]:
    if not len(codes):
        return ()
    sums = np.bincount(codes, counts, len(names)).astype(np.int64)
    return tuple((names[place], int(sums[place])) for place in np.flatnonzero(sums).tolist())


def by_year(by_month: Sequence[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Counts by month put together by year."""
    years: dict[str, int] = {}
    for month, count in by_month:
        years[month[:4]] = years.get(month[:4], 0) + count
    return tuple(years.items())


def entities(snapshot: Snapshot, docs: Docs) -> tuple[Numbers, Numbers]:
    """Entities named in the documents, and in how many; in order of their numbers."""
    if not len(snapshot.entities) or not len(docs):
        return NONE, NONE
    counts = snapshot.entity_counts
    if len(docs) * 4 > snapshot.size:
        named = snapshot.entities[np.repeat(flags(docs, snapshot.size), counts)]
    else:
        named = snapshot.entities[ranges(snapshot.entity_starts[docs], counts[docs])]
    if not len(named):
        return NONE, NONE
    if int(named.max()) > 16 * len(named) + 100_000:
        named.sort()
        found, times = runs(named)
        return found.astype(np.int64), times.astype(np.int64)
    times = np.bincount(named)
    found = np.flatnonzero(times)
    return found, times[found]
