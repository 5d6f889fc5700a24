"""Clauses that may match in different paragraphs of an article.

A cluster does not join documents: the articles that each clause is found in are fetched, put
together here, and are a condition of the query itself.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from index.engines import article_clauses
from index.engines.contract import Numbers
from index.engines.opensearch import conditions
from index.engines.opensearch.translation import Translation, numbered
from index.query import nodes
from index.query.nodes import Node

Json = dict[str, Any]
Fetch = Callable[[Sequence[Json]], list[Numbers]]


@dataclass(frozen=True, slots=True)
class _Articles:
    """Some articles, or all but some."""

    numbers: Numbers
    all_but: bool = False

    def __and__(self, other: _Articles) -> _Articles:
        if self.all_but and other.all_but:
            return _Articles(np.union1d(self.numbers, other.numbers), all_but=True)
        if self.all_but:
            return _Articles(np.setdiff1d(other.numbers, self.numbers))
        if other.all_but:
            return _Articles(np.setdiff1d(self.numbers, other.numbers))
        return _Articles(np.intersect1d(self.numbers, other.numbers))

    def __invert__(self) -> _Articles:
        return _Articles(self.numbers, all_but=not self.all_but)


_EVERY = _Articles(np.zeros(0, np.int64), all_but=True)


class Scope:
    """Articles as the scope of a query."""

    def __init__(self, translation: Translation, fetch: Fetch, root: Node) -> None:
        self._translation, self._root = translation, root
        self.scored = tuple(article_clauses.positive(root))
        """The clauses that may add to a score."""
        # Which clauses are about furniture, the query as a whole tells.
        translation.condition(root)
        translation.begin(root)
        leaves = {id(leaf): leaf for leaf in _leaves(root)}
        found = fetch([translation.condition(leaf) for leaf in leaves.values()])
        self._found = dict(zip(leaves, map(_Articles, found), strict=True))

    def condition(self) -> Json:
        """The paragraphs with one of the clauses, of articles that fulfil all of the query."""
        translation = self._translation
        making = article_clauses.making_hits(self._root)
        found = [translation.condition(clause) for clause in making]
        some = conditions.any_of(found) if found else translation.everything()
        whole, here = article_clauses.parted(self._root)
        articles = self._articles(nodes.And(tuple(whole), span=self._root.span))
        wanted = [self._here(clause) for clause in here if not isinstance(clause, nodes.Not)]
        unwanted = [self._here(one.operand) for one in here if isinstance(one, nodes.Not)]
        listed = numbered(articles.numbers.tolist(), "article")
        if not articles.all_but:
            wanted.append(listed)
        elif listed != conditions.NOTHING:
            unwanted.append(listed)
        return conditions.all_of([some, *wanted], unwanted)

    def _here(self, node: Node) -> Json:
        """What a paragraph has to fulfil itself, or (what is not in `here:`) its article."""
        every = self._translation.everything()
        if isinstance(node, nodes.Here):
            return self._translation.condition(node.operand)
        if isinstance(node, nodes.Or):
            return conditions.any_of([self._here(operand) for operand in node.operands])
        if isinstance(node, nodes.And) and node.operands:
            wanted = [self._here(o) for o in node.operands if not isinstance(o, nodes.Not)]
            unwanted = [self._here(o.operand) for o in node.operands if isinstance(o, nodes.Not)]
            return conditions.all_of(wanted or [every], unwanted)
        if isinstance(node, nodes.Not):
            return conditions.all_of([every], [self._here(node.operand)])
        # Whatever makes a paragraph a hit said whether that may be furniture.
        return numbered(self._found[id(node)].numbers.tolist(), "article")

    def _articles(self, node: Node) -> _Articles:
        if isinstance(node, nodes.And):
            found = _EVERY
            for operand in node.operands:
                found &= self._articles(operand)
            return found
        if isinstance(node, nodes.Or):
            other = _EVERY
            for operand in node.operands:
                other &= ~self._articles(operand)
            return ~other
        if isinstance(node, nodes.Not):
            return ~self._articles(node.operand)
        return self._found[id(node)]


def _leaves(node: Node) -> list[Node]:
    """The clauses that are asked of articles."""
    if isinstance(node, nodes.Here):
        return []
    if isinstance(node, nodes.And | nodes.Or):
        return [leaf for operand in node.operands for leaf in _leaves(operand)]
    return _leaves(node.operand) if isinstance(node, nodes.Not) else [node]
