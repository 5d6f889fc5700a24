"""Finding the clauses of a query in one text: the index's rules, without the index."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from functools import cache
from itertools import compress, permutations

from index.engines.whoosh.one_text.analysed_text import Joined, Text
from index.engines.whoosh.words import patterns, query_terms
from index.engines.whoosh.words.analysis import lower, stemmed, words
from index.engines.whoosh.words.automaton import (
    GAP,
    Automaton,
    TooComplexError,
    Words,
    within_edits,
)
from index.engines.whoosh.words.query_terms import Place, Row, Wanted
from index.engines.whoosh.words.stemming import stem
from index.query import nodes
from index.query.nodes import Node

Places = list[tuple[int, int]]
"""First and last word of each match, in order."""

_PERMUTED = 5


class Counts(dict[str, bool]):
    """Whether a word counts, decided once for each surface."""

    def __init__(self, decide: Callable[[str], bool]) -> None:
        self._decide = decide

    def __missing__(self, exact: str) -> bool:
        answer = self[exact] = self._decide(exact)
        return answer

    def __call__(self, text: Text) -> list[bool]:
        return text.where(self.__getitem__)


Test = Callable[[Text], list[bool]]
"""For each word of a text whether it counts."""

Find = Callable[[Text], Places]


def nothing(_text: Text) -> Places:
    """What a clause finds that no text by itself can answer."""
    return []


def compiled(node: Node) -> Find:
    """A function that finds a clause of words. Patterns not understood find nothing."""
    try:
        return _compiled(node)
    except (TooComplexError, RecursionError):
        return nothing


def _compiled(node: Node) -> Find:
    if isinstance(node, nodes.Word | nodes.Exact | nodes.Phrase | nodes.Prefix):
        rows = query_terms.rows(node)
        if isinstance(node, nodes.Phrase) and node.slop and rows and len(rows[0]) > 1:
            return _loose(rows[0], node.slop)
        return _any_row(rows)
    if isinstance(node, nodes.Wildcard):
        automaton = patterns.wildcard(node.pattern)
        if "-" in node.pattern:
            return _regex(automaton)
        return _one(Counts(lambda exact: automaton.accepts(automaton.run(lower(exact)))))
    if isinstance(node, nodes.Fuzzy):
        return _fuzzy(node)
    if isinstance(node, nodes.Regex):
        return _regex(patterns.regex(node.pattern))
    return _compound(node)


def _compound(node: Node) -> Find:
    if isinstance(node, nodes.Near):
        parts = [compiled(operand) for operand in node.operands]
        return lambda text: near([part(text) for part in parts], node.distance, node.ordered)
    if isinstance(node, nodes.Or):
        parts = [compiled(operand) for operand in node.operands]
        return lambda text: sorted({place for part in parts for place in part(text)})
    if isinstance(node, nodes.And):
        parts = [compiled(o) for o in node.operands if not isinstance(o, nodes.Not)]
        test = tested(node)

        def found(text: Text) -> Places:
            return sorted({p for part in parts for p in part(text)}) if test(text) else []

        return found
    if isinstance(node, nodes.Saved | nodes.Lead | nodes.Here | nodes.AtLeast):
        inner, good = compiled(node.operand), tested(node)
        return lambda text: inner(text) if good(text) else []
    return nothing


def tested(node: Node) -> Callable[[Text], bool]:
    """A function that says whether a text matches a clause."""
    if isinstance(node, nodes.And | nodes.Or):
        parts = [tested(operand) for operand in node.operands]
        every = all if isinstance(node, nodes.And) else any
        return lambda text: every(part(text) for part in parts)
    if isinstance(node, nodes.MostOf):
        some = [tested(operand) for operand in node.operands]
        return lambda text: sum(part(text) for part in some) * 2 > len(some)
    if isinstance(node, nodes.Not):
        inner = tested(node.operand)
        return lambda text: not inner(text)
    if isinstance(node, nodes.Saved | nodes.Lead | nodes.Here):
        return tested(node.operand)
    if isinstance(node, nodes.Everything):
        return lambda _text: True
    if isinstance(node, nodes.AtLeast):
        counted = compiled(node.operand)
        return lambda text: len({first for first, _ in counted(text)}) >= node.count
    if isinstance(node, nodes.SameSentence):
        finds = [compiled(operand) for operand in node.operands]
        return lambda text: bool(shared_sentences(text, [find(text) for find in finds]))
    if isinstance(node, nodes.Exact | nodes.Word) and not words(node.text):
        return lambda text: node.text in text.written
    find = compiled(node)
    return lambda text: bool(find(text))


def shared_sentences(text: Text, parts: Sequence[Places]) -> set[int]:
    """The sentences in which every part has a match."""
    sentences = text.sentences
    return set.intersection(
        *({sentences[a] for a, b in part if sentences[a] == sentences[b]} for part in parts)
    )


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


def _one(test: Test) -> Find:
    """Single words."""
    return lambda text: [
        (place, place) for place in compress(range(len(text.surfaces)), test(text))
    ]


def _any_row(rows: Sequence[Row]) -> Find:
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


def _loose(row: Row, slop: int) -> Find:
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


def _fuzzy(node: nodes.Fuzzy) -> Find:
    found = words(node.text)
    if len(found) != 1:
        return compiled(nodes.Word(node.text, span=node.span))
    wanted = lower(found[0].surface)
    most = max(0, min(node.distance, 2))
    return _one(Counts(lambda exact: _edits(lower(exact), wanted, most)))


def _edits(word: str, wanted: str, most: int) -> bool:
    if word[:1] != wanted[:1] or abs(len(word) - len(wanted)) > most:
        return False
    return bool(within_edits(Words.of([word]), wanted, most)[0])


def _regex(automaton: Automaton) -> Find:
    known: dict[tuple[int, str], int] = {}

    def after(state: int, exact: str) -> int:
        key = (state, exact)
        if key not in known:
            known[key] = automaton.run(lower(exact), state)
        return known[key]

    def find(text: Text) -> Places:
        found = set()
        several = {place: text.at(place) for place, _ in text.others}
        surfaces = [several.get(n, (exact,)) for n, exact in enumerate(text.surfaces)]
        for first in range(len(surfaces)):
            states = {1}
            for last in range(first, min(first + patterns.MOST_WORDS, len(surfaces))):
                ends = {after(state, exact) for state in states for exact in surfaces[last]}
                if any(end and automaton.accepts(end) for end in ends):
                    found.add((first, last))
                states = {automaton.step(end, GAP) for end in ends if end} - {0}
                if not states:
                    break
        return sorted(found)

    def safely(text: Text) -> Places:
        try:
            return find(text)
        except TooComplexError:
            return []

    return safely


def near(parts: Sequence[Places], distance: int, ordered: bool) -> Places:
    """Stretches from the first to the last word of operands that stand near each other."""
    if ordered:
        return _chain(parts, distance)
    if len(parts) <= _PERMUTED:
        return sorted({p for order in permutations(parts) for p in _chain(order, distance)})
    joined = parts[0]
    for part in parts[1:]:
        both = _chain((joined, part), distance) + _chain((part, joined), distance)
        joined = sorted(set(both))
    return joined


def _chain(parts: Sequence[Places], distance: int) -> Places:
    reached = parts[0]
    for part in parts[1:]:
        by_end = sorted(reached, key=lambda place: place[1])
        ends = [end for _, end in by_end]
        reached = []
        for start, end in part:
            before = bisect_left(ends, start) - 1
            if before >= 0 and start - ends[before] <= distance:
                reached.append((by_end[before][0], end))
        reached.sort()
    return reached


def taking_part(parts: Sequence[Places], distance: int) -> set[tuple[int, int]]:
    """The matches of the operands that belong to some chain in this order."""
    forward = [list(parts[0])]
    for part in parts[1:]:
        ends = sorted(end for _, end in forward[-1])
        forward.append([p for p in part if _any(ends, p[0] - distance, p[0] - 1)])
    taking: set[tuple[int, int]] = set()
    alive = forward[-1]
    taking.update(alive)
    for part in reversed(forward[:-1]):
        starts = sorted(start for start, _ in alive)
        alive = [p for p in part if _any(starts, p[1] + 1, p[1] + distance)]
        taking.update(alive)
    return taking


def _any(values: Sequence[int], least: int, most: int) -> bool:
    """Whether one of the sorted values lies between the bounds, both included."""
    return bisect_left(values, least) < bisect_right(values, most)


__all__ = ["Find", "Places", "Text", "compiled", "near", "taking_part", "tested"]
