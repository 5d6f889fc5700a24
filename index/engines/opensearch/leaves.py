"""What a clause of words stands for in a field: words in a row, in one or more ways.

The rows are those of the local index (`index.engines.whoosh.searching.term_expansion`); what there
is looked up in lists of words (`pattern_expansion`) is here a pattern that the cluster looks up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, product
from typing import Literal, Protocol

from index.engines.opensearch import terms
from index.engines.opensearch.lucene_patterns import NotOneWordError, lucene_regex
from index.engines.opensearch.mappings import CASED, STEMMED
from index.engines.whoosh.words import patterns, query_terms
from index.engines.whoosh.words.analysis import lower, words
from index.engines.whoosh.words.automaton import TooComplexError
from index.engines.whoosh.words.query_terms import Place, Row, Wanted
from index.query.ground import WordClause
from index.query.nodes import Fuzzy, Phrase, Prefix, Regex, Wildcard, Word

_MOST_WAYS = 32

PatternKind = Literal["prefix", "wildcard", "regexp", "fuzzy"]


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words by how they are spelt without case; `distance` of a fuzzy one."""

    kind: PatternKind
    text: str
    distance: int = 0


@dataclass(frozen=True, slots=True)
class Spot:
    """What may stand in a place: one of some terms, or what fits a pattern."""

    terms: tuple[str, ...] = ()
    pattern: Pattern | None = None


@dataclass(frozen=True, slots=True)
class Leaf:
    """Words in a row, in one or more alternatives; see `term_expansion.Leaf`.

    With `slop`, the words of the only alternative stand in any order. `patterned`: they come from a
    pattern, and all that match count the same. `read`: whether they match only reading tells, where
    the alternatives match in one place after the other at least.
    """

    alternatives: tuple[tuple[Spot, ...], ...]
    slop: int = 0
    patterned: bool = False
    read: bool = False
    standing: Spot | None = None
    """The word as it stands, of one that is being written."""


NOTHING = Leaf((), patterned=True)


class Texts(Protocol):
    """What is known of the texts."""

    @property
    def languages(self) -> Sequence[str]:
        """Those by which they are stemmed beside English."""

    def splits(self, whole: str) -> Sequence[tuple[str, ...]]:
        """The words that hyphens join to this one."""


def leaf(node: WordClause, field: str, texts: Texts) -> Leaf:
    """What a clause stands for in a field. A pattern that is not understood finds nothing."""
    try:
        return _Maker(field, texts).make(node)
    except (TooComplexError, RecursionError):
        return NOTHING


def whole_words(node: WordClause) -> Iterator[str]:
    """The words of a clause that may be written with a hyphen inside."""
    if isinstance(node, Wildcard | Regex | Fuzzy):
        return
    for row in query_terms.rows(node):
        yield from filter(None, map(query_terms.hyphenated, row))


class _Maker:
    def __init__(self, field: str, texts: Texts) -> None:
        self._stems, self._cased = field in STEMMED, field in CASED
        self._texts = texts

    def make(self, node: WordClause) -> Leaf:
        match node:
            case Wildcard():
                return self._wildcard(node.pattern)
            case Fuzzy():
                return self._fuzzy(node)
            case Regex():
                return self._regex(node.pattern)
            case Prefix():
                return self._begun(node)
        found = query_terms.rows(node)
        if isinstance(node, Phrase) and node.slop and found and len(found[0]) > 1:
            return Leaf((tuple(map(self._spot, found[0])),), slop=node.slop)
        return Leaf(tuple(self._rows(found)))

    def _rows(self, found: Iterable[Row]) -> Iterator[tuple[Spot, ...]]:
        for row in found:
            for way in islice(product(*map(self._ways, row)), _MOST_WAYS):
                yield tuple(spot for part in way for spot in part)

    def _ways(self, place: Place) -> list[tuple[Spot, ...]]:
        """What stands in a place, in one word or joined by hyphens."""
        whole = query_terms.hyphenated(place)
        splits = self._texts.splits(whole) if whole else ()
        return [(self._spot(place),), *map(self._joined, splits)]

    def _joined(self, parts: Sequence[str]) -> tuple[Spot, ...]:
        """Words that hyphens join."""
        *before, last = parts
        joining = [self._spot((Wanted(part, "joined"),)) for part in before]
        return (*joining, self._spot((Wanted(last),)))

    def _spot(self, place: Place) -> Spot:
        how = {"stems": self._stems, "cased": self._cased}
        return Spot(terms.asked_for(place, languages=self._texts.languages, **how))

    def _begun(self, node: Prefix) -> Leaf:
        """The words as they stand, and those before the last with what the last may become."""
        rows = query_terms.rows(node)
        if not rows:
            return NOTHING
        ends = [Wanted(row[-1][0].plain) for row in rows]
        standing = [(*row[:-1], (end,)) for row, end in zip(rows, ends, strict=True)]
        longer = [
            (*before, Spot(pattern=Pattern("prefix", end.plain)))
            for row, end in zip(rows, ends, strict=True)
            for before in self._rows([row[:-1]])
        ]
        alone = self._spot((ends[0],)) if len(rows[0]) == 1 else None
        return Leaf((*self._rows(standing), *longer), patterned=True, standing=alone)

    def _wildcard(self, pattern: str) -> Leaf:
        folded = patterns.fold_pattern(pattern)
        if "-" in folded:
            patterns.wildcard(folded)
            return self._several(folded.split("-"), "wildcard")
        prefix = patterns.literal_prefix(folded)
        if folded == prefix + "*":
            return _single(Pattern("prefix", prefix))
        patterns.wildcard(folded)
        return _single(Pattern("wildcard", folded))

    def _fuzzy(self, node: Fuzzy) -> Leaf:
        found = words(node.text)
        if len(found) != 1:
            return self.make(Word(node.text, span=node.span))
        wanted = lower(found[0].surface)
        return _single(Pattern("fuzzy", wanted, max(0, min(node.distance, 2))))

    def _regex(self, pattern: str) -> Leaf:
        patterns.regex(pattern)
        try:
            return _single(Pattern("regexp", lucene_regex(pattern)))
        except NotOneWordError as several:
            return self._several(several.words, "regexp")

    @staticmethod
    def _several(parts: Sequence[str], kind: PatternKind) -> Leaf:
        """Words in a row by patterns; those of which nothing is known are left out."""
        row = tuple(Spot(pattern=Pattern(kind, part)) for part in parts if part)
        return Leaf((row,), patterned=True, read=True)


def _single(pattern: Pattern) -> Leaf:
    return Leaf(((Spot(pattern=pattern),),), patterned=True)
