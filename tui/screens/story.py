"""A story: its articles by time, and what each adds to those before it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from index import NutgrafError
from tui import keys, present, shell, story_text
from tui.keys import bindings
from tui.panes.story_lists import StoryPartList, StoryRow
from tui.screens.paragraph_screen import ParagraphListScreen
from tui.screens.writing import Ask
from tui.text import NO_OUTLET, clean
from tui.typing import BY_KEY
from tui.widgets.key_line import KeyLine
from tui.widgets.line_list import LineList

if TYPE_CHECKING:
    from index import Story, StoryPart


@dataclass(frozen=True, slots=True)
class _Left:
    """Where a story was left, and what of it was shown."""

    place: tuple[int, int]
    fresh: bool
    since: str
    brief: bool


class StoryScreen(ParagraphListScreen):
    """The parts of a story. Answers the paragraph to be read, by number."""

    BINDINGS: ClassVar[list[BindingType]] = [
        each for each in bindings(keys.STORY) if each.action != "open"
    ]

    def __init__(self, story: Story, place: tuple[int, int]) -> None:
        """The cursor goes to a place: an article, and its paragraph."""
        super().__init__()
        self._story, self._place = story, place
        self._parts: Sequence[StoryPart] = ()
        self._fresh = bool(story.fresh)
        self._since = ""
        self._brief = False
        self.list = StoryPartList()

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static(id="head")
            yield self.list
            yield Static(id="empty")
        yield KeyLine(self.nutgraf.keymap, id="keys")

    def on_mount(self) -> None:
        self.work_on_list(self.list)
        self.query_one(KeyLine).place = keys.STORY
        self.list.border_title = "reading …"
        if isinstance(left := self.begun_at, _Left):
            self._place, self._fresh = left.place, left.fresh
            self._since, self._brief = left.since, left.brief
        self.list.focus()
        self.begin(self._load(), by_key=True)

    async def _load(self) -> None:
        session = self.nutgraf.session
        self._parts = await session.read(session.archive.stories.parts, self._story)
        self._show(self._place)
        await self.marks_changed()
        # While another process is importing, or in an archive that cannot be written, it is let be.
        with suppress(NutgrafError):
            await session.do(session.archive.stories.look, self._story)

    def left_at(self) -> _Left:
        return _Left(self._current(), self._fresh, self._since, self._brief)

    # What is shown

    def _shown(self) -> list[StoryPart]:
        return [
            part
            for part in self._parts
            if not (self._fresh and part.article.met)
            and (not self._since or part.article.publication.date >= self._since)
        ]

    def _show(self, current: tuple[int, int]) -> None:
        first = self._story.first.article
        rows = []
        for part in self._shown():
            fresh = self._story.looked_at and not part.article.met
            rows.append(StoryRow(part, first=part.article.article == first, fresh=fresh))
            if not self._brief:
                rows += [StoryRow(part, hit) for hit in part.new]
        self.show_empty(self.list, empty=not rows)
        self.list.show(rows, current)
        self.list.border_title = Content(story_text.title(self._story))
        self._draw_head()

    def _draw_head(self) -> None:
        story, shown = self._story, self._shown()
        new = sum(len(part.new) for part in shown)
        parts = [
            present.plural(len(story.articles), "article"),
            story_text.span(story, present.published),
            present.plural(len(story.outlets), "outlet"),
        ]
        if self._fresh:
            parts.append(f"since last looked at: {present.plural(len(shown), 'article')}")
        if self._since:
            parts.append(f"since {present.day(self._since)}: {len(shown)}")
        parts.append(f"{present.number(new)} ¶ new")
        if selected := len(self.list.selected):
            parts.append(f"{present.number(selected)} selected")
        self.query_one("#head", Static).update(Content(" · ".join(parts)))
        largest = story.largest
        named = clean(largest.publication.outlet) or NO_OUTLET
        self.list.border_subtitle = Content(f"largest: {largest.place}. {named}")
        self.query_one("#empty", Static).update(
            Content.styled("Nothing came since.", present.HEADLINE)
        )

    def _change(self, what: Callable[[], None]) -> None:
        current = self._current()
        what()
        self._show(current)

    def _current(self) -> tuple[int, int]:
        row = self.list.current()
        return row.place if row is not None else self._place

    def action_fresh(self) -> None:
        if not self._story.looked_at:
            self.say("This story was not looked at before: all of it is new.")
            return
        self._change(lambda: setattr(self, "_fresh", not self._fresh))

    def action_brief(self) -> None:
        self._change(lambda: setattr(self, "_brief", not self._brief))

    @work(exit_on_error=False, group=BY_KEY)
    async def action_since(self) -> None:
        from index import first_day  # noqa: PLC0415  (only needed here)

        asked = Ask("Only what came since a day, as 2025-10-03; nothing for all", self._since,
                    saving="Show", precious=False)  # fmt: skip
        if (text := await self.ask(asked)) is None:
            return
        day = first_day(text) if text.strip() else ""
        if day is None:
            self.say(f"“{clean(text)}” is no day that can be read; write 2025-10-03.", bad=True)
            return
        self._change(lambda: setattr(self, "_since", day))

    def action_article(self, step: int) -> None:
        """To the next article, or the one before."""
        rows = self.list.rows
        at = self.list.cursor + step
        while 0 <= at < len(rows) and rows[at].hit is not None:
            at += step
        if 0 <= at < len(rows):
            self.list.move_to(at)

    # What keys do to its paragraphs

    @work(exit_on_error=False, group=BY_KEY)
    async def action_export(self) -> None:
        new = [] if self.list.selected else [hit.number for p in self._shown() for hit in p.new]
        await self.paragraphs.export(f"story:{self._story.id}", new)

    @on(LineList.SelectionChanged)
    def _selection_changed(self) -> None:
        self._draw_head()

    def command(self) -> str:
        """What gives the same in a shell."""
        since = ("--since", self._since) if self._since else ()
        return shell.command("stories", "--show", self._story.id, *since)

    @on(LineList.Opened)
    def _opened(self) -> None:
        if (row := self.list.current()) is not None and row.paragraph:
            self.dismiss(row.paragraph)
