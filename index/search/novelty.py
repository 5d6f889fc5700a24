"""What is new in an article of a story: paragraphs that tell what none before it does.

A paragraph was told before when it is a copy of one in an earlier article, or when an earlier
paragraph has most of its words; with fewer where nearly all stand in what was told so far. Of words
that are new names and figures count for most: whom, and how many. What stands word for word in an
earlier article is background ("the ferry, which ran aground off Hest on Monday with 212 people on
board"): where the rest of a paragraph has new words, these are the news, however much background
there is. A sentence of few words is new with a name, a figure or a quotation that nobody told, and
a copy with such a figure. Counting the words that are new does as well as anything else that was
tried for this (Allan, Wade and Bolivar, 2003).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from math import log
from typing import NamedTuple

from index.core.late_patterns import late
from index.core.priority import way
from index.enrich.likeness import LEAST, pieces, words

_TOLD = 0.6
"""The part of its words that an earlier paragraph has in common with one that is told again."""

_UNHEARD, _LIKE = 0.4, 0.3
"""Where less than this part stands in no article before, so much in common is enough."""

_RUN = 4
"""So many words one after the other that stand so before are background."""

_REST, _MORE = 3.0, 0.6
"""The rest of a paragraph is news with so many words that stand nowhere before, where these are at
least such a part of it.
"""

_SAID_BEFORE = 0.5
"""A quotation was told that has such a part of its runs in common with what was told."""

_EVERYWHERE = 300
"""A word in so many paragraphs of a story tells none of them from others."""

_TELLING, _WORD, _SHORT = 3.0, 1.0, 0.1

_FEW = 4
"""A sentence of fewer different words tells nothing by itself."""

_SENTENCE = late(r"[“«„\"'‘]*[^\W_].*[.!?…][”’\"'»“]*", re.DOTALL)
"""What a credit, a caption's source or a label is not."""

_QUOTATION = late(r"[“«„][^“”«»„]+[”»“]|\"[^\"]+\"|''.+?''")

_COUNTED = frozenset(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred"
    " thousand million billion dozen dozens hundreds thousands millions".split()
)


class Told(NamedTuple):
    """A paragraph: its number, its text, and the group of its copies, 0 for none."""

    number: int
    text: str
    group: int


def new_paragraphs(articles: Sequence[Sequence[Told]]) -> Iterator[list[int]]:
    """For each of the articles of a story, by time, the paragraphs that are new in it. In the first
    one all are that are long enough to tell something.
    """
    stock = _Stock()
    for article in way.politely(articles, 1):
        yield [one.number for one in article if stock.is_new(one)]
        stock.add(article)


class _Stock:
    """What was told so far."""

    def __init__(self) -> None:
        self._groups: set[int] = set()
        self._where: dict[str, list[int]] = defaultdict(list)
        self._runs: set[int] = set()
        self._paragraphs = 0

    def add(self, article: Sequence[Told]) -> None:
        for one in article:
            self._groups.add(one.group)
            for word in _weights(one.text):
                self._where[word].append(self._paragraphs)
            self._runs.update(_runs(words(one.text)))
            self._paragraphs += 1

    def is_new(self, one: Told) -> bool:
        weights = _weights(one.text)
        if one.group and one.group in self._groups:
            return any(map(_is_figure, self._untold(weights)))
        if len(weights) < LEAST:
            whole = len(weights) >= _FEW and _SENTENCE.fullmatch(one.text.strip()) is not None
            return whole and (any(self._untold(weights)) or self._quotes(one.text))
        return not self._is_told(weights) or self._has_rest(one.text, weights)

    def _is_told(self, weights: Mapping[str, float]) -> bool:
        """Whether an earlier paragraph has most of the words."""
        shared: dict[int, float] = defaultdict(float)
        every = unheard = heard = 0.0
        for word, weight in weights.items():
            places: Collection[int] = self._where.get(word, ())
            plain = min(weight, _WORD)
            if not places:
                every, unheard = every + plain, unheard + weight
                continue
            heard += plain
            if len(places) <= _EVERYWHERE:
                # Words of the whole story tell its paragraphs less from each other.
                plain /= 1 + log(len(places))
                every += plain
                for place in places:
                    shared[place] += plain
        best = max(shared.values(), default=0.0)
        says_more = unheard >= _UNHEARD * (heard + unheard)
        return best >= (_TOLD if says_more else _LIKE) * every

    def _has_rest(self, text: str, weights: Mapping[str, float]) -> bool:
        """Whether what is said besides background is news."""
        # Who else quotes the same, and where it was said, is no news.
        written = words(_QUOTATION.sub(" ", text))
        told = [run in self._runs for run in _runs(written)]
        if not any(told):
            return False
        rest = {
            word for at, word in enumerate(written) if not any(told[max(0, at - _RUN + 1) : at + 1])
        }
        every = sum(min(weights[word], _WORD) for word in rest)
        unheard = sum(min(weights[word], _WORD) for word in rest if word not in self._where)
        return unheard >= max(_REST, _MORE * every)

    def _quotes(self, text: str) -> bool:
        """Whether somebody is quoted with what was not told."""
        for found in _QUOTATION.finditer(text):
            runs = list(_runs(words(found[0])))
            if runs and sum(run in self._runs for run in runs) < _SAID_BEFORE * len(runs):
                return True
        return False

    def _untold(self, weights: Mapping[str, float]) -> list[str]:
        """The names and figures that stand in nothing that was told."""
        telling = (word for word, weight in weights.items() if weight == _TELLING)
        return [word for word in telling if word not in self._where]


def _runs(written: Sequence[str]) -> Iterator[int]:
    """The runs of words of a text, each as a number that stands for it."""
    return (hash(tuple(written[at : at + _RUN])) for at in range(len(written) - _RUN + 1))


def _is_figure(word: str) -> bool:
    return word[0].isdigit() or word in _COUNTED


def _weights(text: str) -> dict[str, float]:
    """The words of a paragraph with what each counts for."""
    found: dict[str, float] = {}
    for place, word in enumerate(pieces(text)):
        if _is_figure(word.casefold()) or (word[0].isupper() and place):
            weight = _TELLING
        else:
            weight = _WORD if len(word) > 3 or not word.isascii() else _SHORT
        key = word.casefold()
        found[key] = max(found.get(key, 0.0), weight)
    return found
