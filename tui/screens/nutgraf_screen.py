"""What the screens of the application have in common."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any, ClassVar, TypeVar

from textual import events, on
from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.content import Content
from textual.notifications import SeverityLevel
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from tui.called import as_called
from tui.controllers.steps import step_back
from tui.keys import elsewhere, sign
from tui.program import Program, program
from tui.screens.leaving import LeftOnce
from tui.screens.trouble import TellsTrouble, in_words, say_trouble
from tui.shell import within
from tui.text import clean
from tui.typing import BY_KEY
from tui.widgets.key_line import KeyLine
from tui.widgets.line_list import LineList

_AT_LEAST = 4.0  # seconds that something is told
_TO_SEE, _READ = 2.0, 12.0
"""Seconds until it is seen that something is told, and letters that are read in one after that."""

T = TypeVar("T")
R = TypeVar("R")


class NutgrafScreen(TellsTrouble, LeftOnce[T]):
    """A screen with a line of keys; the host of its controllers (`tui.controllers.host`).

    `tells_lacking`: what it shows comes out of the archive, and it has no place of its own for
    saying that this is not all of it at the moment.
    """

    # The framework has uses of its own for these two in a screen.
    BINDINGS: ClassVar[list[BindingType]] = [
        each for each in elsewhere() if each.id in ("app.next_pane", "app.previous_pane")
    ]

    tells_lacking: ClassVar[bool] = True
    begun_at: object = None
    """Where to begin, where this is shown again: what `left_at` said."""
    _inner: tuple[str, NutgrafScreen[Any]] | None = None
    """The screen over this one that this was left by, and the method that showed it."""
    _reopened: tuple[str, NutgrafScreen[Any]] | None = None
    """Such a screen that is to be shown again."""
    _left_at: object = None
    went_elsewhere = False
    """Whether a key led from here to a screen in which something may be changed."""

    @on(events.Mount)
    def _tell_lacking(self) -> None:
        if self.tells_lacking and (lacking := self.nutgraf.session.archive.lacking):
            self.say(f"{lacking}; there may be more")

    @property
    def nutgraf(self) -> Program:
        """The application."""
        return program(self)

    def say(self, words: str, *, bad: bool = False) -> None:
        words = clean(as_called(words))
        severity: SeverityLevel = "error" if bad else "information"
        timeout = max(_AT_LEAST, _TO_SEE + len(words) / _READ)
        self.app.notify(words, severity=severity, timeout=timeout, markup=False)

    def trouble(self, error: BaseException) -> None:
        # Who has left a screen, or is about to, is told nothing of it any more.
        if self.is_attached and self in self.app.screen_stack:
            say_trouble(self.app, error)

    def to_clipboard(self, text: str) -> None:
        self.app.copy_to_clipboard(text)

    def open_page(self, address: str) -> None:
        self.app.open_url(address)

    async def ask(self, screen: Screen[R], by: str = "") -> R | None:
        """Show a screen, and wait for its answer; `by` is the method of this screen that does so,
        by which it is shown again as it was left where something was read out of it.
        """
        reopened, self._reopened = self._reopened, None
        if isinstance(screen, NutgrafScreen) and reopened is not None and reopened[0] == by:
            screen.begin_as(reopened[1])
        answer = await self.app.push_screen_wait(screen)
        if isinstance(screen, NutgrafScreen):
            if by and answer is not None:
                self._inner = by, screen
            self.begin(self.came_back(), by_key=True)
        return answer

    async def came_back(self) -> None:
        """Another screen was left for this one: show again what may have been changed there."""

    def begin(self, work: Coroutine[object, object, None], *, by_key: bool = False) -> None:
        group = BY_KEY if by_key else "default"
        self.run_worker(work, group=group, exit_on_error=False)

    def archive_changed(self) -> None:
        """Another process brought something, or names were found anew."""

    # The place in a list, kept until the list is opened again

    def left_at(self) -> object:
        """Where one is in what is shown; None where that is not kept."""
        return None

    def was_at(self) -> object:
        """What `left_at` said when such a screen was left last; None where none was."""
        if self.begun_at is not None:
            return self.begun_at
        return self.nutgraf.left.get(type(self).__name__)

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        if self.is_current:
            self._left_at = self.nutgraf.left[type(self).__name__] = self.left_at()
        return super().dismiss(result)

    def begin_as(self, left: NutgrafScreen[Any] | None) -> None:
        """Begin as another one of this kind was left, with what stood over it; None for as ever."""
        if left is not None:
            self.begun_at, self._reopened = left._left_at, left._inner

    def go_on_inside(self) -> None:
        """The rows are there: show again what stood over them."""
        if self._reopened is not None:
            getattr(self, self._reopened[0])()

    # Where a key that works anywhere leads

    def come_to_front(self) -> None:
        """Close what stands over this screen, but no dialogue."""
        while (top := self.app.screen) is not self and isinstance(top, NutgrafScreen):
            top.dismiss(None)

    def undo_anywhere(self, *, again: bool) -> None:
        """Take the last step back, or do it again, where a screen has no key of its own for it."""
        self.begin(self._step_back(again=again), by_key=True)

    async def _step_back(self, *, again: bool) -> None:
        if await step_back(self, self.nutgraf.session, again=again):
            self.nutgraf.marks_changed()
            await self.came_back()

    @on(events.ScreenResume)
    def _look_again(self) -> None:
        if self.went_elsewhere:
            self.went_elsewhere = False
            self.begin(self.came_back(), by_key=True)

    def show_empty(self, shown: Widget, rows: Widget | None = None, *, empty: bool) -> None:
        """Show that there is nothing in the place of a list, or the list again, and keys work on
        its rows: a list that was hidden has lost the focus.
        """
        self.set_class(empty, "-empty")
        shown.display = not empty
        if not empty and self.focused is None:
            (rows or shown).focus()

    def show_refused(self, rows: Widget, error: BaseException) -> None:
        """Say in the place of a list why there is none, where an archive has none by its nature."""
        rows.border_title = None
        self.query_one("#empty", Static).update(Content(clean(in_words(error))))
        self.show_empty(rows, empty=True)

    @on(events.ScreenSuspend)
    @on(events.ScreenResume)
    def _keys_come_and_go(self) -> None:
        self.query_one(KeyLine).refresh()

    def command(self) -> str:
        """The command that gives in a shell what is seen; "" where there is none."""
        return ""

    def action_copy_command(self) -> None:
        if line := as_called(within(self.command(), self.nutgraf.named), anywhere=True):
            self.to_clipboard(line)
            self.say(f"Sent to the terminal's clipboard{self._copies_text()}: {line}")
        else:
            self.say("No command gives what is seen here.")

    def _copies_text(self) -> str:
        """Which key copies a text instead, where one does: with Caps Lock on it is another one."""
        bound = self.active_bindings.items()
        copies = next((key for key, one in bound if one.binding.action == "copy"), "")
        return f" ({sign(copies)} copies the text)" if copies else ""

    def action_help(self) -> None:
        self.nutgraf.show_keys(self.query_one(KeyLine).place)

    @on(LineList.Failed)
    def _rows_failed(self, event: LineList.Failed) -> None:
        self.trouble(event.error)

    @on(KeyLine.Pressed)
    async def _key_pressed(self, event: KeyLine.Pressed) -> None:
        await self.nutgraf.run_key(event.key)
