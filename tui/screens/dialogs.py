"""Small questions over a screen: yes or no, one line of text, a note."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Static, TextArea

from tui import present
from tui.keys import DIALOG, NOTE, bindings
from tui.text import clean

T = TypeVar("T")


class Dialog(ModalScreen[T]):
    """A box in the middle. `escape` answers None."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(DIALOG)]
    DEFAULT_CSS = """
    Dialog { align: center middle; background: $background 60%; }
    Dialog > .box {
        width: 64; max-width: 100%; height: auto; max-height: 100%;
        background: $surface; border: round $border; border-title-style: bold;
        border-title-color: $foreground; border-subtitle-color: $quiet; padding: 1 2;
    }
    Dialog .words { height: auto; margin-bottom: 1; }
    Dialog .buttons { height: auto; align-horizontal: right; }
    Dialog Button { margin-left: 2; min-width: 8; }
    Dialog Input { background: $background; }
    """

    def action_close(self) -> None:
        self.dismiss(None)


class Confirm(Dialog[bool]):
    """A question with two answers. Enter and `y` do it, Escape and `n` do not."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", show=False),
        Binding("n", "answer(False)", show=False),
        Binding("left,right,h,l", "app.focus_next", show=False),
    ]

    def __init__(self, title: str, words: str, yes: str) -> None:
        super().__init__()
        self._title, self._words, self._yes = title, words, yes

    def compose(self) -> ComposeResult:
        box = Vertical(classes="box")
        box.border_title = Content(clean(self._title))
        with box:
            yield Static(Content(self._words), classes="words")
            with Horizontal(classes="buttons"):
                yield Button(Content(self._yes), variant="primary", id="yes", compact=True)
                yield Button(Content("Cancel"), id="no", compact=True)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        self.dismiss(event.button.id == "yes")

    def action_answer(self, answer: bool) -> None:
        self.dismiss(answer)


class Ask(Dialog[str]):
    """A line of text. Enter answers it."""

    def __init__(self, title: str, value: str = "", hint: str = "") -> None:
        super().__init__()
        self._title, self._value, self._hint = title, value, hint

    def compose(self) -> ComposeResult:
        box = Vertical(classes="box")
        box.border_title = Content(clean(self._title))
        box.border_subtitle = Content("Enter save · Esc cancel")
        with box:
            if self._hint:
                yield Static(Content.styled(self._hint, present.QUIET), classes="words")
            yield Input(self._value, compact=True, select_on_focus=False)

    def on_mount(self) -> None:
        self.query_one(Input).cursor_position = len(self._value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value.strip())


class NoteEditor(Dialog[str]):
    """A note in a text area. Closing asks only if something changed."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(NOTE)]
    DEFAULT_CSS = """
    NoteEditor > .box { height: 18; }
    NoteEditor TextArea { height: 1fr; background: $background; border: none; }
    NoteEditor TextArea:focus { border: none; }
    NoteEditor .words { max-height: 4; color: $quiet; }
    """

    def __init__(self, note: str, passage: str) -> None:
        super().__init__()
        self._note, self._passage = note, passage

    def compose(self) -> ComposeResult:
        box = Vertical(classes="box")
        box.border_title = Content("Note")
        box.border_subtitle = Content("^s save · Esc close")
        with box:
            yield Static(Content(clean(self._passage[:240])), classes="words")
            yield TextArea(self._note, soft_wrap=True, show_line_numbers=False)

    def on_mount(self) -> None:
        area = self.query_one(TextArea)
        area.focus()
        area.move_cursor(area.document.end)

    def action_save(self) -> None:
        self.dismiss(self.query_one(TextArea).text.strip())

    def action_close(self) -> None:
        if self.query_one(TextArea).text.strip() == self._note.strip():
            self.dismiss(None)
        else:
            confirm = Confirm("Note", "Close without saving what you wrote?", "Throw away")
            self.app.push_screen(confirm, self._asked)

    def _asked(self, sure: bool | None) -> None:
        if sure:
            self.dismiss(None)
