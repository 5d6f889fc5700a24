"""What screens and their parts know of the application that they stand in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from textual.dom import DOMNode
    from textual.theme import Theme

    from tui.config import Config
    from tui.key import Key
    from tui.keymap import Keymap
    from tui.letters_in_a_row import LettersInARow
    from tui.session import Session


class Program(Protocol):
    """The application as its screens know it, besides what any application of the framework has."""

    session: Session
    config: Config
    keymap: Keymap
    letters: LettersInARow
    named: Sequence[str]
    """The options that tell a command which archive is looked at; none is the reader's own."""
    timed: bool
    """Whether milliseconds are shown; not in pictures that must be the same each time."""

    left: dict[str, object]
    """Where screens were left, by their class: see `NutgrafScreen.left_at`."""

    @property
    def available_themes(self) -> Mapping[str, Theme]: ...

    async def run_key(self, key: Key) -> None:
        """Do what a key does, from the footer or the palette."""

    def show_keys(self, place: str) -> None:
        """Show the keys that work in a place."""

    def archive_changed(self) -> None:
        """Have every screen show what another process or a fetch brought."""

    def marks_changed(self) -> None:
        """Have the main screen show again what depends on marks and names."""

    def look_for(self, text: str) -> None:
        """Show what a query finds."""

    def narrow(self, fragment: str) -> None:
        """Add a clause to the query."""

    def choose_theme(self, name: str) -> object:
        """Use a theme, now and the next time."""

    def take_keys(self) -> None:
        """Hand on what was typed while the program was starting, and all that comes."""

    def action_how_to_quit(self) -> None:
        """Say by which keys one leaves what one is in, and the application."""


def program(node: DOMNode) -> Program:
    """The application that something stands in."""
    return cast("Program", node.app)
