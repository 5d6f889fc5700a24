"""Which terms of a segment count, which of their spellings, and where these stand."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.segments.array_file import Array
from index.engines.whoosh.segments.segment import POSITION_BITS, Segment, Term
from index.engines.whoosh.sorted_arrays import Docs, flags, member, ranges, runs, sums, where_set

_MANY = 64
"""More terms than this are read as one row, of which a part is taken, ..."""

_PASSED_OVER = 4_000
"""... when no more tokens of others have to be passed over for each of them."""


class Choice(NamedTuple):
    """Terms that count. `single` says that documents are sorted; no `kinds` means any spelling.

    `taken` chooses among many terms that stand in a row: a flag for each of their spellings, term
    after term.
    """

    term: Term
    kinds: Array | None = None
    single: bool = True
    taken: NDArray[np.bool_] | None = None


def choices(segment: Segment, terms: Array, kinds: Array) -> list[Choice]:
    """What a set of spellings (term and kind of each) comes to in a segment."""
    if not len(terms):
        return []
    if len(terms) == 1:
        number = int(terms[0])
        is_whole = int(segment.kinds(number, number + 1)[0]) == 1
        return [Choice(segment.term_at(number), None if is_whole else kinds)]
    order = terms.argsort(kind="stable")
    terms, kinds = terms[order].astype(np.int64), kinds[order]
    distinct, counts = runs(terms)
    first, last = int(distinct[0]), int(distinct[-1]) + 1
    spellings = segment.kinds(first, last)
    whole = counts == spellings[distinct - first]
    full = distinct[whole]
    cuts = where_set(full[1:] - full[:-1] != 1) + 1
    asked, all_of_them = np.count_nonzero(~whole) + len(cuts), segment.run(first, last - 1)
    if asked > _MANY and all_of_them.last_token - all_of_them.token < asked * _PASSED_OVER:
        starts = spellings.cumsum(dtype=np.int64) - spellings
        taken = flags(starts[terms - first] + kinds, int(spellings.sum(dtype=np.int64)))
        return [Choice(all_of_them, single=False, taken=taken)]
    begins = counts.cumsum() - counts
    found = [
        Choice(segment.term_at(number), kinds[begin : begin + count])
        for number, begin, count in zip(
            distinct[~whole].tolist(), begins[~whole], counts[~whole], strict=True
        )
    ]
    for run in np.split(full, cuts):
        if len(run):
            term = segment.run(int(run[0]), int(run[-1]))
            found.append(Choice(term, single=len(run) == 1))
    return found


def keys_of(
    segment: Segment,
    base: int,
    choice: Choice,
    within: Docs | None = None,
    marked: NDArray[np.bool_] | None = None,
) -> Docs:
    """The keys of a choice in a segment; `within` are documents of the segment, `marked` has
    a flag for each of them.
    """
    if choice.kinds is not None and within is None:
        return _keys_spelt(segment, base, choice.term, choice.kinds)
    docs, freqs = segment.docs(choice.term), segment.freqs(choice.term)
    chosen = None
    if within is not None:
        chosen = marked[docs] if marked is not None else member(docs, within, segment.size)
    elif segment.live is not None:
        chosen = segment.live[docs]
    positions = segment.positions(choice.term)
    kinds = None if choice.kinds is None else segment.variants(choice.term)
    taken = None if choice.taken is None else _taken_tokens(segment, choice.term, choice.taken)
    if chosen is not None and not chosen.all():
        starts = sums(freqs, len(positions)) - freqs
        docs, freqs = docs.compress(chosen), freqs.compress(chosen)
        tokens = ranges(starts.compress(chosen), freqs)
        positions = positions[tokens]
        kinds = None if kinds is None else kinds[tokens]
        taken = None if taken is None else taken[tokens]
    keys = ((docs + base) << POSITION_BITS).repeat(freqs)
    keys |= positions
    if taken is not None:
        keys = keys.compress(taken)
    elif kinds is not None and choice.kinds is not None:
        keys = keys.compress(_any_of(kinds, choice.kinds))
    return keys


def _keys_spelt(segment: Segment, base: int, term: Term, spellings: Array) -> Docs:
    """The keys of some spellings of a term, which are mostly few of all it has."""
    tokens = where_set(_any_of(segment.variants(term), spellings))
    positions = segment.positions(term)
    ends = sums(segment.freqs(term), len(positions))
    docs = segment.docs(term)[ends.searchsorted(tokens.astype(ends.dtype), "right")]
    keys: Docs = (docs + base) << POSITION_BITS | positions[tokens]
    return keys if segment.live is None else keys.compress(segment.live[docs])


def _any_of(kinds: Array, wanted: Array) -> NDArray[np.bool_]:
    """Which of some spellings are wanted."""
    found: NDArray[np.bool_] = kinds == wanted[0]
    for kind in wanted[1:]:
        found |= kinds == kind
    return found


def _taken_tokens(segment: Segment, term: Term, spellings: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which tokens of terms in a row are spelt in one of the ways that are flagged."""
    lengths = segment.tokens(term)
    counts = segment.kinds(term.number, term.number + len(lengths))
    starts = counts.cumsum(dtype=np.int64) - counts
    places: Docs = starts.repeat(lengths)
    places += segment.variants(term)
    taken: NDArray[np.bool_] = spellings[places]
    return taken
