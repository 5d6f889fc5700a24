"""Going through a query's clauses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from index.query.nodes import Node


def walk(node: Node) -> Iterator[Node]:
    """A clause and all that are below it."""
    yield node
    for part in parts(node):
        yield from walk(part)


def parts(node: Node) -> Iterator[Node]:
    """The clauses directly below one."""
    for item in fields(node):
        value = getattr(node, item.name)
        yield from (
            part
            for part in (value if isinstance(value, tuple) else (value,))
            if isinstance(part, Node)
        )
