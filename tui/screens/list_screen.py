"""A screen that is one list, and what is said in its place where it is empty."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tui.screens.nutgraf_screen import NutgrafScreen
from tui.widgets.key_line import KeyLine
from tui.widgets.line_list import LineList

T = TypeVar("T")


class ListScreen(NutgrafScreen[T]):
    """The `list` has the screen, and the focus; in its frame stands the `heading` until it is read.
    `place` is the one whose keys work here.
    """

    place: ClassVar[str]
    heading: ClassVar[str] = "reading …"

    list: LineList[Any]

    def nothing(self) -> Content:
        """What is said where the list is empty."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        with Vertical():
            yield self.list
            yield Static(self.nothing(), id="empty")
        yield KeyLine(self.nutgraf.keymap, id="keys")

    @on(events.Mount)
    def _begin_with_list(self) -> None:
        self.query_one(KeyLine).place = self.place
        self.list.border_title = self.heading
        self.list.focus()

    @on(LineList.Left)
    def action_close(self) -> None:
        self.dismiss(None)
