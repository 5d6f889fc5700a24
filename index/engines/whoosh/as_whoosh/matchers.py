"""What walks the documents of a segment, one after the other, as Whoosh does."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import Any, Self

import numpy as np
from whoosh.matching.mcore import LeafMatcher, NullMatcher, ReadTooFar

from index.engines.whoosh.segments.segment import Segment, Term
from index.engines.whoosh.sorted_arrays import Docs
from index.engines.whoosh.untyped import Whoosh

_NEXT_TO_NOTHING = 1e-30


class _Walker(LeafMatcher):  # type: ignore[misc]
    """Documents in order, all of one block, and the one that it is at."""

    def __init__(self, docs: Docs) -> None:
        self._docs = docs
        self._ids: list[int] = docs.tolist()
        self._at = 0

    def is_active(self) -> bool:
        return self._at < len(self._ids)

    def reset(self) -> None:
        self._at = 0

    def copy(self) -> Self:
        other = type(self).__new__(type(self))
        other.__dict__.update(self.__dict__)
        return other

    def replace(self, minquality: float = 0) -> Whoosh:
        poor = minquality and self.supports_block_quality() and self.max_quality() < minquality
        return self if self.is_active() and not poor else NullMatcher()

    def skip_to_quality(self, minquality: float) -> int:
        if self.block_quality() > minquality:
            return 0
        self._at = len(self._ids)
        return 1

    def all_ids(self) -> Iterator[int]:
        return iter(self._ids)


class FlatMatcher(_Walker):
    """The postings of a term as Whoosh's matchers walk them; one block, skipped by search."""

    def __init__(
        self,
        segment: Segment,
        term: Term,
        *,
        name: tuple[str, bytes],
        described: Whoosh,
        scorer: Whoosh,
        info: Whoosh,
    ) -> None:
        super().__init__(segment.docs(term))
        self._segment, self._source, self._term = segment, term, name
        self.format, self.scorer, self._info = described, scorer, info
        self._freqs = segment.freqs(term)
        self._starts: list[int] | None = None

    def id(self) -> int:
        if not self.is_active():
            raise ReadTooFar
        return self._ids[self._at]

    def next(self) -> bool:
        if not self.is_active():
            raise ReadTooFar
        self._at += 1
        return True

    def skip_to(self, id: int) -> bool:  # noqa: A002
        if not self.is_active():
            raise ReadTooFar
        place = int(np.searchsorted(self._docs, id))
        moved = place > self._at
        self._at = max(self._at, place)
        return moved

    def weight(self) -> float:
        return float(self._freqs[self._at])

    def value(self) -> bytes:
        encoded: bytes = self.format.encode(self._places())
        return encoded

    def value_as(self, astype: str) -> Whoosh:
        return self._places() if astype == "positions" else super().value_as(astype)

    def _places(self) -> list[int]:
        if self._starts is None:
            self._starts = [0, *accumulate(self._freqs.tolist())]
            self._positions: list[int] = self._segment.positions(self._source).tolist()
        return self._positions[self._starts[self._at] : self._starts[self._at + 1]]

    def all_items(self) -> Iterator[tuple[int, bytes]]:
        other = self.copy()
        other.reset()
        while other.is_active():
            yield other.id(), other.value()
            other.next()

    def block_min_length(self) -> int:
        """The least length of a document in the block, which is all there are."""
        return int(self._info.min_length())

    def block_max_length(self) -> int:
        """The greatest length of a document in the block."""
        return int(self._info.max_length())

    def block_max_weight(self) -> float:
        """How often the word stands in a document at most."""
        return float(self._info.max_weight())


class ArrayMatcher(_Walker):
    """Walks documents in order, with a score for each (1 without)."""

    def __init__(self, docs: Docs, scores: Any = None) -> None:
        super().__init__(docs)
        self._scores, self.scorer = scores, None

    def id(self) -> int:
        return self._ids[self._at]

    def next(self) -> bool:
        self._at += 1
        return False

    def skip_to(self, id: int) -> bool:  # noqa: A002
        self._at = max(self._at, int(np.searchsorted(self._docs, id)))
        return False

    def supports(self, astype: str) -> bool:  # noqa: ARG002
        return False

    def supports_block_quality(self) -> bool:
        return True

    def max_quality(self) -> float:
        return 1.0 if self._scores is None else float(self._scores.max())

    block_quality = max_quality

    def weight(self) -> float:
        return self.score()

    def score(self) -> float:
        if self._scores is None:
            return 1.0
        # To Whoosh's unions a document with a score of 0 is one that was not found.
        return float(self._scores[self._at]) or _NEXT_TO_NOTHING

    def spans(self) -> list[Whoosh]:
        return []
