"""The reader: going through an article by paragraphs, matches and names."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Region

from tui.keys import MOVING, READER, bindings
from tui.matches import HEADLINE, Matches
from tui.panes import reader_messages as messages
from tui.panes.article_pane import ArticlePane
from tui.panes.reader_layout import character_at
from tui.panes.reader_margin import meant, speakers
from tui.panes.reader_place import in_sight, revealing
from tui.panes.reader_standing import ReaderStanding
from tui.text import fit

if TYPE_CHECKING:
    from index import ArticleView

_BESIDE = 8  # cells of the frame and of the sign beside the names of speakers
_NAME = 12  # cells without which no speaker is named


class ReaderPane(ArticlePane, can_focus=True):
    """Shows an article, marks the matches and the names in it and one paragraph as current."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(READER),
        *bindings(MOVING),
    ]
    BORDER_TITLE = "2 Reader"
    ParagraphChosen: TypeAlias = messages.ParagraphChosen
    NameFollowed: TypeAlias = messages.NameFollowed
    NameAsked: TypeAlias = messages.NameAsked
    NoName: TypeAlias = messages.NoName
    RanOut: TypeAlias = messages.RanOut
    Left: TypeAlias = messages.Left
    FindAsked: TypeAlias = messages.FindAsked
    WordsAsked: TypeAlias = messages.WordsAsked

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

    def take_matches(self, matches: Matches, paragraph: int | None) -> None:
        """Mark other matches; where a paragraph is named, go to the first one from there."""
        self.hits.show(matches)
        self.repaint()
        if paragraph is None or not matches.every:
            self._announce()
            return
        self.paragraph = paragraph
        self.next_match(1)

    def ordinal_of(self, number: int) -> int | None:
        """Which paragraph of the article has a number; None where none has."""
        every = self.article.paragraphs if self.article is not None else ()
        return next((each.ordinal for each in every if each.number == number), None)

    def go_to(self, number: int) -> bool:
        """Go to a paragraph of the article by its number; False where it has none such."""
        every = self.article.paragraphs if self.article is not None else ()
        at = next((at for at, each in enumerate(every) if each.number == number), None)
        if at is None:
            return False
        self._let_go()
        self._choose(at)
        return True

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
            self.post_message(self.ParagraphChosen(paragraph))

    def _say_place(self) -> None:
        """Say in the frame which paragraph is read, and whom the name under the cursor means, else
        who speaks in it.
        """
        if (paragraph := self.current()) is not None and self.article is not None:
            place = f"¶ {paragraph.ordinal}/{len(self.article.paragraphs)}"
            known = " · ".join(filter(None, (self.hits.said, place)))
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
            if self.article is not None:
                self.post_message(self.NoName(step))
            return
        self.hits.let_go()
        self._choose(target[0])
        if (name := self.names.current) is not None:
            self._reveal_offset(target[0], name.start)
            self._say_place()

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
        self.lay_out(anew=True)
        self._choose(self.paragraph)
        return True

    def action_find(self) -> None:
        self.post_message(messages.FindAsked())

    def action_company(self) -> None:
        self._ask("company")

    def action_page_of_name(self) -> None:
        self._ask("page")

    def action_narrow(self) -> None:
        self._ask("narrow")

    def action_exclude(self) -> None:
        self._ask("exclude")

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
            self.repaint()
            self._say_place()
        return had

    # Words that are chosen

    def action_words(self) -> None:
        self.post_message(messages.WordsAsked())

    def begin_words(self) -> bool:
        """Choose the name under the cursor, else what may be one in this paragraph; False where
        there are no words.
        """
        if self.article is None or not self.article.paragraphs:
            return False
        name = self.names.current_in(self.paragraph)
        near = (name.start, name.end) if name is not None else None
        begun = self.words.begin(self.article, self.paragraph, near)
        self._reveal_words()
        return begun

    def move_words(self, what: str, by: int) -> bool:
        """Choose other words, see `WordSelection`; False where there are none."""
        found = True
        if what == "missed":
            found = self.words.go_to_missed(by)
        elif what == "line" and self.lines is not None:
            self.words.go_by_line(self.lines, by)
        elif what == "extend":
            self.words.extend(by)
        else:
            self.words.step(by)
        self._reveal_words()
        return found

    def end_words(self) -> None:
        self.words.let_go()
        self.repaint()

    def _reveal_words(self) -> None:
        if (span := self.words.span) is not None:
            if self.words.paragraph != self.paragraph:
                self._let_go()
                self._choose(self.words.paragraph)
            self.repaint()
            self._reveal_offset(self.words.paragraph, span[0])

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
