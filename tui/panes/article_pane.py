"""An article laid out in a column made for reading, painted line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.cache import LRUCache
from textual.content import Content
from textual.geometry import Size
from textual.selection import Selection
from textual.strip import Strip

from tui.matches import MatchCursor
from tui.panes.reader_layout import ReaderLayout
from tui.panes.reader_margin import cells_of
from tui.panes.reader_names import NameCursor
from tui.panes.reader_painting import Look, line_content
from tui.panes.reader_words import WordSelection
from tui.widgets.selecting import pieces, selecting
from tui.widgets.still_view import StillView
from tui.widgets.strips import strip_of

if TYPE_CHECKING:
    from index import ArticleView, ParagraphView


class ArticlePane(StillView):
    """Shows an article with what is marked in it; one paragraph is the current one."""

    DEFAULT_CSS = """
    ArticlePane {
        background: $background;
        min-width: 4;
    }
    """

    def __init__(self, column: int, *, id: str | None = None) -> None:  # noqa: A002
        """`column` is how many cells of text a line holds where there is room."""
        super().__init__(id=id)
        self.column = column
        self.article: ArticleView | None = None
        self.paragraph = 0
        self.bookmarked: frozenset[int] = frozenset()
        self.noted: frozenset[int] = frozenset()
        self.hits, self.names = MatchCursor(), NameCursor()
        self.words = WordSelection()
        self._opened: set[int] = set()
        """Numbers of paragraphs that are furniture and shown all the same."""
        self._laid_out: ReaderLayout | None = None
        self._strips: LRUCache[int, Strip] = LRUCache(1024)

    def current(self) -> ParagraphView | None:
        if self.article is None or not self.article.paragraphs:
            return None
        return self.article.paragraphs[self.paragraph]

    # The layout

    @property
    def lines(self) -> ReaderLayout | None:
        """The article laid out for the present width."""
        if self.article is None:
            return None
        if self._laid_out is None or self._laid_out.cells != self._column:
            self._laid_out = ReaderLayout(self.article, self._column, self._folded())
        return self._laid_out

    @property
    def ready(self) -> ReaderLayout | None:
        """The layout if there is one and it holds: none while the pane has no height yet, nor when
        it got another width and scrolls by itself before it is laid out again.
        """
        lines = self._laid_out
        if lines is None or lines.cells != self._column or not self.size.height or not lines.tops:
            return None
        return lines

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

    def lay_out(self, *, anew: bool = False) -> None:
        """Be as high as the article. An article that is shorter than what was there before scrolls
        by itself, which chooses no paragraph: until that is over there is no layout.
        """
        if anew:
            self._laid_out = None
        lines, self._laid_out = self.lines, None
        self.virtual_size = Size(self.cells, lines.height if lines else 0)
        self._laid_out = lines

    def mark_noted(self, numbers: frozenset[int]) -> None:
        """Tell the paragraphs that have a note from those that are only bookmarked."""
        if numbers != self.noted:
            self.noted = numbers
            self.repaint()

    def mark_bookmarked(self, numbers: frozenset[int]) -> None:
        self.bookmarked = numbers
        if self._refolded:
            self.lay_out(anew=True)
        self.repaint()

    # Painting

    def repaint(self) -> None:
        self._strips.clear()
        self.refresh()

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._strips.clear()

    def on_focus(self) -> None:
        self.repaint()

    def on_blur(self) -> None:
        self.repaint()

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

    def _look(self) -> Look:
        return Look(
            hits=self.hits,
            names=self.names,
            words=self.words,
            bookmarked=self.bookmarked,
            noted=self.noted,
            margin=self._margin,
            paragraph=self.paragraph,
            focus=self.has_focus,
        )

    # The mouse's selection

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
