"""What the command palette offers: actions with their keys, saved searches, themes, names."""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from functools import partial
from typing import NamedTuple

from textual import events, work
from textual.await_complete import AwaitComplete
from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.css.query import NoMatches
from textual.fuzzy import Matcher

from tui.filters import fragment, saved_clause
from tui.keys import KEYS, Key
from tui.program import program
from tui.screens.copying import CopiesText
from tui.text import clean
from tui.widgets.key_line import KeyLine

_NAMES = 200

_gathering: Callable[[CommandPalette, str], Awaitable[None]] = inspect.unwrap(
    CommandPalette._gather_commands
)


class Palette(CommandPalette, CopiesText[None]):
    """The framework's palette, with what goes wrong there on quick keys and clicks kept out."""

    def dismiss(self, result: None = None) -> AwaitComplete:
        return super().dismiss(result) if self.is_current else AwaitComplete()

    def _on_click(self, event: events.Click) -> None:  # type: ignore[override]
        if self.is_current:
            super()._on_click(event)

    def _action_command_list(self, action: str) -> None:
        # A list that has not been drawn does not know its lines; there is nothing to page in.
        with suppress(KeyError, IndexError):
            super()._action_command_list(action)

    @work(exclusive=True, group=CommandPalette._GATHER_COMMANDS_GROUP)
    async def _gather_commands(self, search_value: str) -> None:
        # It goes on when the palette is being taken away, and looks for its list.
        with suppress(NoMatches):
            await _gathering(self, search_value)


class _Command(NamedTuple):
    words: str
    help: str
    run: Callable[[], object]
    discover: bool


class Commands(Provider):
    """Few enough commands to be matched at every key; other names are found by searching."""

    async def startup(self) -> None:
        app = program(self.screen)
        self._commands = [
            _Command(key.words, f"{app.keymap.signs(key)} · {key.place}",
                     partial(app.run_key, key), discover=True)
            for key in self._keys()
        ]  # fmt: skip
        self._commands += [
            _Command(f"Theme: {name}", "in use" if name == self.app.theme else "colours",
                     partial(app.choose_theme, name),
                     discover=name.startswith("nutgraf"))
            for name in sorted(self.app.available_themes)
        ]  # fmt: skip
        if self.screen is self.app.screen_stack[0]:
            await self._add_searches()

    def _keys(self) -> Iterable[Key]:
        """What can be done where the palette was opened."""
        if self.screen is self.app.screen_stack[0]:
            return (key for key in KEYS if key.palette)
        lines = self.screen.query(KeyLine)
        keymap = program(self.screen).keymap
        return (
            key
            for line in lines
            for key in keymap.reachable(line.place)
            if key.brief or key.palette
        )

    async def _add_searches(self) -> None:
        """What the main screen can look for."""
        app = program(self.screen)
        archive = app.session.archive
        saved = await app.session.read(archive.saved)
        self._commands += [
            _Command(clean(f"Search @{name}"), text,
                     partial(app.look_for, saved_clause(name)), discover=True)
            for name, text in saved.items()
        ]  # fmt: skip
        names = await app.session.read(archive.entities, "", None, _NAMES)
        self._commands += [
            _Command(clean(each.name), f"{each.type} · {each.count} ¶",
                     partial(app.narrow, fragment(each.type, each.name)), discover=False)
            for each in names
        ]  # fmt: skip

    async def discover(self) -> Hits:
        for command in self._commands:
            if command.discover:
                shown = _two_lines(Content(command.words), command.help)
                yield DiscoveryHit(shown, command.run, text=command.words)

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for command in self._commands:
            score = matcher.match(command.words) + _begins(command.words, query)
            if score > 0:
                shown = _two_lines(_marked(matcher, command.words), command.help)
                yield Hit(score, shown, command.run, text=command.words)


def _begins(words: str, query: str) -> int:
    """1 where a word begins with what is written, so that it stands before those that have its
    letters anywhere: "story" is meant for stories, and not for history.
    """
    small = query.strip().casefold()
    forms = (small, f"{small[:-1]}ies") if small.endswith("y") else (small,)
    begin = tuple(filter(None, forms))
    return int(any(word.startswith(begin) for word in words.casefold().split()))


def _marked(matcher: Matcher, words: str) -> Content:
    """The words with what matched underlined; the matcher's own way would read them as markup."""
    content = Content(words)
    _, offsets = matcher.fuzzy_search.match(matcher.query, words)
    for offset in offsets:
        content = content.stylize(matcher.match_style, offset, offset + 1)
    return content


def _two_lines(words: Content, explained: str) -> Content:
    """The palette would read its own help lines as markup, and texts of the archive are in them."""
    return words + Content("\n") + Content.styled(clean(explained), "$quiet not bold")
