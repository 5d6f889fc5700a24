"""How well paragraphs match a query: scores over whole arrays."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeGuard

import numpy as np
from whoosh import query as wq

from index.engines.whoosh.index_schema import TEXT, TITLE
from index.engines.whoosh.searching import queries
from index.engines.whoosh.searching.found import Found, FoundWord
from index.engines.whoosh.searching.postings import Postings
from index.engines.whoosh.searching.scoring import Scorer, Scores
from index.engines.whoosh.sorted_arrays import SEARCHED, Docs, member, places, where_set
from index.engines.whoosh.untyped import Whoosh

if TYPE_CHECKING:
    from index.engines.whoosh.searching.evaluation import Evaluation

_ASKED = 3
"""A clause is scored for some of its documents where there are so many times more of them."""

_DENSE = 64
"""Scores of a union are summed in an array of all documents where it has one in so many."""

_WHOLE = 20_000
"""Of a clause with more documents, only those that are asked for are scored, however often."""

SCORELESS = (
    *(queries.Without, queries.EveryParagraph, queries.Column, queries.FurnitureOf),
    type(wq.NullQuery),
)
_OWN = (*queries.WORDS, queries.Anywhere, queries.NearBy)


class Relevance:
    """Scores the clauses of one query; filters and negations add nothing."""

    def __init__(self, evaluator: Evaluation) -> None:
        # Else the two would hold each other, with all that was found, until garbage is looked for.
        self._evaluator: Evaluation = weakref.proxy(evaluator)
        self._size = evaluator.size
        self._scorer = Scorer(evaluator.snapshot)

    def scores(self, query: Whoosh, docs: Docs) -> Scores:
        """How well each of `docs`, all of which match, does.

        The answer may be shared: nobody writes into it.
        """
        kind = type(query)
        if kind in _OWN:
            return self._own(query, docs)
        score = _SCORE.get(kind)
        if score is not None:
            return score(self, query, docs)
        found = self._evaluator.found(query)
        if found.scores is None:
            return np.zeros(len(docs), np.float32)
        return _chosen(found.scores, found.docs, docs, self._size)

    def _all(self, query: Whoosh, docs: Docs) -> Scores:
        return _boosted(query, self._each(query.subqueries, docs))

    def _each(self, operands: Sequence[Whoosh], docs: Docs) -> Scores:
        """The sum over clauses all of which match."""
        total = np.zeros(len(docs), np.float32)
        for operand in operands:
            if not isinstance(operand, SCORELESS):
                total += self.scores(operand, docs)
        return total

    def _any(self, query: Whoosh, docs: Docs) -> Scores:
        found = self._evaluator.found(query)
        if found.scores is not None:  # walked
            return _chosen(found.scores, found.docs, docs, self._size)
        dense = len(docs) * _DENSE > self._size
        # What holds most of some clauses does not hold all that these find.
        if found.lists(docs) and (dense or type(query) is wq.Or):
            return _boosted(query, self._union(query.subqueries, docs, dense=dense))
        return _boosted(query, self._sum(query.subqueries, docs))

    def _sum(self, operands: Sequence[Whoosh], docs: Docs) -> Scores:
        total = np.zeros(len(docs), np.float32)
        for operand in operands:
            self.add(total, docs, operand)
        return total

    def _union(self, operands: Sequence[Whoosh], docs: Docs, *, dense: bool) -> Scores:
        """The scores of all that a union finds, one operand at a time over all that finds, summed
        in an array of all documents (`dense`) or of `docs`.
        """
        total = np.zeros(self._size if dense else len(docs), np.float32)

        def at(own: Docs) -> Docs:
            return own if dense else docs.searchsorted(own)

        for operand in operands:
            if isinstance(operand, SCORELESS):
                continue
            found = self._evaluator.found(operand)
            if found.scores is None and _is_word(found):
                self._add_everywhere(total, found, at)
            else:
                total[at(found.docs)] += self.scores(operand, found.docs)
        return total[docs] if dense else total

    def _add_everywhere(self, total: Scores, found: FoundWord, at: Callable[[Docs], Docs]) -> None:
        """Add a word's scores in all documents it stands in, which `total` has `at` some places."""
        score = self._scorer.score
        scored = [
            (postings, score(postings, field, postings.docs, boost))
            for postings, field, boost in found.words
        ]
        if not scored:
            return
        if len(scored) == 1:
            ((word, scores),) = scored
            total[at(word.docs)] += scores
            return
        (many, scores), (few, more) = sorted(scored, key=lambda pair: -len(pair[1]))
        # What both fields come to is added at once, as it is wherever a word is scored.
        inside, shared = many.find(few.docs, self._size)
        more[inside] += scores[shared]
        there = at(few.docs)
        before = total[there]
        total[at(many.docs)] += scores
        total[there] = before + more

    def _of_articles(self, query: queries.OfArticles, docs: Docs) -> Scores:
        """Words of a headline count where it stands; of other fields of articles nowhere."""
        return self._sum([query.child] if query.fieldname == TITLE else [], docs)

    def _term(self, query: Whoosh, docs: Docs) -> Scores:
        found, postings = self._evaluator.found(query), self._evaluator.term(query)
        if postings is None or query.fieldname not in (TEXT, TITLE):
            if found.scores is None:
                # Lengths are kept of texts and headlines only: Whoosh scores the others.
                found.scores = self._evaluator.walked(query).scores
            assert found.scores is not None
            return _chosen(found.scores, found.docs, docs, self._size)
        return self._scorer.score(postings, query.fieldname, docs, query.boost)

    def add(self, total: Scores, docs: Docs, query: Whoosh) -> None:
        """Add a clause's scores where it matches."""
        if isinstance(query, SCORELESS):
            return
        word = self._evaluator.word(query)
        if word is not None:
            self._scorer.add(total, word, query.fieldname, docs, query.boost)
            return
        if self._evaluator.is_in_several_ways(query):
            # Where each of them stands is looked up among these documents.
            total += self._words(query, docs)
            return
        found = self._evaluator.found(query)
        # What several clauses find may be what one of them does, as where a word stands nowhere.
        if type(query) in _OWN and found.scores is None and _is_word(found):
            total += self._in_fields(query, docs)
            return
        if found.lists(docs):
            total += self.scores(query, docs)
            return
        among = where_set(found.has(docs, self._size))
        shared = docs.take(among)
        if len(shared) == len(docs):
            total += self.scores(query, docs)
        elif len(shared):
            whole = len(shared) == found.count
            total[among] += self.scores(query, found.docs if whole else shared)

    def _own(self, query: Whoosh, docs: Docs) -> Scores:
        """The scores of a clause of words, worked out for all it finds unless few are asked for."""
        found = self._evaluator.found(query)
        if found.scores is None:
            # To count a word's documents would be to list them.
            few = len(docs) * _ASKED < found.most
            if few and (found.most > _WHOLE or not found.asked):
                # It costs less, but the second time it would not: then all are worked out.
                found.asked = True
                return self._in_fields(query, docs)
            if _is_word(found):
                found.scores = self._everywhere(found)
            else:
                found.scores = self._in_fields(query, found.docs)
            found.scores.setflags(write=False)
        return _chosen(found.scores, found.docs, docs, self._size)

    def _everywhere(self, found: FoundWord) -> Scores:
        """The scores of a word in all documents that have it."""
        docs, score = found.docs, self._scorer.score
        if len(found.words) == 1:
            ((postings, field, boost),) = found.words
            return score(postings, field, docs, boost)
        total: Scores = np.zeros(len(docs), np.float32)
        for postings, field, boost in found.words:
            scores = score(postings, field, postings.docs, boost)
            if len(scores) == len(docs):
                total += scores
            else:
                total[places(postings.docs, docs, self._size)] += scores
        return total

    def _in_fields(self, query: Whoosh, docs: Docs) -> Scores:
        if type(query) is not queries.Anywhere:
            return self._words(query, docs)
        total: Scores = np.zeros(len(docs), np.float32)
        found = self._evaluator.found(query)
        if _is_word(found):
            for postings, field, boost in found.words:
                self._scorer.add(total, postings, field, docs, boost)
            return total
        for part in query.subqueries:
            word = self._evaluator.word(part)
            if word is not None:
                self._scorer.add(total, word, part.fieldname, docs, part.boost)
            else:
                self._add_words(total, part, docs)
        return total

    def _add_words(self, total: Scores, query: Whoosh, docs: Docs) -> None:
        """Add the scores of words of a field in those of the documents in which they match."""
        if not len(docs):
            return
        found = self._evaluator.in_field(query)
        if len(found) * SEARCHED < len(docs) + self._size // 16:
            # Headlines' few hits are looked up in the many of the texts.
            places = docs.searchsorted(found)
            inside = where_set(docs.take(places, mode="clip") == found)
            places, shared = places.take(inside), found.take(inside)
        else:
            has = member(docs, found, self._size)
            if self._is_constant(query):
                total += has * np.float32(query.boost)
                return
            places = where_set(has)
            shared = docs[places]
        if len(shared):
            shared = found if len(shared) == len(found) else shared
            total[places] += self._words(query, shared)

    def _is_constant(self, query: Whoosh) -> bool:
        """Whether all that matches has the same score: what a pattern stands for, as in Whoosh."""
        if isinstance(query, queries.NearBy | queries.BegunWord):
            return False
        return self._evaluator.leaf(query).pattern

    def _words(self, query: Whoosh, docs: Docs) -> Scores:
        """The scores of a clause of words in documents whose field it matches."""
        if isinstance(query, queries.NearBy):
            return self._sum(query.qs, docs)
        leaf = self._evaluator.leaf(query)
        if leaf.pattern:
            # Whoosh scores what a pattern stands for as a constant.
            constant = np.full(len(docs), query.boost, np.float32)
            return self._with_word(query, constant, docs)
        if len(leaf.alternatives) == 1:
            return self._row(leaf.alternatives[0], docs, query)
        total = np.zeros(len(docs), np.float32)
        for row in leaf.alternatives:
            among = self._evaluator.row_has(row, docs)
            if among.any():
                total[among] += self._row(row, docs.compress(among), query)
        return total

    def _row(self, row: Sequence[Postings], docs: Docs, query: Whoosh) -> Scores:
        """The scores of words in a row in documents where they stand."""
        first, *others = row
        total = self._scorer.score(first, query.fieldname, docs, query.boost)
        for word in others:
            total += self._scorer.score(word, query.fieldname, docs, query.boost)
        return total

    def _with_word(self, query: Whoosh, scores: Scores, docs: Docs) -> Scores:
        """Of a word being written, the word as it stands counts before what it may become."""
        if type(query) is queries.BegunWord:
            row, *_ = self._evaluator.leaf(query).alternatives
            places = where_set(member(docs, row[0].docs, self._size))
            if len(row) == 1 and len(places):
                scores[places] += self._row(row, docs[places], query)
        return scores


def _is_word(found: Found) -> TypeGuard[FoundWord]:
    """Whether it is a word, which need not match to be scored."""
    return type(found) is FoundWord and found.scored


def _boosted(query: Whoosh, scores: Scores) -> Scores:
    # Whoosh takes no heed of the boost of a compound of one.
    return scores * np.float32(query.boost) if query.boost != 1 and len(query) > 1 else scores


def _chosen(scores: Scores, known: Docs, docs: Docs, size: int) -> Scores:
    """The scores of some of the documents for which they are known."""
    if len(docs) == len(known):
        return scores
    if len(docs) * 16 < len(known):
        found: Scores = scores[known.searchsorted(docs)]
        return found
    return scores.compress(member(known, docs, size))


_SCORE: dict[type[Any], Callable[[Relevance, Any, Docs], Scores]] = {
    wq.Term: Relevance._term,
    wq.And: Relevance._all,
    wq.Or: Relevance._any,
    wq.Every: lambda _self, query, docs: np.full(len(docs), query.boost, np.float32),
    wq.Not: lambda _self, _query, docs: np.ones(len(docs), np.float32),
    queries.InSentence: lambda self, query, docs: self._each(query.scored, docs),
    queries.MostOfThem: Relevance._any,
    queries.InLead: lambda self, query, docs: self._sum([query.child], docs),
    queries.AtLeastTimes: lambda self, query, docs: self._sum([query.scored], docs),
    queries.Spoken: lambda self, query, docs: self._sum([query.child] * bool(query.child), docs),
    queries.OfArticles: Relevance._of_articles,
    queries.InOneArticle: lambda self, query, docs: self._sum(query.scored, docs),
}
"""How each class of query is scored; any other one as it was found, or not at all."""
