"""Clauses that name words: what they stand for in a field of the index."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, product
from typing import NamedTuple

import numpy as np

from index.engines.whoosh.index_schema import CODES, FURNITURE, TEXT, TITLE
from index.engines.whoosh.searching.choices import Choice
from index.engines.whoosh.searching.pattern_expansion import Patterns, spelt
from index.engines.whoosh.searching.postings import Postings
from index.engines.whoosh.searching.queries import WordsQuery
from index.engines.whoosh.searching.snapshot import Snapshot
from index.engines.whoosh.segments.segment import Segment
from index.engines.whoosh.segments.surface_forms import SEPARATOR, spellings
from index.engines.whoosh.segments.vocabulary import key
from index.engines.whoosh.words import query_terms
from index.engines.whoosh.words.analysis import lower, words
from index.engines.whoosh.words.automaton import TooComplexError
from index.engines.whoosh.words.query_terms import Place, Row, Wanted
from index.engines.whoosh.words.stemming import forms, stem
from index.query.ground import WordClause
from index.query.nodes import Fuzzy, Phrase, Prefix, Regex, Wildcard, Word

_MOST_WAYS = 32
_CASED = frozenset((TEXT, TITLE, FURNITURE))


class Leaf(NamedTuple):
    """Words in a row, in one or more alternatives; `pattern` when they come from a pattern.

    With `slop`, the words of the only alternative stand in any order; `loose` are they in each
    language by itself, since two may be one word in one and not in another.
    """

    alternatives: tuple[tuple[Postings, ...], ...]
    slop: int = 0
    pattern: bool = False
    loose: tuple[tuple[Postings, ...], ...] = ()

    @property
    def single(self) -> Postings | None:
        """The postings of a word that is written in one way; None of anything else."""
        rows = self.alternatives
        return rows[0][0] if len(rows) == 1 and len(rows[0]) == 1 and not self.slop else None


class Leaves:
    """Looks clauses up in a snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._patterns = Patterns(snapshot)
        self._known: dict[int, tuple[WordsQuery, Leaf]] = {}
        self._words: dict[tuple[bytes, ...], Postings] = {}
        self._places: dict[tuple[str, Place], Postings] = {}

    def leaf(self, query: WordsQuery) -> Leaf:
        """What words stand for in their field. A pattern that is not understood finds nothing."""
        known = self._known.get(id(query))
        if known is None:
            try:
                field = query.fieldname or ""
                if query.word:
                    leaf = self._only(query.word, field)
                else:
                    leaf = self._make(query.clause, query.rows, field)
            except (TooComplexError, RecursionError):
                leaf = Leaf((), pattern=True)
            # The query is held on to, so that no other one gets its id.
            known = self._known[id(query)] = (query, leaf)
        return known[1]

    def verify(self) -> None:
        """Raises IndexDamaged where a word that was looked up is not as it was written."""
        if all(segment.container.is_read for segment in self._snapshot.segments):
            return
        for postings in self._words.values():
            postings.verify()

    def _only(self, plain: str, field: str) -> Leaf:
        """A word in all its inflections, as most clauses are: mostly there is nothing to choose."""
        word = self._word(plain, field)
        cuts = self._snapshot.cuts(plain) if query_terms.may_be_cut(plain) else ()
        if not cuts:
            return Leaf(((word,),))
        return Leaf(tuple(self._possible([(word,), *self._joined(plain, cuts, field)])))

    def _make(self, node: WordClause, rows: Sequence[Row], field: str) -> Leaf:
        if isinstance(node, Wildcard):
            return Leaf(self._patterns.wildcard(node.pattern, field), pattern=True)
        if isinstance(node, Fuzzy):
            return self._fuzzy(node, field)
        if isinstance(node, Regex):
            return Leaf(self._patterns.regex(node.pattern, field), pattern=True)
        if isinstance(node, Prefix):
            return self._begun(rows, field)
        if isinstance(node, Phrase) and node.slop and rows and len(rows[0]) > 1:
            row = tuple(self._place(place, field) for place in rows[0])
            return Leaf((row,), slop=node.slop, loose=self._loose(rows[0], row, field))
        return Leaf(self._rows(rows, field))

    def _loose(
        self, places: Row, row: tuple[Postings, ...], field: str
    ) -> tuple[tuple[Postings, ...], ...]:
        """The words of a row in each language by itself."""
        languages = self._snapshot.languages if CODES[field].stem else ()
        if not languages:
            return (row,)
        every = (
            tuple(
                self._filed((_form(place[0].plain, field, language),))
                if len(place) == 1 and place[0].kind == "inflected"
                else postings
                for place, postings in zip(places, row, strict=True)
            )
            for language in ("", *languages)
        )
        return tuple(dict.fromkeys(every))

    def _begun(self, rows: Sequence[Row], field: str) -> Leaf:
        """The words as they stand, and those before the last with what the last may become."""
        if not rows:
            return Leaf((), pattern=True)
        standing = self._rows([(*row[:-1], (Wanted(row[-1][0].plain),)) for row in rows], field)
        longer = (way for row in rows for way in self._longer(row, field))
        return Leaf((*standing, *longer), pattern=True)

    def _longer(self, row: Row, field: str) -> list[tuple[Postings, ...]]:
        """Words in a row the last of which goes on."""
        *before, last = row
        longer = self._patterns.beginning(last[0].plain, field)
        ways = product(*(self._ways(place, field) for place in before), [(longer,)])
        return self._possible(_flat(way) for way in islice(ways, _MOST_WAYS))

    def _rows(self, rows: Iterable[Row], field: str) -> tuple[tuple[Postings, ...], ...]:
        """The rows that can stand somewhere; where none can, the first."""
        ways = [[self._ways(place, field) for place in row] for row in rows]
        if len(ways) == 1 and all(len(place) == 1 for place in ways[0]):
            # Each place has but one word, as nearly always.
            return (tuple([place[0][0] for place in ways[0]]),)
        return tuple(
            self._possible(_flat(way) for row in ways for way in islice(product(*row), _MOST_WAYS))
        )

    @staticmethod
    def _possible(ways: Iterable[tuple[Postings, ...]]) -> list[tuple[Postings, ...]]:
        """The words in a row that can stand somewhere; where none can, the first."""
        found: list[tuple[Postings, ...]] = []
        for row in ways:
            if not found or all(word.most for word in row):
                found.append(row)
        if len(found) > 1 and not all(word.most for word in found[0]):
            del found[0]
        return found

    def _ways(self, place: Place, field: str) -> list[tuple[Postings, ...]]:
        """What stands in a place, in one word or joined by hyphens."""
        one = (self._place(place, field),)
        whole = query_terms.hyphenated(place)
        cuts = self._snapshot.cuts(whole) if whole else ()
        return [one, *self._joined(whole, cuts, field)] if cuts else [one]

    def _joined(
        self, whole: str, cuts: Iterable[int], field: str
    ) -> Iterator[tuple[Postings, ...]]:
        """The words that make a whole where a hyphen joins them in the texts.

        `cuts` is where the last of them may begin.
        """
        for cut in cuts:
            last = self._word(whole[cut:], field)
            if not last.most:
                continue
            yield self._joining(whole[:cut], field), last
            for middle in range(1, cut):
                if not self._snapshot.compounds.has(whole[:middle], whole[middle:cut]):
                    continue
                first = self._joining(whole[:middle], field)
                if first.most and (second := self._joining(whole[middle:cut], field)).most:
                    yield first, second, last

    def _joining(self, begin: str, field: str) -> Postings:
        """A word that a hyphen joins to the next."""
        return self._place((Wanted(begin, "joined"),), field)

    def _place(self, place: Place, field: str) -> Postings:
        """Where one of the words of a place stands."""
        if field not in _CASED:
            place = tuple(Wanted(w.plain) if w.kind == "written" else w for w in place)
        if len(place) == 1 and place[0].kind == "inflected":
            return self._word(place[0].plain, field)
        known = (field, place)
        if known not in self._places:
            self._places[known] = self._snapshot.expanded(
                lambda segment: [c for one in place for c in _choices(segment, one, field)]
            )
        return self._places[known]

    def _word(self, plain: str, field: str) -> Postings:
        """A word in all its inflections, those of every language that texts are stemmed by."""
        return self._filed(_forms(plain, field, self._snapshot.languages))

    def _filed(self, terms: tuple[bytes, ...]) -> Postings:
        if terms not in self._words:
            self._words[terms] = self._snapshot.postings(*terms)
        return self._words[terms]

    def _fuzzy(self, node: Fuzzy, field: str) -> Leaf:
        found = words(node.text)
        if len(found) != 1:
            word = Word(node.text, span=node.span)
            return self._make(word, query_terms.rows(word), field)
        alike = self._patterns.alike(lower(found[0].surface), node.distance, field)
        return Leaf(((alike,),), pattern=True)


def _flat(way: Iterable[tuple[Postings, ...]]) -> tuple[Postings, ...]:
    return tuple(word for part in way for word in part)


def _forms(plain: str, field: str, languages: Sequence[str]) -> tuple[bytes, ...]:
    """The terms of a word in a field where texts are stemmed by some languages beside English."""
    filed = CODES[field]
    if not filed.stem or not languages:
        return (_form(plain, field),)
    return tuple([key(filed.code + form) for form in forms(plain, languages)])


def _form(plain: str, field: str, language: str = "") -> bytes:
    """The term of a word in a field, in texts of a language."""
    filed = CODES[field]
    return key(filed.code + (stem(plain, language) if filed.stem else plain))


def _choices(segment: Segment, wanted: Wanted, field: str) -> list[Choice]:
    """Where a word stands in a segment."""
    if wanted.kind == "inflected":
        filed = _forms(wanted.plain, field, segment.languages)
        return [Choice(term) for form in filed if (term := segment.term(form))]
    listed = key(CODES[field].code + wanted.plain + SEPARATOR)
    first, last = segment.surfaces.range(listed)
    taken = [
        first + place
        for place, spelling in enumerate(spellings(segment.surfaces.slice(first, last)))
        if wanted.takes(spelling)
    ]
    return spelt(segment, np.array(taken, np.int64))
