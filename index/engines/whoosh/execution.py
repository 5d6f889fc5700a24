"""A search from query to answer."""

from __future__ import annotations

import numpy as np

from index.core.model import ClauseCount
from index.engines.whoosh import ranking
from index.engines.whoosh.document import FacetCounts, Hits, Lookup, Matches
from index.engines.whoosh.evaluator import Matching
from index.engines.whoosh.facets import NO_FACETS, facets, per_article
from index.engines.whoosh.scoring import Scores
from index.engines.whoosh.snapshot import Snapshot
from index.engines.whoosh.sorted_arrays import Docs, both, either, flags, runs, without
from index.query import nodes
from index.query.nodes import Node, Query

_OF_ARTICLES = (nodes.Dated, nodes.InField)
"""Filters that hold for whole articles: they alone make no paragraph of one a hit."""


def search(
    snapshot: Snapshot, query: Query, lookup: Lookup, *, clauses: bool, with_facets: bool
) -> Matches:
    matching = Matching(snapshot, lookup)
    docs = found(matching, query)
    hits = _ordered(matching, query, docs)
    # Whatever may turn out to be damaged is read here, not when a row is looked at.
    hits.page(0, 1)
    count, facet_counts = _counted(snapshot, docs) if with_facets else (None, NO_FACETS)
    return Matches(
        hits=hits,
        count_articles=lambda: _articles_in(snapshot, docs) if count is None else count,
        clauses=_clauses(matching, query) if clauses else (),
        facets=facet_counts,
    )


def _counted(snapshot: Snapshot, docs: Docs) -> tuple[int, FacetCounts]:
    articles, counts = per_article(snapshot, docs)
    return len(articles), facets(snapshot, docs, articles, counts)


def _articles_in(snapshot: Snapshot, docs: Docs) -> int:
    """How many articles the documents come from."""
    return len(per_article(snapshot, docs)[0])


def found(matching: Matching, query: Query) -> Docs:
    """All documents a query finds, in order."""
    if query.scope == "article":
        return _article_docs(matching, query.root)
    return matching.docs(query.root)


def _ordered(matching: Matching, query: Query, docs: Docs) -> Hits:
    snapshot = matching.snapshot
    if query.sort != "relevance":
        return ranking.by_column(snapshot, docs, query.sort)
    if query.scope == "article":
        return ranking.by_score(snapshot, docs, _article_scores(matching, query.root, docs))
    return ranking.by_score(snapshot, docs, matching.scores(query.root, docs))


def _article_docs(matching: Matching, root: Node) -> Docs:
    """Paragraphs of the articles that satisfy the query that match one of its clauses."""
    articles = _articles(matching, root)
    clauses = _positive(root)
    narrow = [clause for clause in clauses if not isinstance(clause, _OF_ARTICLES)]
    docs = either([matching.docs(clause) for clause in narrow or clauses], matching.size)
    if not clauses:
        docs = matching.snapshot.everything
    return docs[flags(articles, matching.snapshot.articles)[matching.snapshot.article[docs]]]


def _articles(matching: Matching, node: Node) -> Docs:
    """Articles that satisfy a clause, its operands wherever in them."""
    size = matching.snapshot.articles
    if isinstance(node, nodes.And):
        parts = [_articles(matching, operand) for operand in node.operands]
        docs = parts[0]
        for part in parts[1:]:
            docs = both(docs, part, size)
        return docs
    if isinstance(node, nodes.Or):
        return either([_articles(matching, operand) for operand in node.operands], size)
    if isinstance(node, nodes.Saved):
        return _articles(matching, node.operand)
    if isinstance(node, nodes.Not):
        every = runs(matching.snapshot.article[matching.snapshot.everything])[0]
        return without(every, _articles(matching, node.operand), size)
    return runs(matching.snapshot.article[matching.docs(node)])[0]


def _positive(node: Node) -> list[Node]:
    """The clauses under the Ands and Ors at the top that are not negated."""
    if isinstance(node, nodes.And | nodes.Or):
        return [clause for operand in node.operands for clause in _positive(operand)]
    if isinstance(node, nodes.Saved):
        return _positive(node.operand)
    return [] if isinstance(node, nodes.Not) else [node]


def _article_scores(matching: Matching, root: Node, docs: Docs) -> Scores:
    total = np.zeros(len(docs), np.float32)
    for clause in _positive(root):
        matching._add(total, docs, clause, "")
    return total


def _clauses(matching: Matching, query: Query) -> tuple[ClauseCount, ...]:
    """Each operand at the top: what it finds alone, and what is left once it is applied."""
    root = query.root
    while isinstance(root, nodes.Saved):
        root = root.operand
    if not isinstance(root, nodes.And | nodes.Or):
        docs = found(matching, query)
        return (ClauseCount(root.span, len(docs), len(docs)),)
    if query.scope == "article":
        return _article_clauses(matching, root)
    return _remaining(matching, root)


def _article_clauses(matching: Matching, root: nodes.And | nodes.Or) -> tuple[ClauseCount, ...]:
    answer = []
    for place, operand in enumerate(root.operands, 1):
        part = type(root)(root.operands[:place], span=root.span)
        remaining = len(_article_docs(matching, part))
        answer.append(ClauseCount(operand.span, len(matching.docs(operand)), remaining))
    return tuple(answer)


def _remaining(matching: Matching, root: nodes.And | nodes.Or) -> tuple[ClauseCount, ...]:
    answer = []
    whole = matching.docs(root)
    left: Docs | None = None
    for place, operand in enumerate(root.operands, 1):
        found = matching.found(operand)
        if place == len(root.operands):
            # What is left in the end was found already.
            left = whole
        elif isinstance(root, nodes.Or):
            left = found.docs if left is None else either([left, found.docs], matching.size)
        elif isinstance(operand, nodes.Not):
            left = matching.snapshot.everything if left is None else left
            left = left.compress(~matching.found(operand.operand).has(left, matching.size))
        else:
            left = found.docs if left is None else left.compress(found.has(left, matching.size))
        answer.append(ClauseCount(operand.span, len(found.docs), len(left)))
    return tuple(answer)


def no_clauses(query: Query) -> tuple[ClauseCount, ...]:
    """The clauses of a query on an empty index."""
    root = query.root
    parts = root.operands if isinstance(root, nodes.And | nodes.Or) else (root,)
    return tuple(ClauseCount(part.span, 0, 0) for part in parts)
