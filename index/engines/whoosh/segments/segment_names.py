"""Whom the paragraphs of a segment name, when something else is known of them than was written.

A segment is never changed. What is known anew of names lies in a file beside it, with all of the
segment's names, and the manifest lists that: texts are not cut into words again for it.
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np

from index.core.files import sync
from index.engines.contract import Naming
from index.engines.whoosh.segments import array_writing, packed_integers
from index.engines.whoosh.segments.array_file import Array
from index.engines.whoosh.segments.segment import Segment
from index.engines.whoosh.sorted_arrays import Docs, distinct, ranges, stable_order

SUFFIX = ".names"


def store(folder: Path, file: str, segment: Segment, names: Naming) -> str | None:
    """Write the names of a segment with those of some paragraphs in the place of what was known of
    them; the file's name, None where it would say what is known already.
    """
    numbers = segment.column("number")
    docs = np.flatnonzero(np.isin(numbers, names.paragraphs))
    if not len(docs):
        return None
    before = segment.small("entity.count").astype(np.int64), segment.column("entity")
    counts, entities = _exchanged(*before, docs, _given(numbers[docs], names))
    if np.array_equal(counts, before[0]) and np.array_equal(entities, before[1]):
        return None
    name = f"{Path(file).stem}.{os.urandom(4).hex()}{SUFFIX}"
    arrays = {**packed_integers.encode("entity.count", counts), "entity": entities}
    array_writing.write(folder / name, arrays, {})
    sync(folder)
    return name


def _given(paragraphs: Array, names: Naming) -> tuple[Docs, Array]:
    """How many entities each of some paragraphs names, and which ones, in order."""
    order = stable_order(names.named_in)
    named_in, entities = names.named_in[order], names.entities[order]
    starts = named_in.searchsorted(paragraphs)
    times = named_in.searchsorted(paragraphs, "right") - starts
    places = np.repeat(np.arange(len(paragraphs)), times)
    both = distinct(places << 32 | entities[ranges(starts, times)])
    counts = np.bincount(both >> 32, minlength=len(paragraphs))
    return counts, (both & 0xFFFF_FFFF).astype(np.uint32)


def _exchanged(
    counts: Docs, entities: Array, docs: Docs, given: tuple[Docs, Array]
) -> tuple[Docs, Array]:
    """The columns with what is given for some documents in the place of what they had."""
    other = np.zeros(len(counts), bool)
    other[docs] = True
    after = counts.copy()
    after[docs] = given[0]
    taken = np.repeat(other, after)
    named = np.empty(len(taken), np.uint32)
    named[taken] = given[1]
    np.logical_not(taken, out=taken)
    named[taken] = entities[np.repeat(~other, counts)]
    return after, named
