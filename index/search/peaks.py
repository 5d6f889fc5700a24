"""Peaks of a timeline, named: who and what is unusual in the hits of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from index.core.counts import EntityCount
from index.core.late_patterns import late
from index.engines.contract import Search, TermCounts
from index.entities.views.keyness import NOTABLE, log_likelihood
from index.search import timeline
from index.search.finder import Finder
from index.search.results import Results
from index.search.timeline import Bar

_TEXTS = 60
"""Paragraphs of a peak that are read to see what is said in it, the first ones of the order."""
_BESIDES, _BESIDE_TEXTS = 8, 22
"""Bars beside the peaks, spread over all, and paragraphs of each, that are read to see what is said
elsewhere.
"""
_NAMES, _WORDS = 4, 5
_TELLING = 6.63
"""What chance exceeds once in a hundred (chi-square, one degree of freedom)."""
_COMMON = 6
"""A word that stands in one of so many texts elsewhere says nothing of a peak."""
_WORD = late(r"[^\W\d_][\w'’-]{2,}")


@dataclass(frozen=True, slots=True)
class Peak:
    """A bar that stands out, with the names and words that are more frequent in it than in the
    other hits, the most telling first.
    """

    bar: Bar
    names: tuple[EntityCount, ...] = ()
    words: tuple[str, ...] = ()

    @property
    def clause(self) -> str:
        """What finds it."""
        return timeline.time_clause(self.bar.first, self.bar.last)


class Peaks:
    """Looks into the hits of one answer."""

    def __init__(self, finder: Finder, results: Results) -> None:
        self._finder, self._results = finder, results

    def named(self, bars: Sequence[Bar], most: int) -> list[Peak]:
        """Of all bars of the hits those that stand out the most, in order of time."""
        places = sorted(timeline.peaks(bars, most))
        if not places:
            return []
        searches = [self._within(bars[place]) for place in places]
        samples = [search.page(0, _TEXTS).paragraphs.tolist() for search in searches]
        others = self._beside(bars, set(places))
        texts = self._finder.source.rows.texts([*chain.from_iterable(samples), *others])
        outside = _Said([texts[number] for number in others if number in texts])
        whole = self._finder.within(self._results)
        terms, total = whole.terms(), whole.total.count
        named = []
        for place, search, sample in zip(places, searches, samples, strict=True):
            inside = _Said([texts[number] for number in sample if number in texts])
            known = self._finder.source.labels.of(None, self._telling(search, terms, total))
            names = tuple(known[:_NAMES])
            words = inside.telling(outside, self._own_words(names))
            named.append(Peak(bars[place], names, words))
        return named

    def _within(self, bar: Bar, *, ranked: bool = True) -> Search:
        clause = timeline.time_clause(bar.first, bar.last)
        return self._finder.within(self._results, clause, ranked=ranked)

    def _beside(self, bars: Sequence[Bar], peaks: set[int]) -> list[int]:
        """Some of the hits outside of peaks, by number."""
        rest = [at for at, bar in enumerate(bars) if bar.count and at not in peaks]
        chosen = np.linspace(0, len(rest) - 1, min(_BESIDES, len(rest))).astype(np.int64).tolist()
        searches = (self._within(bars[rest[at]], ranked=False) for at in chosen)
        pages = (search.page(0, _BESIDE_TEXTS).paragraphs for search in searches)
        return [number for page in pages for number in page.tolist()]

    def _own_words(self, names: Sequence[EntityCount]) -> set[str]:
        """The words of what was searched for, which stand in all hits, and of names."""
        texts = [self._results.query.text, *self._results.filters, *(one.name for one in names)]
        return {word for text in texts for word in _folded(text)}

    def _telling(self, search: Search, terms: TermCounts, total: int) -> TermCounts:
        """The entities that a peak names more often than the other hits do; where there are hardly
        any others, more often than the archive does.
        """
        found, hits = search.terms(), search.total.count
        if total - hits < hits // 4:
            return self._finder.source.frequencies.telling(found, hits)
        scores = log_likelihood(found.counts, hits, terms.of(found.entities), total)
        kept = np.flatnonzero((scores > NOTABLE) & (found.counts > 1))
        order = kept[np.lexsort((found.entities[kept], -scores[kept]))]
        return TermCounts(found.entities[order], found.counts[order])


def _folded(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]


class _Said:
    """The words of some texts: in how many each stands."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.size = len(texts)
        written = [set(_WORD.findall(text)) for text in texts]
        self.counts = Counter(word for words in written for word in {w.casefold() for w in words})
        self._written = written

    def telling(self, other: _Said, taken: set[str]) -> tuple[str, ...]:
        """Words that stand here more often than in other texts, as they are mostly written."""
        most = max(1, other.size // _COMMON)
        # Nor what begins with one of those that are taken: emails, where email was asked.
        own = tuple(word for word in taken if len(word) > 3)
        words = [
            word
            for word, count in self.counts.items()
            if count > 1
            and other.counts[word] <= most
            and word not in taken
            and not word.startswith(own)
        ]
        if not words:
            return ()
        here = np.array([self.counts[word] for word in words], np.int64)
        there = np.array([other.counts[word] for word in words], np.int64)
        scores = log_likelihood(here, self.size, here + there, self.size + other.size)
        order = np.lexsort((words, -scores))
        chosen = [words[at] for at in order[:_WORDS].tolist() if scores[at] > _TELLING]
        return self._spelt(chosen)

    def _spelt(self, words: Sequence[str]) -> tuple[str, ...]:
        forms: dict[str, Counter[str]] = {word: Counter() for word in words}
        for written in self._written:
            for form in written:
                if (word := form.casefold()) in forms:
                    forms[word][form] += 1
        return tuple(max(each, key=lambda form: (each[form], form)) for each in forms.values())
