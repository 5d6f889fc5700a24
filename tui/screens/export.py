"""The Markdown as it will be, and where it shall go."""

from __future__ import annotations

from collections.abc import Callable, Iterable
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
from tui.screens.filing import AskFile, Progress
from tui.text import clean, clean_lines
from tui.typing import BY_KEY

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

    def __init__(
        self, text: str, count: int, file: Path, parts: Callable[[], Iterable[str]] | None = None
    ) -> None:
        """`text` is what is exported, or a sample of what `parts` give, where that is much."""
        super().__init__()
        self.heading = f"Export · {present.plural(count, 'paragraph')}"
        self.text, self._count, self._file, self._parts = text, count, file, parts
        self._edited = False
        if parts is not None:
            self.heading += " · the first of them"

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

    @work(exit_on_error=False, group=BY_KEY)
    async def action_file(self) -> None:
        progress = Progress(self._count)
        session = cast("NutgrafApp", self.app).session

        async def put(path: Path, overwrite: bool) -> None:
            parts = self._parts() if self._parts is not None else [self.text]
            await session.read(write, path, progress.follow(parts), overwrite=overwrite)
            self._say(f"{present.plural(self._count, 'paragraph')} written to {path}.")

        if await self.app.push_screen_wait(AskFile(self._file, put, progress)) is not None:
            self._close(None)

    def action_copy(self) -> None:
        if self._is_much():
            return
        self.app.copy_to_clipboard(self.text)
        self._say(f"{present.plural(self._count, 'paragraph')} sent to the terminal's clipboard.")
        self._close(None)

    def _is_much(self) -> bool:
        if self._parts is not None:
            self._say("This is too much for anything but a file.", bad=True)
        return self._parts is not None

    def action_edit(self) -> None:
        if self._is_much():
            return
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
