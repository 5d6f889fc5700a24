"""The spellings of several segments as words that patterns can be tried on, all at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.engines.whoosh.segments.segment import Segment
from index.engines.whoosh.segments.surface_forms import SEPARATOR
from index.engines.whoosh.words.automaton import Words

_TOGETHER = 200_000
"""About so many words are listed together; a step over them costs little more than over a few."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Words, and of which segments they are: of each the first surface and the one behind."""

    words: Words
    ranges: tuple[tuple[Segment, int, int], ...]

    def places(self, chosen: NDArray[np.bool_]) -> Iterator[tuple[Segment, NDArray[np.int64]]]:
        """The surfaces of each segment that are chosen among the words."""
        begin = 0
        for segment, first, last in self.ranges:
            yield segment, np.flatnonzero(chosen[begin : begin + last - first]) + first
            begin += last - first


def listings(segments: Sequence[Segment], prefix: bytes) -> list[Listing]:
    """Every spelling that begins with `prefix`, a letter for a field first, in lower case."""
    found: list[Listing] = []
    waiting: list[tuple[Segment, int, int]] = []
    count = 0
    for segment in segments:
        first, last = segment.surfaces.range(prefix)
        if first < last:
            waiting.append((segment, first, last))
            count += last - first
        if count >= _TOGETHER:
            found.append(_listed(waiting))
            waiting, count = [], 0
    if waiting:
        found.append(_listed(waiting))
    return found


def _listed(ranges: Sequence[tuple[Segment, int, int]]) -> Listing:
    blocks = [segment.surfaces.block(first, last) for segment, first, last in ranges]
    offsets = np.cumsum([0, *(len(block) for block, _ in blocks)])
    text = b"".join(block for block, _ in blocks)
    starts = np.concatenate([s + o for (_, s), o in zip(blocks, offsets, strict=False)])
    points = np.frombuffer(text, np.uint8)
    separators = np.flatnonzero(points == ord(SEPARATOR))
    ends = separators[np.searchsorted(separators, starts)]
    if not text.isascii():
        # Bytes to characters: those that go on with a character do not count.
        before = np.cumsum((points & 0xC0) == 0x80)
        starts, ends = starts - before[starts], ends - before[ends]
    # The first character is the letter of the field.
    words = Words(text.decode("utf-8", "surrogatepass"), starts + 1, ends - starts - 1)
    return Listing(words, tuple(ranges))
