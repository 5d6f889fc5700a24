"""Words in a row of an article that are chosen to be a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from index import UNSPACED

if TYPE_CHECKING:
    from index import ArticleView, MentionView
    from tui.panes.reader_layout import ReaderLayout

# AT&T, O'Brien, Jong-un, U.S.; the mark of possession is no part of a name and no word.
# Where words are not set apart each sign is one, so that any of them can be chosen.
_RUN = rf"[^\W{UNSPACED}]+"


@cache  # Not compiled before it is asked for: it takes as long as all the rest of the module.
def _word() -> re.Pattern[str]:
    begins = r"(?!(?<=\w['’])[sS]\b)"
    goes_on = rf"[.&'’-](?![sS]\b){_RUN}"
    return re.compile(rf"[{UNSPACED}]|(?:[^\W\d_]\.){{2,}}|{begins}{_RUN}(?:{goes_on})*")


# Words that open sentences, and no names.
_OPENING = frozenset(
    "A An The To In On At By For From With Of But And Or So If As When While After Before Since "
    "Because Although Though It Its He His She Her They Their We Our I My You Your This That These "
    "Those There Here What Who Why How Where Not No Yes Mr Mrs Ms".split()
)
_ENDS_SENTENCE = re.compile(r"(?:^|[.!?:;…—–][\"'”’)]*\s+)[\"'“‘(]*$")

Span = tuple[int, int]


class WordSelection:
    """The chosen words, as places among the words of a paragraph; none until `begin`."""

    def __init__(self) -> None:
        self._article: ArticleView | None = None
        self.paragraph = -1
        self._words: Sequence[Span] = ()
        self._first = self._last = 0

    def let_go(self) -> None:
        self.paragraph = -1

    @property
    def span(self) -> Span | None:
        """Where the chosen words stand in their paragraph."""
        if self.paragraph < 0:
            return None
        return self._words[self._first][0], self._words[self._last][1]

    @property
    def text(self) -> str:
        """The chosen words."""
        if (span := self.span) is None or self._article is None:
            return ""
        return self._article.paragraphs[self.paragraph].text[slice(*span)]

    def begin(self, article: ArticleView, paragraph: int, near: Span | None = None) -> bool:
        """Choose what a span covers of a paragraph, else what may be a name there that was missed,
        else its first word; False where it has no words.
        """
        if not self._turn_to(article, paragraph):
            return False
        span = near or next(self._missed(), self._words[0])
        self._choose(span)
        return True

    def step(self, by: int) -> None:
        """Choose the next word, or the one before, on into the next paragraph."""
        at = self._last + 1 if by > 0 else self._first - 1
        if 0 <= at < len(self._words):
            self._first = self._last = at
        elif self._turn(by):
            self._first = self._last = 0 if by > 0 else len(self._words) - 1

    def extend(self, by: int) -> None:
        """One word more at the end, or one fewer."""
        self._last = min(max(self._last + by, self._first), len(self._words) - 1)

    def go_to_missed(self, by: int) -> bool:
        """Choose the next words, or those before, that are capitalised and no name yet, from here
        to the end of the article; False when there are none.
        """
        before = self.paragraph, self._first, self._last
        here = self._words[self._first]
        while True:
            spans = [s for s in self._missed() if (s[0] > here[1] if by > 0 else s[1] < here[0])]
            if spans:
                self._choose(spans[0] if by > 0 else spans[-1])
                return True
            if not self._turn(by):
                self._turn_to(self._article, before[0])
                _, self._first, self._last = before
                return False
            here = (-1, -1) if by > 0 else (1 << 60, 1 << 60)

    def go_by_line(self, lines: ReaderLayout, by: int) -> None:
        """Choose the word below or above."""
        if (span := self.span) is None:
            return
        y = lines.y_of(self.paragraph, span[0])
        across = span[0] - lines.line(y).start
        y += by
        while 0 <= y < lines.height and lines.line(y).kind != "text":
            y += by
        line = lines.line(y)
        if 0 <= y < lines.height and self._turn_to(self._article, line.paragraph):
            self._choose((line.start + across, line.start + across + 1))

    def _turn_to(self, article: ArticleView | None, paragraph: int) -> bool:
        """Take the words of a paragraph; False where it has none."""
        if article is None:
            return False
        words = [found.span() for found in _word().finditer(article.paragraphs[paragraph].text)]
        if words:
            self._article, self.paragraph, self._words = article, paragraph, words
        return bool(words)

    def _turn(self, by: int) -> bool:
        """Take the words of the next paragraph that has any; False where none has."""
        paragraph = self.paragraph + by
        while self._article is not None and 0 <= paragraph < len(self._article.paragraphs):
            if self._turn_to(self._article, paragraph):
                return True
            paragraph += by
        return False

    def _choose(self, span: Span) -> None:
        """Choose the words that a span touches, else the one before it."""
        touched = [n for n, (a, b) in enumerate(self._words) if a < span[1] and b > span[0]]
        before = [n for n, (a, _) in enumerate(self._words) if a <= span[0]]
        touched = touched or before[-1:] or [0]
        self._first, self._last = touched[0], touched[-1]

    def _missed(self) -> Iterator[Span]:
        """Capitalised words in a row that are no name; one that begins a sentence tells nothing."""
        assert self._article is not None
        paragraph = self._article.paragraphs[self.paragraph]
        run: list[Span] = []
        for word in [*self._words, (-1, -1)]:
            goes_on = not run or paragraph.text[run[-1][1] : word[0]] in (" ", "\N{NO-BREAK SPACE}")
            fits = word[0] >= 0 and paragraph.text[word[0]].isupper()
            fits = fits and not _named(word, paragraph.mentions)
            if run and not (fits and goes_on):
                opens = _ENDS_SENTENCE.search(paragraph.text[: run[0][0]])
                if opens and (len(run) == 1 or paragraph.text[slice(*run[0])] in _OPENING):
                    run = run[1:]
                if run:
                    yield run[0][0], run[-1][1]
                run = []
            if fits:
                run.append(word)


def _named(word: Span, mentions: Sequence[MentionView]) -> bool:
    return any(each.start < word[1] and each.end > word[0] for each in mentions)
