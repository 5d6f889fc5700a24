"""Finding the clauses of a query in one text: the index's rules, without the index."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from index.engines.whoosh.one_text.analysed_text import Text
from index.engines.whoosh.one_text.near_places import Places, near
from index.engines.whoosh.one_text.word_rows import Counts, Find, any_row, loose_row, single_words
from index.engines.whoosh.words import patterns, query_terms
from index.engines.whoosh.words.analysis import lower, words
from index.engines.whoosh.words.automaton import (
    GAP,
    Automaton,
    TooComplexError,
    Words,
    within_edits,
)
from index.query import nodes
from index.query.nodes import Node


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
            return loose_row(rows[0], node.slop)
        return any_row(rows)
    if isinstance(node, nodes.Wildcard):
        automaton = patterns.wildcard(node.pattern)
        if "-" in node.pattern:
            return _regex(automaton)
        return single_words(Counts(lambda exact: automaton.accepts(automaton.run(lower(exact)))))
    if isinstance(node, nodes.Fuzzy):
        return _fuzzy(node)
    if isinstance(node, nodes.Regex):
        return _regex(patterns.regex(node.pattern))
    return _compound(node)


def _compound(node: Node) -> Find:
    if isinstance(node, nodes.Near):
        parts = [compiled(operand) for operand in node.operands]
        return lambda text: near(
            [part(text) for part in parts], node.distance, ordered=node.ordered
        )
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


def _fuzzy(node: nodes.Fuzzy) -> Find:
    found = words(node.text)
    if len(found) != 1:
        return compiled(nodes.Word(node.text, span=node.span))
    wanted = lower(found[0].surface)
    most = max(0, min(node.distance, 2))
    return single_words(Counts(lambda exact: _edits(lower(exact), wanted, most)))


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
