"""The Markdown as it will be, and where it shall go."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.app import SuspendNotSupported
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import TextArea

from index import write
from tui import outside, present
from tui.keys import EXPORT, bindings
from tui.screens.dialogs import Dialog
from tui.screens.filing import AskFile
from tui.text import clean, clean_lines

if TYPE_CHECKING:
    from tui.app import NutgrafApp


class ExportScreen(Dialog[None]):
    """A preview of the export with three ways out: file, clipboard, editor."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(EXPORT)]
    DEFAULT_CSS = """
    ExportScreen > .box { width: 92; height: 90%; padding: 0 1; }
    ExportScreen TextArea { height: 1fr; background: $surface; border: none; }
    ExportScreen TextArea:focus { border: none; }
    """
    below = "f file · y clipboard · e $EDITOR · Esc close"
    saving = "Write a file"

    def __init__(self, text: str, count: int, file: Path) -> None:
        super().__init__()
        self.heading = f"Export · {present.plural(count, 'paragraph')}"
        self.text, self._count, self._file = text, count, file
        self._edited = False

    def fields(self) -> Iterable[Widget]:
        yield TextArea(
            clean_lines(self.text), read_only=True, soft_wrap=True, show_line_numbers=False
        )

    def on_mount(self) -> None:
        self.query_one(TextArea).focus()

    def unsaved(self) -> bool:
        return self._edited

    def action_save(self) -> None:
        self.action_file()

    @work(exit_on_error=False)
    async def action_file(self) -> None:
        session = cast("NutgrafApp", self.app).session

        async def put(path: Path, overwrite: bool) -> None:
            await session.do(write, path, self.text, overwrite=overwrite)
            self._say(f"{present.plural(self._count, 'paragraph')} written to {path}.")

        if await self.app.push_screen_wait(AskFile(self._file, put)) is not None:
            self._close(None)

    def action_copy(self) -> None:
        self.app.copy_to_clipboard(self.text)
        self._say(f"{present.plural(self._count, 'paragraph')} sent to the terminal's clipboard.")
        self._close(None)

    def action_edit(self) -> None:
        if (command := outside.editor()) is None:
            self._say("No editor is named: set EDITOR.", bad=True)
            return
        try:
            with self.app.suspend():
                text = outside.edit(command, self.text)
        except (OSError, SuspendNotSupported) as error:
            self._say(f"The editor cannot be started: {error}.", bad=True)
            return
        if text == self.text:
            self._say("Nothing was changed in the editor.")
            return
        self.text, self._edited = text, True
        self.query_one(TextArea).load_text(clean_lines(text))
        self._say("Text as it came back from the editor. It is not written to a file yet.")

    def _say(self, words: str, *, bad: bool = False) -> None:
        self.app.notify(clean(words), severity="error" if bad else "information", markup=False)
