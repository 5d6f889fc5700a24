"""Which segments are joined: so that they stay few, and deleted paragraphs leave the disk."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

from index.engines.whoosh.manifest import SegmentEntry
from index.engines.whoosh.segment_merging import merge

FAN = 4
"""So many segments of about the same size become one."""

LARGEST = 150_000
"""Documents from which on a segment is not joined any more: no commit takes minutes."""

_JOINED = 110_000
"""Documents that are joined at once, at most: joining takes memory for each of them."""

_SMALLEST = 1_000


def tidy(folder: Path, entries: Sequence[SegmentEntry]) -> list[SegmentEntry]:
    """The segments after whatever joining is due. Files that are replaced stay on disk."""
    kept = [entry for entry in entries if entry.deleted_docs < entry.docs]
    while True:
        due = _due(kept)
        if not due:
            return kept
        joined = merge(folder, due)
        place = kept.index(due[0])
        kept = [entry for entry in kept if entry not in due]
        kept.insert(place, joined)


def _due(entries: Sequence[SegmentEntry]) -> list[SegmentEntry]:
    """The segments to join next, if any."""
    levels: dict[int, list[SegmentEntry]] = {}
    for entry in entries:
        live = entry.docs - entry.deleted_docs
        if entry.deleted_docs * 4 > entry.docs:
            return [entry]
        if live < LARGEST:
            level, size = 0, _SMALLEST
            while live > size:
                level, size = level + 1, size * FAN
            levels.setdefault(level, []).append(entry)
    for level in sorted(levels):
        if len(levels[level]) >= FAN:
            chosen = _together(levels[level])
            if len(chosen) > 1:
                return chosen
    return []


def _together(entries: Sequence[SegmentEntry]) -> list[SegmentEntry]:
    """The first of some segments, as many as may become one."""
    sizes = accumulate(entry.docs - entry.deleted_docs for entry in entries)
    return [entry for entry, size in zip(entries, sizes, strict=True) if size <= _JOINED]
