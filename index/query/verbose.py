"""Another reading of a text of many words that finds nothing: paragraphs that hold most of them."""

from __future__ import annotations

from dataclasses import replace

from index.query.combine import both, cover
from index.query.nodes import (
    And,
    Exact,
    MostOf,
    Node,
    Phrase,
    Prefix,
    Query,
    Repair,
    Saved,
    Unread,
    Word,
)
from index.query.tree import shape, walk

FEWEST = 4
"""So many words a text has at least that not all of them need be there."""

_WORDS = (Word, Exact, Phrase, Prefix)


def words_of(root: Node) -> list[Node]:
    """The words and phrases that a query wants side by side, of which most may be enough."""
    return [node for node in (root.operands if type(root) is And else (root,)) if _is_word(node)]


def _is_word(node: Node) -> bool:
    return isinstance(node, _WORDS)


def _folded(node: Node) -> Node:
    """A word as it is found: wherever it stands and, where that is the same, in small letters."""
    bare = shape(node)
    return replace(bare, text=bare.text.casefold()) if isinstance(bare, Word) else bare


def mostly(query: Query) -> Query | None:
    """The query with most of its words instead of all; None where it is not one of many words.

    What limits it stays: fields, names, dates, states, exclusions.
    """
    root = query.root
    if isinstance(root, Saved):
        # A saved search alone finds what its text would.
        inner = mostly(replace(query, root=root.operand))
        return inner and replace(inner, root=replace(root, operand=inner.root))
    written = words_of(root)
    words = list({_folded(node): node for node in reversed(written)}.values())[::-1]
    if len(words) < FEWEST or not isinstance(root, And):
        return None
    if any(isinstance(node, Unread) for node in walk(root)):
        return None
    limits: list[Node] = [node for node in root.operands if not _is_word(node)]
    most = MostOf(tuple(words), span=cover(words))
    where = "article" if query.scope == "article" else "paragraph"
    many = f"{len(words)} different words" if len(words) < len(written) else f"{len(words)} words"
    message = f"no {where} has all {many}; these have the most of them"
    said = Repair(most.span, message, "most")
    return replace(query, root=both([most, *limits]), repairs=(*query.repairs, said))
