"""Letters that come one upon another where letters are keys: likely a text, typed into the wrong
place. What leads out of the program, or loses what was written, is not done by one of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.keys import ANYWHERE, KEYS, Key, sign

if TYPE_CHECKING:
    from textual import events
    from textual.app import App

    from tui.keymap import Keymap

_QUICK = 0.5
"""Seconds from one letter to the next in which nobody reads what the first one did."""


@dataclass(slots=True)
class _Pressed:
    """A key, when it came, and on which screen. One `held_back` did nothing."""

    key: str
    is_letter: bool
    time: float
    screen: object
    held_back: bool = False


class LettersInARow:
    """The key that is pressed and the one before it. Times are those that the events carry."""

    def __init__(self, app: App[int]) -> None:
        self._app = app
        self._now: _Pressed | None = None
        self._before: _Pressed | None = None

    def take(self, event: events.Key) -> None:
        """A key has its turn."""
        self._before = self._now
        self._now = _Pressed(event.key, event.is_printable, event.time, self._app.screen)

    def hold_back(self, *, is_answer: bool = False) -> bool:
        """Whether the key that has its turn is a letter right behind another one; where it
        `is_answer`, right behind whatever key led to the question. Pressed again after a moment it
        is meant.
        """
        now, before = self._now, self._before
        if now is None or before is None or not now.is_letter:
            return False
        behind = before.is_letter or (is_answer and before.screen is not now.screen)
        now.held_back = behind and 0 <= now.time - before.time < _QUICK
        return now.held_back

    def kept_from_leaving(self, event: events.Key, keymap: Keymap) -> str:
        """What is said of a letter that would lead out of the program, where it is held back. One
        that quits is meant the second time: no text has it twice.
        """
        now, before = self._now, self._before
        if now is None or before is None or not self.hold_back():
            return ""
        key = self._leaving(event)
        quits = key is not None and key.place == ANYWHERE
        again = before.key == now.key and (before.held_back or before.screen is not now.screen)
        if key is None or (quits and again):
            now.held_back = False
            return ""
        told = f"{sign(event.key)} again {key.leaves}."
        if quits:
            told = f"{keymap.sign('app.query')} writes a query, {told}"
        return f"Letters are keys here: {told}"

    def _leaving(self, event: events.Key) -> Key | None:
        """The key of the table that an event is for, if it leads out of the program. In a screen
        over the main one the key that quits has another action, and closes only that.
        """
        found = self._app.screen.active_bindings.get(event.key)
        if found is None:
            return None
        id_, action = found.binding.id, found.binding.action
        every = (key for key in KEYS if key.id == id_ and key.action == action)
        return next((key for key in every if key.leaves), None)
