"""Which segments are joined: so that they stay few, and deleted paragraphs leave the disk.

While much is written they are joined seldom, when the writer is done until they are few: every one
of them is looked at by every search. What is joined grows with each joining, so that a paragraph is
written a few times at most, however many there come to be.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

from index.engines.whoosh.segments.manifest import SegmentEntry

FAN = 8
"""So many segments of about the same size become one while much is written."""

_GROWTH = 4
"""Of about the same size is what is no more than so many times as large."""

FEW = 2
"""Where there are more than this when the writer is done, the smaller ones are joined, ..."""

_SHARE = 3
"""... from the first one on that is no more than so many times as large as all smaller ones."""

LARGEST = 1 << 24
"""Documents that a segment can number."""

_SMALLEST = 1_000


def tidy(
    folder: Path, entries: Sequence[SegmentEntry], *, settle: bool = False
) -> list[SegmentEntry]:
    """The segments after whatever joining is due. Files that are replaced stay on disk."""
    kept = [entry for entry in entries if entry.deleted_docs < entry.docs]
    while True:
        chosen = due(kept, settle=settle)
        if not chosen:
            return kept
        # Loaded here: mostly there is nothing to join.
        from index.engines.whoosh.segments.segment_merging import merge  # noqa: PLC0415

        joined = merge(folder, chosen)
        place = kept.index(chosen[0])
        kept = [entry for entry in kept if entry not in chosen]
        kept.insert(place, joined)


def due(entries: Sequence[SegmentEntry], *, settle: bool) -> list[SegmentEntry]:
    """The segments to join next, if any."""
    holey = next((entry for entry in entries if entry.deleted_docs * 4 > entry.docs), None)
    if holey is not None:
        return [holey]
    if settle:
        return _small_ones(entries) if len(entries) > FEW else []
    levels: dict[int, list[SegmentEntry]] = {}
    for entry in entries:
        level, size = 0, _SMALLEST
        while _live(entry) > size:
            level, size = level + 1, size * _GROWTH
        levels.setdefault(level, []).append(entry)
    for level in sorted(levels):
        if len(levels[level]) >= FAN:
            # The smaller ones go along: they cost little beside these.
            chosen = _together([e for e in entries if _live(e) <= _SMALLEST * _GROWTH**level])
            if len(chosen) > 1:
                return chosen
    return []


def _small_ones(entries: Sequence[SegmentEntry]) -> list[SegmentEntry]:
    """The smaller segments, as many as it pays to join, in the order in which they stand."""
    by_size = sorted(entries, key=_live, reverse=True)
    sums = list(accumulate(map(_live, reversed(by_size))))[::-1]
    for place, entry in enumerate(by_size[:-1]):
        if sums[place] <= LARGEST and _live(entry) <= _SHARE * sums[place + 1]:
            chosen = by_size[place:]
            return [entry for entry in entries if entry in chosen]
    return []


def _together(entries: Sequence[SegmentEntry]) -> list[SegmentEntry]:
    """The first of some segments, as many as may become one."""
    sizes = accumulate(map(_live, entries))
    return [entry for entry, size in zip(entries, sizes, strict=True) if size <= LARGEST]


def _live(entry: SegmentEntry) -> int:
    return entry.docs - entry.deleted_docs
