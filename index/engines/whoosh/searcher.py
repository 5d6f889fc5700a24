"""One commit of the index as Whoosh reads and searches it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from whoosh import searching
from whoosh.matching.mcore import LeafMatcher, NullMatcher
from whoosh.reading import MultiReader, SegmentReader
from whoosh.spelling import Corrector

from index.engines.whoosh.analysis import lower, stem
from index.engines.whoosh.automaton import within_edits
from index.engines.whoosh.codec import FlatCodec, FlatSegment
from index.engines.whoosh.collector import ArrayCollector
from index.engines.whoosh.index_schema import CODES
from index.engines.whoosh.snapshot import Snapshot
from index.engines.whoosh.sorted_arrays import Docs
from index.engines.whoosh.spellings import listings
from index.engines.whoosh.untyped import Whoosh
from index.engines.whoosh.vocabulary import key
from index.engines.whoosh.whoosh_schema import schema

Stored = Callable[[Sequence[int]], dict[int, dict[str, str]]]
"""Tells what the archive has of paragraphs; see `index.engines.contract.Corpus`."""

_WALKED = 8
"""So many queries' answers are kept while their matchers are walked segment by segment."""


class IndexReader(MultiReader):  # type: ignore[misc]
    """Reads a snapshot, segment by segment."""

    def __init__(self, snapshot: Snapshot, stored: Stored | None = None) -> None:
        described, codec = schema(), FlatCodec(stored)
        generation = snapshot.manifest.generation
        readers = [
            SegmentReader(None, described, FlatSegment(segment), generation, codec)
            for segment in snapshot.segments
        ]
        super().__init__(readers, generation)
        self.schema = described
        self.snapshot = snapshot

    def leaf_readers(self) -> list[tuple[Whoosh, int]]:
        return list(zip(self.readers, self.doc_offsets, strict=True))

    def corrector(self, fieldname: str) -> Whoosh:
        """Suggests words as they are spelt in the texts, where Whoosh's own would suggest stems."""
        if fieldname in CODES:
            return SpellingCorrector(self.snapshot, fieldname)
        return super().corrector(fieldname)


class Searcher(searching.Searcher):  # type: ignore[misc]
    """Searches a snapshot. Statistics count what is not deleted, as all of Nutgraf does."""

    def __init__(self, reader: Whoosh, **how: Any) -> None:
        super().__init__(reader, **how)
        self._walked: list[tuple[Whoosh, Docs, Any]] = []

    @property
    def snapshot(self) -> Snapshot:
        snapshot: Snapshot = self.get_parent().ixreader.snapshot
        return snapshot

    def idf(self, fieldname: str, text: Whoosh) -> float:
        """The inverse document frequency of a term, as Whoosh's scoring models have it."""
        if fieldname not in CODES:
            frequency: float = super().idf(fieldname, text)
            return frequency
        term = text if isinstance(text, bytes) else key(text)
        count = len(self.snapshot.postings(CODES[fieldname].code.encode() + term).docs)
        return float(np.log((self.snapshot.paragraphs or 1) / (count + 1)) + 1)

    def avg_field_length(self, fieldname: str, default: float | None = None) -> float | None:
        if fieldname not in ("text", "title"):
            return default
        return self.snapshot.words[fieldname == "title"] / (self.snapshot.paragraphs or 1)

    def collector(self, limit: int | None = 10, **how: Any) -> Whoosh:
        """What a plain search collects with takes whole arrays; sorting, grouping, filters and
        recording of terms are Whoosh's own.
        """
        asked = {name for name, value in how.items() if value} - {"optimize", "scored"}
        if not asked and how.get("scored", True) and (limit is None or limit > 0):
            return ArrayCollector(limit=limit)
        return super().collector(limit=limit, **how)

    def walker(self, query: Whoosh, part: Whoosh, *, scored: bool) -> Whoosh:
        """A matcher over what a query finds in one segment, whose searcher is `part`."""
        docs, scores = self._evaluated(query)
        offset = 0 if part is self else self._offset_for_subsearcher(part)
        first, last = docs.searchsorted([offset, offset + part.doc_count_all()])
        if first == last:
            return NullMatcher()
        return ArrayMatcher(docs[first:last] - offset, scores[first:last] if scored else None)

    def _evaluated(self, query: Whoosh) -> tuple[Docs, Any]:
        for known, docs, scores in self._walked:
            if known is query:
                return docs, scores
        collector = ArrayCollector()
        self.search_with_collector(query, collector)
        scores = collector.evaluator.scores(query, collector.docs)
        self._walked = [*self._walked[1 - _WALKED :], (query, collector.docs, scores)]
        return collector.docs, scores


class ArrayMatcher(LeafMatcher):  # type: ignore[misc]
    """Walks documents in order, with a score for each (1 without)."""

    def __init__(self, docs: Docs, scores: Any = None) -> None:
        self._docs, self._scores = docs, scores
        self._ids: list[int] = docs.tolist()
        self._at = 0
        self.scorer = None

    def is_active(self) -> bool:
        return self._at < len(self._ids)

    def id(self) -> int:
        return self._ids[self._at]

    def next(self) -> bool:
        self._at += 1
        return False

    def skip_to(self, id: int) -> bool:  # noqa: A002
        self._at = max(self._at, int(np.searchsorted(self._docs, id)))
        return False

    def reset(self) -> None:
        self._at = 0

    def copy(self) -> ArrayMatcher:
        other = ArrayMatcher.__new__(ArrayMatcher)
        other.__dict__.update(self.__dict__)
        return other

    def replace(self, minquality: float = 0) -> Whoosh:
        poor = minquality and self.max_quality() < minquality
        return self if self.is_active() and not poor else NullMatcher()

    def supports(self, astype: str) -> bool:  # noqa: ARG002
        return False

    def supports_block_quality(self) -> bool:
        return True

    def max_quality(self) -> float:
        return 1.0 if self._scores is None else float(self._scores.max())

    block_quality = max_quality

    def skip_to_quality(self, minquality: float) -> int:
        if self.max_quality() > minquality:
            return 0
        self._at = len(self._ids)
        return 1

    def all_ids(self) -> Iterator[int]:
        return iter(self._ids)

    def weight(self) -> float:
        return self.score()

    def score(self) -> float:
        return 1.0 if self._scores is None else float(self._scores[self._at])

    def spans(self) -> list[Whoosh]:
        return []


class SpellingCorrector(Corrector):  # type: ignore[misc]
    """Suggests spellings near a word, those in more paragraphs first."""

    def __init__(self, snapshot: Snapshot, fieldname: str) -> None:
        self._snapshot, self._field = snapshot, CODES[fieldname]

    def _suggestions(self, text: str, maxdist: int, prefix: int) -> Iterator[tuple[float, str]]:
        wanted, code = lower(text), self._field.code
        seen = {wanted}
        for listing in listings(self._snapshot.segments, key(code + wanted[:prefix])):
            for distance in range(1, maxdist + 1):
                near = within_edits(listing.words, wanted, distance)
                for place in np.flatnonzero(near).tolist():
                    word = listing.words[place]
                    if word not in seen:
                        seen.add(word)
                        # The nearest is the best, then the one in the most paragraphs.
                        yield -distance - 1 / (1 + self._count(word)), word

    def _count(self, word: str) -> int:
        form = stem(word) if self._field.stem else word
        return len(self._snapshot.postings(key(self._field.code + form)).docs)
