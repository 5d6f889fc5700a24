"""Set operations on sorted arrays of documents, each done the way its sizes ask for.

Flags choose by `compress` here and elsewhere: an index of flags takes several times as long in
numpy where flags and documents are many.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Docs = NDArray[np.int64]
Flags = NDArray[np.bool_]

NONE: Docs = np.zeros(0, np.int64)

SEARCHED = 24
"""Looking one value up costs as much as setting so many flags, or clearing 16 times as many."""

_COUNTED = 12
"""Bits before a document are counted where documents are no more than one in so many."""

_SORTED = 1 << 13
"""Up to so many documents are sorted where others go in among them: fewer calls."""

_WIDE, _RARE, _COMMON = 1 << 16, 30, 10
"""numpy looks for flags one by one where no more than one in ten is set, which takes twice as long
as to tell the others from them eight at a time, unless they are rare.
"""

_SPARSE = 256
"""Sorting pays when there are this many times fewer values than flags to set and look through."""


def where_set(marked: Flags, count: int = 0) -> Docs:
    """The places of the flags that are set; so many, where that is known."""
    size = len(marked)
    if size // _RARE < count <= size // _COMMON and size >= _WIDE:
        return _by_eights(marked)
    return marked.nonzero()[0]


def _by_eights(marked: Flags) -> Docs:
    """The same, eight flags at a time."""
    whole = len(marked) // 8 * 8
    eights = marked[:whole].view(np.uint64)
    some = (eights != 0).nonzero()[0]
    at = eights.take(some).view(bool).nonzero()[0]
    places = some.take(at >> 3)
    places <<= 3
    places |= at & 7
    rest = marked[whole:].nonzero()[0]
    return np.concatenate((places, rest + whole)) if len(rest) else places


def begins(values: NDArray[np.integer]) -> Flags:
    """For each of some values in order whether it is the first of those that are equal."""
    first = np.empty(len(values), bool)
    first[:1] = True
    np.not_equal(values[1:], values[:-1], out=first[1:])
    return first


def member(docs: Docs, others: Docs, size: int) -> Flags:
    """For each of `docs` whether it is in `others`; both sorted, all below `size`."""
    if not len(docs) or not len(others):
        return np.zeros(len(docs), bool)
    if len(docs) * SEARCHED < len(others) + size // 16:
        found: Flags = others.take(others.searchsorted(docs), mode="clip") == docs
        return found
    return flags(others, size).take(docs)


def flags(docs: Docs, size: int) -> Flags:
    """A flag for every document below `size`."""
    marked = np.zeros(size, bool)
    marked[docs] = True
    return marked


def places(some: Docs, docs: Docs, size: int) -> Docs:
    """Where each of some of `docs` stands among them; both sorted, all below `size`."""
    if len(some) * SEARCHED < len(docs) + size // 16:
        return docs.searchsorted(some)
    return where_set(flags(some, size).take(docs))


def are_counted(docs: Docs, size: int) -> bool:
    """Whether `places_in_bits` takes less than to search for each of some documents of an index of
    `size`, and less than to go through all of it.
    """
    return size // 16 < len(docs) * SEARCHED and len(docs) * _COUNTED < size


def places_in_bits(bits: NDArray[np.uint8], docs: Docs) -> Docs:
    """How many bits are set before that of each of some documents, -1 where its own is not set.

    `bits` has one for each document, the first in the highest bit of a byte (`numpy.packbits`).
    """
    padded = np.zeros(-(-len(bits) // 8) * 8, np.uint8)
    padded[: len(bits)] = bits
    words = padded.view(">u8").astype(np.uint64)
    counts = np.bitwise_count(words)
    before = counts.cumsum(dtype=np.int64)
    before -= counts
    at = docs >> 6
    # Of each word what it has up to the document, whose own bit is the last.
    rows = words[at] >> (~docs & 63).astype(np.uint64)
    ranks = before[at] + np.bitwise_count(rows) - 1
    return np.where((rows & np.uint64(1)).view(np.int64), ranks, -1)


def both(left: Docs, right: Docs, size: int) -> Docs:
    """What is in both; `size` is one more than any of them may be."""
    if len(left) > len(right):
        left, right = right, left
    if len(right) == size:
        return left
    return left.compress(member(left, right, size))


def either(parts: Sequence[Docs], size: int) -> Docs:
    """Everything in any of the parts, each of which is in order, once and in order."""
    parts = [part for part in parts if len(part)]
    if len(parts) < 2:
        return parts[0] if parts else NONE
    if len(parts) == 2:
        few, many = sorted(parts, key=len)
        if len(few) * SEARCHED + len(many) < size // 2:
            return _merged(few, many)
    if sum(map(len, parts)) * _SPARSE < size:
        return distinct(np.concatenate(parts))
    marked = np.zeros(size, bool)
    for part in parts:
        marked[part] = True
    return where_set(marked)


def _merged(few: Docs, many: Docs) -> Docs:
    """Both arrays as one, for a few that go in among many."""
    if len(many) < _SORTED:
        merged = np.concatenate((many, few))
        # A stable sort finds two rows in order and merges them.
        merged.sort(kind="stable")
        return merged.compress(begins(merged))
    places = many.searchsorted(few)
    known = many.take(places, mode="clip") == few
    return many if known.all() else np.insert(many, places[~known], few[~known])


def distinct(values: Docs) -> Docs:
    """Every value once and in order."""
    if not len(values):
        return values
    # numpy's own unique hashes integers, which is slower than sorting them by far.
    ordered = values.copy()
    ordered.sort()
    return ordered.compress(begins(ordered))


def numbered(values: NDArray[np.integer]) -> tuple[Docs, Docs]:
    """The distinct values in order, and for each value its place among them.

    The values, of which none is negative, are looked up in a table as long as the greatest of them.
    """
    if not len(values):
        return NONE, NONE
    marked = np.zeros(int(values.max()) + 1, bool)
    marked[values] = True
    known = where_set(marked)
    places = np.zeros(len(marked), np.int64)
    places[known] = np.arange(len(known))
    return known, places[values]


def stable_order(values: NDArray[np.integer]) -> Docs:
    """Places of the values, from the least on, equal ones as they stand; none is negative.

    numpy counts instead of comparing where values have sixteen bits, so they are taken in halves.
    """
    order = np.argsort((values & 0xFFFF).astype(np.uint16), kind="stable")
    if len(values) and int(values.max()) > 0xFFFF:
        assert int(values.max()) < 1 << 32
        order = order[np.argsort((values >> 16).astype(np.uint16)[order], kind="stable")]
    return order


def without(left: Docs, right: Docs, size: int) -> Docs:
    """What is in the left one alone; `size` as for `both`."""
    if not len(right) or not len(left):
        return left
    return left.compress(~member(left, right, size))


def sums(counts: NDArray[np.integer], total: int) -> NDArray[np.integer]:
    """The sum of the counts up to each, this one included; `total` is that of all.

    In 32 bits where it fits: memory for large arrays is asked of the system each time, which takes
    several times as long as to add up the counts.
    """
    return counts.cumsum(dtype=np.int32 if total <= np.iinfo(np.int32).max else np.int64)


def ranges(starts: NDArray[np.integer], counts: NDArray[np.integer]) -> Docs:
    """The numbers start, start + 1, … of every range, one range after the other."""
    ends = counts.cumsum(dtype=np.int64)
    total = int(ends[-1]) if len(ends) else 0
    if not total:
        return NONE
    numbers: Docs = np.arange(total)
    numbers += (starts - (ends - counts)).repeat(counts)
    return numbers


def runs(values: Docs) -> tuple[Docs, Docs]:
    """The distinct values of a sorted array and how often each stands there."""
    if not len(values):
        return values, NONE
    starts = where_set(begins(values))
    counts = np.empty_like(starts)
    np.subtract(starts[1:], starts[:-1], out=counts[:-1])
    counts[-1] = len(values) - starts[-1]
    return values[starts], counts
