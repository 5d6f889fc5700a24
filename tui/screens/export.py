"""An export as it will be, in which format, and where it shall go."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Protocol

from textual import events, work
from textual.app import SuspendNotSupported
from textual.binding import BindingType
from textual.widget import Widget

from index import filename, for_file, write
from tui import outside, present
from tui.keys import EXPORT, bindings
from tui.program import program
from tui.screens.choose import Choose
from tui.screens.dialogs import Dialog
from tui.screens.filing import AskFile, Progress
from tui.screens.trouble import say_trouble
from tui.text import clean, clean_lines
from tui.typing import BY_KEY
from tui.widgets.text_box import TextBox

_SHOWN = 500  # paragraphs of an export that are shown; a file gets all of them
_EDITING = ("delete", "cut", "paste", "undo", "redo")
"""How actions begin that change a text."""
_WAYS_OUT = (
    ("export.file", "writes a file"),
    ("export.copy", "copies it"),
    ("export.edit", "opens it in $EDITOR"),
)


class Form(Protocol):
    """A format, as it is chosen."""

    @property
    def name(self) -> str: ...
    @property
    def suffix(self) -> str: ...
    @property
    def describe(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Exported:
    """What is exported in any of some formats: so many paragraphs or what else (`noun`), by
    `written`, the first of them or (None) all; and the file it is proposed to go to. `elsewhere`
    says how many of them are not on view.
    """

    count: int
    noun: str
    forms: Sequence[Form]
    written: Callable[[str, int | None], Iterator[str]]
    title: str
    folder: Path
    elsewhere: int = 0

    @property
    def is_much(self) -> bool:
        """Whether only a file takes all of it."""
        return self.count > _SHOWN

    @property
    def said(self) -> str:
        """How many of what."""
        return present.plural(self.count, self.noun)

    def parts(self, form: str) -> Iterator[str]:
        return self.written(form, None)

    def text(self, form: str) -> str:
        """All of it, or of much the first."""
        return "".join(self.written(form, _SHOWN if self.is_much else None))

    def file(self, form: str) -> Path:
        return self.folder / filename(self.title or "nutgraf", form)


class ExportScreen(Dialog[None]):
    """A preview of the export with three ways out: file, clipboard, editor."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(EXPORT)]
    DEFAULT_CSS = """
    ExportScreen > .box { width: 92; height: 90%; padding: 0 1; }
    ExportScreen TextBox { height: 1fr; background: $surface; border: none; }
    ExportScreen TextBox:focus { border: none; }
    """
    place = EXPORT
    saving = "Write a file"

    def __init__(self, exported: Exported, form: str, text: str) -> None:
        """`text` is what is exported in a format, or the first of it, where that is much."""
        super().__init__()
        self.text, self.form = text, form
        self._exported = exported
        self._edited = False
        self.heading = f"Export · {exported.said}"
        if exported.elsewhere:
            self.heading += f", {present.number(exported.elsewhere)} of them not on view"
        if exported.is_much:
            self.heading += f" · here the first {_SHOWN}, a file gets all"

    def fields(self) -> Iterable[Widget]:
        yield TextBox(
            clean_lines(self.text), read_only=True, soft_wrap=True, show_line_numbers=False
        )

    def on_mount(self) -> None:
        self.query_one(TextBox).focus()

    def on_key(self, event: events.Key) -> None:
        """What does nothing here, as it would only where text is written, is said to."""
        found = self.active_bindings.get(event.key)
        if found is not None and not found.binding.action.startswith(_EDITING):
            return
        event.stop()
        ways = (f"{program(self).keymap.sign(id_)} {does}" for id_, does in _WAYS_OUT)
        self._say(f"This is a preview: {', '.join(ways)}.")

    def unsaved(self) -> bool:
        return self._edited

    def action_save(self) -> None:
        self.action_file()

    @work(exit_on_error=False, group=BY_KEY)
    async def action_file(self) -> None:
        progress = Progress(self._exported.count)
        session = program(self).session

        async def put(path: Path, overwrite: bool) -> None:
            exported, much = self._exported, self._exported.is_much
            parts = for_file(self.form, exported.parts(self.form) if much else [self.text])
            await session.read(write, path, progress.follow(parts), overwrite=overwrite)
            self._say(f"{exported.said} written to {path}.")

        asked = AskFile(self._exported.file(self.form), put, progress)
        if await self.app.push_screen_wait(asked) is not None:
            self._close(None)
        else:
            self.stay()

    def action_copy(self) -> None:
        if self._is_much():
            return
        self.app.copy_to_clipboard(self.text)
        self._say(f"{self._exported.said} sent to the terminal's clipboard.")
        self._close(None)

    def _is_much(self) -> bool:
        if self._exported.is_much:
            self._say("This is too much for anything but a file.", bad=True)
        return self._exported.is_much

    @work(exit_on_error=False, group=BY_KEY)
    async def action_format(self) -> None:
        """Choose another format, and show the export in it."""
        if self._edited:
            self._say("What the editor changed has to be written to a file first.", bad=True)
            return
        options = [(each.name, each.describe, each.suffix) for each in self._exported.forms]
        form = await self.app.push_screen_wait(Choose("Export as", options))
        if not form:
            return
        session = program(self).session
        try:
            text = await session.read(self._exported.text, form)
        except Exception as error:  # noqa: BLE001  (of another package it may be; becomes a message)
            say_trouble(self.app, error)
            return
        self.form, self.text = form, text
        self.query_one(TextBox).load_text(clean_lines(text))

    def action_edit(self) -> None:
        if self._is_much():
            return
        try:
            if (command := outside.editor()) is None:
                self._say("No editor is named: set EDITOR.", bad=True)
                return
            text = outside.edit(command, self.text, self.app.suspend)
        except outside.EditorError as error:
            self._say(str(error), bad=True)
            return
        except SuspendNotSupported as error:
            self._say(f"The editor cannot be started: {error}.", bad=True)
            return
        if text == self.text:
            self._say("Nothing was changed in the editor.")
            return
        self.text, self._edited = text, True
        self.query_one(TextBox).load_text(clean_lines(text))
        self._say("Text as it came back from the editor. It is not written to a file yet.")

    def _say(self, words: str, *, bad: bool = False) -> None:
        self.app.notify(clean(words), severity="error" if bad else "information", markup=False)
