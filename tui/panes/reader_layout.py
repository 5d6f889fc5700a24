"""Where the lines of an article stand in a column: computed once per article and width."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from index import foreign_language, former, with_signs
from tui.present import day, number, plural, published, says_no_more, source
from tui.text import NO_OUTLET, clean, fit, from_the_right, graphemes, width, wrap

if TYPE_CHECKING:
    from index import ArticleView

Kind = Literal["blank", "title", "meta", "text", "fold"]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the column: the text of the head, or offsets into a paragraph's text; of the
    headline both. A "fold" is all that is shown of a paragraph.
    """

    kind: Kind
    text: str = ""
    paragraph: int = -1
    start: int = 0
    end: int = 0


_BLANK = Line("blank")
_FOLDED = "▸ "
_TOLD = 3
"""So many facts that were said otherwise before stand in the head."""


class ReaderLayout:
    """An article wrapped to a column of `cells` cells.

    Paragraphs are counted by position from 0. `texts` are the paragraphs as they may be shown,
    with offsets unchanged; of those that are `folded` one line is.
    """

    def __init__(
        self, article: ArticleView, cells: int, folded: frozenset[int] = frozenset()
    ) -> None:
        self.cells = cells
        self.folded = folded
        self.texts = [clean(each.text) for each in article.paragraphs]
        self.head = self._head(article)
        self._from_the_right = {
            place for place, text in enumerate(self.texts) if from_the_right(text)
        }
        self._wrapped = [
            [(0, len(text))] if place in folded else wrap(text, cells)
            for place, text in enumerate(self.texts)
        ]
        self.tops: list[int] = []
        height = len(self.head)
        for lines in self._wrapped:
            self.tops.append(height)
            height += len(lines) + 1
        self.height = height

    def line(self, y: int) -> Line:
        """What stands on line `y`; a blank one past the end."""
        if y < len(self.head):
            return self.head[y]
        if (paragraph := self.paragraph_at(y)) is None:
            return _BLANK
        lines = self._wrapped[paragraph]
        at = y - self.tops[paragraph]
        if at >= len(lines):
            return _BLANK
        if paragraph in self.folded:
            return Line("fold", fit(_FOLDED + self.texts[paragraph], self.cells), paragraph)
        return Line("text", "", paragraph, *lines[at])

    def indent(self, line: Line) -> int:
        """The cells before a line of text: what is written from the right stands at the right."""
        if line.kind != "text" or line.paragraph not in self._from_the_right:
            return 0
        return max(0, self.cells - width(self.texts[line.paragraph][line.start : line.end]))

    def passages(self, chosen: Iterable[tuple[Line, int, int | None]]) -> str:
        """The text of parts of lines, those of a paragraph joined again; paragraphs stand apart.

        A part is a line, its first cell and the one behind its last, None for all of it, counted in
        characters from the column's left edge.
        """
        said: list[str] = []
        last: Line | None = None
        for line, first, end in chosen:
            if line.kind == "blank":
                continue
            text = line.text
            if line.kind == "text":
                text = self.texts[line.paragraph][line.start : line.end]
            indent = self.indent(line)
            until = len(text) if end is None else max(0, end - indent)
            part = text[max(0, first - indent) : until]
            if last is not None and line.kind == "text" and last.paragraph == line.paragraph:
                # A word too long for a line is broken without a blank.
                said[-1] += (" " if line.start > last.end else "") + part
            else:
                said.append(part)
            last = line
        return "\n\n".join(filter(None, map(str.strip, said)))

    def paragraph_at(self, y: int) -> int | None:
        """The paragraph on line `y`, with the blank line below it."""
        at = bisect_right(self.tops, y) - 1
        return at if 0 <= at < len(self.tops) and y < self.height else None

    def bottom(self, paragraph: int) -> int:
        """The line after a paragraph's last one."""
        return self.tops[paragraph] + len(self._wrapped[paragraph])

    def y_of(self, paragraph: int, offset: int) -> int:
        """The line on which a character of a paragraph stands."""
        starts = [start for start, _ in self._wrapped[paragraph]]
        return self.tops[paragraph] + max(0, bisect_right(starts, offset) - 1)

    def _head(self, article: ArticleView) -> list[Line]:
        title = clean(article.title) or "Without a headline"
        head = [Line("title", title[a:b], -1, a, b) for a, b in wrap(title, self.cells)[:6]]
        if article.removed:
            head.append(Line("meta", fit("removed from the archive", self.cells)))
        if lacking := _without_text(article):
            head.append(Line("meta", fit(lacking, self.cells)))
        for text in _facts(article):
            head += [Line("meta", line) for line in _begun(text, self.cells, 3)]
        if where := article.url or article.file:
            head.append(Line("meta", fit(clean(where), self.cells)))
        return [*head, _BLANK]


def _begun(text: str, cells: int, most: int) -> Iterator[str]:
    """So many lines of a text at most; that there are more is shown."""
    rows = wrap(text, cells)
    for place, (start, end) in enumerate(rows[:most], 1):
        cut = place == most < len(rows)
        yield fit(text[start:], cells) if cut else text[start:end]


def _without_text(article: ArticleView) -> str:
    """What is said of a link, whose paragraphs stand for a text; "" of what has one."""
    url = article.url
    if not all(says_no_more(each.text, article.title, url) for each in article.paragraphs):
        return ""
    return "a link without its text" if url else "without a text"


def _facts(article: ArticleView) -> list[str]:
    """Source, date and byline; then what is not the same for every article."""
    byline = clean(article.byline)
    who = byline if byline.lower().startswith("by ") or not byline else f"by {byline}"
    first = [clean(article.outlet) or NO_OUTLET, published(article) or "undated", who]
    tags = with_signs(article.tags)
    more = [clean(article.section), foreign_language(article.language), tags]
    if article.versions > 1:
        more.append(f"version {article.version} of {article.versions}")
    if article.updated and article.updated[:10] != article.date[:10]:
        more.append(f"updated {day(article.updated)}")
    lines = (" · ".join(part for part in parts if part) for parts in (first, more))
    was = [f"Before: {clean(former(fact))}" for fact in article.former_facts]
    told = was[:_TOLD] + [f"… and {len(was) - _TOLD} more that were said before"] * (
        len(was) > _TOLD
    )
    return [line for line in (*lines, *told, _shared(article), _story(article)) if line]


def _story(article: ArticleView) -> str:
    """Where it stands in its story."""
    if (story := article.story) is None:
        return ""
    return f"Article {story.place} of a story of {number(story.articles)}"


def _shared(article: ArticleView) -> str:
    """Whose text an article is, "" where it is its own."""
    shared = article.shared
    if shared is None:
        return ""
    who = source(shared) or clean(shared.title)
    many = f"{shared.paragraphs} of {shared.of} paragraphs"
    if shared.before:
        return f"{many} come from {who}"
    others = plural(shared.articles, "other article")
    return f"{many} stand in {others} too: {who}"


def character_at(text: str, line: Line, cell: int) -> int:
    """The offset of the character at a cell of a line; -1 beside the text."""
    used = 0
    for first, _, size in graphemes(text[line.start : line.end]):
        if used <= cell < used + size:
            return line.start + first
        used += size
    return -1
