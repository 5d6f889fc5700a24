"""A screen that is left once, however often it is told to."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete

from tui.screens.copying import CopiesText

T = TypeVar("T")


class LeftOnce(CopiesText[T]):
    """A second Escape or click that is on its way already must not take the screen below too."""

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        return super().dismiss(result) if self.is_current else AwaitComplete()
