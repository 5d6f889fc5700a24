"""Set operations on sorted arrays of documents, each done the way its sizes ask for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Docs = NDArray[np.int64]
Flags = NDArray[np.bool_]

NONE: Docs = np.zeros(0, np.int64)

_FEW = 16
"""Binary search pays when the other side is at least this many times larger."""


def member(docs: Docs, others: Docs, size: int) -> Flags:
    """For each of `docs` whether it is in `others`; both sorted, all below `size`."""
    if not len(docs) or not len(others):
        return np.zeros(len(docs), bool)
    if len(docs) * _FEW < size:
        places = np.searchsorted(others, docs)
        places[places == len(others)] = 0
        found: Flags = others[places] == docs
        return found
    return flags(others, size)[docs]


def flags(docs: Docs, size: int) -> Flags:
    """A flag for every document below `size`."""
    marked = np.zeros(size, bool)
    marked[docs] = True
    return marked


def both(left: Docs, right: Docs, size: int) -> Docs:
    if len(left) > len(right):
        left, right = right, left
    if len(right) == size:
        return left
    return left[member(left, right, size)]


def either(parts: Sequence[Docs], size: int) -> Docs:
    """Everything in any of the parts, which need not be sorted, once and in order."""
    parts = [part for part in parts if len(part)]
    if not parts:
        return NONE
    if sum(map(len, parts)) * _FEW < size:
        return np.unique(np.concatenate(parts))
    marked = np.zeros(size, bool)
    for part in parts:
        marked[part] = True
    return np.flatnonzero(marked)


def without(left: Docs, right: Docs, size: int) -> Docs:
    if not len(right) or not len(left):
        return left
    return left[~member(left, right, size)]


def ranges(starts: Docs, counts: NDArray[np.integer]) -> Docs:
    """The numbers start, start + 1, … of every range, one range after the other."""
    ends = np.cumsum(counts, dtype=np.int64)
    total = int(ends[-1]) if len(ends) else 0
    if not total:
        return NONE
    return np.arange(total) + np.repeat(starts - (ends - counts), counts)


def runs(values: Docs) -> tuple[Docs, Docs]:
    """The distinct values of a sorted array and how often each stands there."""
    if not len(values):
        return values, NONE
    starts = np.flatnonzero(np.append(True, values[1:] != values[:-1]))
    return values[starts], np.diff(starts, append=len(values))
