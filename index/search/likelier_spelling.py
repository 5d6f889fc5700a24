"""Spellings that are likelier than a rare one: a word that few paragraphs have, one or two letters
away from one that many have, is mostly a slip, of whoever asks or of a text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from index.core.folding import fold
from index.core.values import Span
from index.core.word_runs import word_runs
from index.engines.whoosh.words.automaton import Words, within_edits
from index.query.nodes import Fuzzy, InField, Node, Not, Saved, Word
from index.query.tree import operands

_NOWHERE = Span(0, 0)
_SHORTEST = 5
_LONG = 10
"""From so many letters on two slips are likely."""

_RARE = 2
"""A word that more paragraphs have is spelt as it is meant."""

_TIMES, _LEAST = 20, 20
"""The other one stands so many times as often, and in so many paragraphs at least."""


def likelier(
    root: Node,
    count: Callable[[Node], int],
    texts: Callable[[Node], Iterable[str]],
) -> Iterator[tuple[str, str]]:
    """Words of a query, each with a spelling that is likelier. `count` says in how many paragraphs
    a clause is found, `texts` gives some in which it is.
    """
    for word in dict.fromkeys(_words(root)):
        if len(word) < _SHORTEST or not word.isalpha():
            continue
        times = count(Word(word, span=_NOWHERE))
        if times > _RARE:
            continue
        edits = 2 if len(word) >= _LONG else 1
        other = _commonest(word, edits, texts(Fuzzy(word, edits, span=_NOWHERE)))
        if other and count(Word(other, span=_NOWHERE)) >= max(_LEAST, _TIMES * times):
            yield word, other


def _words(node: Node) -> Iterator[str]:
    """What is looked for anywhere; names of outlets, tags and their like are lists of their own."""
    if isinstance(node, Word):
        yield node.text
    elif not isinstance(node, Not | InField | Saved):
        for operand in operands(node):
            yield from _words(operand)


def _commonest(word: str, edits: int, texts: Iterable[str]) -> str:
    """Of the words in texts that are so many edits away at most, the one that most of them have."""
    wanted = fold(word)
    times = Counter(
        run for text in texts for run in {fold(run) for run in word_runs(text)} if run != wanted
    )
    runs = [run for run in times if run[:1] == wanted[:1]]
    near = within_edits(Words.of(runs), wanted, edits)
    found = [run for run, is_near in zip(runs, near.tolist(), strict=True) if is_near]
    return max(found, key=lambda run: (times[run], run), default="")
