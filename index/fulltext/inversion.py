"""From documents to the arrays of a segment, a batch at a time.

Nothing here handles one posting: one sort of all numbers inverts the batch.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.fulltext import names, smallints
from index.fulltext.analysis import lower, stemmed
from index.fulltext.arrays import stable_order
from index.fulltext.container import Array
from index.fulltext.fields import BREAKS, CODES, TEXT
from index.fulltext.streams import Surfaces, Tokens, surface_key

BREAK_TERM = "."
"""The only term of the field BREAKS: its positions are the words that begin a sentence."""


@dataclass(slots=True)
class Inverted:
    """Postings in the order term, document, position; `terms` numbers the terms of the field.

    `starts` is where each posting begins among the positions. `surfaces` lists the spellings as
    (sort key, term, variant); `variants` says for each position which spelling stands there.
    """

    vocabulary: list[str]
    surfaces: list[tuple[str, int, int]]
    terms: Array
    docs: Array
    starts: Array
    positions: Array
    variants: Array

    @property
    def freqs(self) -> Array:
        return np.diff(self.starts, append=len(self.positions))


def invert(tokens: Tokens, surfaces: Surfaces, field: str) -> tuple[Inverted, Inverted]:
    """The postings of a field, and those of its sentence ends."""
    ids, counts = tokens.ids, tokens.counts
    docs = np.repeat(tokens.docs, counts)
    word = ids != 0
    before = np.cumsum(word) - word
    first = np.append(before, np.count_nonzero(word))[np.cumsum(counts) - counts]
    positions = (before - np.repeat(first, counts)).astype(np.uint32)
    rank, variant, vocabulary, listed = _rank(
        ids, surfaces, stemmed if CODES[field].stem else lower
    )
    chosen = ids[word]
    ranks = rank[chosen]
    order = stable_order(ranks)
    postings = _group(
        ranks[order], docs[word][order], positions[word][order], variant[chosen][order]
    )
    ends = ~word & (positions > 0)
    zeros = np.zeros(np.count_nonzero(ends), np.uint32)
    breaks = _group(zeros, docs[ends], positions[ends], zeros)
    if len(zeros):
        breaks.vocabulary, breaks.surfaces = [BREAK_TERM], [(surface_key(BREAK_TERM), 0, 0)]
    postings.vocabulary, postings.surfaces = vocabulary, listed
    return postings, breaks


def _rank(
    ids: Array, surfaces: Surfaces, form: Callable[[str], str]
) -> tuple[Array, Array, list[str], list[tuple[str, int, int]]]:
    """Term number and variant for each surface number, the terms, the spellings."""
    size = len(surfaces.strings)
    used = np.flatnonzero(np.bincount(ids, minlength=size)[1:]) + 1
    forms, keys = surfaces.forms(form), surfaces.keys()
    rows = sorted([(forms[n], keys[n], n) for n in used.tolist()])
    rank = np.zeros(size, np.uint32)
    variant = np.zeros(size, np.uint32)
    vocabulary: list[str] = []
    listed: list[tuple[str, int, int]] = []
    kind = 0
    for term, key, number in rows:
        kind += 1
        if not vocabulary or vocabulary[-1] != term:
            vocabulary.append(term)
            kind = 0
        rank[number], variant[number] = len(vocabulary) - 1, kind
        listed.append((key, len(vocabulary) - 1, kind))
    listed.sort()
    return rank, variant, vocabulary, listed


def _group(terms: Array, docs: Array, positions: Array, variants: Array) -> Inverted:
    changes = np.ones(len(terms), bool)
    changes[1:] = (terms[1:] != terms[:-1]) | (docs[1:] != docs[:-1])
    starts = np.flatnonzero(changes)
    return Inverted([], [], terms[starts], docs[starts], starts, positions, variants)


def lengths(tokens: Tokens, size: int) -> NDArray[np.int64]:
    """Words of the field in each document."""
    docs = np.repeat(tokens.docs, tokens.counts)
    return np.bincount(docs[tokens.ids != 0], minlength=size).astype(np.int64)


def postings_arrays(fields: Sequence[tuple[str, Inverted]]) -> dict[str, Array]:
    """The arrays of a segment for its fields, which come in the order of their codes."""
    vocabulary: list[str] = []
    keys: list[str] = []
    listed: list[tuple[Array, Array]] = []
    counts, tokens = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for code, field in fields:
        base, size = len(vocabulary), len(field.vocabulary)
        vocabulary += [code + term for term in field.vocabulary]
        keys += [code + key for key, _, _ in field.surfaces]
        table = np.array([(term, kind) for _, term, kind in field.surfaces], np.uint32)
        table = table.reshape(-1, 2)
        listed.append((table[:, 0] + base, table[:, 1]))
        counts.append(np.bincount(field.terms, minlength=size))
        weights = np.bincount(field.terms, weights=field.freqs, minlength=size)
        tokens.append(weights.astype(np.int64))
    docs = np.concatenate([field.docs for _, field in fields])
    spelt = np.concatenate([terms for terms, _ in listed]).astype(np.uint32)
    return {
        **names.encode("terms", vocabulary),
        **names.encode("surfaces", keys),
        "surfaces.term": spelt,
        "surfaces.kind": np.concatenate([kinds for _, kinds in listed]).astype(np.uint32),
        **smallints.encode("terms.kinds", np.bincount(spelt, minlength=len(vocabulary))),
        "terms.start": np.cumsum(np.concatenate([[0], *counts])).astype(np.uint32),
        "terms.token": np.cumsum(np.concatenate([[0], *tokens])).astype(np.uint32),
        **documents("docs", docs),
        **smallints.encode("freqs", np.concatenate([field.freqs for _, field in fields])),
        **smallints.encode("positions", np.concatenate([f.positions for _, f in fields])),
        **smallints.encode("variants", np.concatenate([f.variants for _, f in fields])),
    }


def documents(name: str, docs: Array) -> dict[str, Array]:
    """Document numbers in two or three bytes each."""
    arrays = {f"{name}.low": (docs & 0xFFFF).astype(np.uint16)}
    if len(docs) and docs.max() > 0xFFFF:
        arrays[f"{name}.high"] = (docs >> 16).astype(np.uint8)
    return arrays


TEXT_CODE, BREAKS_CODE = CODES[TEXT].code, CODES[BREAKS].code
