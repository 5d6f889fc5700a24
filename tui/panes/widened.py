"""A row of the results that was widened: all of what was found, and what stands around it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from textual.content import Content

from tui import present
from tui.hit_lines import copies_line, head_lines, hit_lines
from tui.passage import passage
from tui.text import clean, fit, wrap

if TYPE_CHECKING:
    from index import ArticleView, Hit, ParagraphView

_LEAD = f"bold {present.MARK}"
_LONGEST, _CUT = 20_000, 60
"""Characters of a paragraph that are shown; of what was found and is longer so many lines."""


@dataclass(frozen=True, slots=True)
class Widened:
    """A hit with the paragraphs `before` and `behind` it, the nearest first, of which `steps` - 1
    are shown on either side; with one step it is the paragraph alone, but all of it.
    """

    hit: Hit
    before: tuple[ParagraphView, ...]
    behind: tuple[ParagraphView, ...]
    steps: int = 0

    @classmethod
    def of(cls, hit: Hit, article: ArticleView) -> Widened:
        """A hit that is not widened yet. What is furniture stands around none."""
        texts = [each for each in article.paragraphs if not each.furniture]
        before = [each for each in texts if each.ordinal < hit.ordinal]
        behind = [each for each in texts if each.ordinal > hit.ordinal]
        return cls(hit, tuple(reversed(before)), tuple(behind))

    @property
    def most(self) -> int:
        """With how many steps all of the article is shown."""
        return 1 + max(len(self.before), len(self.behind))

    def stepped(self, by: int, cells: int, context: int) -> Widened:
        """With the next step that shows something else in `cells` cells; as it is where there is
        none. `context` is how many lines of the passage a row has that is not widened.
        """
        shown = self.said(cells, context)
        steps = range(self.steps + by, self.most + 1 if by > 0 else -1, by)
        each = (replace(self, steps=at) for at in steps)
        other = next((one for one in each if one.said(cells, context) != shown), self)
        plain = replace(self, steps=0)
        return plain if other.said(cells, context) == plain.said(cells, context) else other

    def said(self, cells: int, context: int) -> list[str]:
        """The characters of all lines but the blank ones."""
        if self.steps:
            lines = self.lines(cells)
        else:
            lines = hit_lines(self.hit, cells, context, marked=False)
        return [said for line in lines if (said := line.plain.strip())]

    def lines(self, cells: int, *, marked: bool = False, said: str = "") -> list[Content]:
        """The lines of the row: where it is from, its headline, and the paragraphs, each with its
        place where there are several. `marked` and `said` are as in `hit_lines`.
        """
        above = self._above(cells, marked=marked, said=said)
        behind = (_around(each, cells) for each in self.behind[: self.steps - 1])
        return [*above, *self._own(cells), *chain.from_iterable(behind)]

    def own_lines(self, cells: int) -> tuple[int, int]:
        """Which lines are those of what was found: the first one, and how many."""
        return len(self._above(cells, marked=False, said="")), len(self._own(cells))

    def _above(self, cells: int, *, marked: bool, said: str) -> list[Content]:
        before = (_around(each, cells) for each in reversed(self.before[: self.steps - 1]))
        head = head_lines(self.hit, cells, marked=marked, said=said)
        return [*head, *chain.from_iterable(before)]

    def _own(self, cells: int) -> list[Content]:
        """All of what was found, but of a text beyond measure, and who else has it."""
        hit = self.hit
        lead = f"¶{hit.ordinal} " if self.steps > 1 else ""
        copies = [copies_line(hit, cells)] if hit.copied else []
        if len(hit.text) > _LONGEST:
            return [*passage(hit.text, hit.spans, cells, _CUT, hit.focus), *copies]
        marks = [(a + len(lead), b + len(lead), present.HIT) for a, b in hit.spans]
        return [*_wrapped(lead + clean(hit.text), cells, [(0, len(lead), _LEAD), *marks]), *copies]


def _around(paragraph: ParagraphView, cells: int) -> list[Content]:
    """A paragraph that was not found itself."""
    text = fit(f"¶{paragraph.ordinal} {clean(paragraph.text[:_LONGEST])}", _LONGEST)
    return _wrapped(text, cells, [(0, len(text), present.QUIET)])


def _wrapped(text: str, cells: int, styles: list[tuple[int, int, str]]) -> list[Content]:
    return [present.styled_line(text, a, b, styles) for a, b in wrap(text, cells)]
