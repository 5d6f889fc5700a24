"""The reader: a whole article in a column made for reading."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from textual import events
from textual.binding import BindingType
from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Region, Size
from textual.selection import Selection
from textual.strip import Strip

from tui import present
from tui.keys import MOVING, READER, bindings
from tui.matches import HEADLINE, MatchCursor, Matches
from tui.panes import reader_messages as messages
from tui.panes import reader_names as names
from tui.panes.reader_layout import Line, ReaderLayout, character_at
from tui.panes.reader_margin import cells_of, margin
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
        scrollbar-size-vertical: 1;
        scrollbar-size-horizontal: 0;
        overflow-x: hidden;
        scrollbar-gutter: stable;
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
        self.hits = MatchCursor()
        self._placed: float = -1
        self._laying_out = False
        self._named: tuple[int, int] | None = None
        self._laid_out: ReaderLayout | None = None
        self._strips: LRUCache[int, Strip] = LRUCache(1024)

    # What is shown

    def show(self, article: ArticleView, number: int | None, matches: Matches) -> None:
        """Show an article with the paragraph `number` (the archive's) as the current one."""
        same = self.article is not None and (article.number, article.version) == (
            self.article.number,
            self.article.version,
        )
        self.article, self._named = article, None
        self.hits.show(matches)
        if not same:
            if self.text_selection is not None:
                self.screen.clear_selection()
            self._laid_out = None
        numbers = [each.number for each in article.paragraphs]
        self.paragraph = numbers.index(number) if number in numbers else 0
        if not same:
            # A shorter article scrolls by itself while it is laid out, and that chooses nothing.
            with self._no_choice():
                self._resize_virtual()
        self._repaint()
        self._reveal(self.paragraph, fresh=not same)
        self._announce()

    @contextmanager
    def _no_choice(self) -> Iterator[None]:
        """Scrolling that comes of a new layout says nothing of what is being read."""
        self._laying_out = True
        try:
            yield
        finally:
            self._laying_out = False

    def renew(self, article: ArticleView, matches: Matches) -> None:
        """Take the text that is shown with other names in it; what is looked at stays in place."""
        before, line = self.article, self._line()
        if before is None or (article.number, article.version) != (before.number, before.version):
            return
        name = names.mention(before, self._named) if self._named else None
        self.article, self._laid_out = article, None
        self._named = names.place_of(article, self._named, name)
        self.hits.renew(matches)
        self._resize_virtual()
        self._repaint()
        self.scroll_lines(self._line() - line)

    def _line(self) -> int:
        """On which line of the window the current paragraph begins."""
        tops = self.lines.tops if self.lines is not None else []
        return tops[self.paragraph] - self.scroll_offset.y if tops else 0

    def clear(self) -> None:
        self.article = self._laid_out = None
        self._named = None
        self.hits.let_go()
        self._resize_virtual()
        self.border_subtitle = ""
        self._repaint()

    def mark_bookmarked(self, numbers: frozenset[int]) -> None:
        self.bookmarked = numbers
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
        cells = max(8, min(self.column, self._cells - self._margin - 1))
        if self._laid_out is None or self._laid_out.cells != cells:
            self._laid_out = ReaderLayout(self.article, cells)
        return self._laid_out

    @property
    def _cells(self) -> int:
        return self.scrollable_content_region.width

    @property
    def _margin(self) -> int:
        return cells_of(self.article, self._cells)

    def _left(self, lines: ReaderLayout) -> int:
        """The cells before the column, the margin among them."""
        return max(0, (self._cells - lines.cells - self._margin) // 2) + self._margin

    def _resize_virtual(self) -> None:
        lines = self.lines
        self.virtual_size = Size(self._cells, lines.height if lines else 0)

    def _repaint(self) -> None:
        self._strips.clear()
        self.refresh()

    def on_resize(self) -> None:
        self._repaint()
        self._resize_virtual()
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
        cells = self._cells
        y += self.scroll_offset.y
        if (lines := self.lines) is None or cells <= 0:
            return Strip.blank(cells, self.visual_style.rich_style)
        if (strip := self._strips.get(y)) is None:
            left = self._left(lines) - self._margin
            content = self._content(lines, lines.line(y), y)
            content = Content(" " * left) + content
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

    def _content(self, lines: ReaderLayout, line: Line, y: int) -> Content:
        blank = Content(" " * self._margin)
        if line.kind == "title":
            text = Content.styled(line.text, present.HEADLINE)
            marks = self.hits.styles(HEADLINE, present.HIT, present.CURSOR_HIT)
            return blank + present.marked(text, line.start, line.end, marks)
        if line.kind == "meta":
            return blank + Content.styled(line.text, present.QUIET)
        if line.kind == "blank" or self.article is None:
            return blank
        paragraph = self.article.paragraphs[line.paragraph]
        styles = present.mention_styles(paragraph.mentions)
        styles += self.hits.styles(line.paragraph, present.HIT, present.CURSOR_HIT)
        if self._named is not None and self._named[0] == line.paragraph:
            mention = paragraph.mentions[self._named[1]]
            styles.append((mention.start, mention.end, present.CURSOR_NAME))
        text = present.styled_line(lines.texts[line.paragraph], line.start, line.end, styles)
        beside = margin(
            paragraph,
            self._margin,
            first=y == lines.tops[line.paragraph],
            current=line.paragraph == self.paragraph,
            focus=self.has_focus,
            marked=paragraph.number in self.bookmarked,
        )
        return beside + Content(" " * lines.indent(line)) + text

    # The current paragraph

    def matches(self, position: int) -> tuple[tuple[int, int], ...]:
        """The matches of the query in a paragraph, computed when it is first shown."""
        return self.hits.matches.of(position)

    def _let_go(self) -> None:
        """No name and no match is the one gone to last any more."""
        self._named = None
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
        """Bring a paragraph into view, a third from the top if it was out of it.

        `fresh` places it as if nothing had been shown before: where an article stands when it is
        opened does not depend on whether the pane got its size before or after.
        """
        if (lines := self.lines) is None or position >= len(lines.tops):
            return
        top, bottom = lines.tops[position], lines.bottom(position)
        height, above = self.size.height, 0 if fresh else self.scroll_offset.y
        if not (top >= above and bottom <= above + height):
            above = 0 if position == 0 and bottom <= height else max(0, top - max(0, height // 4))
        elif not fresh:
            return
        self.scroll_to(y=above, animate=False, force=True)
        self._placed = self.scroll_target_y

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        # A pane that is not shown yet has no height, and no paragraph would be in view.
        if (lines := self.lines) is None or not lines.tops or not self.size.height:
            return
        if self._laying_out:
            return
        above, below = round(new_value), round(new_value) + self.size.height
        seen = self.paragraph
        while seen + 1 < len(lines.tops) and lines.bottom(seen) <= above:
            seen += 1
        while seen > 0 and lines.tops[seen] >= below:
            seen -= 1
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
        self._named = None
        self._choose(max(0, match.paragraph))
        if match.paragraph == HEADLINE:
            self.scroll_to(y=0, animate=False, force=True)
        else:
            self._reveal_offset(match.paragraph, match.start)

    def action_entity(self, step: int) -> None:
        """Go to the next or previous name, beginning with the current paragraph."""
        if self.article is None:
            return
        target = names.neighbour(self.article, self._named, self.paragraph, step)
        if target is None:
            return
        self._let_go()
        self._named = target
        self._choose(target[0])
        self._reveal_offset(target[0], names.mention(self.article, target).start)

    def _reveal_offset(self, paragraph: int, offset: int) -> None:
        if (lines := self.lines) is not None:
            region = Region(0, lines.y_of(paragraph, offset), 1, 1)
            self.scroll_to_region(region, animate=False, force=True, x_axis=False)

    def action_follow(self) -> None:
        if self._named is None:
            self.action_entity(1)
        elif self.article is not None:
            self.post_message(self.NameFollowed(names.mention(self.article, self._named)))

    def action_company(self) -> None:
        self._ask("company")

    def action_page_of_name(self) -> None:
        self._ask("page")

    def _ask(self, what: str) -> None:
        """More of the name under the cursor, else of the first in the paragraph. Nothing moves."""
        if self.article is None:
            return
        place = self._named or names.first_in(self.article, self.paragraph)
        if place is not None:
            self.post_message(self.NameAsked(names.mention(self.article, place), what))
        else:
            self.post_message(self.NoName())

    def clear_name(self) -> bool:
        """Let go of the name under the cursor; False when there is none."""
        if self._named is None:
            return False
        self._named = None
        self._repaint()
        return True

    # The mouse

    def on_click(self, event: events.Click) -> None:
        offset = event.get_content_offset(self)
        if offset is None or (lines := self.lines) is None or self.article is None:
            return
        if self.text_selection is not None:  # a drag ends with a click
            return
        y = offset.y + self.scroll_offset.y
        line = lines.line(y)
        if line.kind != "text":
            return
        self._let_go()
        self._choose(line.paragraph, reveal=False)
        left = self._left(lines)
        at = character_at(lines.texts[line.paragraph], line, offset.x - left - lines.indent(line))
        for number, mention in enumerate(self.article.paragraphs[line.paragraph].mentions):
            if mention.start <= at < mention.end:
                self._named = (line.paragraph, number)
                self.action_follow()
                return
