"""From documents to the arrays of a segment, a batch at a time.

Nothing here handles one posting: one sort of all numbers inverts the batch.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.index_schema import BREAK_TERM, CLOSES, CODES, MARKED, OPENS
from index.engines.whoosh.segments import packed_integers
from index.engines.whoosh.segments import vocabulary as names
from index.engines.whoosh.segments.array_file import Array
from index.engines.whoosh.segments.postings_layout import Lengths, PostingsLayout, Range, widths
from index.engines.whoosh.segments.surface_forms import STACKED, Surfaces, surface_key
from index.engines.whoosh.segments.token_streams import Tokens
from index.engines.whoosh.sorted_arrays import stable_order


@dataclass(frozen=True, slots=True)
class Listed:
    """The terms of a field, sorted, and the spellings they have, sorted too.

    `term` and `variant` say whose spelling it is and the how manieth.
    """

    vocabulary: list[str]
    spellings: list[str]
    term: Array
    variant: Array


@dataclass(frozen=True, slots=True)
class Inverted:
    """Postings in the order term, document, position; `terms` numbers the terms of the field.

    `starts` is where each posting begins among the positions; `variants` says for each position
    which spelling stands there.
    """

    listed: Listed
    terms: Array
    docs: Array
    starts: Array
    positions: Array
    variants: Array

    @property
    def freqs(self) -> Array:
        """How often each posting's word stands in its document: int64, one a posting."""
        return np.diff(self.starts, append=len(self.positions))


_NONE: Array = np.zeros(0, np.uint32)
_FIRST: Array = np.zeros(1, np.uint32)
_NOTHING = Listed([], [], _NONE, _NONE)
_BREAK = Listed([BREAK_TERM], [surface_key(BREAK_TERM)], _FIRST, _FIRST)


def invert(tokens: Tokens, surfaces: Surfaces, field: str) -> tuple[Inverted, Inverted]:
    """The postings of a field, and those of its sentence ends.

    `tokens.ids` are surface numbers, 0 where a sentence ends; one with the bit STACKED stands where
    the word before it stands (another spelling of it), and takes no position of its own.
    """
    ids, counts = tokens.ids, tokens.counts
    docs = np.repeat(tokens.docs, counts)
    placed = (ids != 0) & (ids < STACKED)
    ids = ids & ~np.uint32(STACKED)
    word = ids != 0
    # The position of a word in the whole batch, less that of the first word of its document.
    before = np.cumsum(placed) - word
    first = np.append(before, np.count_nonzero(placed))[np.cumsum(counts) - counts]
    positions = (before - np.repeat(first, counts)).astype(np.uint32)
    rank, variant, listed = _rank(ids, surfaces, stems=CODES[field].stem)
    chosen = ids[word]
    ranks = rank[chosen]
    # Tokens come in the order of documents and positions: a stable sort by term keeps both.
    order = stable_order(ranks)
    postings = _group(
        listed, ranks[order], docs[word][order], positions[word][order], variant[chosen][order]
    )
    ends = ~word & (positions > 0)
    zeros = np.zeros(np.count_nonzero(ends), np.uint32)
    return postings, _group(
        _BREAK if len(zeros) else _NOTHING, zeros, docs[ends], positions[ends], zeros
    )


def quotes(docs: Array, cuts: Array, marked: Array) -> Inverted:
    """The postings of where quotes begin and end: of each one its document, the words before its
    beginning and its end, in a row, and whether any of it is between marks.
    """
    if not len(docs):
        return _group(_NOTHING, _NONE, _NONE, _NONE, _NONE)
    marked = marked.astype(bool)
    begins, ends = cuts[::2].astype(np.uint32), cuts[1::2].astype(np.uint32)
    counts = [len(docs), len(docs), int(marked.sum())]
    places = [begins, ends, begins[marked]]
    return _group(
        _quote_terms(3 if counts[-1] else 2),
        np.repeat(np.arange(3, dtype=np.uint32), counts),
        np.concatenate([docs, docs, docs[marked]]),
        np.concatenate(places),
        np.zeros(sum(counts), np.uint32),
    )


def _quote_terms(count: int) -> Listed:
    names = [OPENS, CLOSES, MARKED][:count]
    return Listed(
        names,
        [surface_key(name) for name in names],
        np.arange(count, dtype=np.uint32),
        np.zeros(count, np.uint32),
    )


def _rank(ids: Array, surfaces: Surfaces, *, stems: bool) -> tuple[Array, Array, Listed]:
    """Term number and variant for each surface number; the terms and the spellings."""
    filing = surfaces.filed(stems=stems)
    size = len(surfaces.strings)
    rank, variant = np.zeros(size, np.uint32), np.zeros(size, np.uint32)
    used = np.zeros(size, bool)
    used[ids] = True
    used[0] = False
    if not used.any():
        return rank, variant, _NOTHING
    by_key = surfaces.by_key(np.flatnonzero(used).tolist())
    ordered, spelt = filing.in_order(by_key), np.array(by_key, np.int64)
    kinds = filing.kinds[ordered]
    new = np.append(True, kinds[1:] != kinds[:-1])
    numbers = np.cumsum(new) - 1
    rank[ordered] = numbers
    variant[ordered] = np.arange(len(ordered)) - np.flatnonzero(new)[numbers]
    vocabulary = [filing.forms[n] for n in ordered[new].tolist()]
    spellings = [surfaces.listed[n] for n in by_key]
    return rank, variant, Listed(vocabulary, spellings, rank[spelt], variant[spelt])


def _group(
    listed: Listed, terms: Array, docs: Array, positions: Array, variants: Array
) -> Inverted:
    changes = np.ones(len(terms), bool)
    changes[1:] = (terms[1:] != terms[:-1]) | (docs[1:] != docs[:-1])
    starts = np.flatnonzero(changes)
    return Inverted(listed, terms[starts], docs[starts], starts, positions, variants)


def lengths(tokens: Tokens, size: int) -> NDArray[np.int64]:
    """Words of the field in each document."""
    docs = np.repeat(tokens.docs, tokens.counts)
    return np.bincount(docs[tokens.ids != 0], minlength=size).astype(np.int64)


def postings_arrays(fields: Sequence[tuple[str, Inverted]], lengths: Lengths) -> dict[str, Array]:
    """The arrays of a segment for its fields, which come in the order of their codes."""
    vocabulary: list[str] = []
    keys: list[str] = []
    spelt, kinds, codes = [], [], []
    counts = [np.zeros(0, np.int64)]
    for code, field in fields:
        listed = field.listed
        base = len(vocabulary)
        vocabulary += [code + term for term in listed.vocabulary]
        keys += [code + key for key in listed.spellings]
        spelt.append(listed.term + np.uint32(base))
        kinds.append(listed.variant)
        codes.append(np.full(len(listed.vocabulary), ord(code), np.uint8))
        counts.append(np.bincount(field.terms, minlength=len(listed.vocabulary)))
    terms = np.concatenate(spelt)
    postings = Range(
        np.concatenate(codes),
        np.concatenate(counts),
        np.concatenate([field.docs for _, field in fields]),
        np.concatenate([field.freqs for _, field in fields]),
        np.concatenate([field.positions for _, field in fields]),
        np.concatenate([field.variants for _, field in fields]),
    )
    layout = PostingsLayout(lengths, widths(postings))
    arrays, last = layout.add(postings), layout.end()
    # Running sums fit 32 bits: a segment has fewer than 2**32 postings and positions.
    return {
        **names.encode("terms", vocabulary),
        **names.encode("surfaces", keys),
        "surfaces.term": terms,
        "surfaces.kind": np.concatenate(kinds),
        **packed_integers.encode("terms.kinds", np.bincount(terms, minlength=len(vocabulary))),
        **arrays,
        **{name: np.concatenate([arrays[name], piece]) for name, piece in last.items()},
    }
