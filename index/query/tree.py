"""Walking and rebuilding a tree of clauses without knowing its kinds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import cast

from index.core.values import Span
from index.query.nodes import And, MostOf, Near, Node, Or, SameSentence

_MANY = (And, Or, MostOf, Near, SameSentence)


def operands(node: Node) -> tuple[Node, ...]:
    """The clauses directly inside a clause."""
    if isinstance(node, _MANY):
        return node.operands
    inner = cast("Node | None", getattr(node, "operand", None))
    return () if inner is None else (inner,)


def with_operands(node: Node, inner: Sequence[Node]) -> Node:
    """The clause around other operands, as many as it had."""
    if type(node) is And:
        return And(tuple(inner), span=node.span)
    if type(node) is Or:
        return Or(tuple(inner), span=node.span)
    if isinstance(node, _MANY):
        return replace(node, operands=tuple(inner))
    # Every other clause that has an operand calls it so.
    return replace(node, operand=inner[0]) if inner else node  # type: ignore[call-arg]


def mapped(node: Node, change: Callable[[Node], Node]) -> Node:
    """The tree with every clause changed, from the innermost outwards."""
    inner = operands(node)
    changed = [mapped(operand, change) for operand in inner]
    same = all(new is old for new, old in zip(changed, inner, strict=True))
    return change(node if same else with_operands(node, changed))


def walk(node: Node) -> Iterator[Node]:
    """The clause and all within it, outermost first."""
    yield node
    for operand in operands(node):
        yield from walk(operand)


def placed(node: Node, span: Span) -> Node:
    """The tree with every clause standing at one place."""
    return mapped(node, lambda clause: replace(clause, span=span))


_NOWHERE = Span(0, 0)


def shape(node: Node) -> Node:
    """The tree without its places: equal for two texts that mean the same."""
    return placed(node, _NOWHERE)
