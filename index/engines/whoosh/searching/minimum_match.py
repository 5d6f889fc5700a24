"""Paragraphs that hold most of several clauses (minimum should match), the rare ones first."""

from __future__ import annotations

from collections.abc import Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.searching.found import Found
from index.engines.whoosh.sorted_arrays import NONE, Docs, either

SHARE = 0.4
"""So much of the weight of all clauses that are found at all a document holds at least."""

FEW = 10
"""Where fewer documents hold so much and two clauses, those count too that hold it by one: a long
text that has words scattered over it is not all that there is of a rare one.
"""

LEAST = 0.2
"""Where none holds so much, those that hold the most count, but not below this share."""

_SLACK = 1e-9


def most_of(parts: Sequence[Found], size: int) -> Docs:
    """Documents that hold two of the clauses at least and enough of their weight, and where these
    are few those that hold enough of it by one.

    A clause weighs as much as it is rare (the logarithm of how many documents there are for each
    that has it), so that the words of every sentence count for next to nothing.
    """
    known = [(log(size / part.count), part) for part in parts if part.count]
    known.sort(key=lambda pair: -pair[0])
    total = sum(weight for weight, _ in known)
    two = min(2, len(known))
    docs, weights, counts = _weighed(known, total * SHARE - _SLACK, total, size)
    several: Docs = docs[counts >= two]
    if len(docs):
        return several if len(several) >= FEW else docs
    docs, weights, counts = _weighed(known, total * LEAST - _SLACK, total, size)
    docs, weights = docs[counts >= two], weights[counts >= two]
    best: Docs = docs[weights >= weights.max() - _SLACK] if len(docs) else NONE
    return best


def _weighed(
    known: Sequence[tuple[float, Found]], need: float, left: float, size: int
) -> tuple[Docs, NDArray[np.float64], NDArray[np.int64]]:
    """The documents that hold the weight needed, what each holds, and of how many clauses."""
    rare = []
    for weight, part in known:
        if left < need:
            # What holds none of the rarer ones cannot hold enough any more.
            break
        rare.append(part.docs)
        left -= weight
    docs = either(rare, size) if rare else NONE
    weights, counts = np.zeros(len(docs)), np.zeros(len(docs), np.int64)
    for weight, part in known:
        has = part.has(docs, size)
        weights += weight * has
        counts += has
    good = weights >= need
    return docs[good], weights[good], counts[good]
