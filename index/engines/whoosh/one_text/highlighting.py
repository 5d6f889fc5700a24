"""Where in a text the words of a query stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Protocol

from index.engines.whoosh.one_text.analysed_text import Text
from index.engines.whoosh.one_text.near_places import Places, taking_part
from index.engines.whoosh.one_text.text_evaluator import compiled, shared_sentences, tested
from index.engines.whoosh.one_text.word_rows import Find
from index.query import nodes
from index.query.nodes import Node, Query

Spans = tuple[tuple[int, int], ...]

_SHORT = 5_000
"""Characters; a text that is longer is not remembered."""

# While a query grows, the same rows tend to stay on the screen.
_known = lru_cache(maxsize=128)(Text)


class Highlighter(Protocol):
    """Finds words in a text, given the language that its article is said to be in."""

    def __call__(self, text: str, language: str = "", /) -> Spans:
        """Character offsets, end exclusive, merged and in order."""


def highlighter(query: Query, *, title: bool = False) -> Highlighter:
    """A function that finds the query's words in any text, or in any headline.

    What is looked for in quotes is not found: where these begin and end is not known here, see
    `inside`. A phrase counts only where it stands, near operands only where they are
    near; negated clauses and other fields not at all.
    """
    clauses = _clauses(query.root, title=title)
    finds = [find for node in clauses if (find := _marking(node))]

    def spans(text: str, language: str = "", /) -> Spans:
        if not finds:
            return ()
        taken = _taken(text, language)
        if len(finds) == 1:
            places = finds[0](taken)
        else:
            places = sorted({place for find in finds for place in find(taken)})
        return merged([taken.span(first, last) for first, last in places])

    return spans


def _taken(text: str, language: str) -> Text:
    return _known(text, language) if len(text) <= _SHORT else Text(text, language)


def inside(node: Node | None) -> Callable[[str, str, Sequence[tuple[int, int]]], Spans]:
    """A function that finds the words of a clause in some stretches of a text in a language, each
    match from its first word to its last in one of them. Without a clause it finds the stretches.
    """
    if node is None:
        return lambda _text, _language, stretches: tuple(stretches)
    finds = [find for clause in _clauses(node) if (find := _marking(clause))]

    def spans(text: str, language: str, stretches: Sequence[tuple[int, int]]) -> Spans:
        if not stretches:
            return ()
        taken = _taken(text, language)
        found = {taken.span(*place) for find in finds for place in find(taken)}
        return merged([one for one in found if any(_lies(one, other) for other in stretches)])

    return spans


def _lies(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return other[0] <= one[0] and one[1] <= other[1]


class Matcher(Protocol):
    """Says whether a text matches, given the language that it is said to be in."""

    def __call__(self, text: str, language: str = "", /) -> bool: ...


def matcher(node: Node) -> Matcher:
    """A function that says whether a text by itself matches clauses of words."""
    test = tested(node)
    return lambda text, language="", /: test(Text(text, language))


class Focus(Protocol):
    """Finds a word in a text, given the language that its article is said to be in."""

    def __call__(self, text: str, language: str = "", /) -> int | None:
        """Where it begins, in characters."""


def rarest(query: Query, count: Callable[[Node], int]) -> Focus:
    """A function that finds the word of a query that says most of a text: where it stands.

    That is the one in the fewest paragraphs, by `count`, and of its places the one in whose
    sentence most of the others stand too. None where the query has one word, or none is found.
    """
    found = [(node, find) for node in _clauses(query.root, said=True) if (find := _marking(node))]
    ranked: list[Find] = []

    def focus(text: str, language: str = "", /) -> int | None:
        if len(found) < 2:
            return None
        if not ranked:
            ranked.extend(find for _, find in sorted(found, key=lambda pair: count(pair[0])))
        taken = _taken(text, language)
        places = [find(taken) for find in ranked]
        first = next(filter(None, places), None)
        if not first:
            return None
        sentences = [{taken.sentences[start] for start, _ in each} for each in places]
        best = max(first, key=lambda place: sum(taken.sentences[place[0]] in s for s in sentences))
        return taken.span(*best)[0]

    return focus


def _clauses(node: Node, *, title: bool = False, said: bool = False) -> list[Node]:
    """The clauses whose matches are shown."""
    if isinstance(node, nodes.And | nodes.Or | nodes.MostOf):
        parts = [_clauses(part, title=title, said=said) for part in node.operands]
        return [clause for part in parts for clause in part]
    if isinstance(node, nodes.Saved | nodes.Lead | nodes.Here):
        return _clauses(node.operand, title=title, said=said)
    if isinstance(node, nodes.Said):
        return _clauses(node.operand, said=True) if said and node.operand is not None else []
    if title and isinstance(node, nodes.InField) and node.name == "title":
        return _clauses(node.operand)
    if isinstance(node, nodes.Not | nodes.InField):
        return []
    return [node]


def _marking(node: Node) -> Find | None:
    """What to mark for a clause."""
    if isinstance(node, nodes.Near):
        finds = [compiled(operand) for operand in node.operands]
        return lambda text: taking_part(
            [find(text) for find in finds], node.distance, ordered=node.ordered
        )
    if isinstance(node, nodes.SameSentence):
        parts = [compiled(operand) for operand in node.operands]
        return lambda text: _in_sentences(text, [part(text) for part in parts])
    if isinstance(node, nodes.AtLeast):
        inner, enough = [_marking(clause) for clause in _clauses(node.operand)], tested(node)

        def marked(text: Text) -> Places:
            return [p for find in inner if find for p in find(text)] if enough(text) else []

        return marked
    words = nodes.Word | nodes.Exact | nodes.Phrase | nodes.Prefix
    patterns = nodes.Wildcard | nodes.Fuzzy | nodes.Regex
    return compiled(node) if isinstance(node, words | patterns) else None


def _in_sentences(text: Text, parts: Sequence[Places]) -> Places:
    sentences = shared_sentences(text, parts)
    return [p for part in parts for p in part if text.sentences[p[0]] in sentences]


def merged(spans: Iterable[tuple[int, int]]) -> Spans:
    """Spans in order, those that overlap or touch made one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
