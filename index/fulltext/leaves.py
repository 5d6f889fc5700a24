"""Clauses that name words: what they stand for in a field of the index."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.fulltext import patterns
from index.fulltext.analysis import is_capitalised, lower, stemmed, words
from index.fulltext.automaton import GAP, Automaton, TooComplexError, Words, within_edits
from index.fulltext.fields import CODES
from index.fulltext.listing import Listing, listings
from index.fulltext.names import key
from index.fulltext.postings import Choice, Postings, choices
from index.fulltext.segment import Segment
from index.fulltext.snapshot import Snapshot
from index.fulltext.surfaces import SEPARATOR, surface_key
from index.query.nodes import Exact, Fuzzy, Phrase, Prefix, Regex, Wildcard, Word

MOST_WORDS = 6
"""Words in a row that a regular expression can match."""

_MOST_PATHS = 64
_LISTED = 6
_CASED = frozenset(("text", "title"))

WordClause = Word | Exact | Phrase | Prefix | Wildcard | Fuzzy | Regex


@dataclass(frozen=True, slots=True)
class Leaf:
    """Words in a row, in one or more alternatives; `pattern` when they come from a pattern.

    With `slop`, the words of the only alternative stand in any order.
    """

    alternatives: tuple[tuple[Postings, ...], ...]
    slop: int = 0
    pattern: bool = False


class Leaves:
    """Looks clauses up in a snapshot."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._known: dict[tuple[int, str], Leaf] = {}
        self._words: dict[bytes, Postings] = {}

    def leaf(self, node: WordClause, field: str) -> Leaf:
        """What a clause stands for in a field. A pattern that is not understood finds nothing."""
        place = (id(node), field)
        if place not in self._known:
            try:
                self._known[place] = self._make(node, field)
            except (TooComplexError, RecursionError):
                self._known[place] = Leaf((), pattern=True)
        return self._known[place]

    def _make(self, node: WordClause, field: str) -> Leaf:
        if isinstance(node, Wildcard):
            return self._pattern(self._wildcard(node.pattern, field))
        if isinstance(node, Fuzzy):
            return self._fuzzy(node, field)
        if isinstance(node, Regex):
            return Leaf(self._regex(patterns.regex(node.pattern), field), pattern=True)
        if isinstance(node, Prefix):
            return self._begun(node, field)
        kind = self.exact if isinstance(node, Exact) else self.word
        if isinstance(node, Phrase):
            row = tuple(
                (self.exact if is_capitalised(word.surface) else self.word)(word.surface, field)
                for word in words(node.text)
            )
            return Leaf((row,) if row else (), slop=node.slop if len(row) > 1 else 0)
        row = tuple(kind(word.surface, field) for word in words(node.text))
        return Leaf((row,) if row else ())

    def _begun(self, node: Prefix, field: str) -> Leaf:
        """The words as they stand, and those before the last with what the last may become."""
        found = [word.surface for word in words(node.text)]
        if not found:
            return Leaf((), pattern=True)
        before = tuple(
            (self.exact if node.quoted and is_capitalised(surface) else self.word)(surface, field)
            for surface in found[:-1]
        )
        start = key(CODES[field].code + lower(found[-1]))
        longer = self._snapshot.expanded(lambda s: _chosen(s, *s.surfaces.range(start)))
        return Leaf(((*before, self.word(found[-1], field)), (*before, longer)), pattern=True)

    def word(self, surface: str, field: str) -> Postings:
        """A word in all its inflections."""
        form = stemmed if CODES[field].stem else lower
        known = key(CODES[field].code + form(surface))
        if known not in self._words:
            self._words[known] = self._snapshot.postings(known)
        return self._words[known]

    def exact(self, surface: str, field: str) -> Postings:
        """A word as it is written; without a capital, in any case."""
        known = key(CODES[field].code + SEPARATOR + surface)
        if known not in self._words:
            self._words[known] = self._exact(surface, field)
        return self._words[known]

    def _exact(self, surface: str, field: str) -> Postings:
        if field not in _CASED:
            return self.word(surface, field)
        code = CODES[field].code
        if is_capitalised(surface):
            wanted = key(code + surface_key(surface))

            def one(segment: Segment) -> list[Choice]:
                place = segment.surfaces.find(wanted)
                return _chosen(segment, place, place + 1) if place >= 0 else []

            return self._snapshot.expanded(one)
        prefix = key(code + lower(surface) + SEPARATOR)
        return self._snapshot.expanded(lambda s: _chosen(s, *s.surfaces.range(prefix)))

    def _pattern(self, postings: Postings) -> Leaf:
        return Leaf(((postings,),), pattern=True)

    def _wildcard(self, pattern: str, field: str) -> Postings:
        folded = patterns.fold_pattern(pattern)
        prefix = patterns.literal_prefix(folded)
        start = key(CODES[field].code + prefix)
        if folded == prefix + "*":
            return self._snapshot.expanded(lambda s: _chosen(s, *s.surfaces.range(start)))
        automaton = patterns.wildcard(folded)
        return self._matching(start, lambda listed: _accepted(automaton, automaton.run_all(listed)))

    def _fuzzy(self, node: Fuzzy, field: str) -> Leaf:
        found = words(node.text)
        if len(found) != 1:
            return self._make(Word(node.text, span=node.span), field)
        wanted = lower(found[0].surface)
        start = key(CODES[field].code + wanted[:1])
        most = max(0, min(node.distance, 2))
        return self._pattern(
            self._matching(start, lambda listed: within_edits(listed, wanted, most))
        )

    def _matching(self, start: bytes, test: Callable[[Words], NDArray[np.bool_]]) -> Postings:
        """Everything spelt with this beginning that passes a test."""
        found: list[tuple[Segment, NDArray[np.int64]]] = []
        for listing in self._listed(start):
            self._snapshot.go_on()
            found += listing.places(test(listing.words))
        return self._chosen(found)

    def _chosen(self, found: Iterable[tuple[Segment, NDArray[np.int64]]]) -> Postings:
        """Where the surfaces of each segment stand."""
        chosen = {id(segment): _at(segment, places) for segment, places in found}
        return self._snapshot.expanded(lambda segment: chosen.get(id(segment), []))

    def _listed(self, start: bytes) -> list[Listing]:
        known = self._snapshot.listings.get(start)
        if known is None:
            known = listings(self._snapshot.segments, start)
            # Text and headline take turns, and a query has few words.
            if len(self._snapshot.listings) >= _LISTED:
                self._snapshot.listings.clear()
            self._snapshot.listings[start] = known
        return known

    def _regex(self, automaton: Automaton, field: str) -> tuple[tuple[Postings, ...], ...]:
        """Rows of words that the automaton accepts, a blank or a hyphen between any two."""
        listed = self._listed(key(CODES[field].code))
        paths: list[tuple[Postings, ...]] = []
        waiting: list[tuple[int, tuple[Postings, ...]]] = [(1, ())]
        while waiting and listed and len(paths) < _MOST_PATHS:
            state, row = waiting.pop()
            ends = [(listing, automaton.run_all(listing.words, state)) for listing in listed]
            reached = np.unique(np.concatenate([np.unique(states) for _, states in ends]))
            groups: dict[int, list[int]] = {}
            for end in reached.tolist():
                if end and automaton.accepts(end):
                    groups.setdefault(0, []).append(end)
                following = automaton.step(end, GAP) if end else 0
                if following and len(row) + 1 < MOST_WORDS:
                    groups.setdefault(following, []).append(end)
            for following, wanted in groups.items():
                found = [
                    pair
                    for listing, states in ends
                    for pair in listing.places(np.isin(states, wanted))
                ]
                longer = (*row, self._chosen(found))
                if following:
                    waiting.append((following, longer))
                else:
                    paths.append(longer)
        return tuple(paths)


def _accepted(automaton: Automaton, states: NDArray[np.int32]) -> NDArray[np.bool_]:
    good = [int(state) for state in np.unique(states) if automaton.accepts(int(state))]
    return np.isin(states, good)


def _chosen(segment: Segment, first: int, last: int) -> list[Choice]:
    terms, kinds = segment.spellings(first, last)
    return choices(segment, terms, kinds)


def _at(segment: Segment, places: NDArray[np.int64]) -> list[Choice]:
    if not len(places):
        return []
    terms, kinds = segment.spellings(int(places[0]), int(places[-1]) + 1)
    return choices(segment, terms[places - places[0]], kinds[places - places[0]])
