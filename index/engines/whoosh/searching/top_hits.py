"""The best of many hits, most of which are never scored.

Each posting of a frequent word has a byte that says what the word counts for there, rounded up
(see `impacts`). What these come to together is no less than the score, so a document need not be
scored where that is less than what enough others have for sure. Which ones are the best, and their
scores, are what scoring all of them would give.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from whoosh import query as wq

from index.engines.whoosh.index_schema import TEXT, TITLE
from index.engines.whoosh.searching import queries
from index.engines.whoosh.searching.found import FieldWord, Found, FoundWord
from index.engines.whoosh.searching.relevance import SCORELESS
from index.engines.whoosh.searching.scoring import Scorer, Scores
from index.engines.whoosh.searching.whole_term import WholeTerm
from index.engines.whoosh.segments.impacts import ceilings
from index.engines.whoosh.segments.segment import Segment, Term
from index.engines.whoosh.sorted_arrays import NONE, Docs, distinct, where_set
from index.engines.whoosh.untyped import Whoosh

if TYPE_CHECKING:
    from index.engines.whoosh.searching.evaluator import Evaluator

MANY = 16_000
"""Up to so many hits are scored one and all."""

_SPARSE = 8
"""Where so many times more documents have one of the words than are found, these are scored."""

_SAMPLE = 8_192
_LEAST = 4
"""As good as so many of a sample, or better: that are not too few to tell the others by."""

_THIN = 4
"""Sums are looked through by the words' documents where these are no more than one in so many."""

_STRETCH = 1 << 14
"""Documents of a word that are summed together, where there are more."""

_UNITS = 60_000
"""What all words count for at most, in the whole numbers that are summed."""

_BOUND = (TEXT, TITLE)
"""The fields that are scored by length, for which there are bounds."""

_SLACK = 1 - 1e-6
"""Scores are sums of 32 bits, which are rounded."""


def best(
    evaluator: Evaluator, query: Whoosh, found: Found, count: int
) -> tuple[Docs, Scores] | None:
    """All hits of a query that may be among the best `count`, and their scores; None where they
    are found as quickly by scoring all.
    """
    if found.count <= max(MANY, 2 * count):
        return None
    words = _summed(evaluator, query)
    if not words:
        return None
    held = sum(word.postings.most for word in words)
    if held > _SPARSE * len(words) * found.count:
        return None
    bounds: _OfOne | _OfSeveral
    if [word.field for word in words] in ([TEXT], [TEXT, TITLE]):
        if found.count <= 2 * MANY:
            # They are scored in half the time.
            return None
        bounds = _OfOne(evaluator, words, found)
    else:
        bounds = _OfSeveral(evaluator, words, found)
    docs = bounds.promising(count)
    scores = evaluator.scores(query, docs)
    if len(docs) < count:
        return None
    least = float(np.partition(scores, len(scores) - count)[len(scores) - count])
    if not bounds.are_all(least):
        docs = bounds.at_least(least)
        scores = evaluator.scores(query, docs)
    return docs, scores


def _summed(evaluator: Evaluator, query: Whoosh) -> Sequence[FieldWord] | None:
    """The words whose scores make up those of a query, in each field where one stands; None of
    other queries.
    """
    kind = type(query)
    if kind is queries.Anywhere:
        found = evaluator.found(query)
        if type(found) is not FoundWord or not found.scored:
            return None
        return found.words if all(word.field in _BOUND for word in found.words) else None
    if kind is queries.InflectedTerm:
        return _of_field(evaluator, query)
    if kind not in (wq.And, wq.Or) or query.boost != 1:
        return None
    scored = query.subqueries
    if kind is wq.And:
        scored = [operand for operand in scored if not _is_scoreless(operand)]
    words: list[FieldWord] = []
    for operand in scored:
        part = _summed(evaluator, operand)
        if part is None:
            return None
        words += part
    return words


def _is_scoreless(query: Whoosh) -> bool:
    if type(query) is queries.OfArticles:
        return query.fieldname != TITLE
    return isinstance(query, SCORELESS)


def _of_field(evaluator: Evaluator, query: Any) -> Sequence[FieldWord] | None:
    postings = evaluator.word(query) if query.fieldname in _BOUND else None
    if postings is None:
        return None
    return [FieldWord(postings, query.fieldname, query.boost)] if postings.most else []


class _Bounds:
    """No less than the scores of the documents found, for some words."""

    def __init__(self, evaluator: Evaluator, words: Sequence[FieldWord], found: Found) -> None:
        self._size = evaluator.size
        self._words, self._found = words, found
        self._scorer = Scorer(evaluator.snapshot)
        self._all_found = evaluator.snapshot.live is None and found.is_any_of(
            [word.postings for word in words]
        )

    def _ceilings(self, word: FieldWord, segment: Segment) -> NDArray[np.float64]:
        """What each byte of a word's impacts comes to at most."""
        weight = self._scorer.weight(word.postings, word.boost)
        return weight * ceilings(segment.average, self._scorer.average(word.field))

    def _scores(self, word: FieldWord) -> tuple[Docs, Scores]:
        docs = word.postings.docs
        return docs, self._scorer.score(word.postings, word.field, docs, word.boost)

    def _those_found(self, docs: Docs) -> Docs:
        if self._all_found:
            return docs
        return docs.compress(self._found.has(docs, self._size))


@dataclass(frozen=True, slots=True)
class _Part:
    """A word of the texts in a segment: its impacts (None where they are not written down), and
    what they come to at most.
    """

    segment: Segment
    base: int
    term: Term
    impacts: NDArray[np.uint8] | None
    most: NDArray[np.float64]

    @property
    def best(self) -> float:
        """The most that any document comes to."""
        return float(self.most[255 if self.impacts is None else self.impacts.max()])

    def upper(self, share: float) -> Docs:
        """About this share of the documents, those with the highest bytes."""
        return self.docs_from(0 if self.impacts is None else int(_upper(self.impacts, share)))

    def docs_from(self, byte: int) -> Docs:
        """The documents of a byte or a higher one."""
        if self.impacts is None or not byte:
            return self.segment.docs(self.term) + self.base
        return self.segment.docs_at(self.term, where_set(self.impacts >= byte)) + self.base


class _OfOne(_Bounds):
    """Of one word: its headlines' scores as they are, and of texts what is written with them."""

    def __init__(self, evaluator: Evaluator, words: Sequence[FieldWord], found: Found) -> None:
        super().__init__(evaluator, words, found)
        self._heads, self._head_scores = NONE, np.zeros(0, np.float32)
        if len(words) > 1:
            self._heads, self._head_scores = self._scores(words[1])
        text = words[0]
        self._parts = [
            _Part(segment, base, term, segment.impacts(term), self._ceilings(text, segment))
            for segment, base, term in text.postings.terms
        ]
        self._best = max((part.best for part in self._parts), default=0.0)

    def promising(self, count: int) -> Docs:
        """Good ones, as many as are wanted where there are so many."""
        heads, scores = self._heads, self._head_scores
        if len(heads) > 2 * count:
            heads = heads[scores >= _upper(scores, 2 * count / len(heads))]
        texts = self._words[0].postings.most
        # A filter leaves a part of the word's documents: so many more are looked at.
        share = 2 * count / self._found.count
        while True:
            rows = [part.upper(share) for part in self._parts]
            docs = self._those_found(distinct(np.concatenate([heads, *rows])))
            if len(docs) >= count or share >= 1 or not texts:
                return docs
            share *= 16

    def are_all(self, least: float) -> bool:  # noqa: ARG002
        """Whether no others have a score of `least`."""
        return False

    def at_least(self, least: float) -> Docs:
        """All that may have a score of `least` or more."""
        least *= _SLACK
        rows = [self._heads[self._head_scores + self._best >= least]]
        for part in self._parts:
            byte = int(part.most.searchsorted(least))
            if byte <= 255:
                rows.append(part.docs_from(byte))
        return self._those_found(distinct(np.concatenate(rows)))


class _OfSeveral(_Bounds):
    """Of words of which a document may have any: what all of them come to, in whole numbers."""

    def __init__(self, evaluator: Evaluator, words: Sequence[FieldWord], found: Found) -> None:
        super().__init__(evaluator, words, found)
        rows: list[tuple[Docs, NDArray[np.float64], NDArray[np.uint8] | None]] = []
        most = 0.0
        for word in words:
            parts = self._parts(word)
            rows += parts
            most += max((float(values.max()) for _, values, _ in parts), default=0.0)
        self._scale = _UNITS / (most or 1.0)
        sums = np.zeros(evaluator.size, np.uint16)
        for docs, values, bytes_ in rows:
            units = np.ceil(values * self._scale).astype(np.uint16)
            if bytes_ is None:
                sums[docs] += units
                continue
            # Some at a time, so that what is worked on stays in the processor's cache.
            for begin in range(0, len(docs), _STRETCH):
                some = slice(begin, begin + _STRETCH)
                sums[docs[some]] += units.take(bytes_[some])
        self._docs: Docs | None = None
        if sum(len(docs) for docs, *_ in rows) * _THIN < evaluator.size:
            # The sums of the documents that have one of the words, some of them repeated.
            self._docs = np.concatenate([docs for docs, *_ in rows])
            sums = sums[self._docs]
        self._sums = sums
        self._limit = 0

    def _parts(
        self, word: FieldWord
    ) -> list[tuple[Docs, NDArray[np.float64], NDArray[np.uint8] | None]]:
        """Documents, and what the word counts for there at most: of each, or by their bytes."""
        parts: list[tuple[Docs, NDArray[np.float64], NDArray[np.uint8] | None]] = []
        known = [(s, b, term, s.impacts(term)) for s, b, term in word.postings.terms]
        if word.field != TEXT or any(bytes_ is None for *_, bytes_ in known):
            docs, scores = self._scores(word)
            return [(docs, scores.astype(np.float64) / _SLACK, None)] if len(docs) else []
        listed = word.postings.docs if isinstance(word.postings, WholeTerm) else None
        begin = 0
        for segment, base, term, bytes_ in known:
            most = self._ceilings(word, segment)
            assert bytes_ is not None
            if listed is None:
                docs = segment.docs(term) + base
            else:
                docs = listed[begin : begin + len(bytes_)]
                begin += len(bytes_)
            parts.append((docs, np.minimum(most, most[bytes_.max()]), bytes_))
        return parts

    def promising(self, count: int) -> Docs:
        """Good ones, as many as are wanted where there are so many."""
        share = 2 * count / len(self._sums) * max(1.0, self._spread())
        while True:
            self._limit = max(1, int(_upper(self._sums, share)))
            docs = self._from(self._limit)
            if len(docs) >= count or self._limit == 1:
                return docs
            share *= 16

    def _spread(self) -> float:
        """How many times more documents have one of the words than are found."""
        return sum(word.postings.most for word in self._words) / self._found.count

    def are_all(self, least: float) -> bool:
        """Whether no others have a score of `least`."""
        return self._units(least) >= self._limit

    def at_least(self, least: float) -> Docs:
        """All that may have a score of `least` or more."""
        return self._from(self._units(least))

    def _from(self, limit: int) -> Docs:
        """The documents that come to as much as a limit."""
        places = where_set(self._sums >= limit)
        return self._those_found(places if self._docs is None else distinct(self._docs[places]))

    def _units(self, least: float) -> int:
        return max(1, int(least * _SLACK * self._scale))


def _upper(values: NDArray[Any], share: float) -> Any:
    """A limit that about this share of some values, none of them negative, reaches, told from a
    sample.
    """
    sample = values[:: max(1, len(values) // _SAMPLE)]
    wanted = max(_LEAST, int(len(sample) * share))
    if wanted >= len(sample):
        return 0
    # Small whole numbers are sorted by counting, in less time than it takes to look for a place.
    return np.sort(sample, kind="stable")[-wanted]
