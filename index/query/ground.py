"""Queries as an engine gets them: what only the archive knows is numbers already.

The clauses of words are those of `nodes`. In the place of names, states, notes, tags of the
reader's own, stories, files and saved searches stand the entities, paragraphs and articles that
they came to, by the numbers that these keep for good, so that an engine has nothing to ask back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from index.query import nodes
from index.query.nodes import Node, Scope, Sort


@dataclass(frozen=True, slots=True)
class Nothing(Node):
    """Finds nothing."""


@dataclass(frozen=True, slots=True)
class Naming(Node):
    """Paragraphs that name one of these entities."""

    entities: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Paragraphs(Node):
    """These paragraphs, as far as they are there."""

    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OfArticles(Node):
    """All paragraphs of these articles, as far as they are there."""

    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Furniture(Node):
    """Paragraphs that are furniture. All other clauses find none of these, but those that it is
    joined with by And look among them.
    """


@dataclass(frozen=True, slots=True)
class Undated(Node):
    """Paragraphs of articles without a date."""


@dataclass(frozen=True, slots=True)
class FromOutlet(Node):
    """Paragraphs of articles from the outlet that is called so, however its case is written.

    Without a name: from any that is known.
    """

    name: str | None


@dataclass(frozen=True, slots=True)
class InArticles(Node):
    """All paragraphs of the articles in whose `field` a clause of words matches."""

    field: nodes.TextField
    operand: Node


@dataclass(frozen=True, slots=True)
class Tagged(Node):
    """Paragraphs of articles that came with a tag, and those that a reader gave one."""

    operand: Node
    """Clauses of words, looked for in the tags of articles."""
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Quoted(Node):
    """Paragraphs in which somebody is quoted with words between quotation marks."""


@dataclass(frozen=True, slots=True)
class Spoken(Node):
    """Paragraphs with words that somebody said, in which clauses of words match inside of these.

    `quotes` says which ones count: the number of a paragraph, and which of its quotes, from 0; None
    for all there are. All that count in a paragraph are looked at together; a row of words has to
    stand in one of them.
    """

    quotes: tuple[tuple[int, int], ...] | None
    operand: Node | None


WORDS = (
    *(nodes.Word, nodes.Exact, nodes.Phrase, nodes.Prefix),
    *(nodes.Wildcard, nodes.Fuzzy, nodes.Regex),
)
WordClause: TypeAlias = (
    nodes.Word
    | nodes.Exact
    | nodes.Phrase
    | nodes.Prefix
    | nodes.Wildcard
    | nodes.Fuzzy
    | nodes.Regex
)
KINDS = (
    *WORDS,
    *(nodes.Everything, nodes.Near, nodes.SameSentence, nodes.AtLeast, nodes.Lead, nodes.Here),
    *(nodes.And, nodes.Or, nodes.MostOf, nodes.Not, nodes.Dated),
    *(
        Nothing,
        Naming,
        Paragraphs,
        OfArticles,
        Furniture,
        Undated,
        FromOutlet,
        InArticles,
        Tagged,
        Quoted,
        Spoken,
    ),
)
"""All clauses that a ground query is made of."""


@dataclass(frozen=True, slots=True)
class GroundQuery:
    """What an engine is asked for: clauses without a name in them, the scope and the order.

    `sort` is "relevance" only where something in the clauses can be scored, or nothing matters.
    """

    root: Node
    sort: Sort = "relevance"
    scope: Scope = "paragraph"


def is_about_furniture(node: nodes.And) -> bool:
    """Whether clauses that are joined by And look among furniture."""
    return any(map(_is_furniture, node.operands))


def _is_furniture(node: Node) -> bool:
    if isinstance(node, nodes.Here):
        inner = node.operand
        return is_about_furniture(inner) if isinstance(inner, nodes.And) else _is_furniture(inner)
    return isinstance(node, Furniture)
