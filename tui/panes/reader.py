"""The reader: a whole article in a column made for reading."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from textual import events
from textual.binding import BindingType
from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Region, Size
from textual.selection import Selection
from textual.strip import Strip

from tui.keys import MOVING, READER, bindings
from tui.matches import HEADLINE, MatchCursor, Matches
from tui.panes import reader_messages as messages
from tui.panes.reader_layout import ReaderLayout, character_at
from tui.panes.reader_margin import cells_of
from tui.panes.reader_names import NameCursor
from tui.panes.reader_painting import Look, line_content
from tui.panes.reader_place import in_sight, revealing
from tui.widgets.selecting import pieces, selecting
from tui.widgets.still_view import StillView
from tui.widgets.strips import strip_of

if TYPE_CHECKING:
    from index import ArticleView, ParagraphView


class ReaderPane(StillView, can_focus=True):
    """Shows an article, marks the matches and the names in it and one paragraph as current."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(MOVING),
        *bindings(READER),
    ]
    BORDER_TITLE = "2 Reader"
    DEFAULT_CSS = """
    ReaderPane {
        background: $background;
        min-width: 4;
    }
    """

    ParagraphChosen: TypeAlias = messages.ParagraphChosen
    NameFollowed: TypeAlias = messages.NameFollowed
    NameAsked: TypeAlias = messages.NameAsked
    NoName: TypeAlias = messages.NoName
    RanOut: TypeAlias = messages.RanOut
    Left: TypeAlias = messages.Left

    def __init__(self, column: int = 76, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.column = column
        self.article: ArticleView | None = None
        self.paragraph = 0
        self.bookmarked: frozenset[int] = frozenset()
        self._opened: set[int] = set()
        """Numbers of paragraphs that are furniture and shown all the same."""
        self.hits, self.names = MatchCursor(), NameCursor()
        self._placed: float = -1
        self._laid_out: ReaderLayout | None = None
        self._strips: LRUCache[int, Strip] = LRUCache(1024)

    # What is shown

    def show(self, article: ArticleView, number: int | None, matches: Matches) -> None:
        """Show an article with the paragraph `number` (the archive's) as the current one."""
        same = self.article is not None and (article.number, article.version) == (
            self.article.number,
            self.article.version,
        )
        self.article = article
        self.names.show(article)
        self.hits.show(matches)
        numbers = [each.number for each in article.paragraphs]
        self.paragraph = numbers.index(number) if number in numbers else 0
        if not same:
            self._opened.clear()
        if number is not None:
            # What was looked for is shown.
            self._opened.add(number)
        if not same or self._refolded:
            if self.text_selection is not None:
                self.screen.clear_selection()
            self._laid_out = None
            self._lay_out()
        self._repaint()
        self._reveal(self.paragraph, fresh=not same)
        self._announce()

    def renew(self, article: ArticleView, matches: Matches) -> None:
        """Take the text that is shown with other names in it; what is looked at stays in place."""
        before, line = self.article, self._line()
        if before is None or (article.number, article.version) != (before.number, before.version):
            return
        self.article, self._laid_out = article, None
        self.names.renew(article)
        self.hits.renew(matches)
        self._lay_out()
        self._repaint()
        self.scroll_lines(self._line() - line)

    def _line(self) -> int:
        """On which line of the window the current paragraph begins."""
        tops = self.lines.tops if self.lines is not None else []
        return tops[self.paragraph] - self.scroll_offset.y if tops else 0

    def clear(self) -> None:
        self.article = self._laid_out = None
        self.names.show(None)
        self.hits.let_go()
        self._lay_out()
        self.border_subtitle = ""
        self._repaint()

    def mark_bookmarked(self, numbers: frozenset[int]) -> None:
        self.bookmarked = numbers
        if self._refolded:
            self._laid_out = None
            self._lay_out()
        self._repaint()

    def current(self) -> ParagraphView | None:
        if self.article is None or not self.article.paragraphs:
            return None
        return self.article.paragraphs[self.paragraph]

    @property
    def lines(self) -> ReaderLayout | None:
        """The article laid out for the present width."""
        if self.article is None:
            return None
        if self._laid_out is None or self._laid_out.cells != self._column:
            self._laid_out = ReaderLayout(self.article, self._column, self._folded())
        return self._laid_out

    def _folded(self) -> frozenset[int]:
        """The paragraphs of which one line is shown, by position."""
        shown = self.bookmarked | self._opened
        every = self.article.paragraphs if self.article is not None else ()
        return frozenset(
            place for place, each in enumerate(every) if each.furniture and each.number not in shown
        )

    @property
    def _refolded(self) -> bool:
        """Whether other paragraphs are to be folded than those that are."""
        return self._laid_out is not None and self._laid_out.folded != self._folded()

    @property
    def _column(self) -> int:
        """How many cells wide the column is now."""
        return max(8, min(self.column, self.cells - self._margin - 1))

    @property
    def _margin(self) -> int:
        return cells_of(self.article, self.cells)

    def _left(self, lines: ReaderLayout) -> int:
        """The cells before the column, the margin among them."""
        return max(0, (self.cells - lines.cells - self._margin) // 2) + self._margin

    def _lay_out(self) -> None:
        """Be as high as the article. An article that is shorter than what was there before scrolls
        by itself, which chooses no paragraph: until that is over there is no layout.
        """
        lines, self._laid_out = self.lines, None
        self.virtual_size = Size(self.cells, lines.height if lines else 0)
        self._laid_out = lines

    def _repaint(self) -> None:
        self._strips.clear()
        self.refresh()

    def on_resize(self) -> None:
        self._repaint()
        self._lay_out()
        if self.article is not None:
            untouched = self._placed in (self.scroll_offset.y, self.scroll_target_y)
            self._reveal(self.paragraph, fresh=untouched)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._strips.clear()

    def on_focus(self) -> None:
        self._repaint()

    def on_blur(self) -> None:
        self._repaint()

    # Painting

    def render_line(self, y: int) -> Strip:
        cells = self.cells
        y += self.scroll_offset.y
        if self.article is None or (lines := self.lines) is None or cells <= 0:
            return Strip.blank(cells, self.visual_style.rich_style)
        if (strip := self._strips.get(y)) is None:
            left = Content(" " * (self._left(lines) - self._margin))
            content = left + line_content(self.article, lines, y, self._look())
            strip = self._strips[y] = strip_of(content, cells, self.visual_style, self)
        return selecting(strip, self, y)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The text that is selected, each paragraph on one line as it is in the article."""
        if (lines := self.lines) is None:
            return None
        left = self._left(lines)
        chosen = (
            (lines.line(y), start - left, end - left if end >= 0 else None)
            for y, start, end in pieces(selection, self)
        )
        return lines.passages(chosen), "\n"

    def text_select_all(self) -> None:
        """A double click chooses a paragraph, as one click does."""

    def _look(self) -> Look:
        return Look(
            hits=self.hits,
            names=self.names,
            bookmarked=self.bookmarked,
            margin=self._margin,
            paragraph=self.paragraph,
            focus=self.has_focus,
        )

    # The current paragraph

    def matches(self, position: int) -> tuple[tuple[int, int], ...]:
        """The matches of the query in a paragraph, computed when it is first shown."""
        return self.hits.matches.of(position)

    def _let_go(self) -> None:
        """No name and no match is the one gone to last any more."""
        self.names.let_go()
        self.hits.let_go()

    def _choose(self, position: int, *, reveal: bool = True) -> None:
        self.paragraph = position
        self._repaint()
        if reveal:
            self._reveal(position)
        self._announce()

    def _announce(self) -> None:
        if (paragraph := self.current()) is not None and self.article is not None:
            place = f"¶ {paragraph.ordinal}/{len(self.article.paragraphs)}"
            self.border_subtitle = " · ".join(filter(None, (self.hits.said, place)))
            self.post_message(self.ParagraphChosen(paragraph))

    def _reveal(self, position: int, *, fresh: bool = False) -> None:
        """Bring a paragraph into view, `fresh` as if nothing had been shown before."""
        if (lines := self.lines) is None or position >= len(lines.tops):
            return
        window = None if fresh else self.scroll_offset.y
        top = revealing(lines, position, window, self.size.height)
        if top is not None:
            self.scroll_to(y=top, animate=False, force=True)
            self._placed = self.scroll_target_y

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        # A pane that is not shown yet has no height, and no paragraph would be in view. One that
        # got another width scrolls by itself before it is laid out again.
        lines = self._laid_out
        if lines is None or lines.cells != self._column or not self.size.height or not lines.tops:
            return
        seen = in_sight(lines, self.paragraph, round(new_value), self.size.height)
        if seen != self.paragraph:
            self._let_go()
            self._choose(seen, reveal=False)

    def action_down(self) -> None:
        self._scroll_or_step(1)

    def action_up(self) -> None:
        self._scroll_or_step(-1)

    def scroll_lines(self, lines: int) -> None:
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False, force=True)

    def _scroll_or_step(self, step: int) -> None:
        before = self.scroll_offset.y
        self.scroll_lines(step)
        if self.scroll_offset.y == before:
            self.action_paragraph(step)

    def action_page(self, pages: int, share: float = 1.0) -> None:
        before = self.scroll_offset.y
        self.scroll_lines(pages * max(1, int(self.size.height * share) - (share == 1.0)))
        if self.scroll_offset.y == before and self.article and self.article.paragraphs:
            self._choose(len(self.article.paragraphs) - 1 if pages > 0 else 0)

    def action_half_page(self, pages: int) -> None:
        self.action_page(pages, 0.5)

    def action_top(self) -> None:
        self._to_end(0)

    def action_bottom(self) -> None:
        self._to_end(-1)

    def _to_end(self, which: int) -> None:
        if self.article is None or not self.article.paragraphs:
            return
        self._choose(which % len(self.article.paragraphs))
        self.scroll_to(y=0 if which == 0 else self.max_scroll_y, animate=False, force=True)

    def action_back(self) -> None:
        self.post_message(self.Left())

    def action_paragraph(self, step: int) -> None:
        if self.article is None:
            return
        position = self.paragraph + step
        if 0 <= position < len(self.article.paragraphs):
            self._let_go()
            self._choose(position)

    # Matches and names

    def next_match(self, step: int, *, arriving: bool = False) -> None:
        """Go to the next match, or say that all of this article were gone to.

        It begins in the current paragraph and goes round, `arriving` at the first or last match.
        """
        match = self.hits.go(None if arriving else self.paragraph, step)
        if match is None:
            if not arriving:
                self.post_message(self.RanOut(step))
            return
        self.names.let_go()
        self._choose(max(0, match.paragraph))
        if match.paragraph == HEADLINE:
            self.scroll_to(y=0, animate=False, force=True)
        else:
            self._reveal_offset(match.paragraph, match.start)

    def action_entity(self, step: int) -> None:
        """Go to the next or previous name, beginning with the current paragraph."""
        if (target := self.names.go(self.paragraph, step)) is None:
            return
        self.hits.let_go()
        self._choose(target[0])
        if (name := self.names.current) is not None:
            self._reveal_offset(target[0], name.start)

    def _reveal_offset(self, paragraph: int, offset: int) -> None:
        if (lines := self.lines) is not None:
            region = Region(0, lines.y_of(paragraph, offset), 1, 1)
            self.scroll_to_region(region, animate=False, force=True, x_axis=False)

    def action_follow(self) -> None:
        if (name := self.names.current) is not None:
            self.post_message(self.NameFollowed(name))
        elif not self._fold_or_open():
            self.action_entity(1)

    def _fold_or_open(self) -> bool:
        """Show all of a paragraph that is furniture, or a line of it again; whether it is one."""
        paragraph = self.current()
        if paragraph is None or not paragraph.furniture:
            return False
        self._opened ^= {paragraph.number}
        self._laid_out = None
        self._lay_out()
        self._choose(self.paragraph)
        return True

    def action_company(self) -> None:
        self._ask("company")

    def action_page_of_name(self) -> None:
        self._ask("page")

    def _ask(self, what: str) -> None:
        """More of the name under the cursor, else of the first in the paragraph. Nothing moves."""
        if self.article is None:
            return
        if (name := self.names.near(self.paragraph)) is not None:
            self.post_message(self.NameAsked(name, what))
        else:
            self.post_message(self.NoName())

    def clear_name(self) -> bool:
        """Let go of the name under the cursor; False when there is none."""
        had = self.names.let_go()
        if had:
            self._repaint()
        return had

    # The mouse

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None or (lines := self.lines) is None or self.article is None:
            return
        if self.text_selection is not None:  # a drag ends with a click
            return
        y = offset.y + self.scroll_offset.y
        line = lines.line(y)
        if line.kind not in ("text", "fold"):
            return
        self._let_go()
        self._choose(line.paragraph, reveal=False)
        if line.kind == "fold":
            self._fold_or_open()
            return
        left = self._left(lines)
        at = character_at(lines.texts[line.paragraph], line, offset.x - left - lines.indent(line))
        if self.names.go_to(line.paragraph, at):
            self.action_follow()
