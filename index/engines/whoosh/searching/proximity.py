"""Words in a row, words near each other, words in one sentence: joins of sorted positions.

A place is a key: the document in the high 32 bits, the position in the low ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, permutations

import numpy as np

from index.engines.whoosh.one_text.near_places import PERMUTED
from index.engines.whoosh.searching.postings import Postings
from index.engines.whoosh.searching.whole_term import WholeTerm, apart, are_whole
from index.engines.whoosh.segments.segment import POSITION_BITS
from index.engines.whoosh.sorted_arrays import (
    NONE,
    Docs,
    Flags,
    begins,
    both,
    distinct,
    member,
    runs,
    where_set,
)

_STRETCH = 1 << 14
"""Documents of a phrase that are looked through together, where there are more."""

_TOGETHER = 1_000_000
"""Documents that all words of a phrase have; of more, segments are taken one by one."""

_MERGED = 4
"""Keys are searched for among others where there are more than so many times fewer of them."""

_FEW, _ALIKE = 20_000, 3
"""Documents, and how many times more; see `_are_alike`."""


@dataclass(frozen=True, slots=True)
class Spans:
    """First and last word of every match, in order of the first."""

    starts: Docs
    ends: Docs

    @property
    def docs(self) -> Docs:
        """The documents in which any of them lies, ascending."""
        docs: Docs = runs(self.starts >> POSITION_BITS)[0]
        return docs

    def within(self, docs: Docs, size: int) -> Spans:
        """Those that lie in some documents of an index of `size`."""
        chosen = member(self.starts >> POSITION_BITS, docs, size)
        return Spans(self.starts.compress(chosen), self.ends.compress(chosen))


NO_SPANS = Spans(NONE, NONE)


def phrase(words: Sequence[Postings], size: int, within: Docs | None = None) -> Spans:
    """Where the words stand in a row."""
    if len(words) == 1:
        keys = words[0].keys(within)
        return Spans(keys, keys)
    if sum(word.most for word in words) > _TOGETHER and (rows := apart(words)):
        # Segment by segment, so that memory does not grow with their number.
        starts = np.concatenate([phrase(row, size, within).starts for row in rows])
        return Spans(starts, starts + (len(words) - 1))
    if are_whole(words):
        if within is None and _are_alike(words):
            found = [_shared(first, second - 1) for first, second in _side_by_side(words, size)]
            keys = found[0] if len(found) == 1 else np.concatenate(found)
        else:
            keys = _rows(words, size, within)
    else:
        docs = all_in(words, size, within)
        if not len(docs):
            return NO_SPANS
        keys = words[0].keys(docs)
        for step, word in enumerate(words[1:], 1):
            keys = _shared(keys, word.keys(docs) - step)
    return Spans(keys, keys + (len(words) - 1)) if len(keys) else NO_SPANS


def _are_alike(words: Sequence[Postings]) -> bool:
    """Whether words are two all of whose keys are compared sooner than those in documents that have
    both are chosen: few words or nearly as many of one as of the other.
    """
    if len(words) != 2:
        return False
    few, many = sorted([word.most for word in words])
    return few + many <= _FEW or many <= _ALIKE * few


def _side_by_side(words: Sequence[WholeTerm], size: int) -> Iterator[tuple[Docs, Docs]]:
    """The keys of two words, those in some documents at a time, so that what is worked on
    stays in the processor's cache.
    """
    one, other = words
    docs = max(one.docs, other.docs, key=len)
    if len(docs) <= _STRETCH:
        yield one.keys(), other.keys()
        return
    for first, stop in pairwise([0, *docs[_STRETCH::_STRETCH].tolist(), size]):
        yield one.keys_between(first, stop), other.keys_between(first, stop)


def _rows(words: Sequence[WholeTerm], size: int, within: Docs | None) -> Docs:
    """Where the words of a phrase begin: first where the two rarest stand as
    far apart as they shall, then where in these documents the next one does, and so on.
    """
    last = len(words) - 1
    # What is added to the places of a word comes to the place of the last one.
    steps = [(word, last - place) for place, word in enumerate(words)]
    steps.sort(key=lambda step: step[0].most)
    keys = _pairs(steps[0], steps[1], size, within)
    for word, behind in steps[2:]:
        if not len(keys):
            break
        docs, _ = runs(keys >> POSITION_BITS)
        inside, own = word.find(docs, size)
        keys = _shared(keys, word.keys_at(docs.compress(inside), own) + behind)
    return keys - last


def _pairs(
    rare: tuple[WholeTerm, int], other: tuple[WholeTerm, int], size: int, within: Docs | None
) -> Docs:
    """The keys of two words that are the same once a number is added to those of each. Some
    documents at a time, so that what is worked on stays in the processor's cache.
    """
    (one, before), (two, behind) = rare, other
    docs, ones, twos = _places(one, two, size, within)
    found = [NONE]
    for begin in range(0, len(docs), _STRETCH):
        some = slice(begin, begin + _STRETCH)
        left = one.keys_at(docs[some], ones[some], len(docs))
        right = two.keys_at(docs[some], twos[some], len(docs))
        found.append(_shared(left + before, right + behind))
    return found[-1] if len(found) < 3 else np.concatenate(found)


def _places(
    rare: WholeTerm, other: WholeTerm, size: int, within: Docs | None = None
) -> tuple[Docs, Docs, Docs]:
    """Documents in which two words stand, and where among those of each word."""
    docs = rare.docs
    places = None
    if within is not None:
        places = where_set(member(docs, within, size))
        docs = docs.take(places)
    inside, others = other.find(docs, size)
    if len(others) < len(docs):
        docs = docs.compress(inside)
        places = where_set(inside) if places is None else places.compress(inside)
    return docs, np.arange(len(docs)) if places is None else places, others


def _shared(left: Docs, right: Docs) -> Docs:
    """The keys in both; each is sorted and holds none twice."""
    few, many = (left, right) if len(left) < len(right) else (right, left)
    if len(few) * _MERGED < len(many):
        return few.compress(_among(few, many))
    # Two rows in order are merged by a stable sort, which is quicker than searching.
    merged = np.concatenate((left, right))
    merged.sort(kind="stable")
    return merged[:-1].compress(merged[1:] == merged[:-1])


def together(parts: Sequence[Docs], size: int, within: Docs | None = None) -> Docs:
    """Documents in every one of the parts, the smallest first."""
    first, *rest = sorted([*parts, *([] if within is None else [within])], key=len)
    for part in rest:
        first = both(first, part, size)
        if not len(first):
            break
    return first


def all_in(words: Sequence[Postings], size: int, within: Docs | None = None) -> Docs:
    """Documents in which all words stand, the rarest looked at first."""
    first, *others = sorted(words, key=lambda word: word.most)
    docs = first.docs if within is None else both(first.docs, within, size)
    for word in others:
        if not len(docs):
            break
        docs = docs.compress(word.has(docs, size))
    return docs


def loose_phrase(words: Sequence[Postings], slop: int, size: int) -> Spans:
    """Where all words stand, in any order, with at most `slop` others among them."""
    docs = all_in(words, size)
    if not len(docs):
        return NO_SPANS
    each = dict.fromkeys(words)
    wanted = [(word.keys(docs), sum(other is word for other in words)) for word in each]
    starts = distinct(np.concatenate([keys for keys, _ in wanted]))
    ends = starts.copy()
    found = np.ones(len(starts), bool)
    for keys, times in wanted:
        # A word asked for several times must stand there as often.
        places = keys.searchsorted(starts) + times - 1
        inside = places < len(keys)
        found &= inside
        np.maximum(ends, keys[np.where(inside, places, 0)], out=ends)
    found &= ends - starts < len(words) + slop
    return Spans(starts.compress(found), ends.compress(found))


def near(operands: Sequence[Spans], distance: int, *, ordered: bool) -> Spans:
    """Where a match of each operand stands at most `distance` words from that of the next."""
    if ordered:
        return _chain(operands, distance)
    if len(operands) <= PERMUTED:
        return union([_chain(order, distance) for order in permutations(operands)])
    joined = operands[0]
    for operand in operands[1:]:
        sides = [_chain((joined, operand), distance), _chain((operand, joined), distance)]
        joined = union(sides)
    return joined


def near_docs(words: tuple[WholeTerm, WholeTerm], distance: int, size: int) -> Docs:
    """Documents in which two words stand near each other, in any order."""
    if _are_alike(words):
        found = [_near(*keys, distance) for keys in _side_by_side(words, size)]
        return found[0] if len(found) == 1 else np.concatenate(found)
    one, two = sorted(words, key=lambda word: word.most)
    docs, ones, twos = _places(one, two, size)
    return _near(one.keys_at(docs, ones), two.keys_at(docs, twos), distance)


def _near(left: Docs, right: Docs, distance: int) -> Docs:
    """Documents in which any of some keys is near one of the others."""
    keys, others = sorted((left, right), key=len)
    if not len(keys):
        return NONE
    after = others.searchsorted(keys)
    found = (after > 0) & (keys - others.take(after - 1, mode="clip") <= distance)
    after += others.take(after, mode="clip") == keys
    # What stands in another document is far away, and behind the last one stands nothing.
    found |= (after < len(others)) & (others.take(after, mode="clip") - keys <= distance)
    docs, _ = runs(keys.compress(found) >> POSITION_BITS)
    return docs


def _chain(operands: Sequence[Spans], distance: int) -> Spans:
    """Matches of the operands in this order, each beginning close behind the one before.

    For every match of an operand the latest one before it is enough: no other is closer.
    """
    starts, ends = operands[0].starts, operands[0].ends
    for operand in operands[1:]:
        if not len(starts) or not len(operand.starts):
            return NO_SPANS
        if starts is not ends:
            order = ends.argsort(kind="stable")
            starts, ends = starts[order], ends[order]
        before = ends.searchsorted(operand.starts) - 1
        gaps = operand.starts - ends[np.maximum(before, 0)]
        found = (before >= 0) & (gaps <= distance)
        starts, ends = starts[before.compress(found)], operand.ends.compress(found)
    order = starts.argsort(kind="stable")
    return Spans(starts[order], ends[order])


def same_sentence(operands: Sequence[Spans], breaks: Docs) -> Docs:
    """Documents with a sentence in which every operand matches; `breaks` begin new sentences."""
    shared: Docs | None = None
    for operand in operands:
        first = breaks.searchsorted(operand.starts, "right")
        last = breaks.searchsorted(operand.ends, "right")
        whole = first == last
        documents = operand.starts[whole] >> POSITION_BITS
        sentences = distinct((documents << POSITION_BITS) | first[whole])
        shared = sentences if shared is None else shared[_among(shared, sentences)]
    return NONE if shared is None else runs(shared >> POSITION_BITS)[0]


def union(parts: Sequence[Spans]) -> Spans:
    """All matches of all parts."""
    parts = [part for part in parts if len(part.starts)]
    if len(parts) < 2:
        return parts[0] if parts else NO_SPANS
    starts = np.concatenate([part.starts for part in parts])
    ends = np.concatenate([part.ends for part in parts])
    order = np.lexsort((ends, starts))
    starts, ends = starts[order], ends[order]
    kept = begins(starts) | begins(ends)
    return Spans(starts.compress(kept), ends.compress(kept))


def _among(keys: Docs, others: Docs) -> Flags:
    """For each of the sorted keys whether it is among the sorted others."""
    if not len(others):
        return np.zeros(len(keys), bool)
    found: Flags = others.take(others.searchsorted(keys), mode="clip") == keys
    return found
