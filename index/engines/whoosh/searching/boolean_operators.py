"""AND, OR and NOT over what clauses found, each the way that its sizes ask for."""

from __future__ import annotations

from collections.abc import Sequence

from index.engines.whoosh.searching.found import Found, FoundAnywhere, FoundArticles
from index.engines.whoosh.sorted_arrays import Docs, either

_DENSE, _DENSE_ARTICLES = 24, 4
"""Flags are put together where the rarest clause has more than one document in so many; a few
already where one of the clauses is of articles, whose flags are looked up document by document.
"""

_DENSE_ENOUGH = 256
"""The same of clauses any of which will do."""


def all_of(wanted: Sequence[Found], unwanted: Sequence[Found], size: int) -> Found:
    """What all of the wanted clauses found, of which there is one at least, and none of the
    unwanted; in an index of `size` documents.
    """
    if len(wanted) == 1 and not unwanted:
        return wanted[0]
    first, *others = sorted(wanted, key=lambda found: found.most)
    of_articles = any(isinstance(found, FoundArticles) for found in wanted)
    if first.most * (_DENSE_ARTICLES if of_articles else _DENSE) <= size:
        return Found(among(first.docs, others, unwanted, size))
    marked = first.flags(size).copy()
    for found in others:
        marked &= found.flags(size)
    for found in unwanted:
        marked &= ~found.flags(size)
    return Found(marked=marked)


def among(docs: Docs, wanted: Sequence[Found], unwanted: Sequence[Found], size: int) -> Docs:
    """Those of some documents that all of the wanted clauses found, and none of the unwanted."""
    for found in wanted:
        if not len(docs):
            return docs
        if found.most < size or found.count < size:
            docs = docs.compress(found.has(docs, size))
    for found in unwanted:
        if len(docs):
            docs = docs.compress(~found.has(docs, size))
    return docs


def any_of(parts: Sequence[Found], size: int) -> Found:
    """What one of some clauses found, or several did."""
    if sum([part.most for part in parts]) * _DENSE_ENOUGH < size:
        return Found(either([part.docs for part in parts], size))
    return FoundAnywhere(parts, size)
