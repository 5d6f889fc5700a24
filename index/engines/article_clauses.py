"""Queries whose clauses may hold in different paragraphs of an article: what each clause does.

What is joined by And, Or and Not is asked of the article: that each clause holds of some paragraph
of it. What stands in `nodes.Here` is asked of the paragraph that is found. Hits are paragraphs of
such articles in which one of the clauses holds that are asked of the article.
"""

from __future__ import annotations

from index.query import ground, nodes
from index.query.nodes import Node

_OF_ARTICLES = (
    *(nodes.Dated, ground.Undated, ground.InArticles, ground.FromOutlet, ground.Tagged),
    ground.OfArticles,
)
"""Filters that hold for whole articles: they alone make no paragraph of one a hit."""

_JOINED = (nodes.And, nodes.Or)


def positive(node: Node) -> list[Node]:
    """The clauses under the Ands and Ors at the top that are not negated."""
    if isinstance(node, _JOINED):
        return [clause for operand in node.operands for clause in positive(operand)]
    return [] if isinstance(node, nodes.Not) else [node]


def making_hits(root: Node) -> list[Node]:
    """The clauses one of which holds of a hit; without any, all paragraphs may be hits."""
    found = _making(root)
    return [one for one in found if not isinstance(_bare(one), _OF_ARTICLES)] or found


def _making(node: Node, *, either: bool = False) -> list[Node]:
    """The same with those of articles. Beside others, `here:` only takes from what these find; it
    makes hits where it is one of several ways to match (`either`).
    """
    if isinstance(node, nodes.Or):
        return [one for operand in node.operands for one in _making(operand, either=True)]
    if isinstance(node, nodes.And):
        found = [one for operand in node.operands for one in _making(operand)]
        stands = any(isinstance(operand, nodes.Here) for operand in node.operands)
        return found or [node] * (either and stands)
    if isinstance(node, nodes.Not) or (isinstance(node, nodes.Here) and not either):
        return []
    return [node]


def _bare(node: Node) -> Node:
    return _bare(node.operand) if isinstance(node, nodes.Here) else node


def parted(root: Node) -> tuple[list[Node], list[Node]]:
    """A query as clauses all of which hold: those asked of the article alone, and the others."""
    if not asks_here(root):
        return [root], []
    if not isinstance(root, nodes.And):
        return [], [root]
    parts = [parted(operand) for operand in root.operands]
    return [one for whole, _ in parts for one in whole], [one for _, here in parts for one in here]


def asks_here(node: Node) -> bool:
    """Whether anything in a query is asked of the paragraph that is found."""
    if isinstance(node, _JOINED):
        return any(map(asks_here, node.operands))
    return asks_here(node.operand) if isinstance(node, nodes.Not) else isinstance(node, nodes.Here)
