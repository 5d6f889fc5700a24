"""Dialogues in which something is written: a line of text, a note."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from tui import present
from tui.keys import NOTE, bindings
from tui.screens.dialogs import Dialog
from tui.text import clean, clean_lines, fit
from tui.widgets.line_input import LineInput
from tui.widgets.text_box import TextBox

_PASSAGE = 240  # cells of what a note is for


class Ask(Dialog[str]):
    """A line of text. Enter does what it is for."""

    replaces = False
    """Whether typing takes the place of what is proposed."""

    def __init__(
        self,
        heading: str,
        value: str = "",
        hint: str = "",
        *,
        act: Callable[[str], Awaitable[object]] | None = None,
        saving: str = "Save",
        precious: bool = True,
    ) -> None:
        """`precious` text is asked about before it is thrown away."""
        super().__init__(act)
        self.heading, self.saving = heading, saving
        self.below = f"Enter {saving.lower()} · {{close}} cancel"
        self._value, self._hint, self._precious = value, hint, precious

    def fields(self) -> Iterable[Widget]:
        if self._hint:
            yield Static(Content.styled(clean_lines(self._hint), present.QUIET), classes="words")
        yield LineInput(self._value, compact=True, select_on_focus=False)

    def on_mount(self) -> None:
        field = self.query_one(Input)
        if self.replaces:
            field.select_all()
        else:
            field.cursor_position = len(self._value)

    @property
    def text(self) -> str:
        return self.query_one(Input).value.strip()

    def unsaved(self) -> bool:
        return self._precious and self.text not in ("", self._value.strip())

    def on_input_submitted(self) -> None:
        self.action_save()

    def action_save(self) -> None:
        self.answer(self.text)


class NoteEditor(Dialog[str]):
    """A note in a text area. Closing asks only if something changed."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(NOTE)]
    DEFAULT_CSS = """
    NoteEditor > .box { height: 18; }
    NoteEditor TextBox { height: 1fr; background: $background; border: none; }
    NoteEditor TextBox:focus { border: none; }
    NoteEditor .words { max-height: 4; color: $quiet; }
    """
    heading = "Note"
    place = NOTE

    def __init__(
        self, note: str, passage: str, act: Callable[[str], Awaitable[object]] | None = None
    ) -> None:
        super().__init__(act)
        self._note, self._passage = note, passage

    def fields(self) -> Iterable[Widget]:
        yield Static(Content(fit(clean(self._passage), _PASSAGE)), classes="words")
        yield TextBox(self._note, soft_wrap=True, show_line_numbers=False)

    def on_mount(self) -> None:
        area = self.query_one(TextBox)
        area.focus()
        area.move_cursor(area.document.end)

    @property
    def text(self) -> str:
        return self.query_one(TextBox).text.strip()

    def unsaved(self) -> bool:
        return self.text != self._note.strip()

    def action_save(self) -> None:
        if self.text == self._note.strip():
            self._close(None)
        else:
            self.answer(self.text)
