"""Matches in the order they are gone through: through an article once, then on to the next one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from index import ArticleView, ParagraphView

Spans = tuple[tuple[int, int], ...]
Mark = Callable[["ParagraphView", str], Spans]

HEADLINE = -1
"""In place of a paragraph's position."""


class Match(NamedTuple):
    """A match: the position of its paragraph (or HEADLINE), and characters from, to."""

    paragraph: int
    start: int
    end: int


class Matches:
    """The matches in an article, found when they are asked for.

    They are what `mark` finds in paragraphs and `mark_title` in the headline, given the language of
    the article as well, and the mentions of the entities `named`; what is furniture is looked into
    only when it was found (`in_furniture`).
    """

    def __init__(
        self,
        article: ArticleView | None,
        mark: Mark,
        mark_title: Callable[[str, str], Spans],
        named: frozenset[int],
        *,
        in_furniture: bool = False,
    ) -> None:
        self._article, self._mark, self._mark_title = article, mark, mark_title
        self._named, self._in_furniture = named, in_furniture
        self._known: dict[int, Spans] = {}

    def of(self, paragraph: int) -> Spans:
        """Those in a paragraph, by position, or in the headline."""
        if paragraph not in self._known:
            self._known[paragraph] = self._find(paragraph)
        return self._known[paragraph]

    def _find(self, position: int) -> Spans:
        if self._article is None:
            return ()
        if position == HEADLINE:
            return self._mark_title(self._article.title, self._article.language)
        paragraph = self._article.paragraphs[position]
        if paragraph.furniture and not self._in_furniture:
            return ()
        found = set(self._mark(paragraph, self._article.language))
        found |= {(m.start, m.end) for m in paragraph.mentions if m.entity in self._named}
        return tuple(sorted(found))

    @cached_property
    def every(self) -> tuple[Match, ...]:
        """All of them in the order of reading, the headline first."""
        last = len(self._article.paragraphs) if self._article is not None else 0
        return tuple(Match(p, a, b) for p in range(HEADLINE, last) for a, b in self.of(p))


@dataclass(frozen=True, slots=True)
class Walk:
    """A way once round the matches of an article: where it began, in which direction, where it is.

    `began` and `at` are places in `Matches.every`.
    """

    began: int
    at: int
    direction: int

    def on(self, count: int, step: int) -> Walk | None:
        """One match further or back; None where the way has not begun yet, or is done."""
        gone = (self.at - self.began) * self.direction % count + step * self.direction
        if not 0 <= gone < count:
            return None
        return Walk(self.began, (self.began + gone * self.direction) % count, self.direction)


def begin(every: Sequence[Match], paragraph: int | None, step: int) -> Walk | None:
    """The way from a paragraph on, or, coming from another article, from its end or beginning.

    None when there is no match.
    """
    if not every:
        return None
    last = len(every) - 1
    if paragraph is None:
        at = 0 if step > 0 else last
    elif step > 0:
        at = next((at for at, match in enumerate(every) if match.paragraph >= paragraph), 0)
    else:
        upwards = range(last, -1, -1)
        at = next((at for at in upwards if every[at].paragraph <= paragraph), last)
    return Walk(at, at, step)


@dataclass(frozen=True, slots=True)
class Route:
    """Where a walk in one direction has led through the results, so that no article comes twice.

    Articles are known by the first row that has a paragraph of theirs.
    """

    step: int = 0
    row: int = -1
    visited: frozenset[int] = frozenset()

    def on(self, firsts: Sequence[int], row: int, step: int) -> Route | None:
        """From a row to that of the next article; None at the end.

        `firsts` is for each row the first one of the same article.
        """
        visited = self.visited if (self.step, self.row) == (step, row) else frozenset()
        visited |= {firsts[row]}
        at = row + step
        while 0 <= at < len(firsts):
            if firsts[at] == at and at not in visited:
                return Route(step, at, visited | {at})
            at += step
        return None


class MatchCursor:
    """The matches in an article, and the one that was gone to last."""

    def __init__(self) -> None:
        self.matches = Matches(None, lambda *_: (), lambda *_: (), frozenset())
        self._walk: Walk | None = None

    def show(self, matches: Matches, walk: Walk | None = None) -> None:
        """Take the matches in another article, or of another search; `walk`, as far as one was in
        them.
        """
        self.matches, self._walk = matches, walk

    @property
    def walk(self) -> Walk | None:
        """How far one is in them, None where none was gone to."""
        return self._walk

    def renew(self, matches: Matches) -> None:
        """Take the matches as they are by now; the one gone to last stays, if it is one."""
        walk, match, self.matches = self._walk, self.current, matches
        if walk is not None and self.current != match:
            at = matches.every.index(match) if match in matches.every else None
            self._walk = None if at is None else Walk(at, at, walk.direction)

    def let_go(self) -> None:
        """From now on none is the one gone to last."""
        self._walk = None

    @property
    def current(self) -> Match | None:
        if self._walk is None or self._walk.at >= len(self.matches.every):
            return None
        return self.matches.every[self._walk.at]

    @property
    def said(self) -> str:
        """Which of how many is the current one, "" when none is."""
        if self._walk is None:
            return ""
        return f"match {self._walk.at + 1} of {len(self.matches.every)}"

    def go(self, paragraph: int | None, step: int) -> Match | None:
        """Go one further, beginning in a paragraph, or coming from another article (None).

        None when there is none further.
        """
        every = self.matches.every
        walk = self._walk.on(len(every), step) if self._walk else begin(every, paragraph, step)
        if walk is None:
            return None
        self._walk = walk
        return every[walk.at]

    def styles(self, paragraph: int, hit: str, current: str) -> list[tuple[int, int, str]]:
        """What to mark in a paragraph or the headline."""
        return [
            (start, end, current if self.current == (paragraph, start, end) else hit)
            for start, end in self.matches.of(paragraph)
        ]
