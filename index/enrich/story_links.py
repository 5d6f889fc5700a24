"""Which articles follow which: each the one before it that is most like it.

An article follows, of those that were published up to `WINDOW` days before it, the one with the
greatest likeness, where that is great enough; the trees that come of it are the stories. That is
how the first story of an event is told from those that go on with it (Allan, Papka and Lavrenko,
1998; Petrović, Osborne and Lavrenko, 2010: no near neighbour among the earlier ones), and what is
found rests on no order but that of the days: articles of a day go by their ids.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from index.enrich.story_terms import unpacked
from index.store.derived.stories import Entry

Numbers = NDArray[np.int64]

WINDOW = 5
"""Days between an article and the one that it follows, at most."""

_FADES = 10.0
"""After so many days a likeness counts for a third of what it is."""

_LIKE, _MORE = 0.06, 0.014
_DENSITY, _LEAST, _MOST = 30.0, 0.055, 0.13
"""The likeness of an article that follows another, where an article has `_DENSITY` around it; and
what is added where it has e times as many: the more there are, the more alike are two by chance.
"""

_PAIRS = 2_000_000
"""Pairs of articles that are looked at together: 16 MB."""


Link = tuple[int, int, float]
"""An article, one that was before it, and how alike they are."""


def least_likeness(density: float) -> float:
    """How alike an article must be to the one it follows, in an archive so dense."""
    wanted = _LIKE + _MORE * math.log(max(density, 1) / _DENSITY)
    return min(max(wanted, _LEAST), _MOST)


def density(days: Numbers) -> float:
    """How many articles there are, at a mean, in the days that an article may follow one of."""
    if not len(days):
        return 0.0
    ordered = np.sort(days)
    first = np.searchsorted(ordered, ordered - WINDOW, "left")
    last = np.searchsorted(ordered, ordered, "right")
    return float((last - first).mean())


@dataclass(frozen=True)
class Window:
    """The articles of some days, in order of days and ids."""

    entries: list[Entry]

    @cached_property
    def numbers(self) -> Numbers:
        """Their numbers."""
        return np.array([one.article for one in self.entries], np.int64)

    @cached_property
    def days(self) -> Numbers:
        """The days they were published on."""
        return np.array([one.day for one in self.entries], np.int64)

    def links(self, asked: set[int], least: float) -> list[Link]:
        """All pairs with one of some articles that are alike enough."""
        chosen = np.flatnonzero(np.isin(self.numbers, list(asked)))
        return [
            link
            for later, earlier, likeness in self._found(chosen, least)
            for link in zip(
                self.numbers[later].tolist(),
                self.numbers[earlier].tolist(),
                likeness.tolist(),
                strict=True,
            )
        ]

    def _found(
        self, asked: Numbers, least: float
    ) -> Iterator[tuple[Numbers, Numbers, NDArray[np.float64]]]:
        many = len(self.entries)
        words, weights, lengths = unpacked([one.terms for one in self.entries])
        starts = np.concatenate(([0], np.cumsum(lengths)))
        owners = np.repeat(np.arange(many), lengths)
        order = np.argsort(words, kind="stable")
        by_word, by_weight, by_owner = words[order], weights[order], owners[order]
        for part in np.array_split(asked, max(1, -(-len(asked) * many // _PAIRS))):
            mine = np.concatenate(
                [np.arange(starts[one], starts[one + 1]) for one in part] or [starts[:0]]
            )
            mine = mine.astype(np.int64)
            row = np.repeat(np.arange(len(part)), lengths[part])
            first = np.searchsorted(by_word, words[mine], "left")
            count = np.searchsorted(by_word, words[mine], "right") - first
            begin = np.repeat(first - np.cumsum(count) + count, count)
            place = begin + np.arange(len(begin))
            # Sums of products of short numbers are exact, whatever is added first.
            likeness = np.bincount(
                np.repeat(row, count) * many + by_owner[place],
                np.repeat(weights[mine], count) * by_weight[place],
                minlength=len(part) * many,
            )
            pairs = np.flatnonzero(likeness >= least)
            one, other, alike = part[pairs // many], pairs % many, likeness[pairs]
            apart = np.abs(self.days[one] - self.days[other])
            alike = alike * np.exp(-apart / _FADES)
            kept = (alike >= least) & (apart <= WINDOW) & (one != other)
            one, other = one[kept], other[kept]
            yield np.maximum(one, other), np.minimum(one, other), alike[kept]
