"""Pieces of query text for lists to put together, safe whatever a name holds.

What a list counts in a row is what the clause for that row finds, no more and no less.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.core.values import EntityType
from index.query.canonical import canonical
from index.query.canonical import quoted as quote
from index.query.combine import both, here
from index.query.nodes import Everything, Node, Query, Scope, TextField
from index.query.parser import parse
from index.query.tree import shape
from index.query.verbose import FEWEST, words_of

_HEADLINE = 60
"""Characters of a headline that say which story it is."""

__all__ = [
    "entity_clause",
    "field_clause",
    "month_clause",
    "narrowed",
    "negate",
    "quote",
    "story_clause",
]


def entity_clause(kind: EntityType | None, name: str) -> str:
    """The clause for exactly this entity, such as `person:"Xi Jinping"`."""
    return f"{kind or 'entity'}:{quote(name)}"


def field_clause(name: TextField, value: str) -> str:
    """The clause for this value of a field, such as `outlet:"The Times"`; without one, for none."""
    return f"{name}:{quote(value)}" if value else f"-{name}:*"


def month_clause(month: str) -> str:
    """The clause for a row of a timeline: a month, a year of which no month is known, no date."""
    if not month:
        return "is:undated"
    return f"date:{month}" if len(month) > 4 else f"date:{month}-XX"


def story_clause(id_: str, title: str = "") -> str:
    """The clause for the story of an article, with its headline for whoever reads it; without an
    id, for what is in no story.
    """
    if not id_:
        return "-story:*"
    words = title.split()
    while words and len(" ".join(words)) > _HEADLINE:
        words.pop()
    return f"story:{quote(' '.join((id_, *words)))}" if words else f"story:{id_}"


def negate(clause: str) -> str:
    """The opposite of one clause: excluded, or no longer so."""
    return clause[1:] if clause.startswith("-") else f"-{clause}"


def narrowed(text: str, filters: Sequence[str], scope: Scope = "paragraph") -> str:
    """One text that finds what `text` finds within all of `filters`: to save, copy and print.

    `scope` holds where the text does not say. The text stays as it was written where it can;
    brackets come around it where they must. Over whole articles filters hold of the paragraph
    itself, which is written as `here:`. So are filters that are words where there are many: of
    those of the text most may be enough, a filter holds.
    """
    if not text.strip() and not filters:
        return text
    query = _read(text, scope)
    own = [] if isinstance(query.root, Everything) else [query.root]
    read = [_read(each).root for each in filters]
    many = len(words_of(both([*own, *read] or [query.root]))) >= FEWEST
    apart = [query.scope == "article" or (many and bool(words_of(root))) for root in read]
    roots = [here(root) if alone else root for root, alone in zip(read, apart, strict=True)]
    wanted = replace(query, root=both([*own, *roots] or [query.root]))
    added = [
        _apart(each, root) if alone else each
        for each, root, alone in zip(filters, roots, apart, strict=True)
    ]
    said = [] if _read(text).scope == query.scope else [f"scope:{query.scope}"]
    for written in (text, f"({text})"):
        joined = " ".join((written, *added, *said)).strip()
        if _means(joined, wanted):
            return joined
    return canonical(wanted)


def _apart(clause: str, root: Node) -> str:
    """A clause as it is written to hold of the paragraph itself, where it is read as `root`."""
    wanted = Query("", root)
    sign, bare = "-" * clause.startswith("-"), clause.removeprefix("-")
    ways = (clause, f"{sign}here:{bare}", f"{sign}here:({bare})")
    return next((way for way in ways if _means(way, wanted)), canonical(wanted))


def _means(text: str, wanted: Query) -> bool:
    read = _read(text)
    meant = (shape(wanted.root), wanted.sort, wanted.scope)
    return (shape(read.root), read.sort, read.scope) == meant


def _read(text: str, scope: Scope = "paragraph") -> Query:
    """A query in which every saved search is known, whatever it stands for."""
    return parse(text, saved=lambda _: "*", scope=scope)
