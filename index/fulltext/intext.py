"""Finding the clauses of a query in one text: the index's rules, without the index."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import accumulate, compress, permutations

from index.fulltext import patterns
from index.fulltext.analysis import TOKEN, is_capitalised, lower, stemmed, surface_of, words
from index.fulltext.automaton import GAP, Automaton, TooComplexError
from index.query import nodes
from index.query.nodes import Node

Places = list[tuple[int, int]]
"""First and last word of each match, in order."""

_MOST_WORDS = 6
_PERMUTED = 5


class Text:
    """A text taken apart: its words, and for each the sentence it stands in.

    Words are compared by the list, which needs no step of Python's for each of them.
    """

    def __init__(self, text: str) -> None:
        matches = list(TOKEN.finditer(text))
        self.written = text
        self._all = list(map(surface_of, map(re.Match.group, matches)))
        """A surface for each token, "" where a sentence ends."""
        ends = "" in self._all
        self._matches = list(compress(matches, self._all)) if ends else matches
        self.surfaces = list(filter(None, self._all)) if ends else self._all

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where a stretch of words begins and ends, in characters."""
        return self._matches[first].start(), self._matches[last].end()

    @cached_property
    def stems(self) -> list[str]:
        """The form of each word in running text."""
        return list(map(stemmed, self.surfaces))

    @cached_property
    def lowered(self) -> list[str]:
        """Each word without its case."""
        return list(map(lower, self.surfaces))

    @cached_property
    def sentences(self) -> list[int]:
        """The number of the sentence that each word stands in."""
        ended = accumulate(not exact for exact in self._all)
        return [sentence for sentence, exact in zip(ended, self._all, strict=True) if exact]


class Counts(dict[str, bool]):
    """Whether a word counts, decided once for each surface."""

    def __init__(self, decide: Callable[[str], bool]) -> None:
        self._decide = decide

    def __missing__(self, exact: str) -> bool:
        answer = self[exact] = self._decide(exact)
        return answer

    def __call__(self, text: Text) -> list[bool]:
        return list(map(self.__getitem__, text.surfaces))


Test = Callable[[Text], list[bool]]
"""For each word of a text whether it counts."""

Find = Callable[[Text], Places]


def nothing(_text: Text) -> Places:
    return []


def compiled(node: Node) -> Find:
    """A function that finds a clause of words. Patterns not understood find nothing."""
    try:
        return _compiled(node)
    except (TooComplexError, RecursionError):
        return nothing


def _compiled(node: Node) -> Find:
    if isinstance(node, nodes.Word | nodes.Exact):
        one = _exact if isinstance(node, nodes.Exact) else _inflected
        return _row([one(word.surface) for word in words(node.text)])
    if isinstance(node, nodes.Phrase):
        surfaces = [word.surface for word in words(node.text)]
        tests = [_exact(s) if is_capitalised(s) else _inflected(s) for s in surfaces]
        return _loose(tests, surfaces, node.slop) if node.slop and len(tests) > 1 else _row(tests)
    if isinstance(node, nodes.Prefix):
        return _begun(node)
    if isinstance(node, nodes.Wildcard):
        automaton = patterns.wildcard(node.pattern)
        return _row([Counts(lambda exact: automaton.accepts(automaton.run(lower(exact))))])
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
    if isinstance(node, nodes.Saved | nodes.Lead | nodes.AtLeast):
        inner, good = compiled(node.operand), tested(node)
        return lambda text: inner(text) if good(text) else []
    return nothing


def tested(node: Node) -> Callable[[Text], bool]:
    """A function that says whether a text matches a clause."""
    if isinstance(node, nodes.And | nodes.Or):
        parts = [tested(operand) for operand in node.operands]
        every = all if isinstance(node, nodes.And) else any
        return lambda text: every(part(text) for part in parts)
    if isinstance(node, nodes.Not):
        inner = tested(node.operand)
        return lambda text: not inner(text)
    if isinstance(node, nodes.Saved | nodes.Lead):
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


def _inflected(exact: str) -> Test:
    same = stemmed(exact).__eq__
    return lambda text: list(map(same, text.stems))


def _exact(exact: str) -> Test:
    if is_capitalised(exact):
        as_written = exact.__eq__
        return lambda text: list(map(as_written, text.surfaces))
    same = lower(exact).__eq__
    return lambda text: list(map(same, text.lowered))


def _begun(node: nodes.Prefix) -> Find:
    """Words in a row of which the last may go on."""
    surfaces = [word.surface for word in words(node.text)]
    if not surfaces:
        return nothing
    *before, last = surfaces
    tests = [_exact(s) if node.quoted and is_capitalised(s) else _inflected(s) for s in before]
    form, start = stemmed(last), lower(last)
    counts = Counts(lambda exact: stemmed(exact) == form or lower(exact).startswith(start))
    return _row([*tests, counts])


def _row(tests: Sequence[Test]) -> Find:
    """Words in a row."""
    if not tests:
        return nothing
    length = len(tests)

    def find(text: Text) -> Places:
        every = len(text.surfaces)
        found = list(compress(range(every), tests[0](text)))
        for step in range(1, length):
            if not found:
                break
            counts, last = tests[step](text), every - step
            found = [p for p in found if p < last and counts[p + step]]
        return [(place, place + length - 1) for place in found]

    return find


def _loose(tests: Sequence[Test], surfaces: Sequence[str], slop: int) -> Find:
    """All words in any order with few others among them. Finds the shortest such stretches."""
    keys = [s if is_capitalised(s) else stemmed(s) for s in surfaces]
    wanted = {key: (test, keys.count(key)) for key, test in zip(keys, tests, strict=True)}
    width = len(tests) + slop

    def find(text: Text) -> Places:
        rows = [
            (list(compress(range(len(text.surfaces)), test(text))), times)
            for test, times in wanted.values()
        ]
        found = []
        for start in sorted({place for row, _ in rows for place in row}):
            end = start
            for row, times in rows:
                place = bisect_left(row, start) + times - 1
                end = max(end, row[place]) if place < len(row) else start + width
            if end - start < width:
                found.append((start, end))
        return found

    return find


def _fuzzy(node: nodes.Fuzzy) -> Find:
    found = words(node.text)
    if len(found) != 1:
        return _row([_inflected(word.surface) for word in found])
    wanted = lower(found[0].surface)
    most = max(0, min(node.distance, 2))
    return _row([Counts(lambda exact: _edits(lower(exact), wanted, most))])


def _edits(word: str, wanted: str, most: int) -> bool:
    if word[:1] != wanted[:1] or abs(len(word) - len(wanted)) > most:
        return False
    row = list(range(len(word) + 1))
    for place, character in enumerate(wanted, 1):
        following = [place]
        for column, other in enumerate(word):
            cheapest = min(row[column + 1], following[column]) + 1
            following.append(min(cheapest, row[column] + (character != other)))
        row = following
    return row[-1] <= most


def _regex(automaton: Automaton) -> Find:
    known: dict[tuple[int, str], int] = {}

    def after(state: int, exact: str) -> int:
        key = (state, exact)
        if key not in known:
            known[key] = automaton.run(lower(exact), state)
        return known[key]

    def find(text: Text) -> Places:
        found = []
        surfaces = text.surfaces
        for first in range(len(surfaces)):
            state = 1
            for last in range(first, min(first + _MOST_WORDS, len(surfaces))):
                state = after(state, surfaces[last])
                if not state:
                    break
                if automaton.accepts(state):
                    found.append((first, last))
                state = automaton.step(state, GAP)
                if not state:
                    break
        return found

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
