"""Putting hits in order, only as far as they are looked at.

Each hit has a merit, higher is better, and among equals the one with the lower number comes first.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from index.core.kept import kept
from index.engines.whoosh.searching.best_hits import Keys
from index.engines.whoosh.searching.found import Found
from index.engines.whoosh.searching.scoring import Scores
from index.engines.whoosh.searching.snapshot import Snapshot
from index.engines.whoosh.segments.segment import UNDATED
from index.engines.whoosh.sorted_arrays import NONE, Docs, where_set
from index.query.nodes import Sort

Merits = NDArray[np.int32]
Best = Callable[[int], tuple[Docs, Merits] | None]

_NO_SCORES: Scores = np.zeros(0, np.float32)
_LOW, _HALF = 0xFFFF_FFFF, 32
_SAMPLE = 1 << 10
_AHEAD = 256
"""So many more hits than were asked for are put in order at once."""

_FIRST = 64
"""So many are put in order at first: what a screen shows costs no more than a single one."""


class Ranked:
    """The hits of a search, best first. Pages far down cost a sort of all, the first do not."""

    def __init__(
        self,
        snapshot: Snapshot,
        found: Found,
        merits: Callable[[], Merits],
        *,
        scored: bool,
        best: Best | None = None,
        begun: Keys | None = None,
    ) -> None:
        """`merits` works out those of all hits. `best`, given how many, may find the best ones
        without: documents with merits, those of all hits that may be among so many; or None.
        `begun` is what another of the same hits in the same order had `in_order`.
        """
        self._snapshot = snapshot
        self._found = found
        self._work_out, self._best_of_all = merits, best
        self._scored = scored
        self._keys: Keys = np.zeros(0, np.int64) if begun is None else begun

    @property
    def in_order(self) -> Keys:
        """The keys of the hits that were put in order at first. Nobody writes into them."""
        return self._keys[:_FIRST].copy()

    def __len__(self) -> int:
        return self._found.count

    @kept
    def _merits(self) -> Merits:
        return self._work_out()

    def begin(self) -> None:
        """Put the first hits in order, and read all that is said of a hit."""
        if len(self):
            self._sorted(1)
            snapshot = self._snapshot
            _ = snapshot.numbers, snapshot.article, snapshot.sizes

    def page(self, start: int, stop: int) -> tuple[Docs, Scores, Docs]:
        """Numbers of the hits from start to stop, their scores (0 where nothing is scored), and how
        many paragraphs their articles have.
        """
        docs, scores = self.documents(start, stop)
        if not len(docs):
            return NONE, scores, NONE
        snapshot = self._snapshot
        return snapshot.numbers[docs], scores, snapshot.sizes[snapshot.article[docs]]

    def documents(self, start: int, stop: int) -> tuple[Docs, Scores]:
        """The hits from start to stop as documents, and their scores."""
        stop = min(stop, len(self))
        if stop <= start:
            return NONE, _NO_SCORES
        keys = self._sorted(stop)[start:stop]
        docs = self._places(keys)
        if self._scored:
            scores = (-(keys >> _HALF)).astype(np.int32).view(np.float32)
        else:
            scores = np.zeros(len(docs), np.float32)
        return docs, scores

    def _sorted(self, count: int) -> Keys:
        """The keys in order, `count` of them or more."""
        keys = self._keys
        if count > len(keys):
            # Reading on page by page must not begin anew every time.
            wanted = max(count, _FIRST) if not len(keys) else max(count + _AHEAD, 2 * len(keys))
            keys = self._best(min(wanted, len(self)))
            # Another thread may have put more in order meanwhile; both are right.
            if len(keys) > len(self._keys):
                self._keys = keys
        return keys

    def firsts(self) -> Docs:
        """For every hit the place of the first one of the same article."""
        size = len(self)
        articles = self._snapshot.article[self._places(self._sorted(size)[:size])]
        _, first, which = np.unique(articles, return_index=True, return_inverse=True)
        firsts: Docs = first[which]
        return firsts

    def _places(self, keys: Keys) -> Docs:
        """The documents of some keys."""
        places: Docs = keys & _LOW
        order = self._snapshot.by_number
        return places if order is None else order[places]

    def _best(self, count: int) -> Keys:
        """The first `count` keys, in order."""
        few = None
        if self._best_of_all is not None and not len(self._keys) and count <= _FIRST:
            few = self._best_of_all(count)
        if few is not None:
            docs, merits = few
        else:
            docs, merits = self._found.docs, self._merits
            if len(docs) > _SAMPLE + 4 * count:
                chosen = self._candidates(count)
                docs, merits = docs[chosen], merits[chosen]
        # The merit, negated, in the high half.
        keys = merits.astype(np.int64)
        keys <<= _HALF
        rank = self._snapshot.rank
        np.subtract(docs if rank is None else rank[docs], keys, out=keys)
        if count * 2 < len(keys):
            keys.partition(count)
            keys = keys[:count]
        keys.sort()
        return keys[:count]

    def _candidates(self, count: int) -> Docs:
        """Places of hits among which the best ones are, few if a sample told well."""
        merits = self._merits
        # Sorted and not partitioned: numpy takes ten times as long for that where many are equal.
        sample = np.sort(merits[:: -(-len(merits) // _SAMPLE)])
        wanted = min(len(sample), max(8, 3 * count * len(sample) // len(merits)))
        least = sample[-wanted]
        if least == sample[-1] and self._snapshot.rank is None:
            # Of many with the same merit only the first ones matter; they stand in order.
            best = where_set(merits == merits.max())
            if len(best) >= count:
                return best[:count]
        chosen = where_set(merits >= least)
        return chosen if len(chosen) >= count else np.arange(len(merits))


def by_score(
    snapshot: Snapshot,
    found: Found,
    scores: Callable[[], Scores],
    best: Callable[[int], tuple[Docs, Scores] | None] | None = None,
    begun: Keys | None = None,
) -> Ranked:
    """Best first; scores are not negative."""

    # Numbers that are not negative have the order of their bits.
    def few(count: int) -> tuple[Docs, Merits] | None:
        known = None if best is None else best(count)
        return None if known is None else (known[0], known[1].view(np.int32))

    return Ranked(
        snapshot, found, lambda: scores().view(np.int32), scored=True, best=few, begun=begun
    )


def by_column(snapshot: Snapshot, found: Found, sort: Sort, begun: Keys | None = None) -> Ranked:
    """By date or by outlet, unknown ones last."""
    ranks = snapshot.derived(f"order.{sort}", lambda: _article_ranks(snapshot, sort))
    return Ranked(
        snapshot, found, lambda: -ranks[snapshot.article[found.docs]], scored=False, begun=begun
    )


def _article_ranks(snapshot: Snapshot, sort: Sort) -> Merits:
    """The place of each article in an order, the same for those that are equal."""
    if sort == "outlet":
        return snapshot.outlets[1].astype(np.int32)
    instants = snapshot.article_column("instant")
    last = np.iinfo(np.int64).max
    signed = np.where(instants == UNDATED, last, -instants if sort == "newest" else instants)
    order = np.argsort(signed)
    steps = np.diff(signed[order]) != 0 if len(order) else NONE
    ranks = np.zeros(len(signed), np.int32)
    ranks[order[1:]] = steps.cumsum()
    return ranks
