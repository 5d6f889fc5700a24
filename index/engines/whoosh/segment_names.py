"""Whom the paragraphs of a segment name, when something else is known of them than was written.

A segment is never changed. What is known anew of names lies in a file beside it, with all of the
segment's names, and the manifest lists that: texts are not cut into words again for it.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from index.core.files import sync
from index.engines.whoosh import array_writing, packed_integers
from index.engines.whoosh.array_file import Array
from index.engines.whoosh.segment import Segment
from index.engines.whoosh.sorted_arrays import Docs, ranges

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
    given = [sorted(set(names[number])) for number in numbers[docs].tolist()]
    before = segment.small("entity.count").astype(np.int64), segment.column("entity")
    counts, entities = _exchanged(*before, docs, given)
    if np.array_equal(counts, before[0]) and np.array_equal(entities, before[1]):
        return None
    name = f"{Path(file).stem}.{secrets.token_hex(4)}{SUFFIX}"
    arrays = {**packed_integers.encode("entity.count", counts), "entity": entities}
    array_writing.write(folder / name, arrays, {})
    sync(folder)
    return name


def _exchanged(
    counts: Docs, entities: Array, docs: Docs, given: Sequence[Sequence[int]]
) -> tuple[Docs, Array]:
    """The columns with what is given for some documents in the place of what they had."""
    starts = np.cumsum(counts) - counts
    kept = np.ones(len(counts), bool)
    kept[docs] = False
    after = counts.copy()
    after[docs] = [len(numbers) for numbers in given]
    begins = np.cumsum(after) - after
    named = np.empty(int(after.sum()), np.uint32)
    named[ranges(begins[kept], counts[kept])] = entities[ranges(starts[kept], counts[kept])]
    flat = np.array([number for numbers in given for number in numbers], np.uint32)
    named[ranges(begins[docs], after[docs])] = flat
    return after, named
