"""The Markdown as it will be, and where it shall go."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import work
from textual.app import ComposeResult, SuspendNotSupported
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import TextArea

from index import write
from tui import outside, present
from tui.keys import EXPORT, bindings
from tui.screens.dialogs import Ask, Confirm, Dialog
from tui.screens.trouble import TellsTrouble
from tui.text import clean


class ExportScreen(TellsTrouble, Dialog[None]):
    """A preview of the export with three ways out: file, clipboard, editor."""

    BINDINGS: ClassVar[list[BindingType]] = [*bindings(EXPORT)]
    DEFAULT_CSS = """
    ExportScreen > .box { width: 92; height: 90%; padding: 0 1; }
    ExportScreen TextArea { height: 1fr; background: $surface; border: none; }
    ExportScreen TextArea:focus { border: none; }
    """

    def __init__(self, text: str, count: int, file: Path) -> None:
        super().__init__()
        self.text, self._count, self._file = text, count, file

    def compose(self) -> ComposeResult:
        box = Vertical(classes="box")
        box.border_title = Content(f"Export · {present.plural(self._count, 'paragraph')}")
        box.border_subtitle = Content("f file · y clipboard · e $EDITOR · Esc close")
        with box:
            lines = "\n".join(clean(line) for line in self.text.split("\n"))
            yield TextArea(lines, read_only=True, soft_wrap=True, show_line_numbers=False)

    def on_mount(self) -> None:
        self.query_one(TextArea).focus()

    @work(exit_on_error=False)
    async def action_file(self) -> None:
        name = await self.app.push_screen_wait(Ask("Write to file", str(self._file)))
        if not name:
            return
        path = _path(name)
        overwrite: bool | None = False
        if path.is_dir():
            self._say(f"{path} is a folder; name a file in it.", bad=True)
            return
        if path.exists():
            words = f"{path} exists. What is in it would be lost."
            overwrite = await self.app.push_screen_wait(Confirm("Overwrite?", words, "Overwrite"))
            if not overwrite:
                return
        write(path, self.text, overwrite=bool(overwrite))
        self._say(f"{present.plural(self._count, 'paragraph')} written to {path}.")
        self.dismiss(None)

    def action_copy(self) -> None:
        self.app.copy_to_clipboard(self.text)
        self._say(f"{present.plural(self._count, 'paragraph')} sent to the terminal's clipboard.")
        self.dismiss(None)

    def action_edit(self) -> None:
        if (command := outside.editor()) is None:
            self._say("No editor is named: set EDITOR.", bad=True)
            return
        try:
            with self.app.suspend():
                self.text = outside.edit(command, self.text)
        except (OSError, SuspendNotSupported) as error:
            self._say(f"The editor cannot be started: {error}.", bad=True)
            return
        self.query_one(TextArea).load_text(self.text)
        self._say("Text as it came back from the editor. It is not written to a file yet.")

    def _say(self, words: str, *, bad: bool = False) -> None:
        self.app.notify(clean(words), severity="error" if bad else "information", markup=False)


def _path(name: str) -> Path:
    return Path(name).expanduser()
