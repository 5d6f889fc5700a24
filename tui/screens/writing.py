"""Dialogues in which something is written: a line of text, a note."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from typing import ClassVar

from textual import work
from textual.binding import BindingType
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Static

from index import NutgrafError
from tui import present
from tui.keys import NOTE, bindings
from tui.program import program
from tui.screens.dialogs import Dialog
from tui.text import clean, clean_lines, fit
from tui.typing import BY_KEY
from tui.widgets.line_input import LineInput
from tui.widgets.text_box import TextBox

_PASSAGE = 240  # cells of what a note is for
_ELSEWHERE = "Another window is writing a note on this as well, which is not saved yet."
_KEPT_AFTER = 0.8  # seconds from a key until what is written is kept as a draft


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
    NoteEditor .back { height: auto; margin-bottom: 1; }
    """
    heading = "Note"
    place = NOTE

    def __init__(
        self,
        note: str,
        passage: str,
        act: Callable[[str], Awaitable[object]] | None = None,
        *,
        draft: str | None = None,
        keep: Callable[[str | None], Awaitable[object]] | None = None,
        elsewhere: bool = False,
    ) -> None:
        """`draft` is what was written before and neither saved nor thrown away. `keep` keeps what
        is written as such, None once that is decided. `elsewhere`: another window is writing too.
        """
        super().__init__(act)
        self._note, self._passage, self._draft, self._keep = note, passage, draft, keep
        self._elsewhere = elsewhere
        self._kept = note if draft is None else draft
        self._pause: Timer | None = None
        self._left = False

    def fields(self) -> Iterable[Widget]:
        yield Static(Content(fit(clean(self._passage), _PASSAGE)), classes="words")
        if self._draft is not None:
            close = program(self).keymap.sign("dialog.close")
            back = f"What you wrote and did not save is back; {close} asks what to do with it."
            yield Static(Content(back), classes="back")
        if self._elsewhere:
            yield Static(Content(_ELSEWHERE), classes="back")
        text = self._note if self._draft is None else self._draft
        yield TextBox(text, soft_wrap=True, show_line_numbers=False)

    def on_mount(self) -> None:
        area = self.query_one(TextBox)
        area.focus()
        area.move_cursor(area.document.end)

    @property
    def text(self) -> str:
        return self.query_one(TextBox).text.strip()

    def unsaved(self) -> bool:
        return self.text != self._note.strip()

    def put_before(self, note: str) -> None:
        """Have what is written stand below a note that is there by now."""
        area = self.query_one(TextBox)
        self.query(".back").set(display=False)
        self._note, written = note, self.text
        area.text = "\n".join(filter(None, (note, written)))
        area.move_cursor(area.document.end)

    def on_text_area_changed(self) -> None:
        # The first key after a while begins to wait, and what comes meanwhile is kept with it: who
        # never stops is not left without.
        if self._pause is None:
            self._pause = self.set_timer(_KEPT_AFTER, self.pause_over)

    def pause_over(self) -> None:
        """Keep what is written, beside whatever else goes on."""
        self._pause = None
        self.run_worker(self.keep_draft(), exit_on_error=False)

    async def keep_draft(self) -> None:
        """Keep what is written for the case that the program ends without being asked to."""
        text = self.query_one(TextBox).text
        if self._keep is None or self._left or text == self._kept:
            return
        # In an archive that cannot be written now, it is let be: to save it says why.
        with suppress(NutgrafError):
            await self._keep(text if self.unsaved() else None)
            # Only now: who ends meanwhile keeps it again, and waits for that.
            self._kept = text

    def _close(self, value: str | None) -> None:
        self._left = True
        if self._pause is not None:
            self._pause.stop()
        self._forget(value)

    @work(exit_on_error=False, group=BY_KEY)
    async def _forget(self, value: str | None) -> None:
        """Close once nothing is kept any more that was saved or thrown away."""
        if self._keep is not None and (self._draft is not None or self._kept != self._note):
            with suppress(NutgrafError):
                await self._keep(None)
        super()._close(value)

    def action_save(self) -> None:
        if self.text == self._note.strip():
            self._close(None)
        else:
            self.answer(self.text)
