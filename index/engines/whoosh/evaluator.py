"""Which paragraphs a query finds, and how well: every clause over whole arrays at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from index.engines.whoosh import proximity
from index.engines.whoosh.clause_cache import Found, clause_key
from index.engines.whoosh.document import Lookup
from index.engines.whoosh.filters import Filters
from index.engines.whoosh.index_schema import BREAKS, CODES, TEXT, TITLE
from index.engines.whoosh.inversion import BREAK_TERM
from index.engines.whoosh.minimum_match import most_of
from index.engines.whoosh.postings import POSITION_BITS, Postings
from index.engines.whoosh.proximity import NO_SPANS, Spans
from index.engines.whoosh.scoring import Scorer, Scores
from index.engines.whoosh.snapshot import Snapshot
from index.engines.whoosh.sorted_arrays import NONE, Docs, both, either, member, runs, without
from index.engines.whoosh.term_expansion import Leaf, Leaves, WordClause
from index.engines.whoosh.vocabulary import key
from index.query import nodes
from index.query.nodes import Node

WORDS = (
    *(nodes.Word, nodes.Exact, nodes.Phrase, nodes.Prefix),
    *(nodes.Wildcard, nodes.Fuzzy, nodes.Regex),
)
DEFAULT = (TEXT, TITLE)
"""Where a clause without a field looks; the headline belongs to the first paragraph."""

_KEPT = (*WORDS, nodes.Near, nodes.SameSentence, nodes.InField, nodes.Dated)
"""Clauses that are remembered from one search to the next."""

_SCORELESS = (nodes.Unread, nodes.Not, nodes.Dated, nodes.Named, nodes.State, nodes.Everything)
_ASKED = 3
"""A clause is scored for some of its documents where there are so many times more of them."""

_WHOLE = 20_000
"""Of a clause with more documents, only those that are asked for are scored, however often."""


class Matching:
    """Evaluates the clauses of one query on one snapshot. Each is evaluated once."""

    def __init__(self, snapshot: Snapshot, lookup: Lookup) -> None:
        self.snapshot = snapshot
        self.size = snapshot.size
        self.filters = Filters(snapshot, lookup)
        self._leaves = Leaves(snapshot)
        self._scorer = Scorer(snapshot)
        self._found: dict[tuple[int, str], Found] = {}
        self._spans: dict[tuple[int, str], Spans] = {}
        self._rows: dict[tuple[Postings, ...], Docs] = {}

    def docs(self, node: Node, field: str = "") -> Docs:
        """Documents that match a clause, in order; in one field, or ("") where it looks itself."""
        return self.found(node, field).docs

    def found(self, node: Node, field: str = "") -> Found:
        """The same with what else is known of them."""
        place = (id(node), field)
        found = self._found.get(place)
        if found is None:
            self.snapshot.go_on()
            found = self._found[place] = self._remembered(node, field)
        return found

    def _remembered(self, node: Node, field: str) -> Found:
        clause = clause_key(node) if isinstance(node, _KEPT) else None
        if clause is None:
            return Found(self._match(node, field))
        remembered = self.snapshot.remembered
        found = remembered.get((field, clause))
        if found is None:
            found = Found(self._match(node, field))
            remembered.put((field, clause), found)
        return found

    def _match(self, node: Node, field: str) -> Docs:
        if isinstance(node, WORDS):
            return self._in_fields(node, field, self._leaf_docs)
        if isinstance(node, nodes.And):
            return self.all_of(node.operands, field)
        if isinstance(node, nodes.Or):
            return self._any_of([self.found(operand, field) for operand in node.operands])
        if isinstance(node, nodes.MostOf):
            return most_of([self.found(o, field) for o in node.operands], self.size)
        if isinstance(node, nodes.Not):
            return without(self._universe(field), self.docs(node.operand, field), self.size)
        if isinstance(node, nodes.Saved):
            return self.docs(node.operand, field)
        if isinstance(node, nodes.Near):
            return self._in_fields(node, field, lambda n, f: self.spans(n, f).docs)
        if isinstance(node, nodes.SameSentence):
            return self._same_sentence(node, field or TEXT)
        if isinstance(node, nodes.AtLeast):
            return self._at_least(node, field or TEXT)
        if isinstance(node, nodes.Lead):
            docs = self.docs(node.operand, field)
            return docs[self.snapshot.ordinals[docs] <= 2]
        if isinstance(node, nodes.InField):
            return self._in_field(node)
        if isinstance(node, nodes.Said):
            return self._said(node)
        return self.filters.docs(node)

    def _universe(self, field: str) -> Docs:
        if field in ("", TEXT):
            return self.snapshot.everything
        heads = self.snapshot.firsts[:-1]
        return heads if self.snapshot.live is None else heads[self.snapshot.live[heads]]

    def all_of(self, operands: Sequence[Node], field: str = "") -> Docs:
        """Documents that match all operands; the rarest is taken first."""
        wanted = [self.found(o, field) for o in operands if not isinstance(o, nodes.Not)]
        wanted.sort(key=lambda found: len(found.docs))
        docs = wanted[0].docs if wanted else self._universe(field)
        for found in wanted[1:]:
            if not len(docs):
                return docs
            if len(found.docs) < self.size:
                docs = docs.compress(found.has(docs, self.size))
        for operand in operands:
            if isinstance(operand, nodes.Not) and len(docs):
                docs = docs.compress(~self.found(operand.operand, field).has(docs, self.size))
        return docs

    def _any_of(self, parts: Sequence[Found]) -> Docs:
        if sum(len(part.docs) for part in parts) * 8 < self.size:
            return either([part.docs for part in parts], self.size)
        marked = np.zeros(self.size, bool)
        for part in parts:
            if part.marked is None:
                marked[part.docs] = True
            else:
                marked |= part.marked
        return np.flatnonzero(marked)

    def _in_fields(self, node: Node, field: str, find: Callable[[Node, str], Docs]) -> Docs:
        if field:
            return find(node, field)
        parts = [part for name in DEFAULT if len(part := find(node, name))]
        return parts[0] if len(parts) == 1 else either(parts, self.size)

    def _leaf_docs(self, node: Node, field: str) -> Docs:
        leaf = self._leaf(node, field)
        if leaf.slop or (len(leaf.alternatives) == 1 and len(leaf.alternatives[0]) > 1):
            return self.spans(node, field).docs
        rows = [self._row_docs(row) for row in leaf.alternatives]
        return rows[0] if len(rows) == 1 else either(rows, self.size)

    def _row_docs(self, row: tuple[Postings, ...]) -> Docs:
        """Documents in which words stand in a row."""
        if len(row) == 1:
            return row[0].docs
        docs = self._rows.get(row)
        if docs is None:
            docs = self._rows[row] = proximity.phrase(row, self.size).docs
        return docs

    def _leaf(self, node: Node, field: str) -> Leaf:
        assert isinstance(node, WORDS)
        clause: WordClause = node
        return self._leaves.leaf(clause, field)

    def spans(self, node: Node, field: str) -> Spans:
        """Where a clause of words matches in a field."""
        place = (id(node), field)
        if place not in self._spans:
            self._spans[place] = self._place(node, field)
        return self._spans[place]

    def _place(self, node: Node, field: str) -> Spans:
        if isinstance(node, WORDS):
            leaf = self._leaf(node, field)
            if leaf.slop:
                return proximity.loose_phrase(leaf.alternatives[0], leaf.slop, self.size)
            return proximity.union([proximity.phrase(row, self.size) for row in leaf.alternatives])
        if isinstance(node, nodes.Near):
            docs = proximity.together([self._spread(o, field) for o in node.operands], self.size)
            if not len(docs):
                return NO_SPANS
            places = [self._narrow(operand, field, docs) for operand in node.operands]
            return proximity.near(places, node.distance, ordered=node.ordered)
        if isinstance(node, nodes.Or):
            return proximity.union([self.spans(operand, field) for operand in node.operands])
        if isinstance(node, nodes.And):
            docs = self.docs(node, field)
            parts = [self.spans(o, field) for o in node.operands if not isinstance(o, nodes.Not)]
            return proximity.union([part.within(docs, self.size) for part in parts])
        if isinstance(node, nodes.Saved | nodes.Lead | nodes.AtLeast):
            return self.spans(node.operand, field).within(self.docs(node, field), self.size)
        return NO_SPANS

    def _spread(self, node: Node, field: str) -> Docs:
        """Documents in which a clause can match, without looking at positions where possible."""
        if isinstance(node, WORDS):
            leaf = self._leaf(node, field)
            rows = [
                proximity.together([w.docs for w in row], self.size) for row in leaf.alternatives
            ]
            return rows[0] if len(rows) == 1 else either(rows, self.size)
        if isinstance(node, nodes.Or):
            return either([self._spread(operand, field) for operand in node.operands], self.size)
        return self.spans(node, field).docs

    def _narrow(self, node: Node, field: str, docs: Docs) -> Spans:
        """Where a clause matches inside some documents."""
        if isinstance(node, WORDS):
            leaf = self._leaf(node, field)
            if not leaf.slop:
                rows = [proximity.phrase(row, self.size, docs) for row in leaf.alternatives]
                return proximity.union(rows)
        if isinstance(node, nodes.Or):
            return proximity.union(
                [self._narrow(operand, field, docs) for operand in node.operands]
            )
        return self.spans(node, field).within(docs, self.size)

    def _same_sentence(self, node: nodes.SameSentence, field: str) -> Docs:
        docs = proximity.together([self._spread(o, field) for o in node.operands], self.size)
        if not len(docs):
            return NONE
        places = [self._narrow(operand, field, docs) for operand in node.operands]
        wanted = key(CODES[BREAKS].code + BREAK_TERM)
        breaks = self.snapshot.postings(wanted).keys(docs) if field == TEXT else NONE
        return proximity.same_sentence(places, breaks)

    def _at_least(self, node: nodes.AtLeast, field: str) -> Docs:
        word = self._single(node.operand, field)
        if word is not None:
            return word.docs[word.freqs >= node.count]
        docs, counts = runs(self.spans(node.operand, field).starts >> POSITION_BITS)
        found: Docs = docs[counts >= node.count]
        return found

    def _single(self, node: Node, field: str) -> Postings | None:
        if not isinstance(node, WORDS):
            return None
        leaf = self._leaf(node, field)
        if leaf.slop or len(leaf.alternatives) != 1 or len(leaf.alternatives[0]) != 1:
            return None
        return leaf.alternatives[0][0]

    def _in_field(self, node: nodes.InField) -> Docs:
        if node.name == "note":
            return self.filters.noted(node.operand)
        if node.name == "outlet":
            if isinstance(node.operand, nodes.Exact):
                return self.filters.from_outlet(node.operand.text)
            if isinstance(node.operand, nodes.Phrase) and not node.operand.slop:
                return self.filters.from_outlet(node.operand.text)
            if isinstance(node.operand, nodes.Wildcard) and node.operand.pattern == "*":
                return self.filters.from_any_outlet()
        heads = self.docs(node.operand, node.name)
        docs = self.filters.of_articles(self.snapshot.article[heads])
        if node.name == "tag":
            docs = either([docs, self.filters.tagged(node.operand)], self.size)
        return docs

    def _said(self, node: nodes.Said) -> Docs:
        """Paragraphs with a quote that name the speaker and match the words."""
        docs = self.filters.docs(nodes.State("quote", span=node.span))
        if node.speaker:
            speaker = nodes.Named("person", node.speaker, exact=node.exact, span=node.span)
            docs = both(docs, self.filters.docs(speaker), self.size)
        if node.operand is not None:
            docs = both(docs, self.docs(node.operand), self.size)
        return docs

    def scores(self, node: Node, docs: Docs, field: str = "") -> Scores:
        """How well each of `docs`, all of which match, does; filters and negations add nothing.

        The answer may be shared: nobody writes into it.
        """
        if isinstance(node, (*WORDS, nodes.Near)):
            return self._own_scores(node, docs, field)
        total = np.zeros(len(docs), np.float32)
        if isinstance(node, nodes.And | nodes.SameSentence):
            for operand in node.operands:
                if not isinstance(operand, _SCORELESS):
                    total += self.scores(operand, docs, field)
        elif isinstance(node, nodes.Or | nodes.MostOf):
            if docs is self.docs(node, field) and len(docs) * 16 > self.size:
                return self._union_scores(node, docs, field)
            for operand in node.operands:
                self._add(total, docs, operand, field)
        elif isinstance(node, nodes.Saved | nodes.Lead | nodes.AtLeast):
            self._add(total, docs, node.operand, field)
        elif isinstance(node, nodes.Said) and node.operand is not None:
            self._add(total, docs, node.operand, "")
        elif isinstance(node, nodes.InField) and node.name == TITLE:
            self._add(total, docs, node.operand, TITLE)
        return total

    def _own_scores(self, node: Node, docs: Docs, field: str) -> Scores:
        """The scores of a clause of words, worked out for all it finds unless few are asked for."""
        found = self.found(node, field)
        if found.scores is None:
            few = len(docs) * _ASKED < len(found.docs)
            if few and (len(found.docs) > _WHOLE or not found.asked):
                # It costs less, but the second time it would not: then all are worked out.
                found.asked = True
                return self._field_scores(node, docs, field)
            found.scores = self._field_scores(node, found.docs, field)
            found.scores.setflags(write=False)
        if len(docs) == len(found.docs):
            return found.scores
        if len(docs) * 16 < len(found.docs):
            return found.scores[found.docs.searchsorted(docs)]
        return found.scores.compress(member(found.docs, docs, self.size))

    def _union_scores(self, node: nodes.Or | nodes.MostOf, docs: Docs, field: str) -> Scores:
        """The scores of all that a union finds, one operand at a time over all documents."""
        total = np.zeros(self.size, np.float32)
        for operand in node.operands:
            if not isinstance(operand, _SCORELESS):
                own = self.docs(operand, field)
                total[own] += self.scores(operand, own, field)
        return total[docs]

    def _add(self, total: Scores, docs: Docs, node: Node, field: str) -> None:
        """Add a clause's scores where it matches."""
        if isinstance(node, _SCORELESS):
            return
        found = self.found(node, field)
        own = found.docs
        if own is docs:
            total += self.scores(node, docs, field)
            return
        among = np.flatnonzero(found.has(docs, self.size))
        shared = docs.take(among)
        if len(shared) == len(docs):
            total += self.scores(node, docs, field)
        elif len(shared):
            total[among] += self.scores(node, own if len(own) == len(shared) else shared, field)

    def _field_scores(self, node: Node, docs: Docs, field: str) -> Scores:
        if field:
            return self._word_scores(node, docs, field)
        total: Scores | None = None
        for name in DEFAULT:
            if isinstance(node, WORDS):
                found = self._leaf_docs(node, name)
            else:
                found = self.spans(node, name).docs
            if not len(found):
                continue
            if total is None and len(found) == len(docs) and bool((found == docs).all()):
                total = self._word_scores(node, docs, name)
                continue
            total = np.zeros(len(docs), np.float32) if total is None else total
            few = len(found) * 8 < len(docs)
            if few:
                # Nearly all headlines' hits are looked up in the many of the texts.
                places = docs.searchsorted(found)
                inside = np.flatnonzero(docs.take(places, mode="clip") == found)
                places, shared = places.take(inside), found.take(inside)
            else:
                places = np.flatnonzero(member(docs, found, self.size))
                shared = docs[places]
            if len(shared):
                shared = found if len(shared) == len(found) else shared
                total[places] += self._word_scores(node, shared, name)
        return np.zeros(len(docs), np.float32) if total is None else total

    def _word_scores(self, node: Node, docs: Docs, field: str) -> Scores:
        """The scores of a clause of words in documents whose field it matches."""
        if isinstance(node, nodes.Near):
            total = np.zeros(len(docs), np.float32)
            for operand in node.operands:
                self._add(total, docs, operand, field)
            return total
        leaf = self._leaf(node, field)
        if leaf.pattern:
            # Whoosh scores what a pattern stands for as a constant.
            constant = np.full(len(docs), 2 if field == TITLE else 1, np.float32)
            return self._with_word(node, constant, docs, field)
        if len(leaf.alternatives) == 1:
            return self._row_scores(leaf.alternatives[0], docs, field)
        total = np.zeros(len(docs), np.float32)
        for row in leaf.alternatives:
            among = member(docs, self._row_docs(row), self.size)
            if among.any():
                total[among] += self._row_scores(row, docs.compress(among), field)
        return total

    def _row_scores(self, row: Sequence[Postings], docs: Docs, field: str) -> Scores:
        """The scores of words in a row in documents where they stand."""
        first, *others = row
        total = self._scorer.score(first, field, docs)
        for word in others:
            total += self._scorer.score(word, field, docs)
        return total

    def _with_word(self, node: Node, scores: Scores, docs: Docs, field: str) -> Scores:
        """Of a word being written, the word as it stands counts before what it may become."""
        if (
            isinstance(node, nodes.Prefix)
            and len(row := self._leaf(node, field).alternatives[0]) == 1
        ):
            places = np.flatnonzero(member(docs, row[0].docs, self.size))
            if len(places):
                scores[places] += self._scorer.score(row[0], field, docs[places])
        return scores
