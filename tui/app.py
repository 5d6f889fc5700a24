"""The application: themes, keys, the line to the archive, and the screens."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import events, work
from textual._compositor import CompositorUpdate
from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.filter import LineFilter
from textual.notifications import Notify
from textual.screen import Screen

from tui import framework_repairs, outside, themes
from tui.called import as_called
from tui.config import Config
from tui.controllers.keeping_up import KeepingUpController
from tui.ending import end_when_told
from tui.garbage import collect_seldom
from tui.how_to_leave import how_to_leave
from tui.key import Key
from tui.keymap import keymap
from tui.keys import elsewhere, key_of
from tui.letters_in_a_row import LettersInARow
from tui.painting import Picture
from tui.screens.dialogs import Dialog
from tui.screens.elsewhere import go_elsewhere
from tui.screens.help import HelpScreen
from tui.screens.main import MainScreen
from tui.screens.nutgraf_screen import NutgrafScreen
from tui.screens.palette import Commands, Palette
from tui.screens.trouble import say_trouble
from tui.session import Session
from tui.settings_file import remember
from tui.text import clean
from tui.themed_app import ThemedApp
from tui.typing import Typing
from tui.widgets.steering import NothingSteers

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.driver import Driver

    from tui.asked import Asked
    from tui.program import Program


_PARTING = 2.0
"""Seconds that what is being written may take to be kept when the program is told to end."""


class NutgrafApp(ThemedApp, inherit_bindings=False):
    """Nutgraf in a terminal, over an open archive."""

    TITLE = "Nutgraf"
    CSS_PATH = "app.tcss"
    COMMANDS: ClassVar = {Commands}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", show=False, priority=True),
        Binding("ctrl+c", "how_to_quit", show=False),
        Binding("ctrl+l", "redraw", show=False),
        *elsewhere(),
    ]

    is_program = False
    """Whether the process is this application's, and ends with it."""

    def __init__(
        self,
        archive: Asked,
        config: Config | None = None,
        *,
        first_query: str = "",
        poll: float = 1.0,
        pause: float = 0.4,
        timed: bool = True,
        settings: Path | None = None,
        driver: type[Driver] | None = None,
        named: Sequence[str] = (),
    ) -> None:
        """`poll` is how often, in seconds, the archive is asked for new material; 0 is never.

        `pause` is how long, in seconds, nothing must be typed until a text is taken as it stands; 0
        is for ever. `named` are the options by which a command is told which archive this is.
        `settings` is the file in which a theme that is chosen is kept, `driver` what
        speaks with the terminal. `timed` False
        leaves the milliseconds out, for pictures that must be the same each time.
        """
        framework_repairs.repair()
        self.config = config or Config()
        super().__init__(driver, self.config.theme)
        self.session = Session(archive)
        self.keymap = keymap(self.config.keymap)
        self._first_query, self.timed, self._poll, self._pause = first_query, timed, poll, pause
        self.named: Sequence[str] = named
        self.left: dict[str, object] = {}
        self._settings = settings
        self.ended = True
        """Whether no thread asks the archive anything any more, once the application is over."""
        self._steering = NothingSteers()
        self.typing = Typing(self, self.session.done)
        self.letters = LettersInARow(self)
        self.picture = Picture()
        self.animation_level = "none"

    def get_line_filters(self) -> Sequence[LineFilter]:
        before = super().get_line_filters()
        if before != self._steering.before:
            self._steering = NothingSteers(before)
        return [self._steering]

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """None: the palette offers our own."""
        del screen
        return ()

    def on_mount(self) -> None:
        if self.is_program:
            # The terminal is put back as it was, whoever ends the program.
            end_when_told(self.told_to_end)
        self.app_resume_signal.subscribe(self, lambda _app: self.action_redraw())
        self.set_keymap(self.keymap.bound)
        problems = [*self.config.problems, *self.keymap.problems]
        if problem := themes.unknown(self.config.theme):
            problems.append(problem)
        if notice := self.session.archive.notice:
            problems.append(notice)
        for problem in problems:
            self._warn(problem)
        self.keeping_up = KeepingUpController(
            self.main,
            self.session,
            # An engine of the user's own takes seconds to load: `nutgraf reindex` uses it.
            enriches=self.config.entities.get("engine", "own") == "own",
            came=self._came,
            changed=self.archive_changed,
            warn=self._warn,
        )
        if self._poll:
            self.set_interval(self._poll, self.keeping_up.look_for_news)
            # Which feeds fail by now: of others it is told when they begin to.
            self.set_timer(self._poll, self.look_at_feeds)
            self.keeping_up.bring_up_to_date()

    def _warn(self, words: str) -> None:
        self.notify(clean(as_called(words)), severity="warning", timeout=10, markup=False)

    def get_default_screen(self) -> MainScreen:
        """The main screen. An empty one below it, which the framework has otherwise, would have
        everything painted anew whenever something happens to it.
        """
        return self.main

    @property
    def main(self) -> MainScreen:
        """The main screen, which is there for as long as the application."""
        if not hasattr(self, "_main"):
            self._main = MainScreen(
                self.session,
                self.config,
                self.keymap,
                first_query=self._first_query,
                timed=self.timed,
                pause=self._pause,
            )
        return self._main

    def look_at_feeds(self) -> None:
        self.main.begin(self.main.fetching.look())

    async def _came(self) -> None:
        """Another process brought something."""
        self.archive_changed()
        await self.main.fetching.look()

    def archive_changed(self) -> None:
        for screen in self.screen_stack:
            if isinstance(screen, (NutgrafScreen, Dialog)):
                screen.archive_changed()

    def on_notify(self, event: Notify) -> None:
        """The newest of what is merely told stands alone, and nothing stands twice."""
        new = event.notification
        for told in tuple(self._notifications):
            if told.message == new.message or told.severity == new.severity == "information":
                self._unnotify(told, refresh=False)

    async def run_key(self, key: Key) -> None:
        """Do what a key does, from the footer or the palette."""
        home = self._home_of(key)
        await self.run_action(key.action if home is not self else f"elsewhere('{key.id}')", home)

    def _home_of(self, key: Key) -> DOMNode:
        """Who does what a key does: the nearest that has the key, from what has the focus on, as if
        it were pressed; where none of these does, whoever else of the screen has it.
        """
        near = (self.screen.focused or self.screen).ancestors_with_self
        every = (*near, *self.screen.query("*"))
        return next((one for one in every if _has(one, key)), self.screen)

    async def action_elsewhere(self, id_: str) -> None:
        """Do what a key of the main screen does, from a screen over that."""
        if isinstance(screen := self.screen, NutgrafScreen):
            await go_elsewhere(screen, self.main, key_of(id_))

    def take_keys(self) -> None:
        self.typing.begin()

    async def on_event(self, event: events.Event) -> None:
        """Typing is put in line: a key goes where the key before it led, however fast it comes."""
        typed = isinstance(event, events.Key | events.Paste) and not event.is_forwarded
        if typed and not self.screen_stack:
            return  # The program ends, and has no screen any more that a key could be for.
        if typed and not self.typing.is_due(event):
            self.typing.put(event)
        else:
            meant = self.typing.as_meant(event, self.keymap)
            if not (typed and isinstance(meant, events.Key) and self._held_back(meant)):
                await super().on_event(meant)

    def _held_back(self, event: events.Key) -> bool:
        """Whether a key is not done, as it seems to be a letter of a text; that is said."""
        self.letters.take(event)
        if self.typing.takes_text():
            return False
        words = self.letters.kept_from_leaving(event, self.keymap)
        if words:
            self.notify(words, markup=False)
        return bool(words)

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Write only what looks otherwise than before; all that is written comes through here."""
        if isinstance(renderable, CompositorUpdate):
            renderable = self.picture.only_changes(renderable)
        super()._display(screen, renderable)

    def on_resize(self) -> None:
        self.picture.forget()

    def action_redraw(self) -> None:
        """Write everything anew, where another program wrote into the terminal."""
        self.picture.forget()
        self.screen.refresh()

    def show_keys(self, place: str) -> None:
        self.push_screen(HelpScreen(place, self.keymap))

    def marks_changed(self) -> None:
        self.main.begin(self.main.marks_changed())

    def look_for(self, text: str) -> None:
        from tui.view import View  # noqa: PLC0415

        self.main.search.look_at(View(text))

    def narrow(self, fragment: str) -> None:
        self.main.search.narrow(fragment)

    def action_command_palette(self) -> None:
        if isinstance(self.screen, Dialog):
            sign = self.keymap.sign("dialog.close")
            self.notify(f"A dialogue is open: {sign} closes it.", markup=False)
        elif not isinstance(self.screen, Palette):
            self.push_screen(Palette())

    @work(exit_on_error=False)
    async def choose_theme(self, name: str) -> None:
        """Use a theme, now and the next time."""
        before, but = self.theme, ""
        if self.without_colour:
            but = "; NO_COLOR counts before that"
        else:
            self.theme = name
        if self._settings is None:
            return
        try:
            await self.session.do(remember, self._settings, "theme", name)
        except Exception as error:  # noqa: BLE001  (becomes a message)
            say_trouble(self, error)
            return
        named = os.environ.get("NUTGRAF_THEME")
        if named:
            but = f"; NUTGRAF_THEME={named} counts before that"
        told = f"Theme {name} (before: {before}), kept in {self._settings}{but}."
        self.notify(clean(told), markup=False)

    async def action_quit(self) -> None:
        """Quit, unless a dialogue holds what is not saved: that is asked about first."""
        for screen in reversed(self.screen_stack):
            if isinstance(screen, Dialog) and (screen.acting or screen.unsaved()):
                screen.give_up(then=self.exit)
                return
        self.exit(0)

    @work(exit_on_error=False)
    async def told_to_end(self, code: int) -> None:
        """End because the system, or somebody, says so: what is being written is kept before."""
        for screen in self.screen_stack:
            if isinstance(screen, Dialog):
                with suppress(TimeoutError):
                    await asyncio.wait_for(screen.keep_draft(), _PARTING)
        self.exit(return_code=code)

    def action_how_to_quit(self) -> None:
        words = how_to_leave(self.screen, writes=self.typing.takes_text())
        self.notify(words, markup=False)

    def _fatal_error(self) -> None:
        """No traceback, with all that stands in it, is written over the screen: `run` tells what
        happened.
        """
        self.bell()
        self._close_messages_no_wait()

    @property
    def failed(self) -> Exception | None:
        """What ended the application that nobody foresaw, if anything did."""
        return self._exception

    def on_unmount(self) -> None:
        self.typing.stop()
        self.ended = self.session.close()


def _has(node: DOMNode, key: Key) -> bool:
    return any(one.id == key.id for _, one in node._bindings)


def _as_screens_know_it(app: NutgrafApp) -> Program:
    """Nobody calls this: it has the types checked."""
    return app


def _driver() -> type[Driver] | None:
    """What speaks with the terminal, None for what Textual chooses."""
    if os.name != "posix" or "TEXTUAL_DRIVER" in os.environ:
        return None
    from tui.terminal_driver import PromptDriver  # noqa: PLC0415  (not there on Windows)

    return PromptDriver


def run(
    archive: Asked,
    config: Config,
    report: Callable[[Exception], int],
    *,
    query: str = "",
    settings: Path | None = None,
    named: Sequence[str] = (),
) -> int:
    """Show an open archive until the user is done; the exit code. Does not close the archive.
    `named` are the options by which a command is told which one it is.
    `report` tells of an error that nobody foresaw, and gives the exit code for it.
    """
    outside.end_with_terminal()
    app = NutgrafApp(
        archive, config, first_query=query, settings=settings, named=named, driver=_driver()
    )
    collect_seldom()
    app.is_program = True
    code = app.run()
    code = app.return_code or code or 0
    if app.failed is not None:
        code = report(app.failed)
    if not app.ended:
        # To close what a thread is using would end the process by a signal, and to wait for it
        # would keep the user. What was reported as stored is stored.
        outside.leave(code)
    return code
