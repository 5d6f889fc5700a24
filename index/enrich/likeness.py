"""Whether two paragraphs say the same nearly word for word.

Sentences that are made from one form ("The company said it will pay a dividend of 12 cents a share
on April 1") have most words in common and tell different things: the figures and the names are
what they tell. So these are compared by themselves as well. A figure, a negation or quoted words
that are otherwise make another statement, however like the rest is.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from index.core.late_patterns import late
from index.core.word_runs import word_runs
from index.enrich.statements import count_alike, figures, negate_alike, quote_alike

LEAST = 10
"""Of fewer words no paragraph is a copy: "He did not elaborate." stands everywhere."""

_WORDS, _NAMES = 0.8, 0.66
"""How much must be common of all distinct words and names (Dice's coefficient)."""

_MANY = 20
"""One name may be another where both texts have so many words: a form has few."""

_LENGTHS = 0.6
"""The shorter text has at least this share of the letters of the longer one."""

# Scripts without blanks between words: two letters each, as search engines have it.
_UNSPACED = late("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]{2,}")


@dataclass(eq=False)
class Compared:
    """A text as it is compared with others: what of it is worked out when it is asked for."""

    text: str

    @cached_property
    def order(self) -> list[str]:
        """The words in order."""
        return words(self.text)

    @cached_property
    def words(self) -> frozenset[str]:
        """The distinct words."""
        return frozenset(self.order)

    @cached_property
    def names(self) -> Counter[str]:
        """The words in upper case but the first one, which is so in any case, each as often as it
        stands: a form says the same name again and again.
        """
        return Counter(one.casefold() for one in pieces(self.text)[1:] if one[0].isupper())

    @cached_property
    def capitals(self) -> Counter[str]:
        """The same with the first one."""
        return self.names + Counter(
            one.casefold() for one in pieces(self.text)[:1] if one[0].isupper()
        )

    @cached_property
    def figures(self) -> Counter[str]:
        """The distinct figures, in digits or words."""
        return figures(self.order)


def words(text: str) -> list[str]:
    """The words of a text as they are compared, in order."""
    return pieces(text.casefold())


def are_copies(one: Compared, other: Compared) -> bool:
    """Whether two texts are nearly the same, whatever the order of their words: what one of them
    quotes, denies or counts the other does not tell otherwise.
    """
    if not _LENGTHS <= len(one.text) / len(other.text) <= 1 / _LENGTHS:
        return False
    common = _common(one.words, other.words)
    many = min(len(one.words), len(other.words)) >= _MANY
    if common < _WORDS or not (
        _agree(one.names, other.names, _NAMES) if many else _same(one, other)
    ):
        return False
    figured = one.figures, other.figures
    counted = count_alike(one.text, other.text, figured=figured)
    return counted and negate_alike(one.order, other.order) and quote_alike(one.text, other.text)


def _same(one: Compared, other: Compared) -> bool:
    """Whether one of two texts has no name that the other has not: a short text with another name
    tells of somebody else.
    """
    return one.names <= other.capitals or other.names <= one.capitals


def _agree(one: Counter[str], other: Counter[str], least: float) -> bool:
    """Whether enough is common, or at most one is another. What one text leaves out is none:
    forms say something else in its place.
    """
    if one <= other or other <= one:
        return True
    left, right = (one - other).total(), (other - one).total()
    size = one.total() + other.total()
    return max(left, right) <= 1 or 1 - (left + right) / size >= least


def _common(one: frozenset[str], other: frozenset[str]) -> float:
    size = len(one) + len(other)
    return 2 * len(one & other) / size if size else 1.0


def pieces(text: str) -> list[str]:
    """The words of a text as they are written; two letters each where no blanks part them."""
    found = word_runs(text)
    if text.isascii() or all(map(str.isascii, found)) or not _UNSPACED.search(text):
        return found
    return [piece for word in found for piece in _parted(word)]


def _parted(word: str) -> list[str]:
    if not _UNSPACED.search(word):
        return [word]
    return [word[at : at + 2] for at in range(max(1, len(word) - 1))]
