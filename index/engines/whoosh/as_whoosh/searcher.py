"""One commit of the index as Whoosh reads and searches it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np
from whoosh import searching
from whoosh.matching.mcore import NullMatcher
from whoosh.reading import MultiReader, SegmentReader

from index.engines.whoosh.as_whoosh.asked_words import in_every_language
from index.engines.whoosh.as_whoosh.codec import FlatCodec, FlatSegment
from index.engines.whoosh.as_whoosh.matchers import ArrayMatcher
from index.engines.whoosh.as_whoosh.paragraph_scoring import ParagraphBM25F
from index.engines.whoosh.as_whoosh.whoosh_schema import schema
from index.engines.whoosh.index_schema import CODES
from index.engines.whoosh.searching.collector import ArrayCollector
from index.engines.whoosh.searching.snapshot import Snapshot
from index.engines.whoosh.segments.vocabulary import key
from index.engines.whoosh.sorted_arrays import Docs
from index.engines.whoosh.untyped import Whoosh

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
            # Searching does without.
            from index.engines.whoosh.as_whoosh.spelling import SpellingCorrector  # noqa: PLC0415

            return SpellingCorrector(self.snapshot, fieldname)
        return super().corrector(fieldname)


class Searcher(searching.Searcher):  # type: ignore[misc]
    """Searches a snapshot. Statistics count what is not deleted, as all of Nutgraf does."""

    def __init__(self, reader: Whoosh, weighting: Whoosh = ParagraphBM25F, **how: Any) -> None:
        super().__init__(reader, weighting=weighting, **how)
        self.snapshot: Snapshot = self.get_parent().ixreader.snapshot
        """The commit that is searched, as our own evaluation reads it."""
        self._walked: list[tuple[Whoosh, Docs, Any]] = []

    def idf(self, fieldname: str, text: Whoosh) -> float:
        """The inverse document frequency of a term, as Whoosh's scoring models have it."""
        if fieldname not in CODES:
            frequency: float = super().idf(fieldname, text)
            return frequency
        term = text if isinstance(text, bytes) else key(text)
        count = self.snapshot.postings(CODES[fieldname].code.encode() + term).count
        return float(np.log((self.snapshot.paragraphs or 1) / (count + 1)) + 1)

    def avg_field_length(self, fieldname: str, default: float | None = None) -> float | None:
        if fieldname not in ("text", "title"):
            return default
        return self.snapshot.words[fieldname == "title"] / (self.snapshot.paragraphs or 1)

    def search_with_collector(self, q: Whoosh, collector: Whoosh, context: Whoosh = None) -> None:
        """See Whoosh's searcher."""
        asked = in_every_language(q, self.snapshot.languages)
        super().search_with_collector(asked, collector, context)

    def docs_for_query(self, q: Whoosh, for_deletion: bool = False) -> Iterator[int]:
        """See Whoosh's searcher."""
        asked = in_every_language(q, self.snapshot.languages)
        docs: Iterator[int] = super().docs_for_query(asked, for_deletion)
        return docs

    def collector(self, limit: int | None = 10, **how: Any) -> Whoosh:
        """What a plain search collects with takes whole arrays; sorting, grouping, filters and
        recording of terms are Whoosh's own.
        """
        asked = {name for name, value in how.items() if value} - {"optimize", "scored"}
        plain = not asked and how.get("scored", True) and (limit is None or limit > 0)
        if plain and type(self.weighting) is ParagraphBM25F:
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
        collector = ArrayCollector(
            sort=None, also=lambda evaluator, found: evaluator.scores(query, found.docs)
        )
        self.search_with_collector(query, collector)
        self._walked = [*self._walked[1 - _WALKED :], (query, collector.docs, collector.answer)]
        return collector.docs, collector.answer
