"""Which paragraphs a Whoosh query finds, and how well: every clause over whole arrays at once.

Query objects that are not known here are walked with the matchers that they hand out, one document
after the other, as Whoosh's own collectors do. Both may stand in one query.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from whoosh import query as wq
from whoosh.reading import TermNotFound

from index.engines.whoosh.index_schema import BREAK_TERM, BREAKS, CODES, TEXT
from index.engines.whoosh.patience import go_on
from index.engines.whoosh.searching import (
    boolean_operators,
    proximity,
    queries,
    quoted,
    whole_article_clauses,
)
from index.engines.whoosh.searching.column_filters import Filters
from index.engines.whoosh.searching.found import FieldWord, Found, FoundWord
from index.engines.whoosh.searching.minimum_match import most_of
from index.engines.whoosh.searching.positions import Positions
from index.engines.whoosh.searching.postings import Postings
from index.engines.whoosh.searching.relevance import Relevance
from index.engines.whoosh.searching.scoring import Scores
from index.engines.whoosh.searching.term_expansion import Leaf, Leaves
from index.engines.whoosh.segments.segment import POSITION_BITS
from index.engines.whoosh.segments.vocabulary import key
from index.engines.whoosh.sorted_arrays import Docs, Flags, distinct, either, member, runs, without
from index.engines.whoosh.sorted_arrays import both as intersection
from index.engines.whoosh.untyped import Whoosh

_POLITE = 1_000
"""So many documents are walked before it is looked whether anybody still wants them."""


class Evaluator:
    """Evaluates the clauses of one query on one snapshot. Each is evaluated once.

    `searcher` is a Whoosh searcher whose reader is over a snapshot. What takes long calls
    `patience.go_on` now and then; what that raises ends the search.
    """

    def __init__(self, searcher: Whoosh) -> None:
        self.searcher = searcher
        self.snapshot = searcher.snapshot
        self.size: int = self.snapshot.size
        self.filters = Filters(self.snapshot)
        self.positions = Positions(self)
        self.relevance = Relevance(self)
        self._leaves = Leaves(self.snapshot)
        self._found: dict[int, tuple[Whoosh, Found]] = {}
        self._in_field: dict[int, tuple[Whoosh, Docs]] = {}
        self._rows: dict[tuple[Postings, ...], Docs] = {}

    def docs(self, query: Whoosh) -> Docs:
        """Documents that match a query, in order."""
        return self.found(query).docs

    def scores(self, query: Whoosh, docs: Docs) -> Scores:
        """How well each of `docs`, all of which match, does. Nobody writes into the answer."""
        return self.relevance.scores(query, docs)

    def found(self, query: Whoosh) -> Found:
        """The documents with what else is known of them."""
        known = self._found.get(id(query))
        if known is None:
            go_on()
            # The query is held on to, so that no other one gets its id.
            known = self._found[id(query)] = (query, self._remembered(query))
        return known[1]

    def _remembered(self, query: Whoosh) -> Found:
        clause = query.key if isinstance(query, queries.Evaluated) else None
        if clause is None:
            return self._match(query)
        remembered = self.snapshot.remembered
        found: Found | None = remembered.get(clause)
        if found is None:
            found = self._match(query)
            remembered.put(clause, found)
        return found

    def _match(self, query: Whoosh) -> Found:
        find = FIND.get(type(query)) or _inherited(type(query))
        if find is not None:
            found = find(self, query)
            if found is not None:
                return found if isinstance(found, Found) else Found(found)
        return self.walked(query)

    def verify(self) -> None:
        """Look whether the words that were asked for are as they were written. Raises IndexDamaged
        where one is not: what of it was not read yet may be asked for at any time.
        """
        self._leaves.verify()

    def leaf(self, query: queries.WordsQuery) -> Leaf:
        """What words stand for in their field."""
        return self._leaves.leaf(query)

    def in_field(self, query: Whoosh) -> Docs:
        """Documents in which words, or words near each other, match in their one field."""
        known = self._in_field.get(id(query))
        if known is None:
            # They are asked for again where they are scored.
            known = self._in_field[id(query)] = (query, self._matched(query))
        return known[1]

    def _matched(self, query: Whoosh) -> Docs:
        if isinstance(query, queries.NearBy):
            return self.positions.near(query)
        leaf = self.leaf(query)
        if leaf.slop or (len(leaf.alternatives) == 1 and len(leaf.alternatives[0]) > 1):
            return self.positions.spans(query).docs
        rows = [self.row_docs(row) for row in leaf.alternatives]
        return rows[0] if len(rows) == 1 else either(rows, self.size)

    def row_docs(self, row: tuple[Postings, ...]) -> Docs:
        """Documents in which words stand in a row."""
        if len(row) == 1:
            return row[0].docs
        docs = self._rows.get(row)
        if docs is None:
            docs = self._rows[row] = proximity.phrase(row, self.size).docs
        return docs

    def row_has(self, row: tuple[Postings, ...], docs: Docs) -> Flags:
        """For each of some documents, in order, whether words stand there in a row."""
        if len(row) == 1:
            return row[0].has(docs, self.size)
        known = self._rows.get(row)
        found = proximity.phrase(row, self.size, docs).docs if known is None else known
        return member(docs, found, self.size)

    def is_in_several_ways(self, query: Whoosh) -> bool:
        """Whether words are found in more than the way they are written (re-sign for resign)."""
        if not isinstance(query, queries.WordsQuery):
            return False
        leaf = self.leaf(query)
        return len(leaf.alternatives) > 1 and not leaf.pattern

    def term(self, query: Whoosh) -> Postings | None:
        """Where one of Whoosh's terms stands; None where Whoosh itself has to look."""
        if query.fieldname not in CODES or not isinstance(query.text, str) or query.minquality:
            return None
        postings: Postings = self.snapshot.postings(key(CODES[query.fieldname].code + query.text))
        return postings

    def _term(self, query: Whoosh) -> Docs | None:
        postings = self.term(query)
        return None if postings is None else postings.docs

    def _every(self, query: Whoosh) -> Docs | None:
        return None if query.fieldname else self._everything(query)

    def _everything(self, _query: Whoosh) -> Docs:
        docs: Docs = self.snapshot.everything_shown
        return docs

    def _anywhere(self, query: queries.Anywhere) -> Docs | Found:
        found = self._found_word(query.subqueries)
        if found is not None:
            return found
        parts = [part for field in query.subqueries if len(part := self.in_field(field))]
        return parts[0] if len(parts) == 1 else either(parts, self.size)

    def _found_word(self, fields: Sequence[Whoosh]) -> FoundWord | None:
        """A word that is written in one way in each of some fields; None of anything else."""
        words, scored = [], True
        for field in fields:
            if not isinstance(field, queries.WordsQuery):
                return None
            leaf = self.leaf(field)
            postings = leaf.single
            if postings is None:
                return None
            scored = scored and postings.plain and not leaf.pattern
            if postings.most:
                words.append(FieldWord(postings, field.fieldname or "", field.boost))
        return FoundWord(words, self.size, scored=scored)

    def _and(self, query: Whoosh) -> Docs | Found | None:
        return self.all_of(query.subqueries) if query.subqueries else self._none(query)

    def all_of(self, operands: Sequence[Whoosh]) -> Found:
        """Documents that match all operands. When one finds nothing the others are not asked."""
        wanted = []
        for operand in operands:
            if type(operand) is not queries.Without:
                wanted.append(self.found(operand))
                if wanted[-1].is_nothing:
                    return wanted[-1]
        unwanted = [self.found(o.query) for o in operands if type(o) is queries.Without]
        wanted = wanted or [Found(self.snapshot.everything_shown)]
        return boolean_operators.all_of(wanted, unwanted, self.size)

    def _or(self, query: Whoosh) -> Docs | Found | None:
        if query.scale or query.minmatch:
            return None
        return self.any_of(query.subqueries)

    def any_of(self, operands: Sequence[Whoosh]) -> Found:
        """Documents that match one of the operands or several."""
        return boolean_operators.any_of([self.found(one) for one in operands], self.size)

    def _most_of(self, query: queries.MostOfThem) -> Docs:
        return most_of([self.found(operand) for operand in query.subqueries], self.size)

    def _not(self, query: Whoosh) -> Docs:
        return without(self.snapshot.everything_shown, self.docs(query.query), self.size)

    def _none(self, _query: Whoosh) -> Docs:
        return np.zeros(0, np.int64)

    def _in_sentence(self, query: queries.InSentence) -> Docs:
        places = self.positions.narrowed(query.subqueries)
        if not places:
            return self._none(query)
        breaks = self._none(query)
        if query.fieldname == TEXT:
            breaks = self.breaks(runs(places[0].starts >> POSITION_BITS)[0])
        return proximity.same_sentence(places, breaks)

    def breaks(self, docs: Docs) -> Docs:
        """Where sentences begin inside the texts of some documents."""
        found: Docs = self.snapshot.postings(key(CODES[BREAKS].code + BREAK_TERM)).keys(docs)
        return found

    def _at_least(self, query: queries.AtLeastTimes) -> Docs:
        word = self.single(query.child)
        if word is not None:
            return word.docs[word.freqs >= query.count]
        # Where several stretches begin at one word, it is one time.
        starts = distinct(self.positions.spans(query.child).starts)
        docs, counts = runs(starts >> POSITION_BITS)
        found: Docs = docs[counts >= query.count]
        return found

    def single(self, query: Whoosh) -> Postings | None:
        """The postings of a word that is written in one way."""
        return self.leaf(query).single if isinstance(query, queries.WordsQuery) else None

    def word(self, query: Whoosh) -> Postings | None:
        """The same of a word that is a term of the index, and scored as one."""
        if not isinstance(query, queries.WordsQuery):
            return None
        leaf = self.leaf(query)
        postings = leaf.single
        return postings if postings is not None and postings.plain and not leaf.pattern else None

    def _lead(self, query: queries.InLead) -> Docs:
        docs = self.docs(query.child)
        led: Docs = docs[self.snapshot.ordinals[docs] <= 2]
        return led

    def _first_paragraphs(self, _query: Whoosh) -> Docs:
        faces: Docs = self.snapshot.faces
        return faces

    def _furniture(self, _query: Whoosh) -> Docs:
        docs: Docs = self.snapshot.furniture
        return docs

    def _furniture_of(self, query: queries.FurnitureOf) -> Docs:
        among = Evaluator(self.searcher)
        among.filters = Filters(self.snapshot, furniture=True)
        return intersection(among._match(query.child).docs, self.snapshot.furniture, self.size)

    def _numbered(self, query: queries.Numbered) -> Docs:
        docs: Docs = self.snapshot.with_numbers(query.numbers)
        shown = self.snapshot.shown
        if query.furniture:
            return intersection(docs, self.snapshot.furniture, self.size)
        return docs if query.furniture is None or shown is None else docs[shown[docs]]

    def walked(self, query: Whoosh) -> Found:
        """What the matchers of a query find, and its scores."""
        docs: list[int] = []
        scores: list[float] = []
        context = self.searcher.context()
        for part, offset in self.searcher.leaf_searchers():
            try:
                matcher = query.matcher(part, context)
            except TermNotFound:
                continue
            while matcher.is_active():
                if not len(docs) % _POLITE:
                    go_on()
                docs.append(matcher.id() + offset)
                scores.append(matcher.score())
                matcher.next()
        return Found(np.array(docs, np.int64), np.array(scores, np.float32))


def _inherited(kind: type[Any]) -> Callable[[Evaluator, Any], Docs | Found | None] | None:
    """How what is derived from a class of ours is answered: as that is."""
    if not issubclass(kind, queries.Evaluated):
        return None
    return next(FIND[base] for base in kind.__mro__ if base in FIND)


FIND: dict[type[Any], Callable[[Evaluator, Any], Docs | Found | None]] = {
    **dict.fromkeys((*queries.WORDS, queries.NearBy), Evaluator.in_field),
    wq.Term: Evaluator._term,
    wq.And: Evaluator._and,
    wq.Or: Evaluator._or,
    wq.Not: Evaluator._not,
    wq.Every: Evaluator._every,
    type(wq.NullQuery): Evaluator._none,
    queries.Anywhere: Evaluator._anywhere,
    queries.InSentence: Evaluator._in_sentence,
    queries.AtLeastTimes: Evaluator._at_least,
    queries.InLead: Evaluator._lead,
    queries.MostOfThem: Evaluator._most_of,
    queries.Without: Evaluator._not,
    queries.OfArticles: whole_article_clauses.of_articles,
    queries.InOneArticle: whole_article_clauses.in_one_article,
    queries.EveryParagraph: Evaluator._everything,
    queries.FirstParagraphs: Evaluator._first_paragraphs,
    queries.IsFurniture: Evaluator._furniture,
    queries.FurnitureOf: Evaluator._furniture_of,
    queries.NamesEntity: lambda evaluator, query: evaluator.filters.naming(query.entities),
    queries.Numbered: Evaluator._numbered,
    queries.InNumberedArticles: lambda evaluator, query: evaluator.filters.numbered(query.numbers),
    queries.BetweenMarks: lambda evaluator, _query: quoted.between_marks(evaluator.snapshot),
    queries.Spoken: quoted.spoken,
    queries.DatedWithin: lambda evaluator, query: evaluator.filters.dated(query),
    queries.WithoutDate: lambda evaluator, _query: evaluator.filters.undated(),
    queries.FromOutlet: lambda evaluator, query: evaluator.filters.from_outlet(query.name),
}
"""How each class of query is answered from arrays, itself and not what is derived from it. None, or
an answer of None, means: walk its matchers.
"""
