"""Clauses that hold of articles as a whole, whichever of their paragraphs fulfils them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from whoosh import query as wq

from index.engines.whoosh.searching import boolean_operators, queries
from index.engines.whoosh.searching.column_filters import Filters
from index.engines.whoosh.searching.found import Found
from index.engines.whoosh.sorted_arrays import Docs, both, either, flags, runs, without
from index.engines.whoosh.untyped import Whoosh

if TYPE_CHECKING:
    from index.engines.whoosh.searching.evaluation import Evaluation


def of_articles(evaluator: Evaluation, query: queries.OfArticles) -> Found:
    """All documents of the articles in which a clause matches."""
    filters = Filters(evaluator.snapshot, furniture=True) if query.furniture else evaluator.filters
    return filters.of_articles(evaluator.snapshot.article[evaluator.docs(query.child)])


def in_one_article(evaluator: Evaluation, query: queries.InOneArticle) -> Docs:
    """Documents that match a clause, of the articles that satisfy a query."""
    snapshot, size = evaluator.snapshot, evaluator.size
    articles = flags(_articles(evaluator, query.child), snapshot.articles)
    docs = either([evaluator.docs(clause) for clause in query.clauses], size)
    chosen: Docs = docs[articles[snapshot.article[docs]]]
    wanted = [evaluator.found(o) for o in query.here if type(o) is not queries.Without]
    unwanted = [evaluator.found(o.query) for o in query.here if type(o) is queries.Without]
    return boolean_operators.among(chosen, wanted, unwanted, size)


def _articles(evaluator: Evaluation, query: Whoosh) -> Docs:
    """Articles that satisfy a query, its operands wherever in them."""
    snapshot = evaluator.snapshot
    size = snapshot.articles
    if type(query) is wq.And and query.subqueries:
        first, *others = (_articles(evaluator, operand) for operand in query.subqueries)
        for other in others:
            first = both(first, other, size)
        return first
    if type(query) is wq.Or:
        return either([_articles(evaluator, operand) for operand in query.subqueries], size)
    if isinstance(query, wq.Not):
        every = runs(snapshot.article[snapshot.everything])[0]
        return without(every, _articles(evaluator, query.query), size)
    return runs(snapshot.article[evaluator.docs(query)])[0]
