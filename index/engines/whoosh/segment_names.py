"""Whom the paragraphs of a segment name, when something else is known of them than was written.

A segment is never changed. What is known anew of names lies in a file beside it, with all of the
segment's names, and the manifest lists that: texts are not cut into words again for it.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path

import numpy as np

from index.core.files import sync
from index.engines.whoosh import array_writing, packed_integers
from index.engines.whoosh.array_file import Array
from index.engines.whoosh.segment import Segment
from index.engines.whoosh.sorted_arrays import Docs, distinct

SUFFIX = ".names"


def store(
    folder: Path, file: str, segment: Segment, names: Mapping[int, Sequence[int]]
) -> str | None:
    """Write the names of a segment with those of some paragraphs in the place of what was known of
    them; the file's name, None where it would say what is known already.
    """
    numbers = segment.column("number")
    docs = np.flatnonzero(np.isin(numbers, np.fromiter(names, np.int64, len(names))))
    if not len(docs):
        return None
    given = _distinct([names[number] for number in numbers[docs].tolist()])
    before = segment.small("entity.count").astype(np.int64), segment.column("entity")
    counts, entities = _exchanged(*before, docs, given)
    if np.array_equal(counts, before[0]) and np.array_equal(entities, before[1]):
        return None
    name = f"{Path(file).stem}.{secrets.token_hex(4)}{SUFFIX}"
    arrays = {**packed_integers.encode("entity.count", counts), "entity": entities}
    array_writing.write(folder / name, arrays, {})
    sync(folder)
    return name


def _distinct(names: Sequence[Sequence[int]]) -> tuple[Docs, Array]:
    """How many entities each document names, and which ones, in order."""
    counts = np.fromiter(map(len, names), np.int64, len(names))
    flat = np.fromiter(chain.from_iterable(names), np.int64, int(counts.sum()))
    both = distinct(np.repeat(np.arange(len(names)), counts) << 32 | flat)
    counted = np.bincount(both >> 32, minlength=len(names))
    return counted, (both & 0xFFFF_FFFF).astype(np.uint32)


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
