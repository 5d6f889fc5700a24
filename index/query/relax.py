"""Wider queries for one that found nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from index.core.values import Span
from index.query.canonical import canonical, quoted, written
from index.query.characters import says_something
from index.query.combine import WHOLE_PARAGRAPH, both, either, most_of, positive, without
from index.query.nodes import (
    And,
    AtLeast,
    Dated,
    Everything,
    Exact,
    FromFile,
    Fuzzy,
    Here,
    InField,
    InStory,
    Lead,
    Named,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Query,
    Said,
    SameSentence,
    Saved,
    State,
    Unread,
    Wildcard,
    Word,
)
from index.query.other_days import longer
from index.query.tree import mapped, operands, walk, with_operands

MOST = 24
_NEAR = 5
_ELIDED = 4
"""The most letters of what goes before an apostrophe and is no word by itself: l, qu, dell."""
_SHORTEST_FUZZY = 4


@dataclass(frozen=True, slots=True)
class _Wider:
    label: str
    query: Query
    span: Span | None = None
    """The clause that was widened."""
    guess: bool = False
    """A misspelling was guessed; likely only for the clause that found nothing."""
    is_whole: bool = False
    """Every clause is kept as it is, and only looked for farther away."""


def candidates(query: Query, killer: Span | None = None) -> list[tuple[str, str]]:
    """Labels and texts of wider queries, those that give up least first.

    With `killer`, the clause that left nothing, what widens it comes before what widens others.
    """
    found = [
        *_read_only(query),
        *_widened(query),
        *_in_article(query),
        *_without(query, limits=True),
        *_without(query, limits=False),
        *_any(query),
    ]

    def order(wider: _Wider) -> tuple[bool, bool, bool]:
        elsewhere = not _touches(wider.span, killer)
        return not wider.is_whole, elsewhere, elsewhere and wider.guess

    texts = {canonical(query)}
    labelled = []
    for wider in sorted(found, key=order):
        text = canonical(wider.query)
        if text not in texts:
            texts.add(text)
            labelled.append((wider.label, text))
    return labelled[:MOST]


def farther(query: Query) -> list[tuple[str, str]]:
    """The same of a query that found little: all clauses farther from each other, most or any of
    them.
    """
    every = [*_in_article(query), *_any(query)]
    return [(wider.label, canonical(wider.query)) for wider in every]


def respelt(query: Query, word: str, other: str) -> str:
    """The text of a query with another word in the place of one."""

    def changed(node: Node) -> Node:
        return replace(node, text=other) if isinstance(node, Word) and node.text == word else node

    return canonical(replace(query, root=mapped(query.root, changed)))


def other_files(query: Query, likelier: Callable[[str], str]) -> list[tuple[str, str]]:
    """Labels and texts of a query with names of files as they are likelier spelt."""
    found = []
    for node in walk(query.root):
        if isinstance(node, FromFile) and node.name and (name := likelier(node.name)):
            other = replace(node, name=name)
            root = mapped(query.root, lambda one: other if one == node else one)  # noqa: B023
            label = f"{written(node)} → {written(other)}"
            found.append((label, canonical(replace(query, root=root))))
    return found


def _touches(span: Span | None, killer: Span | None) -> bool:
    return bool(span and killer and span.start < killer.end and killer.start < span.end)


def _widened(query: Query) -> Iterator[_Wider]:
    """One clause made wider where it stands, what is said of places before spellings."""
    wider = list(_each(query.root))
    for guess in (False, True):
        for label, root, span in wider:
            if label.endswith(("~1", "~2")) == guess:
                yield _Wider(label, replace(query, root=root), span, guess)


def _each(node: Node) -> Iterator[tuple[str, Node, Span]]:
    """The tree once for every clause in it that can be wider, with that clause's span."""
    for label, wider in _wider(node):
        yield label, wider, node.span
    if isinstance(node, Not | Saved | InField):
        return
    inner = operands(node)
    for position, operand in enumerate(inner):
        for label, wider, span in _each(operand):
            changed = [*inner[:position], wider, *inner[position + 1 :]]
            yield label, _around(node, changed), span


def _around(node: Node, inner: list[Node]) -> Node:
    if isinstance(node, And):
        return both(inner)
    return either(inner) if isinstance(node, Or) else with_operands(node, inner)


def _wider(node: Node) -> Iterator[tuple[str, Node]]:
    """Wider readings of one clause, nearest first."""
    span = node.span
    if isinstance(node, Near | SameSentence):
        yield f"{_distance(node)} → same paragraph", And(node.operands, span=span)
        for operand in reversed(node.operands):
            rest = tuple(other for other in node.operands if other is not operand)
            shorter = replace(node, operands=rest) if len(rest) > 1 else rest[0]
            yield f"without {_shown(operand)}", shorter
    elif isinstance(node, Exact):
        yield f"{quoted(node.text)} → {node.text}", Word(node.text, span=span)
    elif isinstance(node, Phrase):
        words = _words_of(node.text, span)
        if not node.slop and len(words) > 1:
            near = Near(words, _NEAR, ordered=False, span=span)
            yield f"{quoted(node.text)} → w/{_NEAR}", near
        if words:
            yield f"{quoted(node.text)} → all its words", both(words, span)
    elif isinstance(node, Word) and len(parts := _apart(node.text)) > 1:
        # Each part is found in a longer word; an article at the beginning says nothing.
        said = parts[len(parts[0]) <= _ELIDED :]
        words = tuple(Word(part, span=span) for part in said if len(part) > 1)
        if words:
            yield f"{node.text} → {' '.join(word.text for word in words)}", both(list(words), span)
    elif isinstance(node, Wildcard) and "?" in node.pattern.rstrip("?"):
        # ß and æ are two letters for a pattern.
        pattern = node.pattern.replace("?", "*")
        yield f"{node.pattern} → {pattern}", Wildcard(pattern, span=span)
    elif isinstance(node, Wildcard) and node.pattern.rstrip("?").isalnum():
        word = node.pattern.rstrip("?")
        yield f"{node.pattern} → {word}", Word(word, span=span)
    elif isinstance(node, Lead):
        yield "lead: → any paragraph", node.operand
    elif isinstance(node, Here):
        yield "here: → anywhere in the article", node.operand
    elif isinstance(node, AtLeast):
        yield f"atleast{node.count} → once", node.operand
    elif isinstance(node, Dated):
        for known, around in longer(node):
            yield f"all of {known}", around
    elif isinstance(node, Said) and node.speaker:
        yield f"said:{node.speaker} → anyone", replace(node, speaker="", exact=False)
    elif isinstance(node, InField):
        yield from _wider_field(node)
    elif isinstance(node, Named):
        yield from _wider_name(node)
    elif isinstance(node, FromFile):
        each: list[Node] = [FromFile(word, span=span) for word in re.findall(r"[^\W_]+", node.name)]
        if len(each) > 1:
            yield f"{written(node)} → all its words", both(each, span)
    elif isinstance(node, Word) and len(node.text) >= _SHORTEST_FUZZY and node.text.isalpha():
        yield f"{node.text}~1", Fuzzy(node.text, 1, span=span)
    elif isinstance(node, Fuzzy) and node.distance == 1:
        yield f"{node.text}~2", Fuzzy(node.text, 2, span=span)


def _wider_field(node: InField) -> Iterator[tuple[str, Node]]:
    span, operand = node.span, node.operand
    if node.name in ("lang", "url"):
        return
    if node.name == "outlet" and isinstance(operand, Exact | Phrase):
        said = _words_of(operand.text, span)
        if said:
            words = [InField("outlet", word, span=span) for word in said]
            yield f"{written(node)} → any with its words", both(words, span)
        return
    if node.name == "title":
        yield f"{written(node)} → in any paragraph", operand
    for label, wider in _wider(operand):
        if isinstance(wider, Word | Fuzzy | Phrase | Wildcard):
            yield f"{node.name}:{label}", InField(node.name, wider, span=span)


def _words_of(text: str, span: Span) -> tuple[Word, ...]:
    """The words of a phrase; a sign that stands alone in it finds nothing by itself."""
    return tuple(Word(word, span=span) for word in text.split() if says_something(word))


def _apart(word: str) -> list[str]:
    """The parts of a word that apostrophes join."""
    parts = re.split("['’]", word)
    return parts if all(map(str.isalpha, parts)) else [word]


def _wider_name(node: Named) -> Iterator[tuple[str, Node]]:
    span, words = node.span, node.name.split()
    if node.exact:
        # Several words that need not be the whole name are not written as one.
        said = [word for word in words if says_something(word)]
        parts: list[Node] = [replace(node, name=word, exact=False) for word in said]
        if parts:
            yield f"{written(node)} → any of that name", both(parts, span)
    words_of = Phrase(node.name, span=span) if " " in node.name else Word(node.name, span=span)
    yield f"{written(node)} → the words", words_of
    if all(map(str.isalpha, words)) and any(len(word) >= _SHORTEST_FUZZY for word in words):
        spelt = [_misspelt(word, span) for word in words]
        yield f"{written(node)} → {node.name}~1", both(spelt, span)


def _misspelt(word: str, span: Span) -> Node:
    """A word as it is written, or nearly so where it is long enough."""
    if len(word) < _SHORTEST_FUZZY:
        return Word(word, span=span)
    return Fuzzy(word, 1, span=span)


def _distance(node: Near | SameSentence) -> str:
    if isinstance(node, SameSentence):
        return "w/s"
    if node.distance == WHOLE_PARAGRAPH:
        return "w/p"
    return f"{'pre' if node.ordered else 'w'}/{node.distance}"


def _read_only(query: Query) -> Iterator[_Wider]:
    """The query without what could not be read, one by one and without all of it."""
    unread = [node for node in walk(query.root) if isinstance(node, Unread)]
    for node in unread[:1] if len(unread) == 1 else []:
        for label, instead in _instead(node):
            root = mapped(query.root, lambda each: instead if each == node else each)  # noqa: B023
            yield _Wider(label, replace(query, root=root), node.span)
    # Where nothing else was written, what is left would be the whole archive.
    if unread and (rest := _pruned(query.root)) is not None:
        start, end = unread[0].span.start, unread[0].span.end
        shown = f"“{query.text[start:end]}”" if len(unread) == 1 else "what could not be read"
        yield _Wider(f"without {shown}", replace(query, root=positive(rest)), unread[0].span)


def _instead(node: Unread) -> Iterator[tuple[str, Node]]:
    """What something unread may have been meant as."""
    words = re.findall(r"\w+", node.text)
    if words and node.operand is None and node.text[:1] in "@/":
        text = " ".join(words)
        several = len(words) > 1
        instead = Phrase(text, span=node.span) if several else Word(text, span=node.span)
        yield f"{node.text} → {written(instead)}", instead


def _pruned(node: Node) -> Node | None:
    """The tree without what could not be read; None when nothing is left."""
    if isinstance(node, Unread):
        rest = _pruned(node.operand) if node.operand is not None else None
        return without(rest, node.span) if rest is not None else None
    inner = operands(node)
    kept = [left for operand in inner if (left := _pruned(operand)) is not None]
    if not inner or len(kept) == len(inner):
        return _around(node, kept) if inner else node
    if not kept:
        return None
    if isinstance(node, And):
        return both(kept)
    if isinstance(node, Or):
        return either(kept)
    return with_operands(node, kept) if len(kept) > 1 else kept[0]


def _in_article(query: Query) -> Iterator[_Wider]:
    root = query.root
    if query.scope != "paragraph" or not isinstance(root, And):
        return
    if sum(not _limits(clause) for clause in root.operands) > 1:
        yield _Wider("anywhere in the same article", replace(query, scope="article"), is_whole=True)


def _without(query: Query, *, limits: bool) -> Iterator[_Wider]:
    """The query without one of its clauses: those that limit, or those that say what to find."""
    if not isinstance(query.root, And):
        return
    clauses = query.root.operands
    for position in reversed(range(len(clauses))):
        clause = clauses[position]
        if isinstance(clause, Everything | Unread) or _limits(clause) != limits:
            continue
        rest = [*clauses[:position], *clauses[position + 1 :]]
        if all(isinstance(other, Not | Everything) for other in rest):
            continue
        yield _Wider(f"without {_shown(clause)}", replace(query, root=both(rest)), clause.span)


def _any(query: Query) -> Iterator[_Wider]:
    """Any of several things instead of all of them; what limits the search stays."""
    if not isinstance(query.root, And):
        return
    wanted = [clause for clause in query.root.operands if not _limits(clause)]
    if len(wanted) > 2:  # one of two is what leaving out the other gives
        limits = [clause for clause in query.root.operands if _limits(clause)]
        root = both([either(wanted), *limits])
        most = both([most_of(both(wanted), root.span), *limits])
        yield _Wider("most of them", replace(query, root=most), root.span)
        yield _Wider("any of them", replace(query, root=root), root.span)


def _shown(clause: Node) -> str:
    return quoted(clause.text) if isinstance(clause, Word) else written(clause)


def _limits(clause: Node) -> bool:
    kinds = Dated | State | InStory | FromFile | InField | Not | Everything
    return isinstance(clause, kinds)
