"""Where words stand, as Lucene's intervals: in a row, near each other, in a sentence, in a quote.

Lucene gives of all stretches that match only those that hold no other. Whether there is any is the
same; but what is built upon them further may miss a match that a longer one would have made. Where
that can be, `Inexact` is raised: then reading the texts tells (`verification`), of the paragraphs
that a wider rule leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from index.engines.opensearch import terms
from index.engines.opensearch.leaves import Leaf, Pattern, Spot
from index.engines.opensearch.lucene_patterns import literal
from index.engines.opensearch.terms import LETTERS
from index.query import ground, nodes
from index.query.nodes import Node

Json = dict[str, Any]

MOST_EXPANDED = 1_000
"""Words that a pattern may stand for where it matters where they stand."""

_MOST_TIMES = 64


class Inexact(Exception):  # noqa: N818
    """Intervals would miss what matches."""


@dataclass(frozen=True, slots=True)
class Source:
    """A rule of intervals. `complete`: it gives every match; `words`: each is a single word."""

    rule: Json
    complete: bool = True
    words: bool = False


NOWHERE = Source({"match": {"query": "0:", "analyzer": "keyword"}}, words=True)
Container = Json
"""The rule of stretches in which matches have to lie."""


class Intervals:
    """Rules for the clauses of one field. `leaf` says what a clause of words stands for there."""

    def __init__(self, leaf: Callable[[ground.WordClause], Leaf], *, sentences: bool) -> None:
        self._leaf, self._sentences = leaf, sentences

    def source(self, node: Node, inside: Container | None = None) -> Source:
        """Where a clause matches; `inside` of some stretches. Raises Inexact."""
        found = self._source(node)
        return found if inside is None else replace(found, rule=_inside(found.rule, inside))

    def _source(self, node: Node) -> Source:
        match node:
            case nodes.Near():
                return self._near(node)
            case nodes.Or():
                return _either([self._source(operand) for operand in node.operands])
            case nodes.And() | nodes.Lead() | nodes.Here() | nodes.AtLeast():
                raise Inexact
        return rows(self._leaf(node)) if isinstance(node, ground.WORDS) else NOWHERE

    def _near(self, node: nodes.Near) -> Source:
        parts = [self._source(operand) for operand in node.operands]
        if len(parts) != 2 or not all(part.complete for part in parts):
            raise Inexact
        one, other = (part.rule for part in parts)
        gaps = node.distance - 1
        ordered = _all_of([one, other], gaps=gaps, ordered=True)
        if node.ordered or one == other:
            return Source(ordered, complete=False)
        return Source(
            _any_of([ordered, _all_of([other, one], gaps=gaps, ordered=True)]), complete=False
        )

    def sentence(self, operands: Sequence[Node], inside: Container | None = None) -> Json:
        """Sentences in which all of several clauses match. Raises Inexact."""
        found: list[Json] = []
        for operand in operands:
            rule = self.source(operand, inside).rule
            if rule not in found:
                found.append(rule)
        whole = _all_of(found) if len(found) > 1 else found[0]
        if not self._sentences:
            return whole
        return _inside(whole, _stretch(terms.SENTENCE))

    def times(self, operand: Node, count: int, inside: Container | None = None) -> Json:
        """A clause that matches at least so many times. Raises Inexact."""
        found = self.source(operand, inside)
        if not found.words or not found.complete or count > _MOST_TIMES:
            raise Inexact
        return _all_of([found.rule] * count, ordered=True) if count > 1 else found.rule


def rows(leaf: Leaf) -> Source:
    """Where words stand in a row. Raises Inexact."""
    if leaf.read:
        raise Inexact
    if leaf.slop:
        (row,) = leaf.alternatives
        if _overlap(row):
            raise Inexact
        return Source(_all_of(list(map(spot, row)), gaps=leaf.slop), complete=False)
    return _either([_row(row) for row in leaf.alternatives])


def _overlap(row: Sequence[Spot]) -> bool:
    """Whether one word may be what is asked for in two places: in some language."""
    terms = [term for spot in row for term in spot.terms]
    return len(set(terms)) < len(terms) or len(set(row)) < len(row)


def _row(row: Sequence[Spot]) -> Source:
    if len(row) == 1:
        return Source(spot(row[0]), words=True)
    return Source(_all_of(list(map(spot, row)), gaps=0, ordered=True))


def spot(wanted: Spot) -> Json:
    """One word."""
    if wanted.pattern is None:
        return _any_of(list(map(_term, wanted.terms)))
    return _any_of(list(_patterns(wanted.pattern)))


def _patterns(pattern: Pattern) -> Iterable[Json]:
    kind, text = pattern.kind, pattern.text
    if kind == "prefix" and text and len(text) <= LETTERS:
        yield _term(f"{len(text)}:{text}")
        return
    for code in ("l", "m"):
        if kind == "fuzzy":
            yield {
                "fuzzy": {
                    "term": f"{code}:{text}",
                    "prefix_length": 3,
                    "fuzziness": pattern.distance,
                    "transpositions": True,
                    "analyzer": "keyword",
                }
            }
        elif kind == "regexp":
            yield {"regexp": {"pattern": f"{code}:({text})", "max_expansions": MOST_EXPANDED}}
        else:
            written = f"{literal(text)}*" if kind == "prefix" else text
            wildcard = {"pattern": f"{code}:{written}", "max_expansions": MOST_EXPANDED}
            yield {"wildcard": wildcard | {"analyzer": "keyword"}}


def quote(numbers: Iterable[int] | None = None) -> Container:
    """The quotes of a paragraph, or those of some places in it."""
    if numbers is None:
        return _stretch(terms.QUOTE)
    return _any_of(
        [_stretch([f"{mark}{number}" for mark in terms.QUOTE]) for number in sorted(numbers)]
    )


def _stretch(marks: Sequence[str]) -> Container:
    """Stretches of words that are marked."""
    begins, ends, alone = map(_term, marks)
    return _any_of([_all_of([begins, ends], ordered=True), alone])


def _inside(rule: Json, container: Container) -> Json:
    # Not what is no part of it instead: of that, Lucene leaves out what it only touches as well.
    return {"any_of": {"intervals": [rule], "filter": {"contained_by": container}}}


def _either(parts: Sequence[Source]) -> Source:
    if not parts:
        return NOWHERE
    return Source(
        _any_of([part.rule for part in parts]),
        complete=all(part.complete for part in parts),
        words=all(part.words for part in parts),
    )


def _any_of(rules: list[Json]) -> Json:
    if not rules:
        return NOWHERE.rule
    return rules[0] if len(rules) == 1 else {"any_of": {"intervals": rules}}


def _all_of(rules: list[Json], *, gaps: int = -1, ordered: bool = False) -> Json:
    return {"all_of": {"intervals": rules, "max_gaps": gaps, "ordered": ordered}}


def _term(term: str) -> Json:
    return {"match": {"query": term, "analyzer": "keyword"}}
