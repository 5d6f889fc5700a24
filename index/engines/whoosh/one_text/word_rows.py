"""Finding words, by themselves and in a row, in one text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import cache
from itertools import compress

from index.engines.whoosh.one_text.analysed_text import Joined, Text
from index.engines.whoosh.one_text.near_places import Places
from index.engines.whoosh.words import query_terms
from index.engines.whoosh.words.analysis import lower, stemmed
from index.engines.whoosh.words.query_terms import Place, Row, Wanted
from index.engines.whoosh.words.stemming import stem

Test = Callable[[Text], list[bool]]
"""For each word of a text whether it counts."""

Find = Callable[[Text], Places]
"""Where in a text something stands."""


class Counts(dict[str, bool]):
    """Whether a word counts, decided once for each surface."""

    def __init__(self, decide: Callable[[str], bool]) -> None:
        self._decide = decide

    def __missing__(self, exact: str) -> bool:
        answer = self[exact] = self._decide(exact)
        return answer

    def __call__(self, text: Text) -> list[bool]:
        return text.where(self.__getitem__)


def single_words(test: Test) -> Find:
    """Words that count, each by itself."""
    return lambda text: [
        (place, place) for place in compress(range(len(text.surfaces)), test(text))
    ]


def any_row(rows: Sequence[Row]) -> Find:
    """Words in a row, in one of several ways of writing them."""
    finds = [_row(row) for row in rows]
    if len(finds) == 1:
        return finds[0]
    return lambda text: sorted({place for find in finds for place in find(text)})


def _row(row: Row) -> Find:
    if len(row) == 1:
        return _word(row[0])
    tests = [_test(place) for place in row]
    wholes = [query_terms.hyphenated(place) for place in row]

    def find(text: Text) -> Places:
        # Where the row begins, and the word that would come next.
        found: Sequence[tuple[int, int]] | None = None
        for test, whole in zip(tests, wholes, strict=True):
            met = _after(found, test(text))
            runs = [run for run in text.joined if run.is_word(whole)] if whole else ()
            if runs:
                met = sorted({*met, *_after_runs(found, runs)})
            found = met
            if not found:
                break
        return [(first, following - 1) for first, following in found or ()]

    return find


def _word(place: Place) -> Find:
    """A row of one place, as most are."""
    test, whole = _test(place), query_terms.hyphenated(place)

    def find(text: Text) -> Places:
        counts = test(text)
        found = [(place, place) for place in compress(range(len(counts)), counts)]
        runs = [run for run in text.joined if run.is_word(whole)] if whole else ()
        return sorted({*found, *((run.first, run.last) for run in runs)}) if runs else found

    return find


def _after(found: Sequence[tuple[int, int]] | None, counts: Sequence[bool]) -> Places:
    """Rows longer by a word that counts; None stands for rows that begin anywhere."""
    if found is None:
        return [(place, place + 1) for place in compress(range(len(counts)), counts)]
    every = len(counts)
    return [(first, n + 1) for first, n in found if n < every and counts[n]]


def _after_runs(found: Sequence[tuple[int, int]] | None, runs: Sequence[Joined]) -> Places:
    """Rows longer by words that hyphens join."""
    if found is None:
        return [(run.first, run.last + 1) for run in runs]
    return [(first, run.last + 1) for first, n in found for run in runs if run.first == n]


def loose_row(row: Row, slop: int) -> Find:
    """All words in any order with few others among them. Finds the shortest such stretches."""
    tests = [_test(place) for place in row]
    width = len(tests) + slop

    @cache
    def wanted(language: str) -> list[tuple[Test, int]]:
        """The words, each with how often it is asked for."""
        keys = [query_terms.identity(place, language) for place in row]
        found = dict(zip(keys, tests, strict=True))
        return [(test, keys.count(key)) for key, test in found.items()]

    def find(text: Text) -> Places:
        met = [
            (list(compress(range(len(text.surfaces)), test(text))), times)
            for test, times in wanted(text.language)
        ]
        found = []
        for start in sorted({place for places, _ in met for place in places}):
            end = start
            for places, times in met:
                place = bisect_left(places, start) + times - 1
                end = max(end, places[place]) if place < len(places) else start + width
            if end - start < width:
                found.append((start, end))
        return found

    return find


def _test(place: Place) -> Test:
    """Whether one of the words of a place stands there."""
    if len(place) == 1 and place[0].kind == "inflected":
        plain = place[0].plain
        return lambda text: _stems_where(text, stem(plain, text.language).__eq__)

    @cache
    def counts(language: str) -> Counts:
        return Counts(lambda exact: any(_is(exact, one, language) for one in place))

    return lambda text: counts(text.language)(text)


def _stems_where(text: Text, same: Callable[[str], bool]) -> list[bool]:
    passed = list(map(same, text.stems))
    for place, other in text.others:
        passed[place] = passed[place] or same(stemmed(other, text.language))
    return passed


def _is(exact: str, wanted: Wanted, language: str) -> bool:
    if wanted.kind == "inflected":
        return stemmed(exact, language) == stem(wanted.plain, language)
    if wanted.kind == "begun":
        begun = lower(exact).startswith(wanted.plain)
        return begun or stemmed(exact, language) == stem(wanted.plain, language)
    return lower(exact) == wanted.plain and wanted.takes(exact)
