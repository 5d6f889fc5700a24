"""What the reader shows, and where in it one is: the current paragraph, and what is in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Region

from index import cited_page
from tui.matches import Matches
from tui.panes.article_pane import ArticlePane
from tui.panes.reader_margin import meant, speakers
from tui.panes.reader_messages import ParagraphChosen
from tui.panes.reader_place import in_sight, revealing
from tui.panes.reader_standing import ReaderStanding
from tui.text import clean, fit

if TYPE_CHECKING:
    from index import ArticleView

_BESIDE = 8  # cells of the frame and of the sign beside the names of speakers
_NAME = 12  # cells without which no speaker is named


class ReadingPane(ArticlePane):
    """An article of which one paragraph is read: it is in sight, and said in the frame."""

    def __init__(self, column: int = 76, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(column, id=id)
        self._placed: float = -1

    # What is shown

    def show(self, article: ArticleView, number: int | None, matches: Matches) -> None:
        """Show an article with the paragraph `number` (the archive's) as the current one."""
        same = self.article is not None and (article.number, article.version) == (
            self.article.number,
            self.article.version,
        )
        self.article = article
        self.names.show(article)
        self.words.let_go()
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
            self.lay_out(anew=True)
        self.repaint()
        self._reveal(self.paragraph, fresh=not same)
        self._announce()

    def ordinal_of(self, number: int) -> int | None:
        """Which paragraph of the article has a number; None where none has."""
        at = self._place_of(number)
        return self.article.paragraphs[at].ordinal if self.article and at is not None else None

    def go_to(self, number: int) -> bool:
        """Go to a paragraph of the article by its number; False where it has none such."""
        at = self._place_of(number)
        if at is None:
            return False
        self._let_go()
        self._choose(at)
        return True

    def _place_of(self, number: int) -> int | None:
        every = self.article.paragraphs if self.article is not None else ()
        return next((at for at, each in enumerate(every) if each.number == number), None)

    def standing(self) -> ReaderStanding | None:
        """What is shown and where in it one is; None where nothing is."""
        if self.article is None:
            return None
        current = self.current()
        return ReaderStanding(
            article=self.article,
            paragraph=current.number if current is not None else None,
            line=self._line(),
            matches=self.hits.matches,
            walk=self.hits.walk,
            name=self.names.place,
            opened=frozenset(self._opened),
        )

    def show_again(self, before: ReaderStanding) -> None:
        """Show what stood here, as it stood."""
        self.show(before.article, before.paragraph, before.matches)
        self._opened = set(before.opened)
        if self._refolded:
            self.lay_out(anew=True)
        self._stand_at(before.line)
        # What stands above may be higher or lower by then.
        self.call_after_refresh(self._stand_at, before.line)
        self.hits.show(before.matches, before.walk)
        self.names.place = before.name
        self.repaint()
        self._say_place()

    def _stand_at(self, line: int) -> None:
        """Scroll so that the current paragraph begins at a line of the window, and leave it so."""
        self.scroll_lines(self._line() - line)
        self._placed = -1

    def renew(self, article: ArticleView, matches: Matches) -> None:
        """Take the text that is shown with other names in it; what is looked at stays in place."""
        before, line = self.article, self._line()
        if before is None or (article.number, article.version) != (before.number, before.version):
            return
        self.article = article
        self.names.renew(article)
        self.hits.renew(matches)
        self.lay_out(anew=True)
        self.repaint()
        self.scroll_lines(self._line() - line)
        self._say_place()

    def _line(self) -> int:
        """On which line of the window the current paragraph begins."""
        tops = self.lines.tops if self.lines is not None else []
        return tops[self.paragraph] - self.scroll_offset.y if tops else 0

    def clear(self) -> None:
        self.article = None
        self.names.show(None)
        self.hits.let_go()
        self.lay_out(anew=True)
        self.border_subtitle = ""
        self.repaint()

    def on_resize(self) -> None:
        self.repaint()
        self.lay_out()
        if self.article is not None:
            untouched = self._placed in (self.scroll_offset.y, self.scroll_target_y)
            self._reveal(self.paragraph, fresh=untouched)
            # As much is said in the frame as there is room for.
            self._say_place()

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
        self.repaint()
        if reveal:
            self._reveal(position)
        self._announce()

    def _announce(self) -> None:
        self._say_place()
        if (paragraph := self.current()) is not None:
            self.post_message(ParagraphChosen(paragraph))

    def _say_place(self) -> None:
        """Say in the frame which paragraph is read, and whom the name under the cursor means, else
        who speaks in it.
        """
        if (paragraph := self.current()) is not None and self.article is not None:
            place = f"¶ {paragraph.ordinal}/{len(self.article.paragraphs)}"
            page = cited_page(clean(paragraph.page))
            known = " · ".join(filter(None, (self.hits.said, page, place)))
            room = self.cells - len(known) - _BESIDE
            name = self.names.current_in(self.paragraph)
            if room < _NAME:
                said = ""
            elif name is not None:
                said = fit(meant(name), room)
            else:
                who = speakers(paragraph.quotes)
                said = f"” {fit(who, room)}" if who else ""
            self.border_subtitle = Content(" · ".join(filter(None, (said, known))))

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
        if (lines := self.ready) is None:
            return
        seen = in_sight(lines, self.paragraph, round(new_value), self.size.height)
        if seen != self.paragraph:
            self._let_go()
            self._choose(seen, reveal=False)

    def scroll_lines(self, lines: int) -> None:
        self.scroll_to(y=self.scroll_offset.y + lines, animate=False, force=True)

    def _reveal_offset(self, paragraph: int, offset: int) -> None:
        if (lines := self.lines) is not None:
            region = Region(0, lines.y_of(paragraph, offset), 1, 1)
            self.scroll_to_region(region, animate=False, force=True, x_axis=False)
