"""Segments on disk."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.core.files import sync
from index.engines.whoosh.segments import array_writing, segment_deletions
from index.engines.whoosh.segments.array_file import Array, Container
from index.engines.whoosh.segments.array_writing import ArrayWriter
from index.engines.whoosh.segments.manifest import SegmentEntry
from index.engines.whoosh.segments.segment import Segment

Opened = dict[tuple[str, ...], Segment]
"""Segments by the files they are read from."""


def opened(folder: Path, entry: SegmentEntry, known: Opened | None = None) -> Segment:
    """A segment as an entry describes it, out of those that are open already if it can be.

    Raises IndexDamaged when a file is missing or is not what was written.
    """
    known = {} if known is None else known
    if entry.text not in known:
        container = Container(folder / entry.file)
        if container.bytes != entry.bytes or container.meta.get("docs") != entry.docs:
            raise container._damaged()
        known[entry.text] = Segment(container, segment_deletions.read(folder, entry))
    if entry.files not in known:
        names = Container(folder / entry.names)
        known[entry.files] = known[entry.text].with_names(names)
    return known[entry.files]


def store(folder: Path, arrays: Mapping[str, Array], meta: Mapping[str, Any]) -> SegmentEntry:
    """Write a segment under a new name. It counts once a manifest lists it."""
    name = _name()
    return _entry(folder, name, array_writing.write(folder / name, arrays, meta), meta)


def _name() -> str:
    return f"{os.urandom(8).hex()}.seg"


def _entry(folder: Path, name: str, size: int, meta: Mapping[str, Any]) -> SegmentEntry:
    sync(folder)
    return SegmentEntry(name, size, meta["docs"], meta["articles"])


@dataclass(frozen=True, slots=True)
class NewSegment:
    """A segment whose arrays are written piece by piece."""

    folder: Path
    name: str
    arrays: ArrayWriter

    def store(self, meta: Mapping[str, Any]) -> SegmentEntry:
        """As `store` does."""
        return _entry(self.folder, self.name, self.arrays.write(meta), meta)


@contextmanager
def new(folder: Path) -> Iterator[NewSegment]:
    """A segment under a new name, for as long as it is written."""
    name = _name()
    made = NewSegment(folder, name, ArrayWriter(folder / name))
    try:
        yield made
    finally:
        made.arrays.close()
