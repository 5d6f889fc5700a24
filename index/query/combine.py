"""Joins clauses into larger ones and keeps the tree in one shape.

And and Or never hold one of their own kind, a Not always stands beside something positive, and the
operands of nearness can be told apart by position.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from index.core.values import Span
from index.query.nodes import (
    And,
    AtLeast,
    Everything,
    Exact,
    Fuzzy,
    Here,
    MostOf,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Regex,
    SameSentence,
    Saved,
    Unread,
    Wildcard,
    Word,
)
from index.query.tokens import Report
from index.query.tree import walk

WHOLE_PARAGRAPH = 1_000_000
"""The distance that `w/p` stands for where plain AND means the article."""

_MOST_COMBINATIONS = 16
_STANDING = (Word, Exact, Phrase, Prefix, Wildcard, Fuzzy, Regex, Unread)


def cover(nodes: Sequence[Node]) -> Span:
    """The shortest stretch of the query text that holds some clauses."""
    spans = [node.span for node in nodes]
    return Span(min(spans).start, max([span.end for span in spans]))


def both(operands: Sequence[Node], span: Span | None = None) -> Node:
    """All of one or more operands. If all are negations, what they are taken from is everything."""
    flat: list[Node] = []
    for operand in operands:
        if isinstance(operand, And):
            flat += _inner(operand)
        else:
            flat.append(operand)
    if len(flat) == 1:
        return flat[0]
    if {type(node) for node in flat} == {Not}:
        flat.insert(0, _everything(flat[0].span.start))
    return And(tuple(flat), span=span or cover(flat))


def _inner(node: And) -> tuple[Node, ...]:
    """The operands of an And without the everything its negations were taken from."""
    first, *rest = node.operands
    if isinstance(first, Everything) and all(isinstance(other, Not) for other in rest):
        return tuple(rest)
    return node.operands


def either(operands: Sequence[Node]) -> Node:
    """Any of the clauses. An exclusion among them finds nothing, see `positive`."""
    if len(operands) == 1:
        return operands[0]
    flat: list[Node] = []
    for operand in operands:
        flat.extend(operand.operands if isinstance(operand, Or) else (positive(operand),))
    return Or(tuple(flat), span=cover(flat))


def without(operand: Node, span: Span) -> Node:
    """All but the operand; nothing where something in it could not be read."""
    if isinstance(operand, Unread) and operand.operand is not None:
        return operand
    if any(isinstance(node, Unread) for node in walk(operand)):
        return Unread(operand=operand, span=span)
    inner = _inner(operand) if isinstance(operand, And) else (operand,)
    if len(inner) == 1 and isinstance(inner[0], Not):
        return inner[0].operand
    return Not(operand, span=span)


def positive(node: Node) -> Node:
    """The node, or everything but what it excludes."""
    if isinstance(node, Not):
        return And((_everything(node.span.start), node), span=node.span)
    return node


def here(node: Node) -> Node:
    """A clause that is added to an answer: it holds of the paragraph itself, or does not."""
    if isinstance(node, Everything):
        return node
    if isinstance(node, And) and any(isinstance(part, Not) for part in node.operands):
        return both([here(part) for part in node.operands], node.span)
    if isinstance(node, Not):
        return Not(here(node.operand), span=node.span)
    return node if isinstance(node, Here) else Here(node, span=node.span)


def _everything(position: int) -> Everything:
    return Everything(span=Span(position, position))


def positional(node: Node) -> bool:
    """Whether it is known where in the paragraph the node matches."""
    if isinstance(node, Near) and node.distance == WHOLE_PARAGRAPH:
        return False
    if isinstance(node, (Or, Near)):
        return all(map(positional, node.operands))
    if isinstance(node, Saved):
        return positional(node.operand)
    return isinstance(node, _STANDING)


def near(operands: Sequence[Node], distance: int, ordered: bool, report: Report) -> Node:
    """Operands near each other. Near all of several words means near each of them."""
    inside, outside = _placed(operands, report)
    ways = list(product(*inside)) if _few(inside) else []
    if len(inside) < 2 or not ways:
        return both(operands)
    if len(ways) > 1:
        report.note(cover(operands), "near several words was read as near each of them")
    clauses = [Near(way, distance, ordered, span=cover(operands)) for way in ways]
    return both([*clauses, *outside])


def _few(inside: Sequence[Sequence[Node]]) -> bool:
    count = 1
    for choices in inside:
        count *= len(choices)
        if count > _MOST_COMBINATIONS:
            return False
    return True


def _placed(operands: Sequence[Node], report: Report) -> tuple[list[list[Node]], list[Node]]:
    """For every operand with places in the text its parts; and the operands that have none."""
    inside: list[list[Node]] = []
    outside: list[Node] = []
    for operand in operands:
        parts = operand.operands if isinstance(operand, And) else (operand,)
        if all(map(positional, parts)):
            inside.append([bare(part) for part in parts])
        else:
            outside.append(operand)
            report.repair(
                operand.span, "only words have a place in the text; read as AND for this one"
            )
    return inside, outside


def bare(node: Node) -> Node:
    """A positional clause with the saved searches in it replaced by what they stand for."""
    if isinstance(node, Saved):
        return bare(node.operand)
    if isinstance(node, Or):
        return either([bare(operand) for operand in node.operands])
    return node


def same_sentence(operands: Sequence[Node], report: Report) -> Node:
    """All of the clauses in one sentence, those that are no words beside it."""
    flat: list[Node] = []
    for operand in operands:
        flat.extend(operand.operands if isinstance(operand, SameSentence) else (operand,))
    inside, outside = _placed(flat, report)
    words = [part for parts in inside for part in parts]
    if len(words) < 2:
        return both(operands)
    return both([SameSentence(tuple(words), span=cover(operands)), *outside])


def same_paragraph(operands: Sequence[Node], report: Report, *, in_article: bool) -> Node:
    """All of the clauses in one paragraph, however wide the query looks."""
    if in_article:
        return near(operands, WHOLE_PARAGRAPH, ordered=False, report=report)
    return both(operands)


def most_of(operand: Node, span: Span) -> Node:
    """Most of several clauses; what they are taken without, and a single one, stays as it is."""
    parts = operand.operands if isinstance(operand, And) else (operand,)
    wanted = [part for part in parts if not isinstance(part, Not | Everything)]
    if len(wanted) < 2:
        return operand
    unwanted = [part for part in parts if isinstance(part, Not)]
    return both([MostOf(tuple(wanted), span=span), *unwanted])


def at_least(count: int, operand: Node, span: Span, report: Report) -> Node:
    """The operand so many times; of several, each of them."""
    parts = operand.operands if isinstance(operand, And) else (operand,)
    if not all(map(positional, parts)):
        report.drop(span, "only words can be counted; read without atleast")
        return operand
    if count < 2:
        return operand
    if len(parts) == 1:
        return _times(count, operand, span)
    return both([_times(count, part, part.span) for part in parts])


def _times(count: int, operand: Node, span: Span) -> Node:
    """A clause so many times; what cannot be read finds nothing any number of times."""
    return operand if isinstance(operand, Unread) else AtLeast(count, bare(operand), span=span)
