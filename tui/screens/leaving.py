"""A screen that is left once, however often it is told to, and calm while the focus moves in it."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.reactive import Reactive
from textual.widget import Widget

from tui.screens.copying import CopiesText

T = TypeVar("T")


class LeftOnce(CopiesText[T]):
    """A second Escape or click that is on its way already must not take the screen below too."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """As in the framework, but that what had the focus and what gets it are painted, and nothing
    else: both change their looks by themselves.
    """

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        return super().dismiss(result) if self.is_current else AwaitComplete()
