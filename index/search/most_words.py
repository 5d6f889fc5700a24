"""How many words of a text those paragraphs have that are shown where none has all of them."""

from __future__ import annotations

from dataclasses import replace

from index.core.hits import Hits
from index.engines.whoosh.one_text.highlighting import matcher
from index.query.nodes import MostOf, Query, Repair
from index.query.tree import walk


def with_best(query: Query, hits: Hits) -> Query:
    """The query, of which is said how many of its words the best of the hits has. That is the first
    one by relevance; in whole articles words stand elsewhere too, and are not counted.
    """
    said = next((one for one in query.repairs if one.severity == "most"), None)
    by_relevance = query.sort == "relevance" and query.scope == "paragraph"
    if said is None or not by_relevance or not len(hits):
        return query
    most = next(node for node in walk(query.root) if isinstance(node, MostOf))
    first = hits[0]
    language = first.publication.language
    found = sum(matcher(one)(first.text, language) for one in most.operands)
    told = Repair(said.span, f"{said.message}, the first one {found:,}", said.severity)
    return replace(query, repairs=tuple(told if one is said else one for one in query.repairs))
