"""Which articles of a segment are deleted.

A segment is never changed. The numbers of its articles that are gone, counted from 0 as they stand
in it, lie in a file beside it, all of them, and the manifest lists that.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

import numpy as np

from index.engines.whoosh.segments import array_writing
from index.engines.whoosh.segments.array_file import Container
from index.engines.whoosh.segments.manifest import SegmentEntry
from index.engines.whoosh.sorted_arrays import NONE, Docs

SUFFIX = ".del"


def read(folder: Path, entry: SegmentEntry) -> Docs:
    """The deleted articles of a segment, in order. Raises IndexDamaged."""
    if not entry.deletions:
        return NONE
    return Container(folder / entry.deletions).all("deleted").astype(np.int64)


def store(folder: Path, entry: SegmentEntry, gone: Collection[int]) -> SegmentEntry:
    """Write that some more articles are deleted; the entry that says so, or the same where they
    were deleted before. Raises IndexDamaged.
    """
    before = read(folder, entry)
    deleted = np.union1d(before, np.array(sorted(gone), np.int64))
    if len(deleted) == len(before):
        return entry
    name = f"{Path(entry.file).stem}.{os.urandom(4).hex()}{SUFFIX}"
    array_writing.write(folder / name, {"deleted": deleted.astype(np.uint32)}, {})
    firsts = Container(folder / entry.file).all("article.first").astype(np.int64)
    docs = int((firsts[deleted + 1] - firsts[deleted]).sum())
    return replace(entry, deletions=name, deleted_docs=docs)
