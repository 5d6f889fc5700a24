"""Patterns, beginnings and misspellings: which words of the archive they stand for in a field."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from index.engines.contract import Partial
from index.engines.whoosh.index_schema import CODES
from index.engines.whoosh.patience import go_on
from index.engines.whoosh.searching.choices import Choice, choices
from index.engines.whoosh.searching.postings import Postings
from index.engines.whoosh.searching.snapshot import Snapshot
from index.engines.whoosh.segments.segment import Segment
from index.engines.whoosh.segments.spellings import Listing, listings
from index.engines.whoosh.segments.vocabulary import key
from index.engines.whoosh.words import patterns
from index.engines.whoosh.words.automaton import GAP, Automaton, Words, within_edits

_MOST_PATHS = 64
_MOST_BEGINNINGS = 24  # each tries all words of the archive
_LISTED = 6

Rows: TypeAlias = tuple[tuple[Postings, ...], ...]
"""Words in a row, in one or more alternatives."""


class Patterns:
    """Looks patterns up in the words of a snapshot, as these are spelt before stemming."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    def beginning(self, plain: str, field: str) -> Postings:
        """Everything that begins so."""
        start = key(CODES[field].code + plain)
        return self._snapshot.expanded(lambda s: _between(s, *s.surfaces.range(start)))

    def wildcard(self, pattern: str, field: str) -> Rows:
        """What fits a pattern; see `patterns.wildcard`. Raises TooComplexError."""
        folded = patterns.fold_pattern(pattern)
        if "-" in folded:
            return self._rows(patterns.wildcard(folded), field)
        prefix = patterns.literal_prefix(folded)
        if folded == prefix + "*":
            return ((self.beginning(prefix, field),),)
        automaton = patterns.wildcard(folded)
        start = key(CODES[field].code + prefix)
        found = self._matching(
            start, lambda listed: _accepted(automaton, automaton.run_all(listed))
        )
        return ((found,),)

    def regex(self, pattern: str, field: str) -> Rows:
        """Rows of words that an expression accepts; see `patterns.regex`. Raises TooComplexError,
        and Partial where there are too many.
        """
        return self._rows(patterns.regex(pattern), field)

    def alike(self, wanted: str, distance: int, field: str) -> Postings:
        """Words within so many edits, two at most, of one that begin as that does."""
        start = key(CODES[field].code + wanted[:1])
        most = max(0, min(distance, 2))
        return self._matching(start, lambda listed: within_edits(listed, wanted, most))

    def _matching(self, start: bytes, test: Callable[[Words], NDArray[np.bool_]]) -> Postings:
        """Everything spelt with this beginning that passes a test."""
        found: list[tuple[Segment, NDArray[np.int64]]] = []
        for listing in self._listed(start):
            go_on()
            found += listing.places(test(listing.words))
        return self._chosen(found)

    def _chosen(self, found: Iterable[tuple[Segment, NDArray[np.int64]]]) -> Postings:
        """Where the surfaces of each segment stand."""
        chosen = {id(segment): spelt(segment, places) for segment, places in found}
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

    def _rows(self, automaton: Automaton, field: str) -> Rows:
        """Rows of words that the automaton accepts, a blank or a hyphen between any two."""
        listed = self._listed(key(CODES[field].code))
        paths: list[tuple[Postings, ...]] = []
        waiting: list[tuple[int, tuple[Postings, ...]]] = [(1, ())]
        tried: dict[int, list[tuple[Listing, NDArray[np.int16]]]] = {}
        while waiting and listed:
            state, row = waiting.pop()
            go_on()
            if len(paths) >= _MOST_PATHS or (state not in tried and len(tried) >= _MOST_BEGINNINGS):
                raise Partial(
                    "A regular expression over several words has too many ways to go on.",
                    "Write more of its letters, or ask for its words one by one.",
                )
            if state not in tried:
                tried[state] = list(self._ends(automaton, state, listed))
            ends = tried[state]
            reached = np.unique(np.concatenate([np.unique(states) for _, states in ends]))
            groups: dict[int, list[int]] = {}
            for end in reached.tolist():
                if end and automaton.accepts(end):
                    groups.setdefault(0, []).append(end)
                following = automaton.step(end, GAP) if end else 0
                if following and len(row) + 1 < patterns.MOST_WORDS:
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

    def _ends(
        self, automaton: Automaton, state: int, listed: Iterable[Listing]
    ) -> Iterator[tuple[Listing, NDArray[np.int16]]]:
        """Where each word leads from a state."""
        for listing in listed:
            go_on()
            yield listing, automaton.run_all(listing.words, state).astype(np.int16)


def _accepted(automaton: Automaton, states: NDArray[np.int32]) -> NDArray[np.bool_]:
    good = [int(state) for state in np.unique(states) if automaton.accepts(int(state))]
    return np.isin(states, good)


def _between(segment: Segment, first: int, last: int) -> list[Choice]:
    terms, kinds = segment.spellings(first, last)
    return choices(segment, terms, kinds)


def spelt(segment: Segment, places: NDArray[np.int64]) -> list[Choice]:
    """Where the surfaces with some places, which are in order, stand in a segment."""
    if not len(places):
        return []
    terms, kinds = segment.spellings(int(places[0]), int(places[-1]) + 1)
    return choices(segment, terms[places - places[0]], kinds[places - places[0]])
