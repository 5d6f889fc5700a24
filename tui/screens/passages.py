"""Paragraphs that stand beside one: its copies, by time, or what is related to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tui import keys, present
from tui.keys import bindings
from tui.panes.passage_list import Passage, PassageList
from tui.screens.paragraph_screen import ParagraphListScreen
from tui.text import clean
from tui.typing import BY_KEY
from tui.widgets.key_line import KeyLine
from tui.widgets.line_list import LineList

Read = Callable[[], Sequence[Passage]]


@dataclass(frozen=True, slots=True)
class Beside:
    """How what stands beside a paragraph is read, in a thread: its copies, what is related."""

    copies: Callable[[int], Read]
    related: Callable[[int], Read]


class PassagesScreen(ParagraphListScreen):
    """A list of paragraphs. Answers the one to be read, by number."""

    BINDINGS: ClassVar[list[BindingType]] = [
        each for each in bindings(keys.PASSAGES) if each.action != "open"
    ]

    def __init__(self, title: str, read: Read, nothing: str, beside: Beside) -> None:
        """`read` reads the rows, in a thread; `nothing` is said where there are none; `beside`
        is how one goes on from a row.
        """
        super().__init__()
        self.list = PassageList()
        self._title, self._read, self._nothing, self._beside = title, read, nothing, beside

    def compose(self) -> ComposeResult:
        with Vertical():
            yield self.list
            yield Static(Content.styled(self._nothing, present.HEADLINE), id="empty")
        yield KeyLine(self.nutgraf.keymap, id="keys")

    def on_mount(self) -> None:
        self.work_on_list(self.list)
        self.query_one(KeyLine).place = keys.PASSAGES
        self.list.border_title = "reading …"
        self.list.focus()
        self._load()

    @work(exit_on_error=False, group=BY_KEY)
    async def _load(self) -> None:
        rows = await self.nutgraf.session.read(self._read)
        at = self.begun_at if isinstance(self.begun_at, int) else 0
        self.list.show_rows(len(rows), lambda a, b: rows[a:b], at)
        self.list.border_title = clean(self._title)
        self.show_empty(self.list, empty=not rows)
        await self.marks_changed()
        self.go_on_inside()

    def left_at(self) -> int:
        return self.list.cursor

    @on(LineList.SelectionChanged)
    def _selection_changed(self) -> None:
        self.list.say_selected()

    @on(LineList.Opened)
    def _opened(self) -> None:
        if (item := self.list.current()) is not None:
            self.dismiss(item.hit.number)

    @work(exit_on_error=False, group=BY_KEY)
    async def action_copies(self) -> None:
        if (item := self.list.current()) is None:
            return
        if not item.hit.copied:
            self.say("No other article has this paragraph.")
            return
        await self._go_on("action_copies", "Copies", self._beside.copies(item.hit.number))

    @work(exit_on_error=False, group=BY_KEY)
    async def action_related(self) -> None:
        if (item := self.list.current()) is not None:
            related = self._beside.related(item.hit.number)
            await self._go_on("action_related", "Related paragraphs", related)

    async def _go_on(self, by: str, title: str, read: Read) -> None:
        """To a list beside a row, and from there to what is read, or back."""
        screen = PassagesScreen(title, read, "Nothing is there.", self._beside)
        found = await self.ask(screen, by)
        if found is not None:
            self.dismiss(found)
