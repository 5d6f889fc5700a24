"""The reader: going through an article by paragraphs, matches and names."""

from __future__ import annotations

from typing import ClassVar, TypeAlias

from textual import events
from textual.binding import BindingType

from tui.keys import MOVING, READER, bindings
from tui.matches import HEADLINE, Matches
from tui.panes import reader_messages as messages
from tui.panes.reader_layout import character_at
from tui.panes.reading_pane import ReadingPane


class ReaderPane(ReadingPane, can_focus=True):
    """What keys and the mouse do in an article: by paragraphs, matches and names through it, and
    words chosen in it.
    """

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
    NumberAsked: TypeAlias = messages.NumberAsked
    WordsAsked: TypeAlias = messages.WordsAsked

    # Paragraphs

    def action_down(self) -> None:
        self._scroll_or_step(1)

    def action_up(self) -> None:
        self._scroll_or_step(-1)

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

    def action_number(self) -> None:
        if self.article is not None and self.article.paragraphs:
            self.post_message(self.NumberAsked())

    def go_to(self, ordinal: int) -> bool:
        """Go to the paragraph of that number in the article; False where there is none."""
        every = self.article.paragraphs if self.article is not None else ()
        position = next((at for at, one in enumerate(every) if one.ordinal == ordinal), None)
        if position is not None:
            self._let_go()
            self._choose(position)
        return position is not None

    # Matches and names

    def take_matches(self, matches: Matches, paragraph: int | None) -> None:
        """Mark other matches; where a paragraph is named, go to the first one from there."""
        self.hits.show(matches)
        self.repaint()
        if paragraph is None or not matches.every:
            self._announce()
            return
        self.paragraph = paragraph
        self.next_match(1)

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
