"""Putting hits in order: all of them, or only as far as they are looked at."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from index.fulltext.arrays import Docs
from index.fulltext.building import UNDATED
from index.fulltext.scoring import Scores
from index.fulltext.snapshot import Snapshot
from index.query.nodes import Sort

_LOW = np.uint64(0xFFFF_FFFF)


def by_score(snapshot: Snapshot, docs: Docs, scores: Scores) -> NDArray[np.uint64]:
    """Keys that sort by falling score, then by number: one integer each, fast to sort."""
    keys = (~scores.view(np.uint32)).astype(np.uint64) << np.uint64(32)
    ties = docs if snapshot.rank is None else snapshot.rank[docs]
    keys |= ties.astype(np.uint64)
    return keys


def best(keys: NDArray[np.uint64], count: int) -> NDArray[np.uint64]:
    """The first `count` keys in order, without sorting the others."""
    if count < len(keys):
        keys = np.partition(keys, count - 1)[:count] if count > 0 else keys[:0]
    return np.sort(keys)


def docs_of(snapshot: Snapshot, keys: NDArray[np.uint64]) -> Docs:
    places = (keys & _LOW).astype(np.int64)
    return places if snapshot.by_number is None else snapshot.by_number[places]


def scores_of(keys: NDArray[np.uint64]) -> Scores:
    return (~(keys >> np.uint64(32)).astype(np.uint32)).view(np.float32)


def by_column(snapshot: Snapshot, docs: Docs, sort: Sort) -> Docs:
    """Documents by date or by outlet, ties by number, unknown ones last."""
    if snapshot.rank is not None:
        docs = docs[np.argsort(snapshot.rank[docs], kind="stable")]
    if sort == "outlet":
        codes = snapshot.outlets[1]
        keys = codes[snapshot.article[docs]]
    elif sort in ("newest", "oldest"):
        instants = snapshot.article_column("instant")
        last = np.iinfo(np.int64).max
        signed = np.where(instants == UNDATED, last, -instants if sort == "newest" else instants)
        keys = signed[snapshot.article[docs]]
    else:
        return docs
    return docs[np.argsort(keys, kind="stable")]
